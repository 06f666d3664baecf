"""``banggiao ask``: answers with words, says how it understood, and never invents."""

import json
from pathlib import Path

import pytest
from tests.export.conftest import AGREED, pairs
from tests.made import made_ledger

from banggiao.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a ledger of three articles."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    made_ledger(tmp_path / "ledger.db", *pairs()).close()
    return tmp_path


# question, what is answered, how it is understood
ANSWERS = [
    ("Việt Nam và Ấn Độ đã nhất trí gì về thương mại?", AGREED, "Hiểu là: Cam kết; các bên Việt Nam – Ấn Độ; lĩnh vực thương mại\n"),
    (
        "Việt Nam và Ấn Độ đã điện đàm trong năm 2026?",
        "Bộ trưởng Lê Thị Cúc điện đàm",
        "Hiểu là: Sự kiện; các bên Việt Nam – Ấn Độ; thời gian 2026\n",
    ),
    ("Việt Nam và Ấn Độ đã nhất trí gì về du lịch?", "Không có bằng chứng trong 3 bài, đăng từ 2026-02-11.", "Hiểu là: Cam kết"),
    ("Việt Nam và Ấn Độ hội đàm năm 1999?", "Không có bằng chứng trong 3 bài", "Hiểu là: Sự kiện"),
    ("Trời hôm nay thế nào?", "Không rõ câu hỏi hỏi gì", "Hiểu là: ?\n"),
    ("Mạng lưới ai gặp ai", "Câu hỏi này chỉ lệnh sau trả lời được: banggiao export graphml -o network.graphml", "Hiểu là: "),
]


@pytest.mark.parametrize(("question", "answer", "understood"), ANSWERS, ids=[question[:30] for question, *_ in ANSWERS])
def test_answers(home: Path, capsys: pytest.CaptureFixture[str], question: str, answer: str, understood: str) -> None:
    assert main(["ask", question, "--as-of", "2026-04-01"]) == 0
    out, err = capsys.readouterr()
    assert answer in out and err.startswith(understood)


def test_json_and_english(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "What", "did", "Vietnam", "and", "India", "agree", "on", "trade?", "--lang", "en", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == "Understood as: Commitments; parties Vietnam – India; sector trade\n"
    assert AGREED in [row["quote"] for row in json.loads(out)["rows"]]
