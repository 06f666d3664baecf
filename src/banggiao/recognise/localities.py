"""Provinces, cities and postings that follow the titles of those who head them or are sent there.

Guarantees: pure; a capital stands for a city here, whatever it stands for elsewhere; a place that no list has is taken only
where the words beside it show where its name ends.
"""

import msgspec

from banggiao.model.mentions import StateMention
from banggiao.recognise.bodies import Ground
from banggiao.recognise.charges import names_holder
from banggiao.recognise.names import WORD, name_at
from banggiao.recognise.phrases import longest

_REACH = 60


class Locality(msgspec.Struct, frozen=True):
    """A province or city ``[start, end)``, with the words that go before it, and its state where the name tells it."""

    start: int
    end: int
    country: str | None = None


def posting_end(ground: Ground, end: int) -> int | None:
    """Where the words end that tell where an envoy is posted, None where none follow the offset."""
    here = ground.joints.reach("here", ground.low, end)
    at = ground.joints.reach("posted", ground.low, end)
    if here is not None or at is None:
        return here
    state = ground.states.get(at)
    if state is not None:
        return state.end
    found = ground.tables.places.at(ground.low, at)
    if found is not None:
        return found[0]
    first = longest(ground.names.in_plain(ground.text[at : at + _REACH]))[:1]
    return at + first[0].end if first and first[0].start == 0 else None


def locality(ground: Ground, end: int, bare: bool, apposed: bool) -> Locality | None:
    """The province or city after its head's title, which ends at an offset; with ``bare`` also one that no word announces,
    with ``apposed`` one after which a comma and the name of its head follow.

    Where only ``TP`` or ``tỉnh`` and then a Vietnamese name follow, it is the place that the text speaks of.
    """
    at = ground.joints.reach("place", ground.low, end)
    if at is not None and (capital := _capital(ground, at)) is not None:
        return Locality(end + 1, capital.end, capital.code)
    for begin in (end + 1, at):
        found = ground.tables.places.at(ground.low, begin) if at is not None and begin is not None else None
        if found is not None:
            return Locality(end + 1, found[0])
    at = ground.joints.reach("area", ground.low, end)
    word = WORD.match(ground.text, at) if at is not None and not ground.shapes.vietnamese(ground.text, at) else None
    if word is not None:
        return Locality(end + 1, word.end())
    named = _named(ground, end)
    return named if named is not None and (bare or (apposed and _apposed(ground, named.end))) else _city(ground, end)


def _apposed(ground: Ground, end: int) -> bool:
    """Whether a name follows after a comma: what stands before it is no name then, but a place."""
    at = ground.joints.reach("named", ground.low, end)
    return at is not None and ground.text[end] == "," and names_holder(ground, at)


def _city(ground: Ground, end: int) -> Locality | None:
    """A city that no list has, between ``thành phố`` and the full name of its head: one word, two after ``San`` and the like."""
    at = ground.joints.reach("city", ground.low, end)
    if at is None:
        return None
    if ground.shapes.vietnamese(ground.text, at):
        return Locality(end + 1, at - 1)
    name = name_at(ground.text, at, len(ground.text), ground.shapes)
    words = ground.text[at : name.end].split(" ") if name is not None and name.kind != "vi" else []
    size = 2 if words and words[0].lower() in ground.shapes.saints else 1
    if len(words) < size + 2:
        return None
    return Locality(end + 1, at + len(" ".join(words[:size])))


def _capital(ground: Ground, at: int) -> StateMention | None:
    """The capital named at an offset."""
    first = longest(ground.names.in_plain(ground.text[at : at + _REACH]))[:1]
    name = ground.names.value(first[0]) if first and first[0].start == 0 else None
    if name is None or name.kind != "capital" or len(name.codes) != 1:
        return None
    return StateMention(start=at, end=at + first[0].end, code=name.codes[0])


def _named(ground: Ground, end: int) -> Locality | None:
    """A province or city that no list has, right after the title of its head: one foreign word and no more."""
    name = name_at(ground.text, end + 1, len(ground.text), ground.shapes)
    if name is None or name.words > 1 or name.kind != "foreign" or ground.shapes.syllable(ground.text[end + 1 : name.end]):
        return None
    return Locality(end + 1, name.end)
