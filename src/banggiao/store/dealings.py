"""What states have to do with each other, as maps, networks and trends count it: one row for each object and pair of states.

Guarantees: rows depend on the object, its claims and what their articles tell beside them, so that a rebuild gives the same; an
event counts once it was held, in the month that it began in where its date tells one; a commitment counts in the month in which it
was first told. The level of an event is that of the highest office that one of its persons is told to hold in the same article (0:
none is told); its sectors are those of the commitments that the same article tells of the same states.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.lore import Lore
from banggiao.model.times import Window, window
from banggiao.resolve import Merged, Told
from banggiao.resolve.names import name_words
from banggiao.store import schema as t
from banggiao.store.rows import insert

KINDS = ("event", "commitment")
UNTOLD = 0
"""The level of a contact at which no office is told."""
_CHUNK = 400
_MONTH = 7
_LONGEST_DAYS = 31
MOST_PARTIES = 6
"""With more parties an object is a gathering: it counts for each of them, and for no pair."""


def rows_of(parties: int, states: int) -> int:
    """How many rows an object with so many parties has that name so many given states (0, 1 or 2) of them."""
    if parties > MOST_PARTIES or parties == 1:
        return parties if states == 0 else 1
    return (parties * (parties - 1) // 2, parties - 1, 1)[states]


class Level(msgspec.Struct, frozen=True):
    """A post and its level, the highest being 1 (lifecycle/levels)."""

    post: str
    level: int


class Beside(msgspec.Struct, frozen=True):
    """What an article tells beside its events: the level of each person's highest office, and the sectors of commitments by states."""

    levels: Mapping[tuple[str, ...], int]
    sectors: Sequence[tuple[frozenset[str], tuple[str, ...]]]


_NOTHING = Beside({}, ())


def put_dealings(connection: sa.Connection, found: Sequence[Merged], told: Iterable[Told], lore: Lore) -> None:
    """Write the rows of the objects of one block. ``told``: the block's claims."""
    counted = [item for item in found if item.kind in KINDS and item.parties]
    if not counted:
        return
    claims = {claim.id: claim for claim in told if claim.kind in KINDS}
    wanted = {claims[one.claim].article for item in counted if item.kind == "event" for one in item.members}
    beside = _beside(connection, sorted(wanted), lore)
    rows = [row for item in counted for row in _rows(item, [claims[one.claim] for one in item.members], beside, lore)]
    insert(connection, t.dealings, rows)


def _rows(item: Merged, members: Sequence[Told], beside: Mapping[str, Beside], lore: Lore) -> Iterator[dict[str, Any]]:
    """The rows of an object: one a pair of parties, or one a party where there is no pair or a whole gathering."""
    first_told = min((days.first.isoformat() for claim in members if (days := window(claim.published))), default="")
    row: dict[str, Any] = {"object": item.id, "parties": len(item.parties), "kind": item.kind, "told": first_told}
    if item.kind == "event":
        if item.values.get("status") != "held":
            return
        sectors = {one for claim in members for one in _sectors(claim, item.parties, beside)}
        level = min((one for claim in members for one in _levels(claim, beside, lore)), default=UNTOLD)
        days = window(item.values.get("date"))
        row |= {"type": str(item.values.get("type") or ""), "month": month_of(days), "level": level, "sectors": spaced(sectors)}
    else:
        sectors = {str(one) for one in item.values.get("sectors") or ()}
        row |= {"type": str(item.values.get("act") or ""), "month": first_told[:_MONTH], "level": UNTOLD, "sectors": spaced(sectors)}
    pairs = list(combinations(item.parties, 2)) if len(item.parties) <= MOST_PARTIES else []
    for a, b in pairs or [(code, "") for code in item.parties]:
        yield {**row, "a": a, "b": b}


def month_of(days: Window | None) -> str:
    """The month in which these days begin, empty where they tell no month."""
    return days.first.isoformat()[:_MONTH] if days and days.days <= _LONGEST_DAYS else ""


def spaced(codes: Collection[str]) -> str:
    """Codes in one text, each between spaces, so that one of them can be found in it."""
    return "".join(f" {code}" for code in sorted(codes)) + " " if codes else ""


def _levels(claim: Told, beside: Mapping[str, Beside], lore: Lore) -> Iterator[int]:
    """The levels of the persons of one telling."""
    levels = beside.get(claim.article, _NOTHING).levels
    for name in claim.values.get("people") or ():
        if (level := levels.get(name_words(str(name), lore))) is not None:
            yield level


def _sectors(claim: Told, parties: Iterable[str], beside: Mapping[str, Beside]) -> Iterator[str]:
    """The sectors of the commitments that a telling's article tells of these states alone."""
    for states, sectors in beside.get(claim.article, _NOTHING).sectors:
        if states and states <= set(parties):
            yield from sectors


def _beside(connection: sa.Connection, articles: Sequence[str], lore: Lore) -> dict[str, Beside]:
    """What the articles (by id) tell beside their events."""
    table = lore.once(_table)
    levels: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    sectors: dict[str, list[tuple[frozenset[str], tuple[str, ...]]]] = defaultdict(list)
    a, c = t.articles.c, t.claims.c
    for at in range(0, len(articles), _CHUNK):
        query = sa.select(a.id, c.kind, c.fields).join(t.articles, c.article == a.number)
        for article, kind, fields in connection.execute(
            query.where(a.id.in_(articles[at : at + _CHUNK]), c.kind.in_(("post", "commitment")))
        ):
            if kind == "commitment":
                if codes := tuple(fields.get("sectors") or ()):
                    sectors[article].append((frozenset((*(fields.get("by") or ()), *(fields.get("to") or ()))), codes))
            elif fields.get("post") in table and not fields.get("former"):
                name = name_words(str(fields.get("person")), lore)
                levels[article][name] = min(table[fields["post"]], levels[article].get(name, table[fields["post"]]))
    return {article: Beside(levels[article], sectors[article]) for article in {*levels, *sectors}}


def _table(lore: Lore) -> dict[str, int]:
    """The level of each post."""
    return {row.post: row.level for row in lore.rows("lifecycle/levels", Level)}
