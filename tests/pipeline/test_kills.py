"""A run that is killed at any moment loses nothing that was committed, and a second run makes it good to the byte."""

import gzip
import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import pytest
from tests.made import LORE, corpus, plain_read

from banggiao.export.jsonl import lines
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.pipeline import ingest as module
from banggiao.pipeline import workers
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger, readings

ROOT = Path(__file__).parents[2]
DIPLOMATIC = ROOT.parent / "shared" / "corpus" / "diplomatic.jsonl.gz"


def slow_read(article: Article, lore: Lore) -> Reading:
    """The tiny reader, slowed down so that there is time to kill it."""
    time.sleep(0.002)
    return plain_read(article, lore)


def _run(ledger: Path, source: Path, jobs: int = 1) -> bool:
    """What the child process does: commit after every batch, as a slow run would."""
    module._COMMIT_SECONDS = 0.0
    with open_ledger(ledger, create=True) as opened:
        return ingest(opened, [source], LORE, jobs=jobs, read=slow_read).stopped


def _killed(command: list[str], after: float, env: dict[str, str] | None = None) -> bool:
    """Start a command and kill it; whether it was still running then."""
    child = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return True
    return False


def test_kills_in_the_middle_of_a_run(tmp_path: Path) -> None:
    source, ledger = corpus(tmp_path / "c.jsonl", 400), tmp_path / "l.db"
    env = {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, str(ledger), str(source), "1"]
    kept = 0
    for after in (0.9, 1.1, 1.3):
        _killed(command, after, env)
        if ledger.exists() and ledger.stat().st_size:
            with open_ledger(ledger, create=True) as opened:
                now = sum(1 for _ in readings(opened))
            assert now >= kept
            kept = now
    _run(ledger, source)
    with open_ledger(ledger) as again, open_ledger(tmp_path / "calm.db", create=True) as calm:
        ingest(calm, [source], LORE, jobs=1, read=slow_read)
        assert b"".join(lines(again)) == b"".join(lines(calm))


def test_an_interrupt_ends_every_process_at_once_and_quietly(tmp_path: Path) -> None:
    source, ledger = corpus(tmp_path / "c.jsonl", 20_000), tmp_path / "l.db"
    command = [sys.executable, __file__, str(ledger), str(source), "2"]
    child = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    for _ in range(600):
        time.sleep(0.1)
        if ledger.exists() and ledger.with_name("l.db-wal").exists() and ledger.with_name("l.db-wal").stat().st_size > 300_000:
            break
    os.killpg(child.pid, signal.SIGINT)  # as Ctrl-C does
    try:
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert (out, err) == (b"stopped\n", b"")
    with open_ledger(ledger) as opened:
        assert 0 < sum(1 for _ in readings(opened)) < 20_000


def test_an_interrupt_while_a_process_starts_is_not_lost() -> None:
    reached = []
    with pytest.raises(KeyboardInterrupt), workers._uninterrupted():
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        reached.append("the end of the start")
    assert reached == ["the end of the start"]


@pytest.mark.proof
@pytest.mark.skipif(not DIPLOMATIC.exists(), reason="the shared corpus is not here")
def test_kills_in_the_middle_of_two_thousand_articles(tmp_path: Path) -> None:
    source = tmp_path / "c.jsonl"
    with gzip.open(DIPLOMATIC) as stream:
        source.write_bytes(b"".join(islice(stream, 2000)))
    exported, statuses = [], []
    for name, kills in (("calm", 0), ("killed", 6)):
        env = {"BANGGIAO_HOME": str(tmp_path / name)}
        command = [sys.executable, "-m", "banggiao", "ingest", "--jobs", "2", str(source)]
        chance = random.Random(7)
        for _ in range(kills):
            _killed(command, chance.uniform(0.2, 12.0), env)
        last = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
        statuses.append((last.returncode, last.stderr))
        export = [sys.executable, "-m", "banggiao", "export", "jsonl"]
        exported.append(subprocess.run(export, env={**os.environ, **env}, capture_output=True, check=True).stdout)
    assert exported[0] == exported[1]
    assert (exported[0].count(b"\n"), statuses) == (2000, [(0, "")] * 2)


if __name__ == "__main__":
    print("stopped" if _run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])) else "done")
