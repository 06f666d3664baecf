"""Anniversaries: those that reports tell, and the next round ones computed of known beginnings.

Guarantees: one told and one computed for the same beginning and year are one, told; a computed one shows its arithmetic and is
marked inferred; what was promised for an anniversary is listed with it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from banggiao.lifecycle.tables import terms
from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window, window


class Anniversary(msgspec.Struct, frozen=True, kw_only=True):
    """A round count of years. ``of``: diplomatic_relations, partnership or other; ``when``: ISO date as precise as is known.

    ``basis``: "told" or "inferred"; ``says``: the arithmetic; ``promised``: commitments told in the words that name it.
    """

    parties: tuple[str, ...]
    of: str
    years: int
    since: str | None
    when: str | None
    basis: str
    says: str
    items: tuple[Item, ...]
    promised: tuple[Item, ...] = ()


def anniversaries(world: World, lore: Lore, until: datetime.date | None = None) -> tuple[Anniversary, ...]:
    """Anniversaries from the world's day to ``until`` (None: without end for those told, the next one for those computed)."""
    told = [_told(item, world) for item in world.of("anniversary")]
    found = {(one.parties, one.of, one.years, (one.when or "")[:4]): one for one in reversed(told)}
    for parties, of, since, items in _beginnings(world):
        for one in _computed(parties, of, since, items, world, lore, until):
            found.setdefault((one.parties, one.of, one.years, (one.when or "")[:4]), one)
    ahead = [one for one in found.values() if _ahead(one, world.as_of, until)]
    return tuple(sorted(ahead, key=lambda one: (one.when or "9999", one.parties, one.of, one.years)))


def _told(item: Item, world: World) -> Anniversary:
    values = item.values
    years, since, when = int(values.get("years") or 0), values.get("since"), values.get("when")
    says = f"{since} + {years} = {when}" if since and when else f"{when} - {years} = {int(when[:4]) - years}" if when else ""
    if since and not when:
        when = str(int(str(since)[:4]) + years) + str(since)[4:]
        says = f"{since} + {years} = {when}"
    return Anniversary(
        parties=item.parties, of=str(values.get("of")), years=years, since=since, when=when, basis="told", says=says, items=(item,),
        promised=tuple(world.beside(item, "commitment")),
    )  # fmt: skip


def _beginnings(world: World) -> Iterable[tuple[tuple[str, ...], str, str, tuple[Item, ...]]]:
    """Beginnings known: of relations and tiers, the most precise date told of each."""
    known: dict[tuple[tuple[str, ...], str, str], list[tuple[str, Item]]] = defaultdict(list)
    for item in world.of("partnership"):
        tier, since = str(item.values.get("tier")), item.values.get("since")
        if since and window(since) and len(item.parties) == 2 and item.values.get("status") != "goal":
            of = "diplomatic_relations" if tier == "diplomatic_relations" else "partnership"
            known[item.parties, of, tier].append((since, item))
    for item in world.of("anniversary"):
        since = item.values.get("since")
        if since and window(since) and item.values.get("of") == "diplomatic_relations":
            known[item.parties, "diplomatic_relations", "diplomatic_relations"].append((since, item))
    for (parties, of, _), found in sorted(known.items()):
        since = max((value for value, _ in found), key=lambda value: (len(value), value))
        yield parties, of, since, tuple(item for _, item in found)


def _computed(
    parties: tuple[str, ...], of: str, since: str, items: tuple[Item, ...], world: World, lore: Lore, until: datetime.date | None
) -> Iterable[Anniversary]:
    """The round years of a beginning that fall between the world's day and ``until``; without an end, the next one."""
    step = round(lore.once(terms)["round_years"])
    base = int(since[:4])
    years = max(step, -(-(world.as_of.year - base) // step) * step)
    last = until.year if until else base + years + step
    while base + years <= last:
        when = f"{base + years}{since[4:]}" if "/" not in since else str(base + years)
        made = Anniversary(
            parties=parties, of=of, years=years, since=since, when=when, basis="inferred", says=f"{since} + {years} = {when}", items=items
        )  # fmt: skip
        if _ahead(made, world.as_of, until):
            yield made
            if until is None:
                return
        years += step


def _ahead(one: Anniversary, today: datetime.date, until: datetime.date | None) -> bool:
    days: Window | None = window(one.when)
    return bool(days and days.last >= today and (until is None or days.first <= until))
