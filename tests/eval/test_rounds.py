"""The rounds of reading by eye: every verdict is complete, and the table counts wrong and missing records by cause."""

import importlib.util
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def _module() -> Any:
    spec = importlib.util.spec_from_file_location("rounds", ROOT / "eval" / "rounds.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_verdicts_are_complete() -> None:
    for head, verdicts in _module().rounds():
        assert {"round", "corpus", "seed", "articles", "records"} == set(head)
        assert all(set(verdict) == {"article", "pattern", "verdict", "cause"} and all(verdict.values()) for verdict in verdicts)


def test_table() -> None:
    wrong = {"article": "a", "pattern": "visit-noun", "verdict": "wrong date", "cause": "date of another clause"}
    missed = {"article": "b", "pattern": "visit", "verdict": "missed", "cause": "verb not known"}
    head = {"round": 1, "articles": 2, "records": 10}
    assert _module().table([(head, [wrong, wrong, missed]), ({**head, "round": 2}, [missed])]) == [
        "round 1: 2 articles, 10 records, 2 wrong (20.0%), 1 missed",
        "round 2: 2 articles, 10 records, 0 wrong (0.0%), 1 missed",
        "   2     0  date of another clause",
        "   1     1  verb not known",
    ]
