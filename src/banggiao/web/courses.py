"""Targets against figures as drawings: what is measured over the years, and what it is to reach by when.

Guarantees: only what is of one measure, unit and parties stands in one drawing; figures of whole years alone are joined by a line, for
what part of a year brought does not continue what a year brought; a target without a date stands at the right edge, a figure without
one is in the tables alone.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from banggiao.dossier.standing import measure_of
from banggiao.dossier.values import Item
from banggiao.web.charts import Tick, round_top

WIDTH, HEIGHT = 460.0, 190.0
MOST = 6
_YEAR_DAYS, _SLACK = 365, 8
_MARGIN = 0.06


class Mark(msgspec.Struct, frozen=True):
    """A figure or target in its place; ``whole``: of a whole year."""

    item: Item
    x: float
    y: float
    whole: bool


class Course(msgspec.Struct, frozen=True):
    """A measure over time: its targets, its figures, the line through figures of whole years, the scale and the years."""

    goals: tuple[Mark, ...]
    figures: tuple[Mark, ...]
    line: str
    ticks: tuple[Tick, ...]
    years: tuple[Tick, ...]


def courses(targets: Iterable[Item], statistics: Iterable[Item]) -> tuple[Course, ...]:
    """The measures that have a target and a figure to hold against it, those with most figures first, at most ``MOST``."""
    goals, figures = _by_measure(targets), _by_measure(item for item in statistics if item.last)
    both = sorted((key for key in goals if key in figures), key=lambda key: (-len(figures[key]), str(key)))
    return tuple(_course(goals[key], figures[key]) for key in both[:MOST])


def _by_measure(items: Iterable[Item]) -> dict[object, list[Item]]:
    """The items that can be drawn, by what they measure."""
    found: dict[object, list[Item]] = defaultdict(list)
    for item in items:
        value = item.values.get("value")
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            found[measure_of(item)].append(item)
    return found


def _course(goals: Sequence[Item], figures: Sequence[Item]) -> Course:
    days = [_day(item) for item in (*goals, *figures) if item.last]
    first, last = min(days), max(days)
    margin = max((last - first) * _MARGIN, _YEAR_DAYS / 2)
    start, room = first - margin, (last - first) + 2 * margin
    top, step = round_top(max(float(item.values["value"]) for item in (*goals, *figures)))

    def mark(item: Item) -> Mark:
        x = (_day(item) - start) / room * WIDTH if item.last else WIDTH
        return Mark(item, round(x, 1), round(HEIGHT - float(item.values["value"]) / top * HEIGHT, 1), _whole(item))

    marks = sorted((mark(item) for item in figures), key=lambda one: (one.x, -len(one.item.articles), one.item.id))
    joined: dict[float, Mark] = {}
    for one in marks:
        if one.whole:
            joined.setdefault(one.x, one)
    points = [f"{one.x:g} {one.y:g}" for one in joined.values()]
    return Course(
        goals=tuple(sorted((mark(item) for item in goals), key=lambda one: (one.x, one.item.id))),
        figures=tuple(marks),
        line=f"M{'L'.join(points)}" if len(points) > 1 else "",
        ticks=tuple(Tick(n * step, round(HEIGHT - n * step / top * HEIGHT, 1)) for n in range(round(top / step) + 1)),
        years=_years(start, room),
    )


def _years(start: float, room: float) -> tuple[Tick, ...]:
    """The ends of years along the foot, not more than ten of them."""
    first, last = (datetime.date.fromordinal(max(int(day), 1)).year for day in (start, start + room))
    years = [year for year in range(first, last + 1) if start <= datetime.date(year, 12, 31).toordinal() <= start + room]
    each = max(-(-len(years) // 8), 1)
    return tuple(Tick(year, round((datetime.date(year, 12, 31).toordinal() - start) / room * WIDTH, 1)) for year in years[::each])


def _day(item: Item) -> float:
    return float(datetime.date.fromisoformat(item.last or "").toordinal())


def _whole(item: Item) -> bool:
    """Whether it is of a whole year."""
    if not item.first or not item.last:
        return False
    days = (datetime.date.fromisoformat(item.last) - datetime.date.fromisoformat(item.first)).days + 1
    return abs(days - _YEAR_DAYS) <= _SLACK
