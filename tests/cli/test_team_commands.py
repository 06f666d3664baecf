"""``banggiao accounts`` and ``banggiao serve --team``: what they do, print and refuse."""

import io
import json
from pathlib import Path

import pytest

from banggiao.cli import main
from banggiao.cli.serve import _warning
from banggiao.store import open_ledger
from banggiao.store import schema as t
from banggiao.store.audit import entries

PASSWORD = "bốn con ngựa trắng"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs a command with words on standard input; gives status, output and notes."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.setenv("BANGGIAO_AUTHOR", "shell")
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)

    def command(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main([*words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


def test_a_team_begins_with_an_administrator(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, _, said = run("serve", "--team", "--port", "0")
    assert (status, "there is no ledger yet" in said) == (1, True)
    open_ledger(str(tmp_path / "ledger.db"), create=True).close()
    run("accounts", "add", "an", "--role", "analyst", typed=PASSWORD)
    status, _, said = run("serve", "--team", "--port", "0")
    assert (status, "banggiao accounts add NAME --role administrator" in said) == (2, True)


def test_accounts_by_command(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("accounts", "add", "Lan", "--role", "administrator", typed=f"{PASSWORD}\n")[:2] == (0, "lan: administrator\n")
    assert run("accounts", "add", "an", typed="short")[0] == 2
    assert run("accounts", "add", "an", typed=PASSWORD)[:2] == (0, "an: reader\n")
    assert run("accounts", "set-role", "an", "analyst")[0] == 0
    assert run("accounts", "disable", "an")[0] == 0
    assert run("accounts", "disable", "lan")[0] == 2
    listed = json.loads(run("accounts", "list", "--json")[1])
    assert [(one["name"], one["role"], one["disabled"]) for one in listed] == [("an", "analyst", True), ("lan", "administrator", False)]
    assert run("accounts", "enable", "an")[0] == 0
    assert run("accounts", "set-password", "an", typed="năm con trâu đen")[0] == 0
    status, secret, _ = run("accounts", "token", "an", "--for", "nightly job", "--days", "30")
    assert (status, secret.startswith("bgt_")) == (0, True)
    (token,) = json.loads(run("accounts", "tokens", "an", "--json")[1])
    assert (token["label"], token["role"], token["revoked"], secret.strip() in json.dumps(token)) == ("nightly job", "reader", None, False)
    assert run("accounts", "revoke", token["id"][:10])[0] == 0
    assert run("accounts", "revoke", token["id"])[0] == 2
    assert "nightly job" in run("accounts", "tokens", "an")[1]
    with open_ledger(str(tmp_path / "ledger.db")) as ledger, ledger.reading() as connection:
        assert {one.who for one in entries(connection)} == {"shell (command line)"}


def test_the_log_by_command(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("accounts", "add", "lan", "--role", "administrator", typed=PASSWORD)
    status, out, said = run("accounts", "audit", "--lang", "en")
    assert (status, "added an account" in out, said) == (0, True, "The log is sound.\n")
    assert json.loads(run("accounts", "audit", "--json", "--who", "nobody")[1]) == []
    with open_ledger(str(tmp_path / "ledger.db"), write=True) as ledger, ledger.writing() as connection:
        connection.execute(t.audit.update().values(who="somebody else"))
    status, _, said = run("accounts", "audit", "--lang", "en")
    assert (status, "changed by hand" in said) == (1, True)


def test_what_is_said_where_others_come_in() -> None:
    assert ("nobody decides" in _warning(False), "https" in _warning(True)) == (True, True)
