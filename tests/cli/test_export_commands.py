"""``banggiao export``: every format from the command line, and what it refuses."""

import json
from pathlib import Path

import pytest
from tests.export.conftest import pairs
from tests.made import made_ledger

from banggiao.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a ledger of three articles."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    made_ledger(tmp_path / "ledger.db", *pairs()).close()
    return tmp_path


# arguments, what is said when done
CALLS = [
    (["csv"], "3 rows"),
    (["csv", "--table", "telling"], "12 rows"),
    (["parquet", "--table", "post", "--state", "Ấn Độ"], "1 rows"),
    (["graphml", "--pair", "VN-IN"], "5 nodes"),
    (["plover", "--pair", "IN-VN"], "6 rows"),
    (["ftm", "--state", "LA"], "0 entities"),
    (["jsonld", "--pair", "VN-IN"], "22 nodes"),
]


@pytest.mark.parametrize(("arguments", "done"), CALLS, ids=[" ".join(call) for call, _ in CALLS])
def test_every_format(home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], done: str) -> None:
    assert main(["export", *arguments, "-o", str(home / "out")]) == 0
    assert capsys.readouterr().err == f"{done} written to {home / 'out'}\n"


def test_standard_output(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "ftm"]) == 0
    out, err = capfdbinary.readouterr()
    assert [json.loads(line)["schema"] for line in out.splitlines()].count("Event") == 4 and err == b""
    assert main(["export", "codebook"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"Tables of `banggiao export csv")


# arguments, what is said
REFUSED = [
    (["csv", "--table", "nosuch"], "banggiao: no table 'nosuch'; there are event, post, "),
    (["ftm", "--pair", "VN"], "banggiao: give either --pair A-B or --state STATE\n"),
    (["ftm", "--pair", "VN-IN", "--state", "VN"], "banggiao: give either --pair A-B or --state STATE\n"),
    (["graphml", "--state", "Nosuchland"], "banggiao: no state or body is known as 'Nosuchland'"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_is_refused(home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().err.startswith(message)
