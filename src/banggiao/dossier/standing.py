"""Where a relation stands: the tier in force, and each target beside the latest figure that it can be measured by.

Guarantees: nothing is added to what the ledger tells; a target is only measured by a figure of the same measure, unit and parties;
the same objects give the same answers in any order.
"""

from collections.abc import Iterable

import msgspec

from banggiao.dossier.values import Item

_IN_FORCE, _BARE = ("current", "established"), "diplomatic_relations"


class Aim(msgspec.Struct, frozen=True):
    """A target, and the latest figure of the same measure, unit and parties; ``reached`` is the whole percentage."""

    target: Item
    latest: Item | None = None
    reached: int | None = None

    @property
    def bar(self) -> int:
        """The percentage as a bar of at most a hundred shows it."""
        return min(self.reached or 0, 100)


def tier(partnerships: Iterable[Item]) -> Item | None:
    """The tier in force as far as the ledger tells: of those begun or in force the one that was so last; a tier before bare relations."""
    found = [item for item in partnerships if item.values.get("status") in _IN_FORCE]
    return max(found, key=lambda item: (item.values.get("tier") != _BARE, max(item.first or "", last_told(item)), item.id), default=None)


def aims(targets: Iterable[Item], statistics: Iterable[Item]) -> tuple[Aim, ...]:
    """Each target with the latest figure that it can be measured by."""
    figures = latest_first(statistics)
    return tuple(_aim(target, figures) for target in targets)


def _aim(target: Item, figures: Iterable[Item]) -> Aim:
    wanted = measure_of(target)
    latest = next((figure for figure in figures if measure_of(figure) == wanted), None)
    if latest is None:
        return Aim(target)
    goal, value = target.values.get("value"), latest.values.get("value")
    if not isinstance(goal, int | float) or not isinstance(value, int | float) or goal <= 0:
        return Aim(target, latest)
    return Aim(target, latest, round(100 * value / goal))


def measure_of(item: Item) -> tuple[object, object, frozenset[str]]:
    """What a target or figure measures, in which unit, between whom: only such as agree in this can be compared."""
    values = item.values
    return values.get("measure"), values.get("unit"), frozenset(values.get("parties") or ())


def latest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """The latest first, undated ones last."""
    return tuple(sorted(items, key=lambda item: (item.first or "", item.last or ""), reverse=True))


def last_told(item: Item) -> str:
    """When it was last told."""
    return max((telling.source.published or "" for telling in item.tellings), default="")
