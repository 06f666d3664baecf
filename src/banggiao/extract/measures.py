"""What an amount measures: cues in its sentence, the nouns of counted people, projects and the like, and parts of totals.

Guarantees: pure functions of a sentence; where cues overlap the longer counts; work is bounded by the sentence's length.
"""

import msgspec

from banggiao.extract.expressions import Expressions
from banggiao.extract.page import View
from banggiao.extract.patterns import Patterns
from banggiao.lore import Lore
from banggiao.model.mentions import AmountMention

FEW, MANY = 10, 500
_NEAR = 40
"""Fewer people, or visitors, than these are those of one occasion."""


class Cue(msgspec.Struct, frozen=True):
    """Words of a sentence that tell what a figure measures or how it is meant."""

    start: int
    end: int
    role: str
    measure: str
    pattern: str
    prior: float
    aimed: bool = False


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/statistic")


def cues(view: View, lore: Lore) -> list[Cue]:
    """The cues of a sentence in order; of overlapping ones the longer."""
    found = []
    for one in lore.once(_patterns).find(view):
        means = one.pattern.row.means
        found.append(
            Cue(
                one.match.start(),
                one.match.end(),
                str(means["role"]),
                str(means.get("measure", "")),
                one.pattern.id,
                one.pattern.row.prior,
                bool(means.get("aimed")),
            )
        )
    kept: list[Cue] = []
    for cue in sorted(found, key=lambda cue: (cue.start - cue.end, cue.start)):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)


def enclosed(view: View, end: int, at: int) -> bool:
    """Whether words ending at a place stand in brackets that are closed before another place."""
    close = view.text.find(")", end, at)
    return close >= 0 and not 0 <= view.text.find("(", end, at) < close


def meant(view: View, left: list[Cue], deals: list[Cue], at: int) -> Cue | None:
    """The nearest words that tell what is measured; ``tổng vốn`` and ``trị giá`` measure what stands before them."""
    cue = left[-1]
    if cue.role != "value":
        return cue
    earlier = [one for one in left[:-1] if one.role == "measure" and at - one.end <= 160]
    named = bool(earlier) and any(0 <= earlier[-1].start - deal.end <= 1 for deal in deals)  # thỏa thuận đầu tư trị giá ...
    projects = [
        place for place, one in view.mentions.items() if at - 60 < place < at and isinstance(one, AmountMention) and one.unit == "projects"
    ]
    nearer = bool(earlier) and any(place >= earlier[-1].end for place in projects) and earlier[-1].measure == "trade"
    if earlier and not (named or nearer) and earlier[-1].measure in ("aid", "investment", "trade", "exports", "imports"):
        return msgspec.structs.replace(cue, role="measure", measure=earlier[-1].measure, aimed=earlier[-1].aimed, start=earlier[-1].start)
    if cue.measure == "investment" or projects:  # 30 dự án trị giá ...
        return msgspec.structs.replace(cue, role="measure", measure="investment")
    counted = [
        place for place, one in view.mentions.items()
        if place < at and isinstance(one, AmountMention) and one.unit in ("documents", "ships", "aircraft", "items")
    ]  # fmt: skip
    starts = [one.start for one in deals] + counted
    return msgspec.structs.replace(cue, role="measure", start=max(starts)) if starts else None


def counted(view: View, at: int, amount: AmountMention, known: list[Cue], said: Expressions) -> Cue | None:
    """What a count of people, projects, students and the like measures, where words beside it show that it is about a relation."""
    noun, tail = amount.text.lower(), view.text[at + 1 : at + 60]
    left = view.text[max(0, at - 110) : at]
    measure, prior = None, 0.8
    if amount.unit == "projects":
        project = said["figure.project"].search(noun)
        tail = (noun[project.end() :] if project else "") + tail
        invested = said["figure.invested"].search(left) or said["figure.invested"].search(tail) or said["figure.capital"].search(tail)
        invested = invested or said["figure.lent"].search(left)
        measure, prior = "projects" if invested and (amount.value > 1 or said["figure.investment"].search(tail, 0, 12)) else None, 0.85
    elif amount.unit in ("students", "scholarships"):
        studying = amount.unit == "scholarships" or amount.value >= FEW and said["figure.studying"].search(f"{left}|{tail}")
        measure = "students" if studying else None
    elif amount.unit == "people":
        measure = _people(noun, left, tail, amount.value, said)
    elif (beside := _BESIDE.get(amount.unit)) and said[beside].match(tail):
        measure, prior = None if said["figure.travelling"].search(left, max(0, len(left) - _NEAR)) else "other", 0.6
    if measure is None:
        return None
    near = [one for one in known if one.end <= at and one.measure == measure]
    start, end = (near[-1].start, near[-1].end) if near else (at, at + 1)
    return Cue(start, end, "measure", measure, f"statistic.count.{amount.unit}", prior)


_BESIDE = {"enterprises": "figure.enterprises", "flights": "figure.flights", "localities": "figure.twinned"}


def _people(noun: str, left: str, tail: str, value: float, said: Expressions) -> str | None:
    """Whether people counted are visitors, a community abroad, or sent or trained; victims and guests of one occasion are none."""
    if value < FEW:
        return None
    if said["figure.sent"].search(left):
        return "people"
    if said["figure.victims"].match(tail):
        return None
    if said["figure.visitors"].search(noun) or (said["figure.times"].search(noun) and said["figure.visitors"].search(left + tail)):
        return "tourists" if value >= MANY and not said["figure.invited"].match(tail) else None
    settled = said["figure.settled"].search(left) or said["figure.living"].match(tail) or said["figure.labour"].search(noun)
    return "people" if settled else None


def is_part(at: int, cue: Cue, known: list[Cue], told: list[tuple[int, str]]) -> bool:
    """Whether an amount is a part of a total told before it in the sentence (exports and imports are no such parts).

    ``told``: the places and measures of the figures before it.
    """
    if cue.measure in ("exports", "imports"):
        return False
    persons = {"people", "students", "tourists"}
    same = persons if cue.measure in persons else {cue.measure}
    totals = [place for place, measure in told if measure in same]
    return any(part.role == "part" and totals and totals[0] < part.start < at for part in known)
