"""Reading with several processes.

Guarantees: readings come in the order of the articles; at most a few batches are held at a time whatever the input's size;
an article on which the reader fails is one InputError and the rest is read; no process outlives the one that started it.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from banggiao.errors import BanggiaoError, InputError
from banggiao.lore import Lore
from banggiao.model import Article, Reading

Read = Callable[[Article, Lore], Reading]
Result = Reading | InputError
Batch = tuple[Article, ...]

BATCH_ARTICLES = 16
_BATCH_LETTERS = 200_000
_FEW_BATCHES = 3
_AHEAD = 2


def batches(articles: Iterable[Article]) -> Iterator[Batch]:
    """The articles in batches that are small in number and size."""
    batch: list[Article] = []
    letters = 0
    for article in articles:
        batch.append(article)
        letters += len(article.text)
        if len(batch) >= BATCH_ARTICLES or letters >= _BATCH_LETTERS:
            yield tuple(batch)
            batch, letters = [], 0
    if batch:
        yield tuple(batch)


def read_all(groups: Iterable[Batch], read: Read, lore: Lore, jobs: int) -> Generator[tuple[Batch, tuple[Result, ...]], None, None]:
    """Each batch with its readings, in order. ``jobs``: how many processes; few articles are read in this one."""
    waiting = iter(groups)
    first = list(islice(waiting, _FEW_BATCHES)) if jobs > 1 else []
    if jobs <= 1 or len(first) < _FEW_BATCHES:
        for batch in chain(first, waiting):
            yield batch, tuple(_safely(read, article, lore) for article in batch)
        return
    yield from _by_processes(chain(first, waiting), read, lore, jobs)


def _by_processes(waiting: Iterator[Batch], read: Read, lore: Lore, jobs: int) -> Iterator[tuple[Batch, tuple[Result, ...]]]:
    # spawned, not forked: a fork copies locks that the progress bar's thread may hold
    context = multiprocessing.get_context("spawn")
    # every reading process waits for the end of this line, which comes when we hang up or are no more
    listening, holding = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(listening, read, lore.root, lore.cache))
    running: deque[tuple[Batch, Future[tuple[tuple[str, Reading | str], ...]]]] = deque()
    complete = False
    try:
        for batch in waiting:
            light = tuple(msgspec.structs.replace(article, raw=b"") for article in batch)
            with _uninterrupted():
                running.append((batch, pool.submit(_work, light)))
            if len(running) > jobs * _AHEAD:
                yield _finished(*running.popleft())
        while running:
            yield _finished(*running.popleft())
        complete = True
    except BrokenProcessPool:
        raise BanggiaoError("a process that reads articles was ended from outside (out of memory?); run the same command again") from None
    finally:
        if not complete:
            holding.close()
        pool.shutdown(wait=True, cancel_futures=True)
        holding.close()
        listening.close()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that no interrupt reaches, from their first moment: it is this process's business, and none that comes to this thread is lost."""
    resource_tracker.ensure_running()  # it would let interrupts through on its own start
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # what is blocked here is blocked in the processes started
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _finished(batch: Batch, future: "Future[tuple[tuple[str, Reading | str], ...]]") -> tuple[Batch, tuple[Result, ...]]:
    """A batch and its readings; failures arrive as words, for errors of several arguments do not travel."""
    found = future.result()
    return batch, tuple(InputError(source, what) if isinstance(what, str) else what for source, what in found)


def _safely(read: Read, article: Article, lore: Lore) -> Result:
    """The reading, or the InputError of an article on which the reader fails."""
    try:
        return read(article, lore)
    except BanggiaoError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one article does to the reader must not cost the others
        return InputError(article.source or article.id, f"the reader failed on it ({type(error).__name__}: {str(error)[:200]})")


_here: dict[str, tuple[Read, Lore]] = {}


def _start(line: Connection, read: Read, root: Path, cache: Path | None) -> None:
    """Set up a reading process: the end of the one that started it is its end, too."""
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    _here["reader"] = (read, Lore(root, cache))


def _end_with(line: Connection) -> None:
    """Wait until the line is dead, then end at once."""
    with contextlib.suppress(EOFError, OSError):
        line.recv()
    os._exit(1)


def _work(batch: Batch) -> tuple[tuple[str, Reading | str], ...]:
    """Read a batch in this process."""
    read, lore = _here["reader"]
    found = ((article, _safely(read, article, lore)) for article in batch)
    return tuple((article.source or article.id, what.reason if isinstance(what, InputError) else what) for article, what in found)
