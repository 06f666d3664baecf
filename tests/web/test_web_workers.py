"""Several processes behind one address: what they share, and that any of them takes what another showed."""

import contextlib
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from banggiao.settings import Settings
from banggiao.web.safety import Bounds
from banggiao.web.shares import Share
from banggiao.web.signing import Tries
from banggiao.web.workers import Worker

PATIENCE = 120.0


@pytest.mark.parametrize(("of", "most", "part"), [(1, 5, 5), (2, 5, 2), (4, 1200, 300), (8, 5, 1), (3, 0, 0)])
def test_what_all_may_is_shared_out(of: int, most: int, part: int) -> None:
    share = Share(of)
    assert share.part(most) == part
    assert Bounds(most, most).shared(share.part) == Bounds(part, part)


def test_tries_are_shared_out() -> None:
    tries = Tries(pair=4, address=10, name=10).shared(Share(2).part)
    assert [tries.failed("a", "1"), tries.failed("a", "1")] == [False, True]


def test_what_one_worker_shows_another_takes(settings: Settings) -> None:
    worker = Worker(settings, False, Share(2, b"one secret"))
    one, two = worker(), pickle.loads(pickle.dumps(worker))()
    assert two.state.proofs.fits("here", one.state.proofs.of("here"))
    with TestClient(two, base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200


@pytest.fixture
def served(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command with two workers, and its address."""
    words = ["serve", "--ledger", str(settings.ledger), "--port", "0", "--workers", "2"]
    process = subprocess.Popen([sys.executable, "-m", "banggiao", *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip().rstrip("/")
    finally:
        process.kill()
        process.wait()


def test_two_workers_answer_until_they_are_interrupted(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    page = httpx.get(f"{address}/review?show=differ", timeout=PATIENCE)
    found = re.search(r'name="proof" value="(\w+)"', page.text)
    assert (page.status_code, found is not None) == (200, True)
    for proof, refused in ((found[1] if found else "", False), ("wrong", True)):
        answers = [httpx.post(f"{address}/review", data={"proof": proof}, timeout=PATIENCE).status_code for _ in range(8)]
        assert {status == 403 for status in answers} == {refused}, answers
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, timeout=PATIENCE)


def test_no_worker_outlives_the_one_that_watches(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    assert httpx.get(f"{address}/", timeout=PATIENCE).status_code == 200
    process.kill()
    process.wait()
    ends = time.monotonic() + PATIENCE
    with pytest.raises(httpx.ConnectError):
        while time.monotonic() < ends:
            with contextlib.suppress(httpx.ReadError, httpx.RemoteProtocolError):
                httpx.get(f"{address}/", timeout=PATIENCE)
            time.sleep(0.2)
