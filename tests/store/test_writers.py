"""Several processes ingest into one ledger at once: nothing is lost, nothing doubled, and the end is that of a single one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.made import LORE, corpus, plain_read
from tests.postgres import Place, Server

from banggiao.errors import LedgerError, LedgerMissing
from banggiao.export.jsonl import lines
from banggiao.pipeline import ingest as module
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger, pending, rebuild, refresh
from banggiao.store.fingerprint import fingerprint
from banggiao.store.verify import verify

ROOT = Path(__file__).parents[2]


def run(ledger: str, source: str) -> None:
    """What a writing process does: a commit after every batch."""
    module._COMMIT_SECONDS = 0.0
    with open_ledger(ledger, create=True) as opened:
        ingest(opened, [source], LORE, jobs=1, read=plain_read)


def _processes(ledger: str, sources: list[Path]) -> list[str]:
    """Run writers at the same time. Returns what they complain of."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen([sys.executable, __file__, ledger, str(source)], env=env, stderr=subprocess.PIPE, text=True) for source in sources
    ]
    return [child.communicate(timeout=120)[1] for child in started]


def test_writers_of_the_same_and_of_other_articles(place: Place, tmp_path: Path) -> None:
    """Two writers bring the same articles, a third one others; the ledger does not exist before."""
    same, other = corpus(tmp_path / "c.jsonl", 150), tmp_path / "d.jsonl"
    other.write_text(same.read_text().replace('"a0', '"b0').replace("VN+IN", "VN+LA"))
    assert _processes(place("many"), [same, same, other]) == ["", "", ""]
    with open_ledger(place("many")) as many, open_ledger(place("calm"), create=True) as calm:
        ingest(calm, [same, other], LORE, jobs=1, read=plain_read)
        assert b"".join(lines(many)) == b"".join(lines(calm))
        assert pending(many) == 0
        with many.reading() as one, calm.reading() as two:
            assert fingerprint(one) == fingerprint(two)
        assert verify(many).sound
    with open_ledger(place("many"), write=True) as many, many.reading() as before:
        digest = fingerprint(before).digest
        rebuild(many, LORE)
        with many.reading() as after:
            assert fingerprint(after).digest == digest


def test_what_a_server_refuses_is_one_line(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    place = server.new("refused")
    with pytest.raises(LedgerMissing, match="the ledger is empty"):
        open_ledger(place)
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(server.url("nowhere"))
    with pytest.raises(LedgerError, match="does not answer"):
        open_ledger("postgresql://nobody:secret@127.0.0.1:1/x")
    with open_ledger(place, create=True) as one:
        monkeypatch.setattr("banggiao.store.engines.QUEUE_SECONDS", 0.1)
        with (
            open_ledger(place, write=True) as two,
            one.writing(),
            pytest.raises(LedgerError, match="another process is writing"),
            two.writing(),
        ):
            pass


def test_a_server_that_goes_away_costs_nothing_that_was_committed(tmp_path: Path) -> None:
    from tests import postgres

    try:
        server = postgres.start(durable=True)
    except postgres.NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")
    try:
        place = server.new("crash")
        with open_ledger(place, create=True) as ledger:
            ingest(ledger, [corpus(tmp_path / "c.jsonl", 40)], LORE, jobs=1, read=plain_read)
            with ledger.reading() as connection:
                before = fingerprint(connection).digest
            with pytest.raises(LedgerError, match="went away|does not answer|starting or shutting down"), ledger.writing() as connection:
                connection.exec_driver_sql("DELETE FROM articles")
                server.stop("immediate")
                connection.exec_driver_sql("SELECT 1")
            with pytest.raises(LedgerError, match="went away|does not answer"), ledger.reading():
                pass
            server.start()
            refresh(ledger, LORE)
            with ledger.reading() as connection:
                assert fingerprint(connection).digest == before
    finally:
        server.end()


if __name__ == "__main__":
    run(*sys.argv[1:])
