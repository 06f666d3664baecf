"""JSON Lines: equal content gives equal bytes, and a file is whole or absent."""

import io
import json
from pathlib import Path

import pytest
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.errors import BanggiaoError
from banggiao.export import export_jsonl

ARTICLES = [made_article(f"a{n}", f"VN+IN talks 2026-01-{n + 10} An, Ravi @ Hà Nội") for n in range(5)]
PAIRS = [(article, plain_read(article, LORE)) for article in ARTICLES]


def test_the_bytes_depend_on_content_alone(tmp_path: Path) -> None:
    found = []
    for name, pairs in (("one", PAIRS), ("two", PAIRS[::-1])):
        with made_ledger(tmp_path / name, *pairs) as ledger:
            stream = io.BytesIO()
            assert export_jsonl(ledger, stream) == 5
            found.append(stream.getvalue())
    assert found[0] == found[1]


def test_a_line_has_the_published_form(tmp_path: Path) -> None:
    with made_ledger(tmp_path / "l.db", *PAIRS[:1]) as ledger:
        assert export_jsonl(ledger, tmp_path / "deep" / "out.jsonl") == 1
    (line,) = (tmp_path / "deep" / "out.jsonl").read_text("utf-8").splitlines()
    reading = json.loads(line)
    assert list(reading) == ["id", "published", "published_basis", "relevant", "records", "extras"]
    (record,) = reading["records"]
    assert (record["kind"], record["type"], record["place"]) == ("event", "talks", "Hà Nội")
    assert ARTICLES[0].text[record["start"] : record["end"]] == record["quote"]
    assert record["evidence"]["place"] == [[0, len(record["quote"])]]
    assert "Hà Nội" in line  # letters stay readable


def test_a_failed_export_leaves_the_old_file_and_no_scraps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "out.jsonl"
    target.parent.mkdir()
    target.write_text("old")

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("banggiao.export.jsonl._write", fail)
    with made_ledger(tmp_path / "l.db", *PAIRS) as ledger, pytest.raises(BanggiaoError, match="no space left"):
        export_jsonl(ledger, target)
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]
