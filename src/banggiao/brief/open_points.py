"""Sections on what needs care: positions in their exact words, contradictions between sources, gaps.

Guarantees: a position is quoted, never paraphrased; a contradiction shows every value with its sources; silence is told as silence in
so many articles, never as a failure.
"""

from collections import defaultdict
from collections.abc import Iterator

from banggiao.brief.case import Case, describe, first_told
from banggiao.brief.document import Block, Heading, Statement, quoted, text
from banggiao.checks import findings
from banggiao.dossier.values import Item
from banggiao.dossier.words import capital

_SERIOUS = frozenset({"E", "W"})
_FINDINGS = 30


def stances(case: Case) -> Iterator[Block]:
    """Positions by topic, each in its own words, the latest first."""
    topics: dict[str, list[Item]] = defaultdict(list)
    for item in case.world.of("stance"):
        if set(item.parties) & {case.a, case.b} and case.within(item):
            topics[str(item.values.get("topic"))].append(item)
    for topic, items in sorted(topics.items()):
        yield Heading(capital(case.words.value("stance", "topic", topic)))
        for item in sorted(items, key=lambda one: (first_told(one) or "", one.id), reverse=True):
            values = item.values
            by = case.words.parties(values.get("by") or ())
            position = case.words.value("stance", "position", values.get("position"))
            date = case.date(first_told(item)) or case.words.say("undated")
            yield Statement(
                text(case.say("stance", by=by, position=position, date=date)) + quoted(item.tellings[0].quote), case.notes.of(item)
            )


def contradictions(case: Case) -> Iterator[Block]:
    """What the checks find to be wrong, and the events on which articles differ."""
    found = [one for one in findings(case.world, case.lore) if one.outcome == "fails" and one.severity in _SERIOUS]
    for one in found[:_FINDINGS]:
        label = capital(getattr(one.check, case.words.language))
        events = [item for item in one.items if item.kind == "event"][:2]
        pieces = text(case.say("finding", check=label, says=case.words.arithmetic(one.says)))
        pieces += tuple(piece for item in events for piece in describe(item, case.words))
        yield Statement(pieces, case.notes.telling(one.tellings))


def gaps(case: Case, empty: tuple[str, ...] = ()) -> Iterator[Block]:
    """The sections that found nothing, counted over the articles, and how old the latest article is."""
    days = case.published()
    notes = case.counted()
    for name in empty:
        key = "gap_since" if days else "gap"
        date = case.date(days[0].isoformat()) if days else ""
        yield Statement(text(case.say(key, what=case.say(name), n=len(case.dossier.sources), date=date)), notes)
    if days:
        yield Statement(text(case.say("silent", date=case.date(days[1].isoformat()))), notes)
