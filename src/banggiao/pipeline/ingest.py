"""The verb ``ingest``: paths to articles, articles to readings, readings to the ledger.

Guarantees: running it again, after a full run or one that was stopped at any moment, ends with the same ledger; what is in the
ledger already is not read again unless the reader is another; an input that cannot be read costs only itself; memory is bounded.
"""

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import msgspec

from banggiao.errors import InputError
from banggiao.intake import articles
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.pipeline.version import reader_version
from banggiao.pipeline.workers import Read, batches, read_all
from banggiao.store.ledger import Ledger
from banggiao.store.merged import pending, refresh
from banggiao.store.put import joined, known, note_skipped, put

_LOOK = 32
_COMMIT_ARTICLES = 128
_COMMIT_SECONDS = 1.0


class Progress(msgspec.Struct, frozen=True):
    """How far a run is: inputs done, and those skipped among them. ``stage``: "read" or "merge"; ``total``: of how many, 0 where unknown."""

    stage: str
    done: int
    skipped: int = 0
    total: int = 0


class Outcome(msgspec.Struct, kw_only=True):
    """What a run did: articles kept for the first time, read anew, and known before; how many are relevant; records; skipped inputs."""

    new: int = 0
    anew: int = 0
    same: int = 0
    relevant: int = 0
    records: int = 0
    skipped: list[InputError] = []
    blocks: int = 0
    seconds: float = 0.0
    stopped: bool = False


def ingest(
    ledger: Ledger,
    paths: Iterable[str | Path],
    lore: Lore,
    *,
    published: str | None = None,
    jobs: int = 0,
    read: Read | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Outcome:
    """Read what is at ``paths`` into the ledger. ``published``, ``paths``: as for ``intake.articles``; ``jobs`` 0: one a processor.

    An interrupt (Ctrl-C) keeps what is complete and returns with ``stopped``. Raises LedgerError where the ledger fails.
    """
    return ingest_found(ledger, articles(paths, published, lore), lore, jobs=jobs or os.cpu_count() or 1, read=read, tell=tell)


def ingest_found(
    ledger: Ledger,
    found: Iterable[Article | InputError],
    lore: Lore,
    *,
    jobs: int = 1,
    read: Read | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
    note: bool = True,
) -> Outcome:
    """Read articles that were found already into the ledger, as ``ingest`` does with those at paths; ``note``: list what was skipped there."""
    began = time.monotonic()
    run = _Run(ledger, read, lore, tell, note)
    try:
        run.all(found, jobs)
        total = pending(ledger)
        run.outcome.blocks = refresh(ledger, lore, lambda done: tell(Progress("merge", done, total=max(total, done))))
    except KeyboardInterrupt:
        run.outcome.stopped = True
    if run.outcome.stopped:
        # outside of the handler, and with what is in cycles gone: else an interrupted connection still has its lock
        gc.collect()
        run.commit()
    run.outcome.seconds = time.monotonic() - began
    return run.outcome


class _Run:
    """The state of one run: what waits to be committed, what is being read, and what was done."""

    def __init__(self, ledger: Ledger, read: Read | None, lore: Lore, tell: Callable[[Progress], None], note: bool) -> None:
        self.ledger = ledger
        self.note = note
        self.read = read or built_in()
        self.reader = reader_version(lore.root) if read is None else f"{read.__module__}.{read.__qualname__}"
        self.lore = lore
        self.tell = tell
        self.outcome = Outcome(skipped=[])
        self.under_way: dict[str, Article] = {}
        self.finished: set[str] = set()
        self.later: list[Article] = []
        self.ready: list[tuple[Article, Reading]] = []
        self.fresh_skips: list[InputError] = []
        self.committed = time.monotonic()

    def all(self, found: Iterable[Article | InputError], jobs: int) -> None:
        """Read and commit everything; articles that came again with more to say last."""
        with closing(read_all(batches(self.unread(found)), self.read, self.lore, jobs)) as groups:
            for batch, results in groups:
                self.add(zip(batch, results, strict=True))
        self.commit()
        if self.later:
            again, self.later = self.later, []
            self.all(again, 1)

    def unread(self, found: Iterable[Article | InputError]) -> Iterator[Article]:
        """The articles that are to be read, in order; what is known or unreadable is counted."""
        waiting = iter(found)
        while group := list(islice(waiting, _LOOK)):
            self._forget_finished()
            ids = [item.id for item in group if isinstance(item, Article)]
            with self.ledger.reading() as connection:
                had = known(connection, ids)
            for item in group:
                if isinstance(item, InputError):
                    self.skip(item)
                    continue
                try:
                    article = joined(item, had.get(item.id), self.reader)
                except InputError as error:
                    self.skip(error)
                    continue
                if article is None:
                    self._count_same()
                elif article.id in self.under_way:
                    self._repeated(article)
                else:
                    self.under_way[article.id] = article
                    yield article

    def _repeated(self, article: Article) -> None:
        """An article under way comes again, with the same text (intake sees to that): what it adds must wait its turn."""
        first = self.under_way[article.id]
        if all(getattr(article, field) in (None, getattr(first, field)) for field in ("published", "title", "url", "outlet")):
            self._count_same()
        else:
            self.later.append(article)

    def _count_same(self) -> None:
        self.outcome.same += 1
        self._tell()

    def _forget_finished(self) -> None:
        """From here on the ledger itself knows the articles that were committed."""
        for key in self.finished:
            self.under_way.pop(key, None)
        self.finished.clear()

    def skip(self, error: InputError) -> None:
        """Note an input that could not be read."""
        self.outcome.skipped.append(error)
        self.fresh_skips.append(error)
        self._tell()

    def add(self, results: Iterable[tuple[Article, Reading | InputError]]) -> None:
        """Take finished readings; commit where enough of them or enough time have gathered."""
        for article, result in results:
            if isinstance(result, InputError):
                self.finished.add(article.id)
                self.skip(result)
            else:
                self.ready.append((article, result))
        if len(self.ready) >= _COMMIT_ARTICLES or time.monotonic() - self.committed >= _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Put what is ready into the ledger, all of it or nothing."""
        ready, skips = self.ready, self.fresh_skips
        if ready or skips:
            with self.ledger.writing() as connection:
                kept = put(connection, ready, self.reader)
                note_skipped(connection, (*skips, *kept.refused) if self.note else ())
            self.ready, self.fresh_skips = [], []
            self._count(ready, kept.new, kept.anew, kept.same, kept.refused)
        self.committed = time.monotonic()

    def _count(self, ready: Sequence[tuple[Article, Reading]], new: int, anew: int, same: int, refused: Sequence[InputError]) -> None:
        outcome = self.outcome
        outcome.new, outcome.anew, outcome.same = outcome.new + new, outcome.anew + anew, outcome.same + same
        outcome.skipped.extend(refused)
        for article, reading in ready:
            self.finished.add(article.id)
            outcome.relevant += reading.relevant
            outcome.records += len(reading.records)
        self._tell()

    def _tell(self) -> None:
        done = self.outcome
        skipped = len(done.skipped)
        self.tell(Progress("read", done.new + done.anew + done.same + skipped, skipped))


def built_in() -> Read:
    """The reader that needs no network, loaded when it is first used."""
    from banggiao.reader import read

    return read
