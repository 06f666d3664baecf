"""Anniversaries: a round count of years of relations that the text names, with the year on which it falls.

Guarantees: one draft for each count of years and set of parties; ``since`` is only given where a founding date is told,
``when`` where told or where the text presents the jubilee as this year's.
"""

from collections.abc import Sequence

import msgspec
import regex

from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.page import TAGS, Page, View
from banggiao.extract.patterns import Found, Patterns
from banggiao.extract.relation import Parties, after, between, readable
from banggiao.extract.timing import close_after, compared, dated, first_of, last_before, last_of
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span
from banggiao.recognise.numbers import numbers
from banggiao.recognise.phrases import plain

_FIGURES = regex.compile(r"\d{1,3}")
_TAIL = regex.compile(r"(?:,? (?:giữa|với|của))?(?: ?(?:[-–—]|và)? ?[\ue000-\ue004]){1,3}")
_SPAN = regex.compile(rf" ?\((?:[^()]{{0,12}})?(?P<first>{TAGS['date']})(?: ?[-–—/] ?(?P<last>{TAGS['date']}))?\)")


class Years(msgspec.Struct, frozen=True):
    """When a jubilee falls and what it counts from, with the words."""

    when: str | None = None
    since: str | None = None
    when_span: Span | None = None
    since_span: Span | None = None


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/anniversary")


def anniversaries(page: Page, lore: Lore) -> list[Draft]:
    """The anniversaries that the page names."""
    drafts: dict[tuple[int, frozenset[str]], Draft] = {}
    for view in readable(page):
        reached = -1
        for one in sorted(lore.once(_patterns).find(view), key=lambda found: (found.match.start("years"), -found.match.end())):
            if one.match.start("years") < reached:
                continue
            draft = _draft(page, view, one, lore)
            if draft is None:
                continue
            reached = one.match.end("what")
            key = (draft.values["years"], frozenset(draft.values["parties"]))
            if key not in drafts or _better(draft, drafts[key]):
                drafts[key] = draft
    return list(drafts.values())


def founded(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of all kinds, jubilees of diplomatic relations with the day on which the article says elsewhere that these began."""
    begun = {
        frozenset(one.values["parties"]): one
        for one in drafts
        if one.kind == "partnership" and one.values["tier"] == "diplomatic_relations" and one.values["since"]
    }
    return [
        _dated(one, begun[key])
        if one.kind == "anniversary" and one.values["of"] == "diplomatic_relations" and (key := frozenset(one.values["parties"])) in begun
        else one
        for one in drafts
    ]


def _dated(jubilee: Draft, relations: Draft) -> Draft:
    """A jubilee with the founding date of relations, where it tells none or only the same one less fully."""
    told, since = jubilee.values["since"], relations.values["since"]
    if not since.startswith(told or "") or (jubilee.values["when"] and _gap(since, jubilee.values["when"]) != jubilee.values["years"]):
        return jubilee
    evidence = {**jubilee.evidence, "since": relations.evidence.get("since", ())}
    return msgspec.structs.replace(jubilee, values={**jubilee.values, "since": since}, evidence=evidence)


def _better(new: Draft, old: Draft) -> bool:
    """Whether a later mention tells more than an earlier one."""
    told = [sum(draft.values[field] is not None for field in ("when", "since")) for draft in (new, old)]
    return told[0] > told[1]


def _draft(page: Page, view: View, one: Found, lore: Lore) -> Draft | None:
    years, end = _count(page, one, lore), one.match.end(next((name for name in ("whose", "other") if one.has(name)), "what"))
    parties, said = _parties(page, view, one), lore.once(Expressions)
    told_of = view.text[max(0, one.match.start() - 80) : end]
    if (
        years < 1
        or len(parties.codes) < (1 if one.has("whose") else 2)
        or (one.pattern.id == "anniversary.document" and not said["anniversary.marked"].search(told_of))
    ):
        return None
    tail = _TAIL.match(view.text, end)
    told = _years(page, view, one, tail.end() if tail else end, years, said)
    quote = _quote(view, one, tail.end() if tail else end)
    number, what = one.span("years"), one.span("what")
    evidence = {"years": (number,), "of": (what,), "parties": parties.evidence}
    evidence |= {field: (span,) for field, span in (("when", told.when_span), ("since", told.since_span)) if span}
    return Draft(
        kind="anniversary", start=quote.start, end=quote.end, pattern=one.pattern.id, evidence=evidence,
        confidence=one.pattern.row.prior * parties.trust,
        values={"parties": list(parties.codes), "years": years, "of": _of(one, said), "when": told.when, "since": told.since},
    )  # fmt: skip


def _count(page: Page, one: Found, lore: Lore) -> int:
    """The number of years, told in figures or in words (0 where it is none)."""
    words = plain(one.span("years").of(page.scene.text)).lower()
    if figures := _FIGURES.match(words):
        return int(figures.group())
    return int(lore.once(numbers).in_words(lore.once(Expressions)["anniversary.unit"].sub("", words)) or 0)


def _parties(page: Page, view: View, one: Found) -> Parties:
    """Named behind the words, within them (``hai nước thiết lập``), or before; of a national day the one whose it is; of a
    membership the state and the body."""
    if (own := one.actor("whose")) is not None:
        return Parties(own.codes, (Span(own.start, own.end),), "named")
    sides = [actor for name in ("one", "other") if (actor := one.actor(name)) is not None]
    if sides:
        codes = tuple(dict.fromkeys(code for actor in sides for code in actor.codes))
        return Parties(codes, tuple(Span(actor.start, actor.end) for actor in sides), "named")
    found = after(page, view, one.match.end("what"))
    if found is None:
        for _, actor in view.actors(one.match.start(), one.match.end()):
            if len(actor.codes) >= 2:
                return Parties(actor.codes, actor.evidence or (Span(actor.start, actor.end),), "joint")
    return found or between(page, view, one.match.start(), one.match.end())


def _years(page: Page, view: View, one: Found, end: int, years: int, said: Expressions) -> Years:
    """The dates: a span in brackets, else a year beside the words, else the report's own year."""
    if (span := _SPAN.match(view.text, end)) and (told := _bracket(page, view, span, years)):
        return told
    this_year = (page.scene.published or "")[:4]
    date = close_after(view, end) or _early(view, one)
    if date is not None and date.value:
        where = Span(date.start, date.end)
        if view.at(date.start) > end - 1 and said["partnership.since-then"].search(view.text[: one.match.start("what")]):
            return Years(None, first_of(date.value), None, where)
        if years != _gap(first_of(date.value), this_year):
            return Years(last_of(date.value), None, where)
        return Years(this_year, first_of(date.value), None, where)
    ahead = view.text[max(0, one.match.start() - 60) : one.match.end()]
    return (
        Years(this_year or None)
        if said["anniversary.this-year"].search(ahead) and not said["anniversary.coming"].search(ahead)
        else Years()
    )


def _of(one: Found, said: Expressions) -> str:
    """What is commemorated: relations that are not called diplomatic, only counted, are something else."""
    if one.pattern.id == "anniversary.relations" and not said["anniversary.diplomatic"].search(one.match.group()):
        return "other"
    return str(one.pattern.row.means["of"])


def _gap(since: str, when: str) -> int:
    return int(when[:4]) - int(since[:4]) if since[:4].isdigit() and when[:4].isdigit() else -1


def _bracket(page: Page, view: View, span: "regex.Match[str]", years: int) -> Years | None:
    """``(1976-2026)``, ``(25/3/1976 - 25/3/2026)``, ``(3/2/1994)``."""
    first = view.mentions.get(span.start("first"))
    last = view.mentions.get(span.start("last")) if span.group("last") else None
    if not isinstance(first, DateMention) or first.value is None:
        return None
    where = Span(first.start, first.end)
    if isinstance(last, DateMention) and last.value:
        return Years(last.value, first.value, Span(last.start, last.end), where)
    if "/" in first.value:
        return Years(last_of(first.value), first_of(first.value), where, where)
    year = int(first.value[:4]) + years
    if year > int((page.scene.published or "9999")[:4]) + 9:
        return Years(first.value, None, where)
    return Years(str(year), first.value, None, where)


def _early(view: View, one: Found) -> DateMention | None:
    """A date told before the words in the same clause: ``Năm 2026, hai nước kỷ niệm ...``."""
    clause = max(view.text.rfind(mark, 0, one.match.start()) for mark in ";:(") + 1
    date = last_before(view, one.match.start("years"), max(clause, one.match.start() - 90))
    if date is None or not dated(date) or compared(view, view.at(date.start)):
        return None
    return date if len(date.value or "") <= 7 else None


def _quote(view: View, one: Found, end: int) -> Span:
    """The words from the occasion to the brackets behind the parties."""
    bracket = _SPAN.match(view.text, end)
    return view.span(one.match.start(), bracket.end() if bracket else end)
