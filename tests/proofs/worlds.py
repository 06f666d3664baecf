"""Small ledgers for the proofs: what is ingested, the calm run it is compared with, and what a check finds."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from banggiao.pipeline import ingest as module
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger, refresh
from banggiao.store.fingerprint import fingerprint
from banggiao.store.verify import verify
from tests.made import LORE, corpus, plain_read
from tests.proofs.forked import Tell

ARTICLES = 160


class Row(msgspec.Struct):
    """A line of the table: a fault, how often it was injected and survived, what was lost or doubled, and what a user is told."""

    fault: str
    injected: int = 0
    survived: int = 0
    lost: int = 0
    doubled: int = 0
    note: str = ""


class World:
    """A folder with reports, a ledger made of them without any fault, and places for others."""

    def __init__(self, folder: Path, new_place: Callable[[str], str] | None, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self._new = new_place
        self._count = 0
        self.source = corpus(folder / "c.jsonl", ARTICLES)
        self.calm = str(folder / "calm.db")
        with open_ledger(self.calm, create=True) as ledger:
            ingest(ledger, [self.source], LORE, jobs=1, read=plain_read)
        self.digest = checked(self.calm).digest

    def place(self, name: str = "l", server: bool = False) -> str:
        """A place where no ledger is yet."""
        self._count += 1
        if server:
            assert self._new is not None
            return self._new(name)
        return str(self.folder / f"{name}{self._count}.db")

    def copy_of_calm(self) -> str:
        """A file with the calm ledger."""
        made = self.place("copy")
        shutil.copy(self.calm, made)
        return made

    def fill(self, place: str) -> Callable[[Tell], None]:
        """The work of ingesting into a place; it tells how many inputs are committed."""

        def work(tell: Tell) -> None:
            with open_ledger(place, create=True) as ledger:
                ingest(
                    ledger, [self.source], LORE, jobs=1, read=plain_read, tell=lambda now: tell(now.done) if now.stage == "read" else None
                )

        return work


class State(msgspec.Struct, frozen=True):
    """What a ledger holds now."""

    articles: int
    problems: tuple[str, ...]
    digest: str


def checked(place: str) -> State:
    """Verify a ledger."""
    with open_ledger(place) as ledger:
        found = verify(ledger)
    return State(found.articles, found.problems, found.digest)


def settled(place: str) -> str:
    """Merge what waits. Returns the digest."""
    with open_ledger(place, create=True) as ledger:
        refresh(ledger, LORE)
        with ledger.reading() as connection:
            return fingerprint(connection).digest


def judge(row: Row, place: str, told: int = 0) -> None:
    """Check a ledger after a fault: everything acknowledged must be there, once, and sound."""
    state = checked(place)
    row.lost += max(0, told - state.articles)
    doubled = [problem for problem in state.problems if "several" in problem]
    row.doubled += len(doubled)
    row.lost += len(state.problems) - len(doubled)
    row.survived += not state.problems and state.articles >= told


@contextmanager
def world(new_place: Callable[[str], str] | None = None, seed: int = 7) -> Iterator[World]:
    """A world in a temporary folder, in which ingest commits after every batch."""
    before, module._COMMIT_SECONDS = module._COMMIT_SECONDS, 0.0
    try:
        with tempfile.TemporaryDirectory(prefix="bgproof") as folder:
            yield World(Path(folder), new_place, seed)
    finally:
        module._COMMIT_SECONDS = before
