"""Tiers of partnership as intervals on each pair's ladder, with the names declared.

Guarantees: a tier is in force until a higher one on the same ladder begins; tiers beside the ladder exclude none; a tier aimed at is
none in force; every day told for a beginning stays, the shown one first; what is known from reference alone says so.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from banggiao.lifecycle.tables import ladder
from banggiao.lifecycle.world import World, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window, window


class ReferenceTier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/reference_tiers: a tier known from public sources, never told by the reader."""

    state: str
    partner: str
    tier: str
    since: str | None
    sources: tuple[str, ...]
    name: str | None = None
    status: str = "in_force"
    note: str | None = None


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A tier of a pair. ``since``: ISO dates told for its beginning, the shown one first; ``until``: the first day of the next tier.

    ``basis``: "told" (reports of the ledger) or "reference" (knowledge with public sources); ``attested``: days on which it is told
    to be in force.
    """

    parties: tuple[str, ...]
    tier: str
    names: tuple[str, ...]
    since: tuple[str, ...]
    until: str | None
    basis: str
    item: Item | None = None
    sources: tuple[str, ...] = ()
    attested: tuple[datetime.date, ...] = ()
    rung: int | None = None
    status: str = "in_force"

    @property
    def begins(self) -> Window | None:
        """The days within which it began."""
        return window(self.since[0]) if self.since else None

    @property
    def disputed(self) -> bool:
        """Whether the days told exclude one another."""
        days = [found for value in self.since if (found := window(value))]
        return any(not one.near(two) for at, one in enumerate(days) for two in days[at + 1 :])

    def in_force(self, day: datetime.date) -> bool:
        """Whether it was in force on a day, as far as is known."""
        begins = self.begins
        begun = begins.first <= day if begins else any(one <= day for one in self.attested) or self.basis == "reference"
        return begun and (self.until is None or day < _first(self.until)) and self.status == "in_force"


def tiers(world: World, lore: Lore) -> tuple[Tier, ...]:
    """The tiers that reports tell, pair by pair, in the order of their beginning."""
    pairs: dict[tuple[str, ...], list[Tier]] = defaultdict(list)
    for item in world.of("partnership"):
        if len(item.parties) == 2:
            pairs[item.parties].append(_told(item, lore))
    return tuple(one for parties in sorted(pairs) for one in _closed(pairs[parties]))


def reference_tiers(lore: Lore, state: str | None = None) -> tuple[Tier, ...]:
    """The tiers known from public sources, pair by pair; ``state``: of this state alone."""
    pairs: dict[tuple[str, ...], list[Tier]] = defaultdict(list)
    for row in lore.rows("world/reference_tiers", ReferenceTier):
        if state in (None, row.state, row.partner):
            parties = tuple(sorted((row.state, row.partner)))
            pairs[parties].append(
                Tier(
                    parties=parties,
                    tier=row.tier,
                    names=(row.name,) if row.name else (),
                    since=(row.since,) if row.since else (),
                    until=None,
                    basis="reference",
                    sources=row.sources,
                    rung=_rung(parties, row.tier, lore),
                    status=row.status,
                )
            )
    return tuple(one for parties in sorted(pairs) for one in _closed(pairs[parties]))


def _told(item: Item, lore: Lore) -> Tier:
    """A tier as reports tell it."""
    states = {str(said.value) for said in item.said.get("status", ())}
    attested = sorted({days.last for telling in item.tellings if telling.values.get("status") == "current"
                       if (days := window(telling.source.published))})  # fmt: skip
    return Tier(
        parties=item.parties, tier=str(item.values.get("tier")), names=tuple(str(said.value) for said in item.said.get("name", ())),
        since=tuple(str(said.value) for said in item.said.get("since", ())), until=None, basis="told", item=item,
        attested=tuple(attested), rung=_rung(item.parties, str(item.values.get("tier")), lore),
        status="goal" if states == {"goal"} else "in_force",
    )  # fmt: skip


def _rung(parties: tuple[str, ...], tier: str, lore: Lore) -> int | None:
    steps = ladder(parties, lore).ladder
    return steps.index(tier) if tier in steps else None


def _closed(found: Iterable[Tier]) -> list[Tier]:
    """The tiers in order of their beginning, each ended by the next higher one in force."""
    order = sorted(found, key=lambda one: (one.since[0] if one.since else "", -1 if one.rung is None else one.rung, one.tier))
    closed = []
    for tier in order:
        above = [
            one.since[0] for one in order
            if one.rung is not None and tier.rung is not None and one.rung > tier.rung and one.since and one.status == "in_force"
        ]  # fmt: skip
        closed.append(msgspec.structs.replace(tier, until=min(above, key=_first)) if above and tier.status == "in_force" else tier)
    return closed


def _first(value: str) -> datetime.date:
    days = window(value)
    return days.first if days else datetime.date.max


def since_of(tier: Tier) -> datetime.date | None:
    """The first day on which a tier may have been in force: its beginning, else when it was first told."""
    if tier.begins:
        return tier.begins.first
    return told_on(tier.item) if tier.item else None
