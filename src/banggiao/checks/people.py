"""Checks of persons: one seat and two holders, post at its time, one person in two places, rank of those who talk (16, 17, 23, 25)."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from banggiao.checks.values import Outcome, Verdict
from banggiao.lifecycle.tables import cues, levels, terms
from banggiao.lifecycle.world import World, days_of, published
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling
from banggiao.model.times import Window, window
from banggiao.recognise.states import find_states
from banggiao.resolve.names import likeness, name_words

_FROM_TEXT = frozenset({"text", "inferred"})
_WEEKS = 31
_FROM_AFAR = frozenset({"aid", "call", "measure", "message", "military", "upgrade"})


def single_seat(world: World, lore: Lore) -> Iterator[Verdict]:
    """Two persons attested in one seat over the same days; noted alone where the one may have come back to it after long."""
    table, limit = lore.once(levels), lore.once(terms)["comeback_days"]
    seats: dict[tuple[str, str], dict[str, tuple[Item, list[Telling]]]] = defaultdict(dict)
    for item in world.of("person"):
        for telling in _of_its_day(item, world):
            post, country = str(telling.values.get("post")), str(telling.values.get("country"))
            if not telling.values.get("former") and post in table and table[post].single and _surely_dated(telling):
                seats[country, post].setdefault(item.id, (item, []))[1].append(telling)
    for (country, post), holders in sorted(seats.items()):
        for (one, first), (two, second) in combinations([holders[key] for key in sorted(holders)], 2):
            if likeness(name_words(_name(one), lore), name_words(_name(two), lore)):
                continue
            a, b = _attested(first), _attested(second)
            overlap = max(a.first, b.first) < min(a.last, b.last)
            outcome: Outcome = (
                ("fails" if _between(first, second, limit) or _between(second, first, limit) else "notes") if overlap else "holds"
            )
            says = f"{country} {post}: {_name(one)} {a.first}–{a.last}; {_name(two)} {b.first}–{b.last}"
            yield Verdict(outcome, says, (one, two), (*_ends(first), *_ends(second)))


def _between(one: list[Telling], two: list[Telling], limit: float) -> bool:
    """Whether the one is attested shortly before and after the other; after long one may have come back to the seat."""
    mine, others = ([found.last for telling in told if (found := published(telling))] for told in (one, two))
    return any(a < other < b and (b - a).days <= limit for a, b in pairwise(sorted(mine)) for other in others)


def post_at_date(world: World, lore: Lore) -> Iterator[Verdict]:
    """Somebody told to be a former holder is told soon after to hold the post; later one may have come back to it."""
    limit = lore.once(terms)["comeback_days"]
    for item in world.of("person"):
        by_post: dict[str, list[Telling]] = defaultdict(list)
        for telling in _of_its_day(item, world):
            by_post[str(telling.values.get("post"))].append(telling)
        for post, told in sorted(by_post.items()):
            former = [one for one in told if one.values.get("former") and _surely_dated(one)]
            now = [one for one in told if not one.values.get("former") and _surely_dated(one)]
            if not former or not now:
                continue
            gone, holds = min(former, key=_when), max(now, key=_when)
            late = 0 < (datetime.date.fromisoformat(_when(holds)) - datetime.date.fromisoformat(_when(gone))).days <= limit
            yield Verdict("fails" if late else "holds", f"{_name(item)}, {post}: ≠ {_when(gone)}; {_when(holds)}", (item,), (gone, holds))


def ubiquity(world: World, lore: Lore) -> Iterator[Verdict]:
    """One person in two countries on one day."""
    seen: dict[tuple[str, Any], list[tuple[str, Item]]] = defaultdict(list)
    for item in world.of("event"):
        days, place = days_of(item), item.values.get("place")
        if item.values.get("status") != "held" or not place or days is None or days.days > 1 or item.values.get("type") in _FROM_AFAR:
            continue
        where = {state.code for state in find_states(str(place), lore)}
        for person in item.values.get("people") or () if len(where) == 1 else ():
            seen[" ".join(name_words(person, lore)), days.first].append((next(iter(where)), item))
    for (person, day), found in sorted(seen.items(), key=lambda pair: (str(pair[0][1]), pair[0][0])):
        found = [one for one in found if not any(one[0] != other[0] and _in_the_same_words(one[1], other[1]) for other in found)]
        if len({code for code, _ in found}) > 1 and " " in person:
            says = f"{person}, {day}: " + "; ".join(sorted({f"{item.values.get('place')} ({code})" for code, item in found}))
            yield Verdict("fails", says, tuple(item for _, item in found))


def rank_parity(world: World, lore: Lore) -> Iterator[Verdict]:
    """The heads of two delegations that hold formal talks (so called) differ by at most one level."""
    table, slack = lore.once(levels), lore.once(terms)["rank_levels"]
    ranks = _ranks(world, lore)
    for item in world.of("event"):
        formal = any(lore.once(cues)["formal_talks"].search(telling.quote.lower()) for telling in item.tellings)
        if item.values.get("type") != "talks" or len(item.parties) != 2 or not formal:
            continue
        best: dict[str, tuple[int, str]] = {}
        for telling in item.tellings:
            for person in telling.values.get("people") or ():
                for country, post in ranks.get((telling.source.article, " ".join(name_words(person, lore))), ()):
                    if post in table and country in item.parties:
                        best[country] = min(best.get(country, (99, "")), (table[post].level, f"{person} ({table[post].level})"))
        if len(best) == len(item.parties):
            (one, first), (two, second) = best.values()
            yield Verdict("fails" if abs(one - two) > slack else "holds", f"{first}; {second}", (item,))


def _ranks(world: World, lore: Lore) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each article and name the country and posts told there."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for item in world.of("person"):
        for telling in item.tellings:
            if not telling.values.get("former"):
                key = (telling.source.article, " ".join(name_words(str(telling.values.get("person")), lore)))
                found[key].append((str(telling.values.get("country")), str(telling.values.get("post"))))
    return found


def _in_the_same_words(one: Item, two: Item) -> bool:
    """Whether an article tells both in overlapping words, as the stations of one tour are told."""
    return any(
        a.source.article == b.source.article and a.start < b.end and b.start < a.end for a in one.tellings for b in two.tellings
    )  # fmt: skip


def _of_its_day(person: Item, world: World) -> list[Telling]:
    """The tellings of a person but for those in the words of an event that lies long before the article, or on no known day."""
    return [
        telling
        for telling in person.tellings
        if not any(_past(told, telling) for told, _ in world.told_in(telling.source.article, "event"))
    ]


def _past(event: Telling, telling: Telling) -> bool:
    """Whether an event told in words around a telling lies before the weeks of the article, or may do."""
    days, told = window(event.values.get("date")), published(telling)
    inside = event.start <= telling.start and telling.end <= event.end
    return inside and (days is None or told is None or (told.first - days.last).days > _WEEKS)


def _surely_dated(telling: Telling) -> bool:
    """Whether the day of publication is known, and not only read from days that the text speaks of."""
    return published(telling) is not None and telling.source.published_basis not in _FROM_TEXT


def _attested(tellings: list[Telling]) -> Window:
    """From the first day on which a person surely held a post to the last."""
    days = [found for telling in tellings if (found := published(telling))]
    return Window(min(one.last for one in days), max(max(one.first for one in days), min(one.last for one in days)))


def _ends(tellings: list[Telling]) -> tuple[Telling, ...]:
    """The first and the last telling."""
    order = sorted(tellings, key=_when)
    return (order[0], order[-1]) if len(order) > 1 else (order[0],)


def _when(telling: Telling) -> str:
    days = published(telling)
    return days.last.isoformat() if days else ""


def _name(item: Item) -> str:
    return str(item.values.get("name"))
