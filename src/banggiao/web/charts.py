"""The geometry of charts: where bars, ticks, points and lines stand on a drawing. Templates draw them.

Guarantees: numbers alone go in and come out, so that nothing of an article can become part of a drawing but through a template that
escapes it; the same numbers give the same drawing; a scale begins at zero and ends at a round number.
"""

import math
from collections.abc import Mapping, Sequence

import msgspec

_STEPS = (1, 2, 5)
_TICKS = 4
_GAP = 0.18
CLASSES = 5


class Segment(msgspec.Struct, frozen=True):
    """A part of a bar: its name, its number, and where it stands."""

    name: str
    number: int
    y: float
    height: float


class Bar(msgspec.Struct, frozen=True):
    """A bar with its parts from the foot up; ``number`` is their sum, ``left`` and ``room`` are the stretch that it stands in."""

    x: float
    width: float
    left: float
    room: float
    number: int
    segments: tuple[Segment, ...]


class Tick(msgspec.Struct, frozen=True):
    """A line of the scale."""

    value: float
    at: float


class Columns(msgspec.Struct, frozen=True):
    """A chart of bars side by side on a plot of this size."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def round_top(most: float, ticks: int = _TICKS) -> tuple[float, float]:
    """The end of a scale that holds ``most``, and its step: 1, 2 or 5 times a power of ten, whole numbers at least 1."""
    if most <= 0:
        return 1, 1
    rough = most / ticks
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in (*_STEPS, 10) if one * power >= rough)
    return math.ceil(most / step) * step, step


def columns(stacks: Sequence[Mapping[str, int]], order: Sequence[str], width: float, height: float, most: int = 0) -> Columns:
    """Bars of these parts; the first in ``order`` stands at the foot. ``most``: what the scale must hold at least."""
    top, step = round_top(max((sum(stack.values()) for stack in stacks), default=0) if not most else most)
    step = max(step, 1)
    top = max(math.ceil(top / step) * step, 1)
    room = width / max(len(stacks), 1)
    bars = []
    for at, stack in enumerate(stacks):
        foot, segments = height, []
        for name in order:
            if number := stack.get(name, 0):
                tall = number / top * height
                foot -= tall
                segments.append(Segment(name, number, round(foot, 2), round(tall, 2)))
        bars.append(
            Bar(
                round((at + _GAP / 2) * room, 2),
                round(room * (1 - _GAP), 2),
                round(at * room, 2),
                round(room, 2),
                sum(stack.values()),
                tuple(segments),
            )
        )
    ticks = tuple(Tick(value, round(height - value / top * height, 2)) for value in _range(top, step))
    return Columns(width, height, tuple(bars), ticks)


def _range(top: float, step: float) -> list[float]:
    return [number * step for number in range(round(top / step) + 1)]


def steps(numbers: Sequence[int], classes: int = CLASSES) -> tuple[int, ...]:
    """The least number of each class of a shaded map: about equally many different numbers in each, never two classes alike."""
    different = sorted(set(numbers))
    if len(different) <= classes:
        return tuple(different)
    return tuple(different[at * len(different) // classes] for at in range(classes))


def step_of(number: int, bounds: Sequence[int]) -> int:
    """The class of a number, from 1 on; the classes end at CLASSES, however few there are."""
    return CLASSES - len(bounds) + sum(1 for bound in bounds if number >= bound)


def thickness(number: int, most: int, thinnest: float, thickest: float) -> float:
    """The width of a line whose area of impression grows with the number."""
    return round(thinnest + (thickest - thinnest) * math.sqrt(number / most), 2) if most > 0 else thinnest


def arc(x1: float, y1: float, x2: float, y2: float, bend: float) -> str:
    """A curve between two places as an SVG path, bent to the left of its way by a part of its length."""
    middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
    return f"M{x1:g} {y1:g}Q{middle_x + (y2 - y1) * bend:.0f} {middle_y - (x2 - x1) * bend:.0f} {x2:g} {y2:g}"
