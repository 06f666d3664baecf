"""Work in a process of its own that can be killed at any moment.

Guarantees: the process is forked, so that it begins at once and shares nothing with ours afterwards; what it acknowledged before it
died is known; no process outlives the call.
"""

import os
import select
import signal
import struct
import time
from collections.abc import Callable

import msgspec

Tell = Callable[[int], None]
Work = Callable[[Tell], None]
_NUMBER = struct.Struct("<q")
_LONGEST = 300.0


class End(msgspec.Struct, frozen=True):
    """How a process ended: killed by us, the last number it told, what it complained of, how long it ran."""

    killed: bool
    told: int
    error: str
    seconds: float


def forked(work: Work, kill_after: float | None = None, prepare: Callable[[], None] = lambda: None) -> End:
    """Run ``work`` in a forked process; SIGKILL it after so many seconds unless it has ended. ``prepare`` runs in it first."""
    numbers, told = os.pipe()
    words, said = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_child(work, prepare, told, said)
    os.close(told)
    os.close(said)
    killed = not _ended(words, kill_after if kill_after is not None else _LONGEST)
    if killed:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard, error = _all(numbers), _all(words).decode()
    if killed and kill_after is None:
        raise AssertionError("a process did not end")
    last = _NUMBER.unpack(heard[len(heard) // 8 * 8 - 8 :][:8])[0] if len(heard) >= 8 else 0
    return End(killed, last, error, time.monotonic() - began)


def _be_child(work: Work, prepare: Callable[[], None], told: int, said: int) -> None:
    """The forked process: it never returns."""
    try:
        prepare()
        work(lambda number: _write(told, _NUMBER.pack(number)))
    except BaseException as error:  # noqa: BLE001 - whatever ends the work is told to the parent
        os.write(said, f"{type(error).__name__}: {error}".encode()[:4000])
    finally:
        os._exit(0)


def _write(pipe: int, data: bytes) -> None:
    os.write(pipe, data)


def _ended(pipe: int, seconds: float) -> bool:
    """Wait for the end of the other side, which is the end of the process."""
    ready, _, _ = select.select([pipe], [], [], seconds)
    return bool(ready)


def _all(pipe: int) -> bytes:
    parts = []
    while data := os.read(pipe, 1 << 16):
        parts.append(data)
    os.close(pipe)
    return b"".join(parts)
