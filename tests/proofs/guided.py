"""Fuzzing guided by coverage (atheris), in slices that add up in a folder: counts, inputs found, crashes.

Guarantees: every execution is counted once, where it ended, also in a process that was killed; an input that crashes is kept and
the run goes on; without atheris (no network, no wheel for this Python) a slice is made of mutations alone.

Usage: python -m tests.proofs.guided [--seconds N] [--folder .fuzz]
"""

import argparse
import contextlib
import hashlib
import importlib
import mmap
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from tests.proofs.hostile import Answer

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".fuzz"
_SHARED = struct.Struct("<qqd")
_PATIENCE = 120
"""Seconds after which a single execution counts as one that hangs."""
_LONGEST = {"reading": 1500, "pages": 2000}
_USUAL = 3000
"""Longest inputs, in bytes: coverage comes from what stands beside what, not from length."""
_SHARES = {"reading": 3.6, "cleaning": 1.5, "pages": 1.0}
_USUAL_SHARE = 3.9 / 7
"""How much of the time a target gets: most where an execution takes longest."""
_BIG = 500
"""Inputs from this many bytes on count for the time a byte."""


class Sum(msgspec.Struct):
    """What became of a target so far: executions of each way, crashes, and the processor's microseconds a byte of the slowest input."""

    mutated: int = 0
    guided: int = 0
    crashes: int = 0
    slowest: float = 0.0


def sums(folder: Path) -> dict[str, Sum]:
    """What the slices of a folder add up to."""
    place = folder / "sums.json"
    return msgspec.json.decode(place.read_bytes(), type=dict[str, Sum]) if place.is_file() else {}


def _keep(folder: Path, found: dict[str, Sum]) -> None:
    part = folder / "sums.json.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    part.replace(folder / "sums.json")


def engine(folder: Path) -> Any | None:
    """The fuzzing engine, installed into the folder where it is not there; None where it cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.append(str(folder / "site"))
    with contextlib.suppress(ImportError):
        return importlib.import_module("atheris")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--target",
        str(folder / "site"),
        "atheris",
    ]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        return None
    importlib.invalidate_caches()
    return importlib.import_module("atheris")


class _Counted:
    """A target whose executions are counted in memory that outlives its process."""

    def __init__(self, name: str, target: "Callable[[bytes], Answer]", folder: Path) -> None:
        self.name, self.target, self.folder = name, target, folder
        self.shared = mmap.mmap(-1, _SHARED.size)

    def state(self) -> tuple[int, int, float]:
        """Executions begun, crashes, and the slowest input's microseconds a byte."""
        runs, crashes, slowest = _SHARED.unpack(self.shared)
        return int(runs), int(crashes), float(slowest)

    def __call__(self, data: bytes) -> None:
        runs, crashes, slowest = self.state()
        _SHARED.pack_into(self.shared, 0, runs + 1, crashes, slowest)
        try:
            took = _timed(self.target, data)
            if len(data) >= _BIG and took > slowest:
                # the first one also loads tables: only what is slow twice is slow
                runs, took = runs + 1, min(took, _timed(self.target, data))
                if took > slowest:
                    slowest = took
                    self._keep("slow", data, f"{took:.1f}")
        except Exception as error:  # noqa: BLE001 - any end but the expected one is what is looked for
            self._keep("crashes", data, f"{type(error).__name__}: {error}")
            crashes += 1
        _SHARED.pack_into(self.shared, 0, runs + 1, crashes, slowest)

    def _keep(self, where: str, data: bytes, words: str) -> None:
        place = self.folder / where
        place.mkdir(exist_ok=True)
        key = f"{self.name.replace(' ', '_')}-{hashlib.blake2b(data, digest_size=6).hexdigest()}" if where == "crashes" else self.name
        (place / key).write_bytes(data)
        (place / f"{key}.txt").write_text(words, encoding="utf-8", errors="backslashreplace")


def _timed(target: "Callable[[bytes], Answer]", data: bytes) -> float:
    """The processor's microseconds a byte of one execution."""
    began = time.process_time()
    target(data)
    return (time.process_time() - began) * 1e6 / max(1, len(data))


def guided(atheris: Any, name: str, target: "Callable[[bytes], Answer]", seconds: float, folder: Path) -> tuple[int, int, float]:
    """One slice of one target in a process of its own."""
    counted = _Counted(name, target, folder)
    pool = folder / "pool" / name.replace(" ", "_")
    pool.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if child == 0:
        log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        options = [
            f"-max_total_time={int(seconds)}",
            f"-max_len={_LONGEST.get(name, _USUAL)}",
            f"-timeout={_PATIENCE}",
            "-rss_limit_mb=3000",
        ]
        try:
            atheris.Setup(["fuzz", *options, f"-artifact_prefix={folder}/", str(pool), str(ROOT / "samples" / "reports")], counted)
            atheris.Fuzz()
        finally:
            os._exit(0)
    status = _wait(child, seconds + 4 * _PATIENCE)
    runs, crashes, slowest = counted.state()
    # the engine ends a process whose execution hangs or eats the memory; that is a crash, too
    return runs, crashes + (status != 0), slowest


def _wait(child: int, most: float) -> int:
    """Wait for a process, not for ever. Returns its status."""
    ends = time.monotonic() + most
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.2)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def fuzz(seconds: float, folder: Path, share: float = 0.7) -> dict[str, Sum]:
    """A slice of so many seconds over all targets; ``share`` of it guided by coverage. Returns what the folder's slices add up to."""
    atheris = engine(folder)
    if atheris is None:
        from tests.proofs import hostile

        print("atheris cannot be installed here: mutations alone", file=sys.stderr)
    else:
        with atheris.instrument_imports(include=["banggiao"]):
            from tests.proofs import hostile
    found = sums(folder)
    if atheris is not None:
        for name, target, _ in hostile.TARGETS:
            runs, crashes, slowest = guided(
                atheris, name, target, max(2.0, seconds * share * _SHARES.get(name, _USUAL_SHARE) / len(hostile.TARGETS)), folder
            )
            one = found.setdefault(name, Sum())
            one.guided, one.crashes, one.slowest = one.guided + runs, one.crashes + crashes, max(one.slowest, slowest)
            _keep(folder, found)
    fuzzer = hostile.Fuzzer(seed=time.time_ns())
    fuzzer.run(seconds if atheris is None else seconds * (1 - share))
    for name, tally in fuzzer.tallies.items():
        one = found.setdefault(name, Sum())
        one.mutated, one.crashes = one.mutated + tally.runs, one.crashes + tally.crashes
    for name, data, words in fuzzer.crashes:
        print(name, words, data[:300], flush=True)
    _keep(folder, found)
    return found


def main() -> int:
    """Run a slice; the exit status is 1 where anything has crashed so far."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    found = fuzz(asked.seconds, asked.folder)
    for name, one in found.items():
        print(f"{name:<14} mutated {one.mutated:>9,} guided {one.guided:>9,} crashes {one.crashes} slowest {one.slowest:.1f}")
    print(f"{sum(one.mutated + one.guided for one in found.values()):,} executions")
    return int(any(one.crashes for one in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
