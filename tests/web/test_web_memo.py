"""What is remembered of a ledger, and when it is forgotten."""

from pathlib import Path

import pytest
from tests.web import web_ledger

from banggiao.lore import Lore
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web.memo import LONGEST, MOST, Memo


def test_an_answer_is_found_once_until_the_ledger_grows(tmp_path: Path, lore: Lore) -> None:
    first, second, *_ = web_ledger.readings()
    memo, found = Memo(), []
    with open_ledger(tmp_path / "own.db", create=True) as ledger:

        def ask(what: str) -> str:
            return memo.once(ledger, what, lambda: found.append(what) or what)  # type: ignore[func-returns-value]

        for more in (first, second):
            with ledger.writing() as connection:
                put(connection, [more], "test")
            assert [ask("a"), ask("b"), ask("a")] == ["a", "b", "a"]
            refresh(ledger, lore)
            assert [ask("a"), ask("a")] == ["a", "a"]
    assert found == ["a", "b", "a"] * 2


def test_nothing_is_remembered_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo, found = Memo(), []
    with open_ledger(tmp_path / "own.db", create=True) as ledger:
        for now in (0.0, LONGEST - 1, LONGEST + 1):
            monkeypatch.setattr("time.monotonic", lambda now=now: now)
            memo.once(ledger, "a", lambda: found.append("a"))
    assert found == ["a", "a"]


def test_memory_is_bounded(tmp_path: Path) -> None:
    memo = Memo()
    with open_ledger(tmp_path / "own.db", create=True) as ledger:
        assert [memo.once(ledger, n, lambda n=n: n) for n in range(MOST + 5)] == list(range(MOST + 5))  # type: ignore[misc]
        assert len(memo._made) == MOST
