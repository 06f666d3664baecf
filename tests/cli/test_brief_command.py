"""``banggiao brief``: files by their ending, standard output, and what it refuses."""

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


# ending, how the file begins
FORMS = [("md", b"# Relations between Vietnam and India"), ("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")]


@pytest.mark.parametrize(("ending", "begin"), FORMS)
def test_files(home: Path, capsys: pytest.CaptureFixture[str], ending: str, begin: bytes) -> None:
    target = home / f"brief.{ending}"
    assert main(["brief", "VN", "Ấn Độ", "--lang", "en", "--since", "2026", "--as-of", "2026-04-01", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(begin)
    assert "statements with" in capsys.readouterr().err


def test_standard_output(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["brief", "VN", "IN", "--for", "hội đàm"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.decode().startswith("# Hồ sơ quan hệ Việt Nam – Ấn Độ") and "hội đàm" in out.decode() and err == b""


# arguments, what is said
REFUSED = [
    (["VN", "IN", "-o", "x.odt"], "banggiao: x.odt: the file's ending must be one of md, html, docx, pdf\n"),
    (["VN", "Việt Nam"], "banggiao: a briefing is on two states\n"),
    (["VN", "IN", "--since", "soon"], "banggiao: 'soon' is no date (ISO 8601)\n"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_is_refused(home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["brief", *arguments]) == 2
    assert capsys.readouterr().err == message
