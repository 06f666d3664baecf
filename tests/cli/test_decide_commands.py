"""Decisions, rereading and times on the command line."""

import json
from pathlib import Path

import pytest
from tests.made import made_article, made_ledger, record

from banggiao.cli import main
from banggiao.model import Reading

TEXT = "Ngày 30/1, Thứ trưởng An Văn Bình tiếp Thứ trưởng Ravi Kumar."


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of the one event of a ledger of its own."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.setenv("BANGGIAO_AUTHOR", "An")
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    told = record(TEXT, TEXT[:-1], type="reception", parties=["VN", "IN"], date="2026-01-30", status="held", people=["An Văn Bình"])
    article = made_article("one.txt", TEXT, published="2026-01-30")
    made_ledger(tmp_path / "ledger.db", (article, Reading(id="one.txt", relevant=True, records=(told,), published="2026-01-30"))).close()
    assert main(["timeline", "VN", "IN", "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)[0]["id"])


def test_a_decision_is_made_listed_exported_imported_and_undone(event: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "correct", event[:10], "place", "Hà Nội", "--reason", "theo ảnh", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["act"], made["author"], made["reason"]) == ("correct", "An", "theo ảnh")
    assert main(["timeline", "VN", "IN"]) == 0
    assert "Hà Nội" in capsys.readouterr().out
    file = str(tmp_path / "decisions.jsonl")
    assert main(["export", "decisions", "-o", file]) == 0
    assert main(["import", "decisions", file]) == 0
    assert capsys.readouterr().out == "1 decisions, 0 of them new\n"
    assert main(["decide", "undo", made["id"][:12], "--reason", "nhầm"]) == 0
    assert main(["decide", "list", "--lang", "en"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()[2:] if line]
    assert [(row[2], row[3], row[4], row[6]) for row in rows] == [("correct", "An", "theo ảnh", "yes"), ("undo", "An", "nhầm", "")]


# a case, the call, the words of the refusal
REFUSED = [
    ("no reason", ["decide", "accept", "0123456789"], "Missing option '--reason'"),
    ("nothing of that id", ["decide", "accept", "0123456789", "--reason", "x"], "has nothing with the id"),
    ("a date that is none", ["timeline", "VN", "IN", "--known-on", "hôm qua"], "is no date"),
]


@pytest.mark.parametrize(("case", "call", "words"), REFUSED, ids=[case for case, *_ in REFUSED])
def test_refused(event: str, capsys: pytest.CaptureFixture[str], case: str, call: list[str], words: str) -> None:
    assert main(call) == 2
    assert words in capsys.readouterr().err


def test_what_was_not_known_is_not_shown(event: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "VN", "IN", "--known-on", "2026-01-29", "--lang", "en"]) == 0
    assert "holds no event" in capsys.readouterr().out
    assert main(["status", "--known-on", "2026-01-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["objects"] == {"event": 1}


def test_rereading_tells_before_it_writes(event: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The made record is not what the built-in reader finds: it would be altered or go."""
    assert main(["reread", "--jobs", "1"]) == 0
    assert "nothing written (--commit writes)" in capsys.readouterr().out
    assert main(["reread", "--jobs", "1", "--commit"]) == 0
    assert "; written" in capsys.readouterr().out
    assert main(["reread", "--jobs", "1"]) == 0
    assert capsys.readouterr().out.startswith("0 articles read anew")
