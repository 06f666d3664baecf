"""What lifecycles and checks look at: merged objects by kind, the articles that tell them, and the day as of which is asked.

Guarantees: frozen; everything is in a fixed order, so that equal ledgers give equal answers.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from banggiao.lore import Lore
from banggiao.model.items import Item, Said, Telling
from banggiao.model.times import Window, window

T = TypeVar("T")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """An article as far as checks look at it. ``dates``: what it claims of its own publication (value, basis).

    ``text`` and ``whole`` (whether it has the hash that was noted at its arrival) are there only where texts were asked for.
    """

    id: str
    published: str | None = None
    title: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    text: str | None = None
    whole: bool = True


class World(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Merged objects by kind, the papers by id, and ``as_of``, the day that counts as today.

    What is looked up again and again (objects of a pair, objects told in the same words) is indexed once, when it is first asked for.
    """

    kinds: Mapping[str, tuple[Item, ...]]
    papers: Mapping[str, Paper]
    as_of: datetime.date

    def of(self, kind: str) -> tuple[Item, ...]:
        """The merged objects of a kind, by date, undated ones last."""
        return self.kinds.get(kind, ())

    def between(self, kind: str, parties: tuple[str, ...]) -> Sequence[Item]:
        """The merged objects of a kind on exactly these parties, in the same order."""
        return self._pairs.get((kind, parties), ())

    def beside(self, item: Item, kind: str) -> list[Item]:
        """The objects of a kind that some article tells in the very words (or part of the words) in which it tells this one."""
        found: dict[str, Item] = {}
        for telling in item.tellings:
            for other, whole in self.told_in(telling.source.article, kind):
                if whole.id != item.id and other.start < telling.end and telling.start < other.end:
                    found[whole.id] = whole
        return sorted(found.values(), key=_order)

    def told_in(self, article: str, kind: str) -> Sequence[tuple[Telling, Item]]:
        """What an article tells of a kind."""
        return self._articles.get((kind, article), ())

    def papers_since(self, day: datetime.date) -> int:
        """How many papers were published after a day."""
        return len(self._days) - bisect_right(self._days, day)

    def once(self, make: Callable[["World"], T]) -> T:
        """What ``make`` finds in this world, found at the first call and remembered."""
        made: dict[Any, Any] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        found: T = made[make]
        return found

    def known(self, make: Callable[["World", Lore], T], lore: Lore) -> T:
        """As ``once``, of what rests on the knowledge, too."""
        made: dict[Any, Any] = self.__dict__.setdefault("_made", {})
        if (make, id(lore)) not in made:
            made[make, id(lore)] = make(self, lore)
        found: T = made[make, id(lore)]
        return found

    @cached_property
    def _pairs(self) -> dict[tuple[str, tuple[str, ...]], list[Item]]:
        found: dict[tuple[str, tuple[str, ...]], list[Item]] = defaultdict(list)
        for kind, items in self.kinds.items():
            for item in items:
                found[kind, item.parties].append(item)
        return found

    @cached_property
    def _articles(self) -> dict[tuple[str, str], list[tuple[Telling, Item]]]:
        found: dict[tuple[str, str], list[tuple[Telling, Item]]] = defaultdict(list)
        for kind, items in self.kinds.items():
            for item in items:
                for telling in item.tellings:
                    found[kind, telling.source.article].append((telling, item))
        return found

    @cached_property
    def _days(self) -> list[datetime.date]:
        return sorted(days.last for paper in self.papers.values() if (days := window(paper.published)))


def world_of(items: Iterable[Item], as_of: datetime.date, papers: Iterable[Paper] = ()) -> World:
    """A world of these objects. Papers that are not given are known by their tellings alone."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    known = {paper.id: paper for paper in papers}
    for item in items:
        kinds[item.kind].append(item)
        for telling in item.tellings:
            source = telling.source
            known.setdefault(source.article, Paper(id=source.article, published=source.published))
    ordered = {kind: tuple(sorted(found, key=_order)) for kind, found in sorted(kinds.items())}
    return World(kinds=ordered, papers=dict(sorted(known.items())), as_of=as_of)


def _order(item: Item) -> tuple[str, str, str]:
    told = told_on(item)
    return (item.first or "9999", told.isoformat() if told else "9999", item.id)


def published(telling: Telling) -> Window | None:
    """The days on which the article may have been published."""
    return window(telling.source.published)


def said_on(telling: Telling) -> datetime.date | None:
    """The day by which a telling was published."""
    days = published(telling)
    return days.last if days else None


def told_on(item: Item) -> datetime.date | None:
    """The day by which an object was first told."""
    return min((day for telling in item.tellings if (day := said_on(telling))), default=None)


def last_told(item: Item) -> datetime.date | None:
    """The day by which an object was last told."""
    return max((day for telling in item.tellings if (day := said_on(telling))), default=None)


def days_of(item: Item) -> Window | None:
    """The days that bound an object in time."""
    return Window(datetime.date.fromisoformat(item.first), datetime.date.fromisoformat(item.last)) if item.first and item.last else None


def restricted(item: Item, tellings: Sequence[Telling]) -> Item:
    """The object as these of its tellings alone tell it."""
    claims = {telling.claim for telling in tellings}
    said = {field: tuple(Said(one.value, tuple(sorted(claims & set(one.claims)))) for one in told) for field, told in item.said.items()}
    kept = {field: tuple(one for one in told if one.claims) for field, told in said.items()}
    return msgspec.structs.replace(item, tellings=tuple(tellings), said={field: told for field, told in kept.items() if told})


def quotes(item: Item) -> str:
    """All words in which an object is told, lower case, one telling a line."""
    return "\n".join(telling.quote.lower() for telling in item.tellings)
