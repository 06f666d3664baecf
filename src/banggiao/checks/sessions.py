"""Checks of mechanisms: editions in time, one edition twice, legs in order, periodicity (12 to 15)."""

from collections.abc import Iterator
from itertools import pairwise

from banggiao.checks.values import Verdict
from banggiao.lifecycle.mechanisms import Mechanism, Session, mechanisms
from banggiao.lifecycle.world import World
from banggiao.lore import Lore

_YEAR_AND_A_HALF = 548


def editions_in_time(world: World, lore: Lore) -> Iterator[Verdict]:
    """A higher edition has a later date; editions missing between two are named."""
    for found in mechanisms(world, lore):
        for one, two in pairwise(sorted(_numbered(found), key=lambda session: (session.edition or 0, session.days))):
            if one.edition == two.edition or one.days is None or two.days is None or one.edition is None or two.edition is None:
                continue
            says = f"{one.edition}: {one.days.first}; {two.edition}: {two.days.first}"
            missing = ", ".join(str(number) for number in range(one.edition + 1, min(two.edition, one.edition + 50)))
            fine = one.days.first <= two.days.last
            yield Verdict("holds" if fine else "fails", f"{says}; {missing} ?" if missing else says, (*one.items, *two.items))


def edition_twice(world: World, lore: Lore) -> Iterator[Verdict]:
    """One edition on days far apart, without legs told."""
    for found in mechanisms(world, lore):
        for session in _numbered(found):
            if session.leg and session.leg_basis == "inferred":
                others = [one for one in _numbered(found) if one.edition == session.edition and one is not session]
                told = all(one.leg_basis == "told" and one.leg for one in others)
                days = "; ".join(f"{one.edition}: {one.days.first}" for one in (*others, session) if one.days)
                items = tuple(item for one in (*others, session) for item in one.items)
                yield Verdict("notes" if told else "fails", days, items)


def legs_in_order(world: World, lore: Lore) -> Iterator[Verdict]:
    """The first leg before the second."""
    for found in mechanisms(world, lore):
        legs = [one for one in _numbered(found) if one.leg and one.leg_basis == "told"]
        for one in legs:
            for two in legs:
                if one.edition == two.edition and (one.leg or 0) < (two.leg or 0) and one.days and two.days:
                    says = f"{one.edition}.{one.leg}: {one.days.first}; {two.edition}.{two.leg}: {two.days.first}"
                    yield Verdict("holds" if one.days.first <= two.days.last else "fails", says, (*one.items, *two.items))


def periodicity(world: World, lore: Lore) -> Iterator[Verdict]:
    """The years in which a yearly mechanism is not known to have met."""
    for found in mechanisms(world, lore):
        years = sorted({session.days.first.year for session in found.held if session.days})
        if found.period_basis != "told" or not years:
            continue
        missing = [year for year in range(years[0], world.as_of.year) if year not in years]
        says = f"{years[0]}–{world.as_of.year - 1}: " + ", ".join(map(str, missing))
        items = tuple(item for session in found.held for item in session.items)
        yield Verdict("fails" if missing else "holds", says, items)


def _numbered(found: Mechanism) -> list[Session]:
    """Sessions held on known days (to some weeks) with an edition."""
    return [one for one in found.held if one.edition and one.days and one.days.days < _YEAR_AND_A_HALF]
