"""Readings made elsewhere: what is taken, what is refused and why, and that nobody's reading overwrites another's."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.cli import main
from banggiao.dossier import article as article_view
from banggiao.pipeline.elsewhere import take_in
from banggiao.store import Ledger, open_ledger, readings, refresh
from banggiao.store.put import put
from banggiao.store.verify import verify

TEXT = "VN+IN reception 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội\nHai bên nhất trí tăng thương mại.\n"
EVENT = {
    "kind": "event", "type": "reception", "parties": ["IN", "VN"], "date": "2026-01-30", "status": "held", "place": "Hà Nội",
    "people": ["An Văn Bình", "Ravi Kumar"], "quote": "VN+IN reception 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội",
}  # fmt: skip
AGREED = {
    "kind": "commitment",
    "act": "agree",
    "by": ["IN", "VN"],
    "sectors": ["trade"],
    "quote": "nhất trí tăng thương mại",
    "speaker": "x",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with one article as the tiny reader reads it."""
    made = made_article("a", TEXT, published="2026-01-31")
    return made_ledger(tmp_path / "ledger.db", (made, plain_read(made, LORE)))


def taken(ledger: Ledger, *lines: Any, reader: str = "tay") -> tuple[int, list[str]]:
    """How many records are taken of lines, and what is refused."""
    found = take_in(ledger, LORE, [json.dumps(line).encode() for line in lines], "file", reader)
    return found.records, [str(error) for error in found.refused]


def read_in(ledger: Ledger, key: str = "a") -> list[tuple[str, str]]:
    """The claims of an article: kind and who made it."""
    view = article_view(ledger, key)
    assert view is not None
    return [(one.kind, one.pattern) for one in view.records]


def test_readings_stand_beside_one_another(ledger: Ledger) -> None:
    assert taken(ledger, {"id": "a", "records": [EVENT, AGREED]}) == (2, [])
    assert sorted(read_in(ledger)) == [("commitment", "reader:tay"), ("event", "made"), ("event", "reader:tay")]
    view = article_view(ledger, "a")
    assert view is not None and len({view.objects[one.claim] for one in view.records if one.kind == "event"}) == 1
    assert [record.kind for reading in readings(ledger) for record in reading.records] == ["event"]
    assert verify(ledger).sound


def test_reading_anew_leaves_what_others_read_and_taking_in_anew_replaces_it(ledger: Ledger) -> None:
    taken(ledger, {"id": "a", "records": [EVENT]})
    taken(ledger, {"id": "a", "records": [AGREED]}, reader="máy")
    made = made_article("a", TEXT, published="2026-01-31")
    with ledger.writing() as connection:
        put(connection, [(made, plain_read(made, LORE))], "newer")
    refresh(ledger, LORE)
    assert sorted(read_in(ledger)) == [("commitment", "reader:máy"), ("event", "made"), ("event", "reader:tay")]
    taken(ledger, {"id": "a", "records": []})
    assert sorted(read_in(ledger)) == [("commitment", "reader:máy"), ("event", "made")]
    assert verify(ledger).sound


def test_an_article_comes_with_its_text(ledger: Ledger) -> None:
    assert taken(ledger, {"id": "b", "text": TEXT, "published": "2026-02-01", "records": [EVENT]}) == (1, [])
    assert read_in(ledger, "b") == [("event", "reader:tay")]
    assert verify(ledger).sound


# the line, what is said of it; of every line one record is good
REFUSED = [
    ({"id": "a", "records": [EVENT, {**EVENT, "quote": "hội đàm ở Huế"}]}, "line 1, record 2: its quote does not stand in the text: 'hội đàm ở Huế'"),
    ({"id": "a", "records": [{**EVENT, "type": "party"}, EVENT]}, "line 1, record 1: type holds one of"),
    ({"id": "a", "records": [{**EVENT, "date": "hôm qua"}, EVENT]}, "line 1, record 1: date holds a date (ISO 8601), not 'hôm qua'"),
    ({"id": "a", "records": [{**EVENT, "parties": "VN"}, EVENT]}, "line 1, record 1: parties holds a list of words, not 'VN'"),
    ({"id": "a", "records": [{**EVENT, "kind": "rumour"}, EVENT]}, "line 1, record 1: 'rumour' is no kind of record"),
    ({"id": "a", "records": [{"kind": "event"}, EVENT]}, "line 1, record 1: it has no quote"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_what_is_refused(ledger: Ledger, line: dict[str, Any], reason: str) -> None:
    records, refused = taken(ledger, line)
    assert records == 1 and len(refused) == 1 and reason in refused[0]


LINES = [
    ({"id": "none", "records": [EVENT]}, "line 1: the ledger has no article 'none', and the line brings no text"),
    ({"id": "a", "text": "khác", "records": []}, "line 1: the ledger has another text under the id 'a'"),
    ({"records": []}, "line 1: not a reading"),
    ({"id": "c", "text": "nul \x00", "records": []}, "line 1: holds a NUL character"),
    ({"id": "c", "text": "chữ", "published": "mai", "records": []}, "line 1: "),
]


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_lines_that_are_refused_cost_only_themselves(ledger: Ledger, line: dict[str, Any], reason: str) -> None:
    records, refused = taken(ledger, line, {"id": "a", "records": [EVENT]})
    assert records == 1 and len(refused) == 1 and reason in refused[0]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    file = tmp_path / "nhóm-a.jsonl"
    file.write_text(json.dumps({"id": "b", "text": TEXT, "records": [EVENT, {**EVENT, "quote": "không có"}]}) + "\n", encoding="utf-8")
    assert main(["import", "readings", str(file)]) == 3
    out, err = capsys.readouterr()
    assert out == "1 records of 1 articles (1 new) read by nhóm-a; 1 refused\n"
    assert err == f"refused {file}: line 1, record 2: its quote does not stand in the text: 'không có'\n"
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert read_in(ledger, "b") == [("event", "reader:nhóm-a")]
    assert main(["import", "readings", "-"]) == 2
    assert main(["import", "readings", str(tmp_path / "none")]) == 3
