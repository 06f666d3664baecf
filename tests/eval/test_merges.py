"""Merging, measured on texts outside the project: pairs of one event that meet, and merged events judged by eye."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from banggiao.lore import Lore
from banggiao.model.items import Item, Said, Source, Telling

EVAL = Path(__file__).parents[2] / "eval"


def _loaded() -> Any:
    """The module, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("merges", EVAL / "merges.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["merges"] = module
    spec.loader.exec_module(module)
    return module


merges = _loaded()


def _event(type_: str, *articles: str) -> Item:
    tellings = tuple(
        Telling(
            claim=key, source=Source(article=key), kind="event", values={}, quote="", start=0, end=0, pattern="made", confidence=1.0
        )
        for key in articles
    )  # fmt: skip
    said = msgspec.convert({"type": [{"value": type_, "claims": articles}]}, dict[str, tuple[Said, ...]])
    return Item(id="x", kind="event", parties=("IN", "VN"), said=said, tellings=tellings)


# a case, the articles of a merged event, what the verdicts say of it
VERDICTS = [
    ("as judged", ("a", "b", "c"), True),
    ("a part of what was judged one", ("a", "c"), True),
    ("more than was judged", ("a", "b", "c", "d"), None),
    ("as judged wrong", ("e", "f"), False),
    ("it holds what was judged wrong", ("e", "f", "g"), False),
    ("a part of what was judged wrong", ("e", "g"), None),
]


@pytest.mark.parametrize(("case", "articles", "said"), VERDICTS, ids=[case for case, *_ in VERDICTS])
def test_what_a_verdict_says_of_an_event_of_now(case: str, articles: tuple[str, ...], said: bool | None) -> None:
    verdicts = [
        merges.Verdict(type="talks", parties=("IN", "VN"), articles=("a", "b", "c"), one=True),
        merges.Verdict(type="talks", parties=("IN", "VN"), articles=("e", "f"), one=False),
        merges.Verdict(type="call", parties=("IN", "VN"), articles=("a", "b", "c", "d"), one=False),
    ]
    assert merges._verdict(_event("talks", *articles), verdicts) is said


def test_the_verdicts_are_many_and_nearly_all_of_one_event() -> None:
    found = [msgspec.json.decode(line, type=merges.Verdict) for line in merges.VERDICTS.read_bytes().splitlines()]
    assert len(found) >= 150
    assert sum(one.one for one in found) / len(found) >= 0.95


@pytest.mark.proof
def test_merging_on_the_corpora(tmp_path: Path) -> None:
    """At least 0.70 of the pairs of articles on one event share it; of what was judged and is still so, 0.95 are one event."""
    if not merges.there():
        pytest.skip("the corpora are not on this machine")
    with merges.ledger(tmp_path, Lore(), jobs=2) as opened:
        found = merges.measure(opened)
    assert found.shared / found.pairs >= 0.70
    assert found.right / found.judged >= 0.95
