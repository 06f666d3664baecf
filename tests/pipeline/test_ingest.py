"""Ingesting: idempotent, resumable, one bad input costs only itself, the same with any number of processes."""

import gzip
import json
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from tests.made import LORE, corpus, plain_read

from banggiao.export.jsonl import lines
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.pipeline.count import estimate
from banggiao.pipeline.ingest import Progress, ingest
from banggiao.pipeline.workers import batches
from banggiao.store import open_ledger, pending


def test_a_second_run_finds_everything_known(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        first = ingest(ledger, [corpus(tmp_path / "c.jsonl", 50)], LORE, jobs=1, read=plain_read)
        before = b"".join(lines(ledger))
        second = ingest(ledger, [tmp_path / "c.jsonl"], LORE, jobs=1, read=plain_read)
        assert (first.new, first.records, first.relevant, first.skipped) == (50, 50, 50, [])
        assert (second.new, second.anew, second.same, second.blocks) == (0, 0, 50, 0)
        assert b"".join(lines(ledger)) == before
        assert pending(ledger) == 0


def test_bad_inputs_are_named_and_cost_only_themselves(tmp_path: Path) -> None:
    good = corpus(tmp_path / "c.jsonl", 3)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "crash.txt").write_text("Hà Nội: crash")
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(b"word " * 1000)[:-20])
    names = ["empty.txt", "crash.txt", "cut.txt.gz", "missing.txt"]
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        outcome = ingest(ledger, [*(tmp_path / name for name in names), good], LORE, jobs=1, read=plain_read)
        assert outcome.new == 3
        assert sorted(Path(error.source).name for error in outcome.skipped) == sorted(names)
        assert any("ZeroDivisionError" in error.reason for error in outcome.skipped)


def test_another_text_under_a_known_id_is_refused_in_a_later_run_too(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "a.txt").write_text("VN+IN talks 2026-01-30 An")
    (tmp_path / "two" / "a.txt").write_text("VN+IN call 2026-01-30 An")
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        assert ingest(ledger, [tmp_path / "one"], LORE, jobs=1, read=plain_read).new == 1
        refused = ingest(ledger, [tmp_path / "two"], LORE, jobs=1, read=plain_read)
        assert [error.reason for error in refused.skipped] == ["the ledger has another text under the id 'a.txt'"]


def test_what_a_later_copy_adds_is_kept_whether_or_not_it_comes_in_the_same_run(tmp_path: Path) -> None:
    text = "VN+IN talks 2026-01-30 An"
    plain, more = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    plain.write_text(json.dumps({"id": "a", "text": text}) + "\n")
    more.write_text(json.dumps({"id": "a", "text": text, "published": "2026-01-31", "title": "T"}) + "\n")
    found = []
    for name, runs in (("together", [[plain, more, plain]]), ("apart", [[plain], [more], [plain]])):
        with open_ledger(tmp_path / f"{name}.db", create=True) as ledger:
            for paths in runs:
                ingest(ledger, paths, LORE, jobs=1, read=plain_read)
            found.append(b"".join(lines(ledger)))
    assert found[0] == found[1] and b'"published":"2026-01-31"' in found[0]


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    source = corpus(tmp_path / "c.jsonl", 120)
    (tmp_path / "crash.txt").write_text("crash")
    found = []
    for jobs in (1, 2):
        with open_ledger(tmp_path / f"{jobs}.db", create=True) as ledger:
            outcome = ingest(ledger, [source, tmp_path / "crash.txt"], LORE, jobs=jobs, read=plain_read)
            assert (outcome.new, len(outcome.skipped)) == (120, 1)
            found.append(b"".join(lines(ledger)))
    assert found[0] == found[1]


def _interrupted(article: Article, lore: Lore) -> Reading:
    if article.id == "a0040":
        raise KeyboardInterrupt
    return plain_read(article, lore)


def test_an_interrupt_keeps_what_is_complete(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        outcome = ingest(ledger, [corpus(tmp_path / "c.jsonl", 60)], LORE, jobs=1, read=_interrupted)
        assert outcome.stopped and outcome.new == 32  # whole batches


def test_progress_is_told(tmp_path: Path) -> None:
    heard: list[Progress] = []
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        ingest(ledger, [corpus(tmp_path / "c.jsonl", 40), tmp_path / "missing"], LORE, jobs=1, read=plain_read, tell=heard.append)
    assert [one for one in heard if one.stage == "read"][-1] == Progress("read", 41, 1)
    assert heard[-1].stage == "merge"


def test_memory_is_bounded_by_small_batches() -> None:
    short = [Article(id=str(n), text="x") for n in range(40)]
    assert [len(batch) for batch in batches(short)] == [16, 16, 8]
    assert [len(batch) for batch in batches(Article(id=str(n), text="x" * 300_000) for n in range(3))] == [1, 1, 1]


def test_the_estimate_counts_lines_files_and_members(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    corpus(tmp_path / "in" / "c.jsonl", 7)
    (tmp_path / "in" / "c2.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}"))
    (tmp_path / "in" / "a.txt").write_text("x")
    assert estimate([tmp_path / "in", tmp_path / "missing"]) == 11
    assert estimate(["-"]) is None


@pytest.mark.proof
def test_the_cost_of_an_article_grows_slowly(tmp_path: Path) -> None:
    """Ten runs, each touching every pair of states: what grows is the merging of whole pairs, not the reading."""
    codes = ("VN", "IN", "US", "CN", "RU", "KR", "JP", "LA", "KH", "TH", "FR", "DE", "GB", "AU")
    pairs = list(combinations(codes, 2))
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        seconds = []
        for part in range(10):
            file = tmp_path / f"{part}.jsonl"
            rows = ((n, *pairs[n % len(pairs)], date(2016 + part, 1, 1) + timedelta(n % 365)) for n in range(1000))
            texts = ({"id": f"{part}-{n}", "text": f"{a}+{b} talks {day} An Văn Bình {n}, Ravi Kumar"} for n, a, b, day in rows)
            file.write_text("".join(json.dumps(text) + "\n" for text in texts))
            began = time.process_time()
            assert ingest(ledger, [file], LORE, jobs=1, read=plain_read).new == 1000
            seconds.append(time.process_time() - began)
    assert seconds[-1] < 5 * min(seconds[:2]), seconds
