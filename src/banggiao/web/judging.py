"""What waits for a person's judgement, what matters most first, and what each record may be one with.

Guarantees: the order follows ``knowledge/checks/review`` and is the same for equal ledgers; what somebody accepted or corrected does not
wait; a record may be merged with others of its kind and parties alone, those most alike first.
"""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from banggiao.dossier.found import Query, found
from banggiao.dossier.values import Item
from banggiao.lore import Lore
from banggiao.store import Ledger
from banggiao.text import fold
from banggiao.web.cards import headline
from banggiao.web.told import Teller

SHOWN = 12
_LOOK, _ALIKE, _CLAIMS, _FIELDS, _RIVALS = 300, 4, 60, 40, 80
_NEAR = datetime.timedelta(days=7)
_LIKENESS = 0.34
PERSON_FIELDS = ("name", "post", "country")
"""What may be corrected of a person: the name, the present office's post, the state."""


class ReviewRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of checks/review: how much a kind matters, or a field of it."""

    kind: str
    field: str | None
    weight: int


class Candidate(msgspec.Struct, frozen=True):
    """An object to be judged, with those that may be one with it, and the fields that may be corrected."""

    item: Item
    alike: tuple[Item, ...]
    fields: tuple[str, ...]


def candidate(ledger: Ledger, item: Item, teller: Teller) -> Candidate:
    """All that the page needs to judge an object."""
    fields = PERSON_FIELDS if item.kind == "person" else teller.words.fields(item.kind)[:_FIELDS]
    return Candidate(item, alike(ledger, item, teller), fields)


def weights(lore: Lore) -> dict[tuple[str, str | None], int]:
    """How much kinds and their fields matter (use as ``lore.once(weights)``)."""
    return {(row.kind, row.field): row.weight for row in lore.rows("checks/review", ReviewRow)}


def waiting(ledger: Ledger, chosen: Mapping[str, str], accepted: frozenset[str], teller: Teller, lore: Lore) -> list[Item]:
    """The objects of low confidence, or told differently, that nobody has judged yet; what matters most first."""
    query = Query(
        kinds=(chosen["kind"],) if chosen["kind"] else (),
        states=(chosen["state"],) if chosen["state"] else (),
        facets={"confidence": ("low",)} if chosen["show"] == "low" else {},
        differs=chosen["show"] == "differ",
    )
    items = [item for item in found(ledger, query, "told", limit=_LOOK).items if not accepted & set(claims_of(item))]
    ranked = [(weight, item) for item in items if (weight := matters(item, chosen["show"], teller, lore.once(weights)))]
    return [item for _, item in sorted(ranked, key=lambda pair: (pair[0], _last(pair[1]), pair[1].id), reverse=True)][:SHOWN]


def matters(item: Item, show: str, teller: Teller, table: Mapping[tuple[str, str | None], int]) -> int:
    """How much it matters that an object is right; 0 where nothing is to be judged. More sources make it matter more."""
    own = table.get((item.kind, None), 1)
    if show == "low":
        return own + min(item.sources, 5)
    fields = [table.get((item.kind, field), 1) for field in disputed(item, teller)]
    return max(fields) * 10 + own + min(item.sources, 5) if fields else 0


def disputed(item: Item, teller: Teller) -> list[str]:
    """The fields of a record on which tellings cannot all be right; how a date or a verb was worded is no such field."""
    return [field for field in item.disputed if field in teller.words.fields(item.kind) and teller.cell(item, field).disputed]


def _last(item: Item) -> str:
    return max((telling.source.published or "" for telling in item.tellings), default="")


def claims_of(item: Item) -> tuple[str, ...]:
    """The claims that a decision on an object names."""
    return tuple(telling.claim for telling in item.tellings[:_CLAIMS])


def alike(ledger: Ledger, item: Item, teller: Teller) -> tuple[Item, ...]:
    """Other objects of the kind and parties that may be one with it: events of the same type on days near by, others by their words."""
    if not item.parties:
        return ()
    if item.kind == "event":
        near = _near(item)
        query = Query(kinds=("event",), states=item.parties, facets={"type": (str(item.values.get("type")),)}, near=near)
        return tuple(one for one in found(ledger, query, limit=_ALIKE + 1).items if one.id != item.id)[:_ALIKE] if near else ()
    rivals = found(ledger, Query(kinds=(item.kind,), states=item.parties), "told", limit=_RIVALS).items
    mine = _words(item, teller)
    scored = [(_likeness(mine, _words(one, teller)), one) for one in rivals if one.id != item.id]
    ordered = sorted((pair for pair in scored if pair[0] >= _LIKENESS), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(one for _, one in ordered[:_ALIKE])


def _near(item: Item) -> tuple[str, str] | None:
    """The days within which an event that may be the same lies."""
    if not item.first or not item.last:
        return None
    first, last = (datetime.date.fromisoformat(day) for day in (item.first, item.last))
    return (first - _NEAR).isoformat(), (last + _NEAR).isoformat()


def _words(item: Item, teller: Teller) -> frozenset[str]:
    """The words that tell an object from others: its name, else what it is about and its quote."""
    name = item.values.get("name")
    text = str(name) if name else f"{headline(item.kind, item.values, teller.words)} {item.tellings[0].quote if item.tellings else ''}"
    return frozenset(fold(text).split())


def _likeness(one: Sequence[str] | frozenset[str], two: Sequence[str] | frozenset[str]) -> float:
    """The share of words that two objects have in common, of the shorter one."""
    a, b = frozenset(one), frozenset(two)
    return len(a & b) / max(1, min(len(a), len(b)))
