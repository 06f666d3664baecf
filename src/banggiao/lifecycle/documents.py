"""Validity of agreements and programmes: from when to when, what follows, and the time between that nothing covers.

Guarantees: pure; a document follows another only where kind and parties are equal and the names are alike but for the years.
"""

import datetime
from collections.abc import Sequence

import msgspec

from banggiao.lifecycle.naming import same_name, telling_words
from banggiao.lifecycle.tables import terms
from banggiao.lifecycle.world import World, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window, window

_DONE = frozenset({"signed", "in_force"})


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document. ``state``: as told, or ``expired`` / ``replaced`` (computed); ``gap``: days that neither it nor ``next`` covers."""

    item: Item
    state: str
    signed: Window | None
    valid: Window | None
    next: Item | None = None
    gap: Window | None = None


def documents(world: World, lore: Lore) -> tuple[Document, ...]:
    """All named documents with their validity as of the world's day."""
    return tuple(document(item, world, lore) for item in world.of("agreement"))


def follows(one: Item, other: Item, lore: Lore) -> bool:
    """Whether two objects are the same document or one in its place: equal parties and kind, and names alike but for the years."""
    if one.parties != other.parties or one.values.get("type") != other.values.get("type"):
        return False
    if one.id == other.id:
        return True
    left, right = (telling_words(str(item.values.get("name") or ""), item.parties, lore) for item in (one, other))
    short, long = sorted((left, right), key=len)
    # a programme of action is called by its head alone as often as by its full name
    return same_name(left, right, lore) or (one.values.get("type") == "action_programme" and short <= long and bool(short))


def document(item: Item, world: World, lore: Lore) -> Document:
    """A document with its validity and what follows it."""
    valid, signed = window(item.values.get("period")), window(item.values.get("date"))
    state = str(item.values.get("status"))
    after = _successor(item, valid, world.between("agreement", item.parties), lore)
    gap = _gap(valid, after, signed_of(after)) if after else None
    if valid and valid.last < world.as_of and state in _DONE:
        state = "replaced" if after else "expired"
    return Document(item=item, state=state, signed=signed, valid=valid, next=after, gap=gap)


def _successor(item: Item, valid: Window | None, found: Sequence[Item], lore: Lore) -> Item | None:
    """The next document of its kind in force after it."""
    if valid is None:
        return None
    after = []
    for other in found:
        period = window(other.values.get("period"))
        later = period and period.last > valid.last and period.first > valid.first
        if period and later and other.values.get("status") in _DONE and follows(item, other, lore):
            after.append((period, other.id, other))
    return min(after)[2] if after else None


def signed_of(item: Item) -> datetime.date | None:
    """The day by which a document was signed: as told, else when it was first told of."""
    days = window(item.values.get("date"))
    return days.first if days else told_on(item)


def _gap(valid: Window | None, after: Item, signed: datetime.date | None) -> Window | None:
    """The days between the end of one document and the start of the next, which is at the earliest its signature."""
    period = window(after.values.get("period"))
    if valid is None or period is None:
        return None
    begins = max(period.first, signed) if signed else period.first
    first = valid.last + datetime.timedelta(days=1)
    last = begins - datetime.timedelta(days=1)
    return Window(first, last) if last >= first else None


def lapsed(item: Item, world: World, lore: Lore) -> bool:
    """Whether a document's validity is over and nothing has followed it for a month."""
    found = document(item, world, lore)
    slack = datetime.timedelta(days=round(lore.once(terms)["event_days"]))
    return bool(found.valid and found.valid.last + slack < world.as_of and found.next is None)
