"""Reading with several processes.

Guarantees: readings come in the order of the articles; at most a few batches are held at a time whatever the input's size;
an article on which the reader fails is one InputError and the rest is read; no process outlives the one that started it.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
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


def read_all(groups: Iterable[Batch], read: Read, lore: Lore, jobs: int) -> Iterator[tuple[Batch, tuple[Result, ...]]]:
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
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(read, lore.root, lore.cache))
    running: deque[tuple[Batch, Future[tuple[tuple[str, Reading | str], ...]]]] = deque()
    try:
        for batch in waiting:
            running.append((batch, pool.submit(_work, tuple(msgspec.structs.replace(article, raw=b"") for article in batch))))
            if len(running) > jobs * _AHEAD:
                yield _finished(*running.popleft())
        while running:
            yield _finished(*running.popleft())
    except BrokenProcessPool:
        raise BanggiaoError("a process that reads articles was ended from outside (out of memory?); run the same command again") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _start(read: Read, root: Path, cache: Path | None) -> None:
    """Set up a reading process: an interrupt is the parent's business, and the parent's end is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _here["reader"] = (read, Lore(root, cache))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: Batch) -> tuple[tuple[str, Reading | str], ...]:
    """Read a batch in this process."""
    read, lore = _here["reader"]
    found = ((article, _safely(read, article, lore)) for article in batch)
    return tuple((article.source or article.id, what.reason if isinstance(what, InputError) else what) for article, what in found)
