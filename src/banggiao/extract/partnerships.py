"""Partnerships: the tier of relations between two parties, in force, established by what is reported, or a goal.

Guarantees: one draft for each tier and set of parties; a lower rung of the ladder that is told beside a higher one is
taken as recalled and left out; diplomatic relations only where it is told when, or that, they were established or severed.
"""

from collections.abc import Iterator

import msgspec
import regex

from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.page import Page, View
from banggiao.extract.patterns import Found, PatternRow, Patterns
from banggiao.extract.relation import Parties, between, readable
from banggiao.extract.timing import close_after, compared, dated, event_day, first_of, fresh, last_before
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span
from banggiao.recognise.phrases import plain

_LADDER = {"comprehensive_strategic": 3, "strategic": 2, "comprehensive": 1}
_RANK = {"established": 3, "current": 2, "goal": 1}
_MARK, _YEARS = "\ue0ff", "\ue0fe"  # stand for the tier's name and a count of years in the patterns of partnership_act
_WINDOW = 160  # how far before the name the words may stand that tell its status
_AHEAD, _JUST_AHEAD = 60, 30


class Sighting(msgspec.Struct, frozen=True):
    """One mention of a tier with all that its sentence tells."""

    tier: str
    parties: Parties
    status: str
    name: Span
    quote: Span
    pattern: str
    confidence: float
    since: str | None = None
    since_span: Span | None = None


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/partnership")


def _acts(lore: Lore) -> tuple[tuple[regex.Pattern[str], str], ...]:
    """The patterns that tell a status, with it."""
    rows = lore.rows("vi/patterns/partnership_act", PatternRow)
    written = [plain(row.pattern).replace("{tier}", _MARK).replace("{years}", _YEARS) for row in rows]
    return tuple((regex.compile(text), str(row.means["status"])) for text, row in zip(written, rows, strict=True))


def partnerships(page: Page, lore: Lore) -> list[Draft]:
    """The partnerships that the page tells of."""
    sightings = [seen for view in readable(page) for seen in _seen(page, view, lore)]
    groups: dict[tuple[str, frozenset[str]], list[Sighting]] = {}
    for seen in sightings:
        groups.setdefault((seen.tier, frozenset(seen.parties.codes)), []).append(seen)
    drafts = [_draft(page, group) for key, group in groups.items() if not _recalled(key, groups)]
    return [draft for draft in drafts if draft is not None]


def _recalled(key: tuple[str, frozenset[str]], groups: dict[tuple[str, frozenset[str]], list[Sighting]]) -> bool:
    """Whether a higher rung that is no mere goal is told of for the same parties."""
    tier, codes = key
    if all(seen.status == "recalled" for seen in groups[key]):
        return True
    return any(
        others == codes and _LADDER.get(other, 0) > _LADDER.get(tier, 9) and any(seen.status != "goal" for seen in seens)
        for (other, others), seens in groups.items()
    )


def _seen(page: Page, view: View, lore: Lore) -> Iterator[Sighting]:
    """The mentions of tiers in a sentence; of overlapping ones the first and then the longest."""
    reached, said = -1, lore.once(Expressions)
    found = sorted(lore.once(_patterns).find(view), key=lambda one: (one.match.start("name"), -one.match.end("name")))
    for one in found:
        start, end = one.match.span("name")
        if start < reached:
            continue
        parties = _pair(one) or between(page, view, start, end)
        counted = said["partnership.counted"].search(view.text[max(0, start - 24) : start])
        unheld = said["partnership.doubted"].search(view.text[max(0, start - _AHEAD) : start]) or said["partnership.region"].match(
            view.text, end
        )
        if len(parties.codes) < 2 or counted or unheld or _loose(one, parties, said):
            continue
        reached = end
        if seen := _diplomatic(page, one, parties, said) if one.has("verb") else _tier(page, one, parties, lore):
            yield seen


def _pair(one: Found) -> Parties | None:
    """The two states that a pattern names itself (``Lào là đồng minh của Nga``)."""
    found = [actor for name in ("one", "other") if (actor := one.actor(name)) is not None]
    codes = tuple(dict.fromkeys(code for actor in found for code in actor.codes))
    return Parties(codes, tuple(Span(actor.start, actor.end) for actor in found), "named") if len(found) == len(codes) == 2 else None


def _loose(one: Found, parties: Parties, said: Expressions) -> bool:
    """Whether the words may well name the partner of a firm: no word of relations, no states beside them."""
    name = one.match.group("name")
    if said["partnership.relations"].search(name) or parties.how in ("named", "joint", "with"):
        return False
    return parties.how == "focus" or said["partnership.field"].match(one.view.text, one.match.end("name")) is not None


def _since(view: View, one: Found, parties_end: int, said: Expressions) -> DateMention | None:
    """The date told for the founding: right after the name (or the parties behind it), else earlier in the clause."""
    for end in (one.match.end("name"), parties_end):
        if date := close_after(view, end):
            return None if _of_a_plan(view, one, date, said) else date
    clause = max(view.text.rfind(mark, 0, one.match.start()) for mark in ";(:") + 1
    start = one.match.start()
    early = last_before(view, start, clause)
    at = view.at(early.start) if early is not None else 0
    if early is None or view.text[at - 1 : at] == "(" or said["partnership.jubilee"].search(view.text, at, start):
        return None
    return early if view.text.count(",", at, start) <= 1 else None


def _jubilee(view: View, start: int, end: int, said: Expressions) -> bool:
    """Whether a stretch of the sentence is about a jubilee: says so, or counts years."""
    text = _durations(view, start, end)
    return _YEARS in text or said["partnership.jubilee"].search(text) is not None


def _of_a_plan(view: View, one: Found, date: DateMention, said: Expressions) -> bool:
    """Whether the date behind the name is the period of a plan, or of a stage, and not the founding."""
    at, start = view.at(date.start), one.match.start("name")
    ahead = view.text[max(0, start - _AHEAD) : start]
    return bool(said["partnership.period"].search(view.text[max(0, at - _AHEAD) : at])) or (
        "/" in (date.value or "") and said["partnership.plan"].search(ahead) is not None
    )


def _behind(view: View, end: int) -> int:
    """The end of the parties named behind a name (its own end where there are none)."""
    tail = _TAIL.match(view.text, end)
    return tail.end() if tail else end


_TAIL = regex.compile(r"(?:,? (?:giữa|với|của))?(?: ?(?:[-–—]|và)? ?[\ue000-\ue004]){1,3}")


def _tier(page: Page, one: Found, parties: Parties, lore: Lore) -> Sighting | None:
    view, start = one.view, one.match.start("name")
    left = max(0, start - _WINDOW)
    text = _durations(view, left, start) + _MARK + view.text[one.match.end("name") : one.match.end("name") + 70]
    said = lore.once(Expressions)
    if (
        said["partnership.treaty"].search(view.text[max(0, start - 12) : start])
        and close_after(view, _behind(view, one.match.end("name"))) is None
    ):
        return None
    status = next((status for expression, status in lore.once(_acts) if expression.search(text)), "current")
    date = _since(view, one, _behind(view, one.match.end("name")), said) if status in ("established", "current") else None
    if date is not None and status == "current":
        jubilee = view.at(date.start) > start and _jubilee(view, max(0, start - _JUST_AHEAD), start, said)
        date = _bracketed(page, view, date) if jubilee else date if _past(page, date) else None
    acted = status == "established" or said["partnership.act"].search(text[: start - left]) is not None
    if date is not None and not acted and first_of(date.value or "")[:4] >= (page.scene.published or "")[:4]:
        date = None
    if status == "established" and date is not None and date.value and not fresh(page, date.value):
        status = "current"
    return _sighting(page, one, parties, status, date)


def _durations(view: View, start: int, end: int) -> str:
    """A stretch of the sentence in which counts of years are told from dates."""
    words = list(view.text[start:end])
    for at, date in view.dates(start, end):
        if date.cls == "duration":
            words[at - start] = _YEARS
    return "".join(words)


def _diplomatic(page: Page, one: Found, parties: Parties, said: Expressions) -> Sighting | None:
    """Diplomatic relations, where their date is told or the report is about their beginning or end."""
    view, act = one.view, str(one.pattern.row.means["act"])
    date = _since(view, one, _behind(view, one.match.end("name")), said)
    left = max(0, one.match.start() - 60)
    ahead = view.text[left : one.match.start()]
    if act != "established" and said["partnership.unreal"].search(view.text[max(0, one.match.start() - 100) : one.match.start()]):
        return None
    if act == "severed":
        return _sighting(page, one, parties, "established", None)
    counted = said["partnership.since-then"].search(ahead) is None and _jubilee(view, left, one.match.start(), said)
    if date is not None and (counted or not _past(page, date)):
        date = _bracketed(page, view, date)
    if date is not None:
        return _sighting(page, one, parties, "established" if fresh(page, date.value or "") else "current", date)
    if act == "established" and said["partnership.document"].search(ahead):
        return _sighting(page, one, parties, "established", None)
    return _sighting(page, one, parties, "current", None) if act == "restored" else None


def _bracketed(page: Page, view: View, date: DateMention) -> DateMention | None:
    """Of a jubilee only the span in brackets (1976-2026) tells the founding; a date beside it tells when it falls."""
    return date if _past(page, date) and view.text[view.at(date.start) - 1] == "(" else None


def _past(page: Page, date: DateMention) -> bool:
    """Whether a founding can lie at that date: not after the report."""
    return not page.scene.published or first_of(date.value or "") <= page.scene.published


def _sighting(page: Page, one: Found, parties: Parties, status: str, date: DateMention | None) -> Sighting:
    value = first_of(date.value) if date is not None and date.value and dated(date) else None
    if date is not None and compared(one.view, one.view.at(date.start)):
        value = None
    return Sighting(
        str(one.pattern.row.means["tier"]), parties, status, one.span("name"), _quote(one, date if value else None), one.pattern.id,
        one.pattern.row.prior * parties.trust, value, Span(date.start, date.end) if date is not None and value else None,
    )  # fmt: skip


def _quote(one: Found, date: DateMention | None) -> Span:
    """The clause around the name: from the comma or clause before it to the next after the parties and the date."""
    view, text = one.view, one.view.text
    start, end = one.match.start(), _behind(view, one.match.end())
    if date is not None:
        start, end = min(start, view.at(date.start)), max(end, view.at(date.start) + 1)
    left = max(text.rfind(mark, max(0, start - 120), start) for mark in ",;:(") + 1
    right = min((at for mark in ",;:" if (at := text.find(mark, end)) >= 0), default=len(text))
    return view.span(left if start - left <= 120 else start, right if right - end <= 60 else end)


def _draft(page: Page, group: list[Sighting]) -> Draft | None:
    """One record of all mentions of one tier: the strongest status, the date told, the best quote."""
    group = [seen for seen in group if seen.status != "recalled"]
    best = max(group, key=lambda seen: (_RANK[seen.status], seen.since is not None, seen.parties.trust))
    told = max(group, key=lambda seen: len(seen.since or ""))  # 2 December 1960 says more than 1960
    since, since_span = told.since, told.since_span
    if best.status == "established" and best.since is None and not best.pattern.endswith("severed"):
        since, since_span = event_day(page), None
    if best.status == "goal":
        since, since_span = None, None
    name = page.scene.text[best.name.start : best.name.end]
    evidence = {"tier": (best.name,), "name": (best.name,), "status": (best.quote,), "parties": best.parties.evidence}
    if since_span:
        evidence["since"] = (since_span,)
    return Draft(
        kind="partnership", start=best.quote.start, end=best.quote.end, pattern=best.pattern, evidence=evidence,
        confidence=min(0.98, best.confidence + 0.03 * (len(group) - 1)),
        values={"parties": list(best.parties.codes), "tier": best.tier, "name": name, "since": since, "status": best.status},
    )  # fmt: skip
