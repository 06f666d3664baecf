"""The twenty-five questions of docs/guide/questions.md on a corpus whose answers are known: the chains of tests/lifecycle together.

Each row of the page is asked as it stands there; what its answer must say stands here.
"""

import csv
import io
import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.dossier.answers import COMMANDS, PAGE, arguments, fill, page

from banggiao.cli import main
from banggiao.lore import Lore

LORE = Lore()
ROWS = COMMANDS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose ledger holds all chains and the extra article."""
    folder = tmp_path_factory.mktemp("home")
    fill(folder, LORE)
    yield folder


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command prints, as of the end of 2024 unless it names a day."""
    monkeypatch.setenv("BANGGIAO_HOME", str(home))
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)

    def run(command: str, *more: str, status: int = 0) -> str:
        assert main([*arguments(command), *more]) == status
        return capsys.readouterr().out

    return run


def test_every_question_has_a_command() -> None:
    assert sorted(ROWS) == list(range(1, 26)) and all(ROWS.values())


# question, what its answer says (in English), what it does not say
ANSWERS = [
    (1, ["sớm đạt 20 tỷ USD", "năng lượng và chuyển đổi số"], ["15 tỷ USD vào năm 2020"]),
    (2, ["Ủy ban hỗn hợp", "target and figure"], ["Chile"]),
    (3, ["18\t\tyes\t2023-10-16", "9.5", "4\t2\tyes\t2023-03-29/2023-03-30", "2.9"], []),
    (4, ["2020\t2014-10-25", "2022\t2022-06-17", "disputed", "hơn 15 tỷ", "gần 15 tỷ", "20,000,000,000"], []),
    (5, ["issued", "2024-08-05"], ["realised"]),
    (6, ["cuối năm 2022", "Kỳ họp lần thứ 18"], ["20 tỷ USD"]),
    (7, ["2025-10-29", "2025-10-30"], ["Chile"]),
    (8, ["2025-09-08", "2010-09-08 + 15 = 2025-09-08", "inferred"], []),
    (9, ["Phạm Bình Minh\t2020-08-25", "Bùi Thanh Sơn\t2021-04-16"], ["Jaishankar"]),
    (10, ["Nasser Bourita", "2021-04-16"], ["Vivian", "Jaishankar"]),
    (11, ["2010-09-08\t2025-10-29", "comprehensive strategic partnership", "yes\ttold"], []),
    (12, [], ["Ủy ban hỗn hợp"]),
    (13, ["mở cửa cho nho", "proposed"], ["năng lượng"]),
    (14, ["2024-07-01, lần đầu tiên: 2019-01-01"], []),
    (15, ["ủng hộ hòa bình ở Biển Đông"], []),
    (16, ['"start"', "L2-2014"], []),
    (17, ["new", "năng lượng và chuyển đổi số"], []),
    (18, ["reference", "Báo Một, 2025-10-30", "comprehensive strategic partnership: 14"], []),
    (19, ['"articles":["L2-2021","L3-2021","L7-a","L7-b","L7-c"]'], []),
    (20, ["IN,VN,2021-04,1,0,1"], []),
    (21, ["with\t5\t2\t3", "without"], []),
    (22, ["Seoul", "India, South Korea"], ["Vietnam"]),
    (23, ["GB,VN,2022", "IN,KR,2023,1"], []),
    (24, ["energy\t0", "digital\t0"], []),
    (25, ["India, Vietnam", "Chile, Vietnam"], []),
]  # fmt: skip


@pytest.mark.parametrize(("number", "says", "silent"), ANSWERS, ids=[str(row[0]) for row in ANSWERS])
def test_the_answer(ask: Callable[..., str], number: int, says: list[str], silent: list[str]) -> None:
    told = ask(ROWS[number][0], "--lang", "en")
    assert [words for words in says if words not in told] == [], told
    assert [words for words in silent if words in told] == [], told


# "with 5: 2 delivered, 3 late": the rate counts judged promises alone
def test_rates_have_denominators(ask: Callable[..., str]) -> None:
    rows = {row["group"]: row for row in json.loads(ask("banggiao delivery --by deadline", "--json"))["rows"]}
    assert all(row["judged"] == row["delivered"] + row["late"] + row["overdue"] + row["failed"] for row in rows.values())
    assert rows["without"]["judged"] == 0 and rows["without"]["rate"] is None


def test_table_csv_and_json_tell_the_same(ask: Callable[..., str]) -> None:
    found = json.loads(ask("banggiao commitments VN GB", "--json"))
    listed = list(csv.DictReader(io.StringIO(ask("banggiao commitments VN GB", "--csv"))))
    plain = ask("banggiao commitments VN GB").splitlines()
    assert (found["as_of"], len(found["rows"])) == ("2024-12-31", len(listed))
    assert [row["id"] for row in found["rows"]] == [row["id"] for row in listed]
    assert len([line for line in plain if "\t" in line]) == len(listed)
    assert set(found["columns"]) <= set(found["rows"][0])


def test_what_was_known_on_a_day(ask: Callable[..., str]) -> None:
    then = json.loads(ask("banggiao commitments VN GB --as-of 2023-02-01", "--known-on", "2023-02-01", "--json"))["rows"]
    assert {row["state"] for row in then if "phiên thứ hai" in row["quote"]} == {"overdue"}
    assert all(row["told"] <= "2023-02-01" for row in then)


def test_a_check_that_contradicts_exits_with_4(ask: Callable[..., str]) -> None:
    told = ask("banggiao check VN CL --as-of 2026-12-01", "--lang", "en", status=4)
    assert told.splitlines()[1].startswith("E\torder of editions\tfails\t6: 2026-06-10; 7: 2022-10-19\t“Ngày 10/6/2026")
    assert "Nothing contradicts" in ask("banggiao check KR IN --only single_seat", "--lang", "en")
    assert "anniversary_year" in ask("banggiao check --list")


def test_the_same_question_has_the_same_answer(ask: Callable[..., str]) -> None:
    assert ask("banggiao kpi VN", "--csv") == ask("banggiao kpi VN", "--csv")


# what is asked wrongly is said in one line, with status 2
@pytest.mark.parametrize(
    "command",
    [
        "banggiao post VN king",
        "banggiao tiers Nowhere",
        "banggiao check --only nothing",
        "banggiao kpi --as-of soon",
        "banggiao diff VN IN --from 2021",
    ],
)
def test_wrong_questions(ask: Callable[..., str], command: str) -> None:
    assert ask(command, status=2) == ""


def test_the_page_shows_what_is_answered(ask: Callable[..., str]) -> None:
    """docs/guide/answers.md is up to date (python -m tests.dossier.answers writes it)."""
    told = ((number, shlex.join(["banggiao", *arguments(commands[0])]), commands[0]) for number, commands in sorted(ROWS.items()))
    found = [(number, command, ask(first, "--lang", "en")) for number, command, first in told]
    assert PAGE.read_text(encoding="utf-8") == page(iter(found))
