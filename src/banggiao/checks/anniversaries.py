"""Checks of anniversaries: year, day, object, and a beginning that is only inferred (1 to 4)."""

from collections.abc import Iterator, Sequence

import msgspec

from banggiao.checks.values import Verdict
from banggiao.lifecycle.world import World, quotes
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling
from banggiao.model.times import window

_DAY = 10
_AHEAD = 5  # a jubilee told lies so many years ahead at most


class ReferenceRelations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/reference_relations: the day on which two states established diplomatic relations, and the page that says so."""

    states: tuple[str, ...]
    since: str
    source: str


def anniversary_year(world: World, lore: Lore) -> Iterator[Verdict]:
    """Base + count = year, where one telling gives both years."""
    for item, years, since, when in _told(world):
        if both := _both(item):
            since, when, telling = both
            total = int(since[:4]) + years
            says = f"{since[:4]} + {years} = {total}; {when[:4]}"
            yield Verdict("holds" if total == int(when[:4]) else "fails", says, (item,), (telling,))
        elif when and not since:
            yield Verdict("notes", f"{when[:4]} - {years} = {int(when[:4]) - years}", (item,))


def anniversary_day(world: World, lore: Lore) -> Iterator[Verdict]:
    """Same day and month, where one telling gives both."""
    for item, _, _, _ in _told(world):
        since, when, telling = _both(item) or ("", "", None)
        if telling and len(since) == len(when) == _DAY:
            yield Verdict("holds" if since[5:] == when[5:] else "fails", f"{since[5:]}; {when[5:]}", (item,), (telling,))


def anniversary_object(world: World, lore: Lore) -> Iterator[Verdict]:
    """The base told is the beginning of what is celebrated."""
    for item, years, since, _ in _told(world):
        known = [(tier, told) for tier, told in _beginnings(world, item) if window(told)]
        base = window(since)
        if not base or not known or base.last.year + years > world.as_of.year + _AHEAD:
            continue
        fitting = [tier for tier, told in known if (days := window(told)) and days.near(base)]
        says = f"{years}: {since}; " + ", ".join(f"{tier.values.get('tier')} {told}" for tier, told in known)
        if fitting:
            yield Verdict("holds", says, (item, *fitting))
        elif item.values.get("of") == "diplomatic_relations" or _named(item, [tier for tier, _ in known]):
            yield Verdict("fails", says, (item, *(tier for tier, _ in known)))


def inferred_base(world: World, lore: Lore) -> Iterator[Verdict]:
    """Year - count is the beginning known from other reports or from reference."""
    reference = {tuple(sorted(row.states)): row.since for row in lore.rows("world/reference_relations", ReferenceRelations)}
    for item, years, since, when in _told(world):
        if since or not when or item.values.get("of") != "diplomatic_relations":
            continue
        known = next((told for _, told in _beginnings(world, item) if told[:4] < when[:4]), None) or reference.get(item.parties)
        if known:
            base = int(when[:4]) - years
            yield Verdict("holds" if str(base) == known[:4] else "fails", f"{when[:4]} - {years} = {base}; {known}", (item,))


def _named(item: Item, tiers: Sequence[Item]) -> bool:
    """Whether the words of an anniversary name the one tier that is known."""
    name = str(tiers[0].values.get("name") or tiers[0].values.get("tier")).lower()
    return len(tiers) == 1 and name in quotes(item)


def _told(world: World) -> Iterator[tuple[Item, int, str | None, str | None]]:
    """Anniversaries with count, base and year; a base or year that is no date is none."""
    for item in world.of("anniversary"):
        values = item.values
        since, when = (values.get(field) if window(values.get(field)) else None for field in ("since", "when"))
        if isinstance(values.get("years"), int):
            yield item, values["years"], since, when


def _both(item: Item) -> tuple[str, str, Telling] | None:
    """Base and year of the first telling that gives both."""
    for telling in item.tellings:
        since, when = (telling.values.get(field) for field in ("since", "when"))
        if window(since) and window(when):
            return str(since), str(when), telling
    return None


def _beginnings(world: World, anniversary: Item) -> Iterator[tuple[Item, str]]:
    """The beginnings told of what an anniversary celebrates."""
    relations = anniversary.values.get("of") == "diplomatic_relations"
    if anniversary.values.get("of") not in ("diplomatic_relations", "partnership"):
        return
    for item in world.of("partnership"):
        alike = (item.values.get("tier") == "diplomatic_relations") == relations
        if alike and item.parties == anniversary.parties and item.values.get("since"):
            yield item, item.values["since"]
