"""The corpus on which the twenty-five questions have known answers, and the page that shows these.

Usage: python -m tests.dossier.answers (writes docs/guide/answers.md; a test tells where it is out of date)

The corpus: the eight chains of tests/lifecycle, in words of our own, and one more article.
"""

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.made import made_article, record

from banggiao.cli import main
from banggiao.lore import Lore
from banggiao.model import Reading
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGE = GUIDE / "answers.md"
QUESTIONS = (GUIDE / "questions.md").read_text(encoding="utf-8")
_ROWS = re.findall(r"^\| (\d+) \| ([^|]*) \|(.*)$", QUESTIONS, re.MULTILINE)
ASKED = {int(number): words for number, words, _ in _ROWS}
COMMANDS = {int(number): re.findall(r"`(banggiao [^`]+)`", line) for number, _, line in _ROWS}
_DAY = "2024-12-31"
_LINES, _LETTERS = 6, 170

EXTRA = (
    "Năm 2019, Thủ tướng thăm Ấn Độ. Lần đầu tiên Thủ tướng thăm Ấn Độ. Ấn Độ đề nghị Việt Nam mở cửa cho nho. "
    "Bộ trưởng mời Bộ trưởng Ấn Độ sang thăm. Việt Nam ủng hộ hòa bình ở Biển Đông."
)


def extra() -> Reading:
    """What the chains do not tell of: an earlier visit, a request on agriculture, an open invitation, a stance."""
    visit: dict[str, Any] = {"kind": "event", "type": "visit", "parties": ["IN", "VN"], "people": []}
    ask: dict[str, Any] = {"kind": "commitment", "act": "request", "due": None}
    made = (
        record(EXTRA, "Năm 2019, Thủ tướng thăm Ấn Độ", **visit, date="2019", status="held", host="IN"),
        record(EXTRA, "Lần đầu tiên Thủ tướng thăm Ấn Độ", **visit, date="2024-07", status="held", host="IN"),
        record(EXTRA, "đề nghị Việt Nam mở cửa cho nho", **ask, by=["IN"], to=["VN"], sectors=["agriculture"]),
        record(EXTRA, "mời Bộ trưởng Ấn Độ sang thăm", **visit, date=None, status="proposed", inviter="VN", host="VN"),
        record(EXTRA, "ủng hộ hòa bình ở Biển Đông", kind="stance", by=["VN"], topic="south_china_sea", position="support", verb="ủng hộ"),
    )
    return Reading(id="extra", relevant=True, records=made, published="2024-08-05", published_basis="given")


def fill(home: Path, lore: Lore) -> None:
    """Make the ledger of a home folder."""
    with open_ledger(home / "ledger.db", create=True) as ledger:
        ingest(ledger, [ROOT / "tests" / "lifecycle" / "chains"], lore, jobs=1)
        with ledger.writing() as connection:
            put(connection, [(made_article("extra", EXTRA, published="2024-08-05"), extra())], "made-1")
        refresh(ledger, lore)


def arguments(command: str) -> list[str]:
    """The arguments of a question's command, as of the end of 2024 unless it names a day."""
    words = shlex.split(command)[1:]
    return [*words, *([] if "--as-of" in words or words[0] in ("dossier", "export", "serve") else ["--as-of", _DAY])]


def page(answer: Iterator[tuple[int, str, str]]) -> str:
    """The page of questions (number, command, what it printed)."""
    head = (
        "Each of the [twenty-five questions](questions.md), asked of a ledger whose answers are known: eight real chains of promise and outcome "
        "in words of our own (tests/lifecycle/chains), and one more article. Printed is what the command gives in a pipe, cut after "
        f"{_LINES} lines and {_LETTERS} letters. `python -m tests.dossier.answers` writes this page."
    )
    text = ["# The answers", head]
    for number, command, told in answer:
        lines = [line.replace("\t", " | ") for line in told.splitlines() if line.strip()]
        shown = [line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…" for line in lines[:_LINES]]
        more = [f"… {len(lines) - _LINES} more lines"] if len(lines) > _LINES else []
        text += [f"## {number}. {ASKED[number]}", "\n".join(["```text", f"$ {command}", *shown, *more, "```"])]
    return "\n\n".join(text) + "\n"


def answers() -> Iterator[tuple[int, str, str]]:
    """Every question's first command with what it prints, asked of a ledger made for it."""
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), Lore())
        os.environ.update({"BANGGIAO_HOME": home})
        for number, commands in sorted(COMMANDS.items()):
            given = arguments(commands[0])
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                main([*given, "--lang", "en"])
            yield number, shlex.join(["banggiao", *given]), told.getvalue()


if __name__ == "__main__":
    PAGE.write_text(page(answers()), encoding="utf-8")
