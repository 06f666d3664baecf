"""Discourse judged alone: the parties of a gold quote, the class that tells how they are named, and the table."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from banggiao.lore import Lore
from banggiao.model import Article

EVAL = Path(__file__).parents[2] / "eval"
LORE = Lore()
TEXT = (
    "Thủ tướng Lào Khăm-phút Xay-nha tiếp Bộ trưởng Ngoại giao Pháp Jean Dupont. Hai bên hội đàm ngày 3/5. "
    "Ông Dupont gặp Thủ tướng Lào. Bộ trưởng Ngoại giao Pháp sau đó thăm chùa. Ông cảm ơn và đề nghị Lào mở thêm trường."
)


def _module() -> Any:
    sys.path.insert(0, str(EVAL))
    try:
        spec = importlib.util.spec_from_file_location("parties", EVAL / "parties.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(EVAL))
    return module


parties = _module()


def _cases(*records: dict[str, Any]) -> list[Any]:
    corpora = sys.modules["corpora"]
    corpus = corpora.Corpus("made", (Article(id="a", text=TEXT, published="2024-05-20"),), {"a": {"records": list(records)}})
    return list(parties.cases(corpus, LORE))


def _event(kind: str, quote: str, *codes: str) -> dict[str, Any]:
    return {"kind": "event", "type": kind, "quote": quote, "parties": list(codes)}


@pytest.mark.parametrize(
    ("record", "cls", "right"),
    [
        (_event("reception", "Thủ tướng Lào Khăm-phút Xay-nha tiếp Bộ trưởng Ngoại giao Pháp Jean Dupont", "LA", "FR"), "named", True),
        (_event("meeting", "Ông Dupont gặp Thủ tướng Lào", "LA", "FR"), "person", True),
        (_event("talks", "Hai bên hội đàm ngày 3/5", "LA", "FR"), "joint", True),
        (_event("talks", "Hai bên hội đàm ngày 3/5", "LA", "VN"), "joint", False),
        (_event("talks", "hội đàm ngày 3/5", "LA", "FR"), "implicit", True),
        # of a conference one party in common is enough
        (_event("conference", "Ông Dupont gặp Thủ tướng Lào", "LA", "TH"), "person", True),
        ({"kind": "commitment", "act": "request", "quote": "đề nghị Lào mở thêm trường", "by": ["FR"]}, "implicit", True),
    ],
)
def test_case(record: dict[str, Any], cls: str, right: bool) -> None:
    (case,) = _cases(record)
    assert (case.cls, case.right) == (cls, right), case


def test_records_of_one_quote_are_each_found() -> None:
    quote = "Ông Dupont gặp Thủ tướng Lào. Bộ trưởng Ngoại giao Pháp sau đó thăm chùa"
    assert [case.right for case in _cases(_event("meeting", quote, "LA", "FR"), _event("meeting", quote, "LA", "TH"))] == [True, False]


def test_table() -> None:
    found = _cases(_event("talks", "Hai bên hội đàm ngày 3/5", "LA", "FR"), _event("talks", "Hai bên hội đàm ngày 3/5", "LA", "VN"))
    lines = {line.split()[0]: line.split()[1:] for line in parties.table(found).splitlines()}
    assert lines["joint"] == ["1/2", "0.500", "-", "1/2", "0.500"]
    assert lines["named"] == ["-", "-", "-"]


def test_an_unknown_corpus_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert parties.main(["none"]) == 2
    assert "none" in capsys.readouterr().err
