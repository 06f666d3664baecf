"""The blind gold: spans and texts are joined exactly, a text absent or changed is named, and the kept gold obeys the schema's limits."""

import gzip
import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
TEXT = "Chiều qua, hai bộ trưởng hội đàm tại Hà Nội.\nHai bên nhất trí mở đường bay thẳng."
KINDS = {"event", "post", "partnership", "anniversary", "mechanism", "agreement", "commitment", "target", "statistic", "stance", "role"}


def _module() -> Any:
    spec = importlib.util.spec_from_file_location("blind_gold", ROOT / "eval" / "blind_gold.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


blind_gold = _module()


def _reading(**changes: Any) -> dict[str, Any]:
    sha1 = hashlib.sha1(TEXT.encode()).hexdigest()
    record = {"kind": "commitment", "act": "agree", "by": ["LA", "VN"], "span": [45, 80]}
    return {"id": "a1", "corpus": "small", "sha1": sha1, "published": None, "relevant": True, "records": [record]} | changes


def _folder(path: Path, rows: list[dict[str, str]]) -> Path:
    with gzip.open(path / "small.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_rebuild_writes_articles_and_quotes(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [{"id": "a0", "text": "Không hỏi tới."}, {"id": "a1", "text": TEXT}])
    blind = tmp_path / "blind.jsonl"
    blind.write_text(json.dumps(_reading()) + "\n", encoding="utf-8")
    assert blind_gold.rebuild(folder, tmp_path / "out", blind) == (1, 1)
    assert _rows(tmp_path / "out" / "articles.jsonl") == [{"id": "a1", "published": None, "source": "small", "text": TEXT}]
    assert _rows(tmp_path / "out" / "gold.jsonl") == [
        {
            "id": "a1",
            "relevant": True,
            "records": [{"kind": "commitment", "act": "agree", "by": ["LA", "VN"], "quote": "Hai bên nhất trí mở đường bay thẳng"}],
        }
    ]


@pytest.mark.parametrize(
    ("text", "changes", "reason"),
    [
        (None, {}, "article a1: not in corpus small"),
        (TEXT + " ", {}, "article a1: its text in corpus small is not the one that was annotated"),
        (TEXT, {"records": [{"kind": "event", "span": [5, 900]}]}, "article a1: span 5-900 is outside its text of 81 characters"),
        (TEXT, {"records": [{"kind": "event", "span": [7, 7]}]}, "article a1: span 7-7 is outside"),
        (TEXT, {"corpus": "other"}, "corpus other: no file"),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, text: str | None, changes: dict[str, Any], reason: str) -> None:
    folder = _folder(tmp_path, [] if text is None else [{"id": "a1", "text": text}])
    blind = tmp_path / "blind.jsonl"
    blind.write_text(json.dumps(_reading(**changes)) + "\n", encoding="utf-8")
    with pytest.raises(blind_gold.BlindGoldError, match=reason):
        blind_gold.rebuild(folder, tmp_path / "out", blind)
    assert not (tmp_path / "out").exists()


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert blind_gold.main([]) == 2
    assert blind_gold.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "error: corpus diplomatic: no file" in capsys.readouterr().err


KEPT = [("blind", 44, 32, 460), ("unseen", 50, 26, 647), ("wide", 100, 56, 981), ("near", 80, 36, 1154)]


@pytest.mark.parametrize(("name", "articles", "diplomatic", "records"), KEPT)
def test_the_kept_gold_holds_no_text(name: str, articles: int, diplomatic: int, records: int) -> None:
    readings = blind_gold.load_blind(blind_gold.GOLD / f"{name}.jsonl")
    assert len({r["id"] for r in readings}) == len(readings) == articles
    assert sum(r["corpus"] == "diplomatic" for r in readings) == diplomatic
    assert sum(len(r["records"]) for r in readings) == records
    for reading in readings:
        assert "text" not in reading
        assert reading["relevant"] or not reading["records"], reading["id"]
        for record in reading["records"]:
            assert record["kind"] in KINDS
            assert "quote" not in record
            assert 0 < record["span"][1] - record["span"][0] <= 400


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
@pytest.mark.parametrize(("name", "articles", "diplomatic", "records"), KEPT)
def test_the_kept_gold_joins_with_the_corpus(tmp_path: Path, name: str, articles: int, diplomatic: int, records: int) -> None:
    assert blind_gold.rebuild(CORPUS, tmp_path, blind_gold.GOLD / f"{name}.jsonl") == (articles, records)
    for reading in _rows(tmp_path / "gold.jsonl"):
        for record in reading["records"]:
            assert len(record["quote"].split()) >= 2, (reading["id"], record)
            assert record["quote"] == record["quote"].strip(), (reading["id"], record)
