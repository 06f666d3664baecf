"""Merged objects as they were known on a day, and as of a day.

Guarantees: ``known_on`` shows what had surely been published by then, and nothing else: values, their order and the objects
themselves follow from those tellings and from decisions made by then; ``as_of`` keeps what had surely come about by then, whenever it
was told. What tells no date is in neither. Which tellings are one is judged with all that is known today.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from banggiao.model.items import Item, Said, Telling, Word
from banggiao.model.times import NOW, Times, window
from banggiao.resolve import Told
from banggiao.resolve.objects import TIMES, told_by
from banggiao.store import schema as t
from banggiao.store.judged import words_on

_DATED = frozenset({"event"})
"""Kinds whose date tells when they came about; of the others it tells what they aim at or cover."""
_BEGUN = frozenset({"partnership"})


def times_of(connection: sa.Connection) -> Times:
    """The times that the connection's ledger is asked about."""
    found = connection.get_execution_options().get("times", NOW)
    assert isinstance(found, Times)
    return found


def seen(connection: sa.Connection, found: Iterable[Item]) -> list[Item]:
    """The objects as the times of the question show them."""
    times = times_of(connection)
    if times.now:
        return list(found)
    known = list(found) if times.known_on is None else _known(connection, found, times)
    return [item for item in known if _was_so(item, times)]


def judged(connection: sa.Connection, found: Sequence[Item]) -> list[Item]:
    """The objects with what persons said by then of where the promises among them stand."""
    articles = {telling.source.article for item in found if item.kind == "commitment" for telling in item.tellings}
    known_on = times_of(connection).known_on
    said = words_on(connection, articles, _next_day(known_on) if known_on else None) if articles else {}
    return [_with_words(item, said) if said and item.kind == "commitment" else item for item in found]


def _with_words(item: Item, said: Mapping[str, tuple[Word, ...]]) -> Item:
    """The object with the words on any of its claims, each once, by time."""
    words = {word.decision: word for telling in item.tellings for word in said.get(telling.claim, ())}
    return msgspec.structs.replace(item, words=tuple(sorted(words.values(), key=lambda word: (word.made, word.decision))))


def _known(connection: sa.Connection, found: Iterable[Item], times: Times) -> list[Item]:
    """The objects told by the day, with what was told of them."""
    kept = [(item, tuple(one for one in item.tellings if times.knows(one.source.published))) for item in found]
    decided = sorted({decision for item, _ in kept for decision in item.decided.values()})
    d = t.decisions.c
    made = sa.select(d.id).where(d.id.in_(decided), d.made < _next_day(times.known_on or ""))
    valid = frozenset(connection.execute(made).scalars()) if decided else frozenset()
    return [_told_again(item, tellings, valid) for item, tellings in kept if tellings]


def _next_day(day: str) -> str:
    """Times of that day begin with it, and sort before this."""
    return f"{day}U"


def _told_again(item: Item, tellings: tuple[Telling, ...], valid: frozenset[str]) -> Item:
    """The object of these tellings alone, its values chosen anew."""
    claims = [_claim(item, telling) for telling in tellings]
    told = {field: [Said(value, ids) for value, ids in values] for field, values in told_by(item.kind, claims).items()}
    decided = {field: decision for field, decision in item.decided.items() if decision in valid}
    for field in decided:
        value = item.said[field][0].value
        same = [one for one in told.get(field, []) if one.value == value] or [Said(value, ())]
        told[field] = [*same, *(one for one in told.get(field, []) if one.value != value)]
    said = {field: tuple(values) for field, values in told.items() if field in item.said}
    days = window(said[TIMES[item.kind]][0].value) if item.kind in TIMES and TIMES[item.kind] in said else None
    first, last = (days.first.isoformat(), days.last.isoformat()) if days else (None, None)
    return msgspec.structs.replace(item, tellings=tellings, said=said, first=first, last=last, decided=decided)


def _claim(item: Item, telling: Telling) -> Told:
    """The telling as choosing sees it."""
    return Told(
        id=telling.claim,
        article=telling.source.article,
        kind=telling.kind,
        values={**telling.extra, **telling.values},
        quote=telling.quote,
        parties=item.parties,
        confidence=telling.confidence,
        published=telling.source.published,
        origin=telling.origin or "",
    )


def _was_so(item: Item, times: Times) -> bool:
    """Whether it had come about by the day: an event by its date, a tier by its beginning, all else once it was said."""
    if times.as_of is None:
        return True
    if item.first and item.kind in _DATED | _BEGUN:
        return item.first <= times.as_of
    return any(times.reached(telling.source.published) for telling in item.tellings)
