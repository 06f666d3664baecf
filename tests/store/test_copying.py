"""Copies, backups and proofs of soundness: equal to the byte on both stores, whole or not at all; damage is named."""

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from tests.made import LORE, made_article, plain_read
from tests.postgres import Server
from tests.web.web_ledger import readings as told

from banggiao import dossier
from banggiao.dossier.found import Query, counts, found
from banggiao.errors import LedgerError
from banggiao.export.jsonl import lines
from banggiao.store import Ledger, migrate, open_ledger, readings, refresh
from banggiao.store.backup import backup, restore
from banggiao.store.copying import copy
from banggiao.store.fingerprint import fingerprint
from banggiao.store.put import put
from banggiao.store.verify import verify


def _filled(place: str | Path, order: int = 1) -> Ledger:
    """A ledger with something in every table that reports fill; ``order`` -1 puts the last one first."""
    ledger = open_ledger(place, create=True)
    for pair in told()[::order]:
        with ledger.writing() as connection:
            put(connection, [pair], "made-1")
    refresh(ledger, LORE)
    return ledger


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with _filled(tmp_path_factory.mktemp("full") / "l.db") as ledger:
        yield ledger


@pytest.fixture
def on_server(full: Ledger, server: Server) -> Iterator[Ledger]:
    """The same contents on a server."""
    with open_ledger(server.new("twin"), create=True) as ledger:
        copy(full, ledger)
        yield ledger


def _digest(ledger: Ledger) -> str:
    with ledger.reading() as connection:
        return fingerprint(connection).digest


def test_copies_to_a_server_and_back_have_the_digest_of_the_first(full: Ledger, on_server: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "back.db", create=True) as back:
        assert copy(on_server, back).digest == _digest(full) == _digest(on_server)
        assert b"".join(lines(back)) == b"".join(lines(full))


def test_both_stores_answer_alike(full: Ledger, on_server: Ledger) -> None:
    queries = (
        *(Query(phrases=words) for words in (("lao", "hoi dam"), ("dam hoi",), ("Giáo Dục",), ("12/3/2024",), ('"',))),
        Query(states=("VN", "LA"), since="2024-01-01", until="2024-12-31"),
        Query(facets={"sector": ("trade",)}, as_of="2024-03-12"),
        Query(dated=True, due_since="2024-01-01"),
    )
    asked: list[Any] = [lambda one, query=query: (found(one, query), counts(one, query)) for query in queries]
    asked += [lambda one, words=words: dossier.articles(one, words=words) for words in ("", "lào hội", "12 3", "NGA đảo", "không có")]
    asked += [
        lambda one: dossier.pair_dossier(one, "VN", "LA"),
        lambda one: dossier.timeline(one, "VN", "LA", since="2024-01-01"),
        dossier.outlets,
        dossier.pairs,
        dossier.summary,
        lambda one: dossier.newest(one, "2030-01-01"),
        lambda one: tuple(dossier.facts(one)),
        lambda one: tuple(dossier.article(one, reading.id) for reading in readings(one)),
    ]
    for number, ask in enumerate(asked):
        assert msgspec.json.encode(ask(full)) == msgspec.json.encode(ask(on_server)), number


def test_a_copy_goes_on_growing(on_server: Ledger, full: Ledger) -> None:
    more = made_article("more", "VN+IN talks 2026-01-30 An")
    with on_server.writing() as connection:
        assert put(connection, [(more, plain_read(more, LORE))], "made-1").new == 1
    refresh(on_server, LORE)
    assert verify(on_server).sound and verify(on_server).articles == verify(full).articles + 1


def test_a_ledger_that_holds_something_is_replaced_only_where_asked(full: Ledger, on_server: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="it holds 6 articles already"):
        copy(full, on_server)
    with pytest.raises(LedgerError, match="into itself"):
        copy(full, full, replace=True)
    assert copy(full, on_server, replace=True).digest == _digest(full)


def test_a_copy_that_differs_is_not_kept(full: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / "other.db", create=True) as other:
        before = _digest(other)
        monkeypatch.setattr("banggiao.store.copying._parts", lambda rows: iter(()))
        with pytest.raises(LedgerError, match="not equal"):
            copy(full, other)
        assert _digest(other) == before


def test_the_digest_does_not_depend_on_the_order_in_which_articles_came(full: Ledger, tmp_path: Path) -> None:
    with _filled(tmp_path / "other.db", order=-1) as other:
        assert _digest(other) == _digest(full)


# what is broken, the statement that breaks it, what the problem says
DAMAGE = [
    ("a letter of the text", "UPDATE articles SET text = replace(text, 'Lào', 'Láo')", "the text does not match its hash"),
    ("a delivered byte", "UPDATE articles SET raw = x'00'", "the bytes delivered are damaged"),
    ("other bytes", "UPDATE articles SET sha256 = 'f' || sha256", "the bytes delivered do not match their hash"),
    ("a quote", "UPDATE claims SET quote = 'x' || quote", "the quote does not stand at"),
    ("a value", "UPDATE claims SET fields = '{}'", "its content does not match its id"),
    ("a span", 'UPDATE evidence SET "end" = 100000', "lies outside of the text"),
    ("a claim without evidence of its own", "UPDATE evidence SET claim = 'nobody' WHERE rowid = 1", "evidence: there is no claims nobody"),
    ("a claim left out", "DELETE FROM members", "it belongs to no merged object"),
    ("words left out", "UPDATE finds SET object = 'nothing' WHERE number = (SELECT min(number) FROM finds)", "it cannot be found by words"),
    ("an index left out", "DELETE FROM article_words_docsize", "the full-text index of articles lists 0 of 6"),
]


@pytest.mark.parametrize(("case", "statement", "problem"), DAMAGE, ids=[case for case, *_ in DAMAGE])
def test_damage_is_named(full: Ledger, tmp_path: Path, case: str, statement: str, problem: str) -> None:
    place = tmp_path / "l.db"
    assert backup(full, place).sound
    engine = sa.create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    with open_ledger(place) as broken, open_ledger(tmp_path / "new.db", create=True) as new:
        checked = verify(broken)
        assert any(problem in line for line in checked.problems), checked.problems
        with pytest.raises(LedgerError, match="not sound"):
            restore(place, new)
        with pytest.raises(LedgerError, match="not sound"):
            backup(broken, tmp_path / "again.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["l.db", "new.db"]


def test_a_backup_of_a_ledger_at_work_is_one_state_and_comes_back(place: Any, tmp_path: Path) -> None:
    with _filled(place("live")) as ledger, open_ledger(place("live"), write=True) as writer:
        done = threading.Event()

        def write() -> None:
            for number in range(40):
                article = made_article(f"n{number}", f"VN+IN talks 2026-01-{number % 28 + 1:02} An")
                with writer.writing() as connection:
                    put(connection, [(article, plain_read(article, LORE))], "made-1")
                if number == 3:
                    done.set()

        thread = threading.Thread(target=write)
        thread.start()
        done.wait(10)
        kept = backup(ledger, tmp_path / "b.db")
        thread.join()
        assert kept.sound and 10 <= kept.articles <= 46
        now = verify(ledger)
        assert now.sound and now.articles == 46
        assert restore(tmp_path / "b.db", writer, replace=True).digest == kept.digest
        assert verify(ledger).articles == kept.articles
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "b"))] == ["b.db"]


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_a_backup_of_an_older_banggiao_comes_back_and_stays_as_it_is(full: Ledger, place: Any, tmp_path: Path, revision: str) -> None:
    kept = tmp_path / "old.db"
    backup(full, kept)
    with open_ledger(kept, create=True) as old, old.writing() as connection:
        migrate.migrate(connection, revision)
    before = kept.read_bytes()
    with open_ledger(place("back"), create=True) as ledger:
        restore(kept, ledger)
        refresh(ledger, LORE)
        assert _digest(ledger) == _digest(full)
        assert b"".join(lines(ledger)) == b"".join(lines(full))
    assert kept.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_what_a_killed_backup_left_is_swept_by_the_next(full: Ledger, tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = [tmp_path / f".b.db.{gone.pid}.1.part{end}" for end in ("", "-wal", "-journal")]
    others = [tmp_path / f".b.db.{os.getppid()}.1.part", tmp_path / f".c.db.{gone.pid}.1.part"]
    for path in (*left, *others):
        path.write_bytes(b"x")
    backup(full, tmp_path / "b.db")
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "b.db"])
