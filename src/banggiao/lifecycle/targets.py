"""Targets against the figures reported.

Guarantees: statements about one figure of the same parties are one series, whatever value or deadline they name; only figures of
about a year are set against a target; "nearly" is below and "more than" above the number told; sources that differ stay side by side.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from banggiao.lifecycle.tables import cues, terms
from banggiao.lifecycle.world import World, said_on, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling
from banggiao.model.times import Window, window

_CLOSE = 0.005


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A value told: a target (``days``: by when) or a figure reported (``days``: of which period). ``bound``: "above", "below", "at"."""

    value: float
    days: Window | None
    said: datetime.date | None
    item: Item
    telling: Telling
    bound: str = "at"


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series with what became of it.

    ``deadlines``: those named for it, in the order told; ``reached``: the first figure at or above it; ``against``: later or equal
    periods that are told below it; ``progress``: the latest figure below it; ``superseded``: the statement of a higher value.
    """

    value: float
    statements: tuple[Figure, ...]
    state: str
    deadlines: tuple[Window | None, ...]
    reached: Figure | None = None
    against: tuple[Figure, ...] = ()
    progress: Figure | None = None
    superseded: Figure | None = None

    @property
    def moved(self) -> bool:
        """Whether the deadline was ever changed."""
        return len(set(self.deadlines)) > 1


class TargetSeries(msgspec.Struct, frozen=True, kw_only=True):
    """All that was said of one figure of the same parties."""

    parties: tuple[str, ...]
    measure: str
    unit: str
    levels: tuple[Level, ...]
    actuals: tuple[Figure, ...]

    @property
    def statements(self) -> tuple[Figure, ...]:
        """The statements of targets in the order told."""
        return tuple(sorted((one for level in self.levels for one in level.statements), key=_by_saying))


Key = tuple[tuple[str, ...], str, str]


def series(world: World, lore: Lore) -> tuple[TargetSeries, ...]:
    """The series of all targets."""
    said: dict[Key, list[Figure]] = defaultdict(list)
    for item in world.of("target"):
        for telling in item.tellings:
            said[_key(telling)].append(_figure(item, telling, "by", lore))
    reported: dict[Key, list[Figure]] = defaultdict(list)
    for item in world.of("statistic"):
        for telling in item.tellings:
            reported[_key(telling)].append(_figure(item, telling, "period", lore))
    return tuple(_series(key, said[key], reported.get(key, ()), world, lore) for key in sorted(said))


def _key(telling: Telling) -> Key:
    values = telling.values
    return tuple(sorted(values.get("parties") or ())), str(values.get("measure")), str(values.get("unit"))


def _figure(item: Item, telling: Telling, field: str, lore: Lore) -> Figure:
    return Figure(
        value=float(telling.values.get("value") or 0), days=window(telling.values.get(field)), said=said_on(telling),
        item=item, telling=telling, bound=bound_of(telling.quote, lore),
    )  # fmt: skip


def bound_of(quote: str, lore: Lore) -> str:
    """Whether words put a figure above or below the number that they tell."""
    table, low = lore.once(cues), quote.lower()
    if table["below"].search(low):
        return "below"
    return "above" if table["above"].search(low) else "at"


def _series(key: Key, said: Sequence[Figure], reported: Sequence[Figure], world: World, lore: Lore) -> TargetSeries:
    year = lore.once(terms)["year_days"]
    actuals = sorted(reported, key=_by_period)
    # what is told of a year before its end is no figure of that year
    yearly = [one for one in actuals if one.days and one.days.days >= year and not (one.said and one.said < one.days.last)]
    values = sorted({one.value for one in said})
    levels = tuple(_level(value, said, yearly, world) for value in values)
    return TargetSeries(parties=key[0], measure=key[1], unit=key[2], levels=levels, actuals=tuple(actuals))


def _level(value: float, said: Sequence[Figure], yearly: Sequence[Figure], world: World) -> Level:
    own = tuple(sorted((one for one in said if one.value == value), key=_by_saying))
    begun = own[0].said
    since = [one for one in yearly if not (begun and one.days and one.days.last.year < begun.year)]
    reached = next((one for one in since if _at_least(one, value)), None)
    below = [one for one in since if not _at_least(one, value)]
    against = tuple(one for one in below if reached and _not_before(one, reached))
    higher = sorted((one for one in said if one.value > value and one.said and begun and one.said > begun), key=_by_saying)
    level = Level(
        value=value, statements=own, state="", deadlines=tuple(one.days for one in own), reached=reached, against=against,
        progress=None if reached or not below else below[-1], superseded=higher[0] if higher else None,
    )  # fmt: skip
    return msgspec.structs.replace(level, state=_state(level, world))


def _state(level: Level, world: World) -> str:
    """One word for a level: disputed, reached, superseded, missed, in_progress or set."""
    if level.reached:
        return "disputed" if level.against else "reached"
    if level.superseded:
        return "superseded"
    last = level.deadlines[-1]
    if last and last.last < world.as_of and level.progress and level.progress.days and level.progress.days.last >= last.first:
        return "missed"
    return "in_progress" if level.progress else "set"


def _at_least(figure: Figure, value: float) -> bool:
    """Whether a figure reaches a value; told as "nearly" so much, it does not."""
    close = figure.value >= value * (1 - _CLOSE)
    return close and not (figure.bound == "below" and figure.value <= value * (1 + _CLOSE))


def _not_before(one: Figure, other: Figure) -> bool:
    return one.days is None or other.days is None or one.days.last >= other.days.last


def _by_saying(figure: Figure) -> tuple[datetime.date, str]:
    return figure.said or told_on(figure.item) or datetime.date.max, figure.telling.claim


def _by_period(figure: Figure) -> tuple[datetime.date, datetime.date, str]:
    days = figure.days
    return (days.last if days else datetime.date.max, figure.said or datetime.date.max, figure.telling.claim)
