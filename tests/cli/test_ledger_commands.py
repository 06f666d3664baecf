"""The command line of the ledger: results, notes, exit statuses, quick start."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.made import made_article, made_ledger, record

from banggiao.cli import COMMANDS, cli, main
from banggiao.model import Reading

TEXT = "Ngày 30/1, Thứ trưởng An Văn Bình tiếp Thứ trưởng Ravi Kumar."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with a ledger of one article."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    event = record(
        TEXT, TEXT[:-1], type="reception", parties=["VN", "IN"], date="2026-01-30", status="held", people=["An Văn Bình", "Ravi Kumar"]
    )
    article = made_article("one.txt", TEXT, published="2026-01-30")
    made_ledger(tmp_path / "ledger.db", (article, Reading(id="one.txt", relevant=True, records=(event,), published="2026-01-30"))).close()
    return tmp_path


def test_the_dossier_as_plain_text_and_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "VN", "Ấn Độ"]) == 0
    plain = capsys.readouterr().out
    assert "Hồ sơ quan hệ: Việt Nam – Ấn Độ" in plain
    assert "2026-01-30\ttiếp; đã diễn ra; An Văn Bình, Ravi Kumar\t1\t“Ngày 30/1" in plain
    assert main(["dossier", "VN", "IN", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (telling,) = found["timeline"][0]["tellings"]
    assert (telling["source"]["article"], telling["quote"], telling["start"]) == ("one.txt", TEXT[:-1], 0)


def test_an_empty_dossier_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "VN", "CL", "--lang", "en"]) == 0
    assert "The ledger holds nothing on these two yet." in capsys.readouterr().out


def test_the_timeline(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "IN", "VN", "--lang", "en", "--since", "2026"]) == 0
    assert "2026-01-30\treception; held" in capsys.readouterr().out
    assert main(["timeline", "IN", "VN", "--until", "2025-12"]) == 0
    assert "chưa có sự kiện" in capsys.readouterr().out


def test_status_and_rebuild(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == {"event": 1}
    assert main(["rebuild"]) == 0
    assert capsys.readouterr().out == "1 merged objects from 1 claims\n"


def test_export_to_a_file_and_to_standard_output(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "jsonl", "-o", str(home / "out.jsonl")]) == 0
    assert main(["export", "jsonl"]) == 0
    out, err = capfdbinary.readouterr()
    assert out == (home / "out.jsonl").read_bytes() and out.count(b"\n") == 1
    assert b"1 readings written" in err


# arguments, exit status, what standard error says in one line
FAILURES = [
    (["dossier", "VN", "Indja"], 2, "banggiao: no state or body is known as 'Indja'"),
    (["timeline", "VN", "IN", "--since", "soon"], 2, "banggiao: 'soon' is no date"),
    (["nosuch"], 2, "banggiao: No such command 'nosuch'."),
    (["dossier", "VN"], 2, "banggiao: Missing argument 'STATE'."),
    (["status", "--ledger", "/nonexistent/l.db"], 1, "banggiao: /nonexistent/l.db: there is no ledger yet"),
    (["status", "--ledger", "mysql://x/y"], 2, "banggiao: --ledger has the unusable value"),
    (["ingest", "x", "--published", "soon"], 2, "banggiao: published is no date"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), FAILURES)
def test_failures_are_one_line(home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, message: str) -> None:
    assert main(arguments) == status
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith(message) and captured.err.count("\n") == 1


def test_ingest_reports_what_it_skipped(tmp_path: Path) -> None:
    """In a process of its own, with the built-in reader."""
    (tmp_path / "a.txt").write_text("Chiều 30/1, Thứ trưởng Ngoại giao Việt Nam An Văn Bình đã tiếp Đại sứ Ấn Độ Ravi Kumar.")
    (tmp_path / "b.txt").touch()
    env = {**os.environ, "BANGGIAO_HOME": str(tmp_path / "home"), "BANGGIAO_LEDGER": ""}
    command = [
        sys.executable,
        "-m",
        "banggiao",
        "ingest",
        "--json",
        "--published",
        "2026-01-31",
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
    ]
    for new in (1, 0):
        found = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert found.returncode == 3, found.stderr
        result = json.loads(found.stdout)
        assert (result["new"], result["new"] + result["anew"] + result["same"]) == (new, 1)
        assert result["skipped"] == [{"source": str(tmp_path / "b.txt"), "reason": "empty"}]
        assert found.stderr == f"skipped {tmp_path / 'b.txt'}: empty\n"


def test_every_command_loads_and_says_what_it_does() -> None:
    with cli.make_context("banggiao", ["status"]) as context:
        for name in COMMANDS:
            command = cli.get_command(context, name)
            assert command is not None and command.get_short_help_str() and command.help


def test_the_start_is_quick_and_loads_nothing_heavy() -> None:
    heavy = ("sqlalchemy", "rich", "lxml", "banggiao.recognise", "banggiao.dossier")
    code = f"import sys, banggiao.cli; banggiao.cli.main(['--help']); sys.exit(sum(name in sys.modules for name in {heavy}))"
    began = time.monotonic()
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
    assert time.monotonic() - began < 2  # 0.2 s on an idle machine
