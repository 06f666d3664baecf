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
from banggiao.store import Ledger, open_ledger
from banggiao.store.kept import Kept, ask_for, find_kept, is_large, keep, large_pairs
from banggiao.store.pairs import Pair

LARGE = 80
"""From how many objects on a pair its answers are kept."""
_PATIENCE = 0.2
_PARTS = ("model", "resolve", "lifecycle", "checks", "recognise", "dossier", "lore.py", "text.py", "kinds.py")
_PACKAGE = Path(__file__).parents[1]

T = TypeVar("T")
_Make = Callable[[World, Lore], object]
_QUESTIONS: dict[str, _Make] = {"promises": promised, "findings": findings}


def promised_on(ledger: Ledger, a: str, b: str, lore: Lore, day: datetime.date | None = None) -> Promised:
    """What became of the promises of two states as of a day (none: today)."""
    return _answer(ledger, a, b, "promises", Promised, lore, day)


def findings_on(ledger: Ledger, a: str, b: str, lore: Lore, day: datetime.date | None = None) -> tuple[Finding, ...]:
    """What the checks find on two states as of a day (none: today), errors first; without the checks that need the articles' texts."""
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
    told = world(reader, pair, day)
    made = {question: _computed(told, question, lore, day) for question in _QUESTIONS}
    try:
        with writer.writing(patience) as connection:
            for question, answer in made.items():
                keep(connection, pair, question, ticket, answer)
    except LedgerError:
        if patience is None:
            raise
    return made


def _computed(told: World, question: str, lore: Lore, day: datetime.date) -> Kept:
    watch = Watch.on(day)
    found = _QUESTIONS[question](msgspec.structs.replace(told, as_of=watch), lore)
    body = msgspec.json.encode(found).decode()
    return Kept(watch.since, watch.until, version(lore.root), body)


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
