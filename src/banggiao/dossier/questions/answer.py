"""What a question is answered with.

Guarantees: every row has every column; values are text, numbers, booleans, None, or tuples of text; the columns ``quote``,
``source`` and ``article`` lead from a row to the words that it rests on.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from banggiao.lifecycle.due import Due
from banggiao.lifecycle.world import World
from banggiao.model.items import Item, Telling
from banggiao.model.times import Window

CITED = ("quote", "source", "article", "start", "end")
"""The columns that lead to the words behind a row."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A table: the question's name (a label), the columns to show, the rows, and the day as of which it holds.

    ``notes``: what is to be known beside the table, as (label, value) pairs.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    as_of: str
    sources: int = 0
    notes: tuple[tuple[str, str], ...] = ()


def answer(
    name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], world: World, notes: Sequence[tuple[str, str]] = ()
) -> Answer:
    """An answer of these rows, with the number of articles that the world holds."""
    return Answer(
        name=name, columns=tuple(columns), rows=tuple(rows), as_of=world.as_of.isoformat(), sources=len(world.papers), notes=tuple(notes)
    )  # fmt: skip


def cited(item: Item | None, telling: Telling | None = None) -> dict[str, Any]:
    """The words behind an object: of the telling given, else of its surest one."""
    if telling is None and item is not None and item.tellings:
        telling = max(item.tellings, key=lambda one: (one.confidence, one.score, one.claim))
    if telling is None:
        return dict.fromkeys(CITED)
    source = telling.source
    place = f"{source.outlet or source.article}, {source.published}" if source.published else source.outlet or source.article
    return {
        "quote": " ".join(telling.quote.split()), "source": place, "article": source.article, "start": telling.start, "end": telling.end
    }  # fmt: skip


def span(days: Window | None) -> str | None:
    """Days in ISO 8601: a day, a whole month or year, else an interval."""
    if days is None:
        return None
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    next_day = last + datetime.timedelta(days=1)
    if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    if first.day == 1 and next_day.day == 1 and (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return f"{first.isoformat()}/{last.isoformat()}"


def by(due: Due | None) -> str | None:
    """A due date in words."""
    return span(due.days) if due else None


def day(value: datetime.date | None) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if value else None
