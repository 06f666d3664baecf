"""Checks of figures: parts and totals, growth, mirrors, units, targets, partial sums (5 to 11).

Guarantees: a figure stands for all that would be rounded to it; two figures contradict one another only where these ranges do not meet.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, product
from statistics import median

from banggiao.checks.values import Verdict, told_apart
from banggiao.lifecycle.tables import cues, terms
from banggiao.lifecycle.targets import bound_of, series
from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import window

Range = tuple[float, float]
_PERCENT = 0.05
_FEW = 3
_STEADY = frozenset({"exports", "imports", "students", "tourists", "trade"})
"""Measures whose figures do not change by orders of magnitude (a grant, a group of people or what a province draws may)."""


def rounding(value: float) -> Range:
    """All values that would be written as this one: half a unit of its last digit that is not nought, to both sides."""
    whole, half = round(value, 6), 0.5
    if whole == int(whole):
        number = int(whole)
        while number and number % 10 == 0:
            number //= 10
            half *= 10
    else:
        while round(whole, 6) != int(round(whole, 6)):
            whole, half = whole * 10, half / 10
    return value - half, value + half


def parts_and_total(world: World, lore: Lore) -> Iterator[Verdict]:
    """Exports + imports meets the total."""
    for exports, imports, total in _triples(world):
        (e1, e2), (i1, i2), (t1, t2) = (rounding(_value(item)) for item in (exports, imports, total))
        meets = e1 + i1 <= t2 and t1 <= e2 + i2
        says = f"{_short(e1 + i1)}–{_short(e2 + i2)} {'∩' if meets else '∦'} {_short(t1)}–{_short(t2)}"
        yield Verdict("holds" if meets else "fails", says, (exports, imports, total))


def growth_of_parts(world: World, lore: Lore) -> Iterator[Verdict]:
    """The growth of the total lies within what the parts allow."""
    for exports, imports, total in _triples(world):
        growths = [float(growth) for item in (exports, imports, total) if (growth := item.values.get("change_percent")) is not None]
        if len(growths) < _FEW:
            continue
        corners = []
        for e, i, ge, gi in product(
            rounding(_value(exports)), rounding(_value(imports)), _around(growths[0]), _around(growths[1])
        ):  # fmt: skip
            corners.append((e + i) / (e / (1 + ge / 100) + i / (1 + gi / 100)) * 100 - 100)
        low, high = min(corners), max(corners)
        told_low, told_high = _around(growths[2])
        meets = told_low <= high and low <= told_high
        yield Verdict("holds" if meets else "fails", f"{low:.2f} %–{high:.2f} %; {growths[2]} %", (exports, imports, total))


def growth_and_last_year(world: World, lore: Lore) -> Iterator[Verdict]:
    """value / (1 + growth) is the figure of the year before."""
    slack = lore.once(terms)["growth_slack"]
    known = {_key(item): item for item in world.of("statistic")}
    for (parties, measure, unit, period), item in known.items():
        growth, before = _growth(item, period), _year_before(period)
        last = known.get((parties, measure, unit, before)) if before else None
        if growth is None or last is None or growth <= -100:
            continue
        expected, (low, high) = _value(item) / (1 + growth / 100), rounding(_value(last))
        meets = low * (1 - slack) <= expected <= high * (1 + slack)
        says = f"{_short(_value(item))} / (1 + {growth} %) = {_short(expected)}; {_short(_value(last))}"
        yield Verdict("holds" if meets else "fails", says, (item, last))


def _growth(item: Item, period: str | None) -> float | None:
    """The growth that a telling gives together with the period."""
    told = (one.values.get("change_percent") for one in item.tellings if one.values.get("period") == period)
    return next((float(growth) for growth in told if isinstance(growth, int | float)), None)


def mirror_figures(world: World, lore: Lore) -> Iterator[Verdict]:
    """A's exports to B are B's imports from A."""
    known = {(tuple(item.values.get("parties") or ()), *_key(item)[1:]): item for item in world.of("statistic")}
    for (parties, measure, unit, period), item in known.items():
        other = known.get((parties[::-1], "imports", unit, period)) if measure == "exports" and period else None
        if other and told_apart(item, other):
            (a1, a2), (b1, b2) = rounding(_value(item)), rounding(_value(other))
            meets = a1 <= b2 and b1 <= a2
            yield Verdict("holds" if meets else "fails", f"{_short(_value(item))}; {_short(_value(other))}", (item, other))


def unit_sanity(world: World, lore: Lore) -> Iterator[Verdict]:
    """No figure far off the middle of its series in the years around it."""
    factor, years = lore.once(terms)["outlier_factor"], lore.once(terms)["outlier_years"]
    groups: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in world.of("statistic"):
        if item.values.get("unit") != "percent" and item.values.get("measure") in _STEADY and _value(item) > 0:
            groups[_key(item)[:3]].append(item)
    for found in groups.values():
        for item in found:
            near = [_value(one) for one in found if one is item or _years_apart(one, item) <= years]
            middle = median(near)
            far = max(_value(item) / middle, middle / _value(item))
            if len(near) >= _FEW and far >= factor:
                yield Verdict("fails", f"{_short(_value(item))} : {_short(middle)} = {_value(item) / middle:.3g}", (item,))


def _years_apart(one: Item, two: Item) -> float:
    """How many years lie between the periods of two figures; there is no telling where one has none."""
    a, b = (window(item.values.get("period")) for item in (one, two))
    return abs(a.last.year - b.last.year) if a and b else math.inf


def target_and_actual(world: World, lore: Lore) -> Iterator[Verdict]:
    """A target reached but still aimed at; a reached one told as not reached; a later target below an earlier one."""
    for found in series(world, lore):
        for level in found.levels:
            against = [one for one in level.against if level.reached and told_apart(one.item, level.reached.item)]
            if level.reached and against:
                says = f"{_short(level.value)}: {_short(level.reached.value)} ({_year(level.reached.days)}); " + "; ".join(
                    f"{'<' if one.bound == 'below' else ''}{_short(one.value)} ({_year(one.days)})" for one in against
                )
                yield Verdict("fails", says, (level.reached.item, *(one.item for one in against)))
            elif level.reached:
                yield Verdict(
                    "notes", f"{_short(level.reached.value)} ≥ {_short(level.value)}", (level.statements[0].item, level.reached.item)
                )
        said = found.statements
        for one, other in pairwise(said):
            if other.value < one.value and one.said != other.said:
                yield Verdict("fails", f"{_short(one.value)} → {_short(other.value)}", (one.item, other.item))


def partial_sums(world: World, lore: Lore) -> Iterator[Verdict]:
    """A period counts at least what disjoint periods within it count; and the rest is what is told of the rest."""
    groups: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in world.of("statistic"):
        average = any(lore.once(cues)["average"].search(telling.quote.lower()) for telling in item.tellings)
        if window(item.values.get("period")) and item.values.get("unit") != "percent" and not average:
            groups[_key(item)[:3]].append(item)
    for found in groups.values():
        for whole in found:
            yield from _against_parts(whole, [item for item in found if item is not whole and _inside(item, whole)], lore)


def _against_parts(whole: Item, parts: list[Item], lore: Lore) -> Iterator[Verdict]:
    total = _bounds(whole, lore)
    for part in parts:
        if _bounds(part, lore)[0] > total[1]:
            yield Verdict("fails", f"{_short(_value(part))} > {_short(_value(whole))}", (whole, part))
    for one in parts:
        for two in parts:
            if _follow(one, two, whole):
                (a1, a2), (b1, b2) = _bounds(one, lore), _bounds(two, lore)
                meets = a1 + b1 <= total[1] and total[0] <= a2 + b2
                says = f"{_short(_value(whole))} - {_short(_value(two))} = {_short(_value(whole) - _value(two))}; {_short(_value(one))}"
                yield Verdict("holds" if meets else "fails", says, (whole, one, two))


def _bounds(item: Item, lore: Lore) -> Range:
    """What a count may be: exactly itself, or more (up to a tenth) where it is told as "more than"."""
    value, bound = _value(item), {bound_of(telling.quote, lore) for telling in item.tellings}
    return (value * 0.9 if "below" in bound else value), (value * 1.1 if "above" in bound else value)


def _inside(part: Item, whole: Item) -> bool:
    one, two = window(part.values.get("period")), window(whole.values.get("period"))
    return bool(one and two and two.first <= one.first and one.last <= two.last and one != two)


def _follow(one: Item, two: Item, whole: Item) -> bool:
    """Whether two periods, one right after the other, make up the whole."""
    a, b, c = (window(item.values.get("period")) for item in (one, two, whole))
    return bool(a and b and c and a.first == c.first and b.last == c.last and (b.first - a.last).days == 1)


def _triples(world: World) -> Iterator[tuple[Item, Item, Item]]:
    """Exports, imports and total of one pair and period, told by one article."""
    places: dict[tuple[object, ...], dict[str, Item]] = defaultdict(dict)
    for item in world.of("statistic"):
        for telling in item.tellings:
            parties, measure, unit, period = _key(item)
            if unit != "percent":
                places[telling.source.article, parties, unit, period].setdefault(str(measure), item)
    done = set()
    for found in places.values():
        if {"exports", "imports", "trade"} <= set(found):
            made = (found["exports"], found["imports"], found["trade"])
            if (key := tuple(item.id for item in made)) not in done:
                done.add(key)
                yield made


def _key(item: Item) -> tuple[tuple[str, ...], str, str, str | None]:
    values = item.values
    return item.parties, str(values.get("measure")), str(values.get("unit")), values.get("period")


def _value(item: Item) -> float:
    return float(item.values.get("value") or 0)


def _around(percent: float) -> Range:
    """All percentages that would be written as this one: half a point, or half a tenth where tenths are told."""
    half = _PERCENT if percent != round(percent) else 10 * _PERCENT
    return percent - half, percent + half


def _year_before(period: str | None) -> str | None:
    """The same period of the year before, for years, quarters and months."""
    return f"{int(period[:4]) - 1}{period[4:]}" if period and "/" not in period and period[:4].isdigit() else None


def _short(value: float) -> str:
    """A figure in few digits."""
    for unit, sign in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= unit:
            return f"{value / unit:.4g} {sign}"
    return f"{value:.6g}"


def _year(days: object) -> str:
    return str(getattr(getattr(days, "last", None), "year", "?"))
