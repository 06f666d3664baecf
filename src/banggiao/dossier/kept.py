"""Answers on two states that take long to compute, kept: what became of their promises, and what the checks find.

Guarantees: an answer is the one that would be computed now; it is kept only for pairs with many objects, from one state of the
ledger, with the days as of which it holds, and forgotten with whatever it rests on; where nothing can be kept, or another
day is asked about, it is computed.
"""

import datetime
import hashlib
import uuid
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from banggiao.checks import Finding, findings
from banggiao.dossier.questions.promised import Promised, promised
from banggiao.dossier.world import world
from banggiao.errors import LedgerError
from banggiao.lifecycle.watch import Watch
from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.store import Ledger, open_ledger
from banggiao.store.kept import Kept, ask_for, find_kept, is_large, keep, large_pairs
from banggiao.store.pairs import Pair

LARGE = 80
"""From how many objects on a pair its answers are kept."""
_PATIENCE = 0.2
_WHOLE, _TELLINGS = 20, 60
_PARTS = ("model", "resolve", "lifecycle", "checks", "recognise", "dossier", "lore.py", "text.py", "kinds.py")
_PACKAGE = Path(__file__).parents[1]

T = TypeVar("T")
_Make = Callable[[World, Lore], object]


def promised_on(ledger: Ledger, a: str, b: str, lore: Lore, day: datetime.date | None = None) -> Promised:
    """What became of the promises of two states as of a day (none: today)."""
    return _answer(ledger, a, b, "promises", Promised, lore, day)


def findings_on(ledger: Ledger, a: str, b: str, lore: Lore, day: datetime.date | None = None) -> tuple[Finding, ...]:
    """What the checks find on two states as of a day (none: today), errors first; without the checks that need the articles' texts.

    Where a finding rests on very many objects, all are named but only the first are whole, and of the words there are the first.
    """
    return _answer(ledger, a, b, "findings", tuple[Finding, ...], lore, day)


def keep_large(ledger: Ledger, lore: Lore, day: datetime.date | None = None, tell: Callable[[int], None] = lambda done: None) -> int:
    """Compute and keep what is missing of the answers on all pairs with many objects. Returns on how many pairs it was missing."""
    day, mark = day or datetime.date.today(), version(lore.root)
    with ledger.reading() as connection:
        pairs = [
            pair
            for pair in large_pairs(connection, LARGE)
            if any(find_kept(connection, pair, question, mark, day) is None for question in _QUESTIONS)
        ]
    for done, pair in enumerate(pairs, 1):
        _make(ledger, ledger, pair, lore, day)
        tell(done)
    return len(pairs)


def _answer(ledger: Ledger, a: str, b: str, question: str, kind: type[T], lore: Lore, day: datetime.date | None) -> T:
    day = day or datetime.date.today()
    pair = (min(a, b), max(a, b))
    if ledger.times.now:
        with ledger.reading() as connection:
            body = find_kept(connection, pair, question, version(lore.root), day)
            large = body is None and is_large(connection, pair, LARGE)
        if body is None and large and day == datetime.date.today() and (made := _kept_now(ledger, pair, lore, day)):
            body = made[question].body
        if body is not None:
            return msgspec.json.decode(body, type=kind)
    found: T = _QUESTIONS[question](world(ledger, pair, day), lore)  # type: ignore[assignment]
    return found


def _kept_now(ledger: Ledger, pair: Pair, lore: Lore, day: datetime.date) -> dict[str, Kept] | None:
    """The answers on a pair, kept where the ledger can be written to at once; None where it cannot."""
    if not ledger.place:
        return None
    try:
        with open_ledger(ledger.place, write=True) as writer:
            return _make(writer, ledger, pair, lore, day, _PATIENCE)
    except LedgerError:
        return None


def _make(
    writer: Ledger, reader: Ledger, pair: Pair, lore: Lore, day: datetime.date, patience: float | None = None
) -> dict[str, Kept]:  # fmt: skip
    """Compute the answers on a pair and keep those that still hold when they are there."""
    ticket = uuid.uuid4().hex
    with writer.writing(patience) as connection:
        for question in _QUESTIONS:
            ask_for(connection, pair, question, ticket)
    made = _computed(world(reader, pair, day), lore, day)
    try:
        with writer.writing(patience) as connection:
            for question, answer in made.items():
                keep(connection, pair, question, ticket, answer)
    except LedgerError:
        if patience is None:
            raise
    return made


def _computed(told: World, lore: Lore, day: datetime.date) -> dict[str, Kept]:
    """All answers on a world, with the days as of which all of them hold."""
    watch = Watch.on(day)
    watched = msgspec.structs.replace(told, as_of=watch)
    bodies = {question: msgspec.json.encode(make(watched, lore)).decode() for question, make in _QUESTIONS.items()}
    return {question: Kept(watch.since, watch.until, version(lore.root), body) for question, body in bodies.items()}


def short_findings(told: World, lore: Lore) -> tuple[Finding, ...]:
    """What the checks find in a world, as ``findings_on`` gives it: of each at most so many words, and its first objects whole."""
    return tuple(_short(one) for one in findings(told, lore))


def _short(found: Finding) -> Finding:
    items = [_short_item(item) if at < _WHOLE else _bare(item) for at, item in enumerate(found.items)]
    return msgspec.structs.replace(found, items=tuple(items), tellings=found.tellings[:_TELLINGS])


def _short_item(item: Item) -> Item:
    return msgspec.structs.replace(item, tellings=item.tellings[:_TELLINGS])


def _bare(item: Item) -> Item:
    """The object without what is told of it."""
    return Item(id=item.id, kind=item.kind, parties=item.parties, said={}, tellings=())


@cache
def version(knowledge: Path) -> str:
    """A digest of the code and knowledge that answers are computed by."""
    found = hashlib.blake2b(digest_size=16)
    for where in [_PACKAGE / part for part in _PARTS] + [knowledge]:
        files: Sequence[Path] = [where] if where.is_file() else sorted(one for one in where.rglob("*") if one.suffix in (".py", ".yaml"))
        for file in files:
            data = file.read_bytes()
            found.update(f"{file.name} {len(data)}\n".encode())
            found.update(data)
    return found.hexdigest()


_QUESTIONS: dict[str, _Make] = {"promises": promised, "findings": short_findings}
