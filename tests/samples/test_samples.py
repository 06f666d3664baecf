"""The sample reports: all forms are read, the gold beside them is sound, and what the reader must find and must not is as told."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from banggiao.errors import InputError
from banggiao.evaluate import load
from banggiao.intake import articles
from banggiao.kinds import KindRow, kinds
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "samples" / "reports"
LORE = Lore()
GOLD = load(ROOT / "samples" / "gold.jsonl")


@cache
def delivered() -> dict[str, Article]:
    """All sample articles by id."""
    found = list(articles([REPORTS], lore=LORE))
    assert [str(item) for item in found if isinstance(item, InputError)] == []
    return {item.id: item for item in found if isinstance(item, Article)}


@cache
def reading(name: str) -> dict[str, Any]:
    """The reading of a sample article, in published form."""
    return json.loads(json.dumps(read(delivered()[name], LORE).as_json()))


def test_every_form_is_read() -> None:
    """Text, Markdown, HTML, JSON Lines, gzip and zip, each article once."""
    assert len(delivered()) == 25
    assert {path.suffix for path in REPORTS.iterdir()} == {".txt", ".md", ".html", ".jsonl", ".gz", ".zip"}


def test_every_report_has_its_sources() -> None:
    """SOURCES.md names every file, and every article within a file of many."""
    sources = (ROOT / "samples" / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in REPORTS.iterdir() if path.name not in sources] == []
    assert [name for name in delivered() if name.rpartition("/")[2] not in sources] == []


def test_gold_is_of_these_articles() -> None:
    """One gold reading for each article, in order, and every quote is an exact stretch of its text."""
    assert list(GOLD) == list(delivered())
    assert [
        record["quote"] for name, gold in GOLD.items() for record in gold["records"] if record["quote"] not in delivered()[name].text
    ] == []


def test_gold_holds_what_the_kinds_allow() -> None:
    """Every field of the gold is a field of its kind, and every code one of its codes."""
    by_name = {kind.kind: kind for kind in LORE.once(kinds)}
    records = [record for gold in GOLD.values() for record in gold["records"]]
    assert [problem for record in records for problem in faults(record, by_name[record["kind"]])] == []


def faults(record: dict[str, Any], kind: KindRow) -> list[str]:
    """What a record holds that its kind does not allow."""
    fields = {field.name: field for field in kind.fields}
    found = [f"{kind.kind}: no field {name}" for name in record if name not in fields and name not in ("kind", "quote")]
    for name, field in fields.items():
        allowed = {code.code for code in field.codes}
        value = record.get(name)
        values = value if isinstance(value, list) else [value]
        found += [f"{kind.kind}.{name}: {item}" for item in values if allowed and item is not None and item not in allowed]
    return found


@pytest.mark.parametrize("name", GOLD)
def test_quotes_are_exact(name: str) -> None:
    """Every record's quote and every span of its evidence lie in the text as delivered."""
    text = delivered()[name].text
    for record in reading(name)["records"]:
        assert text[record["start"] : record["end"]] == record["quote"]
        assert all(0 <= start < end <= len(text) for spans in record["evidence"].values() for start, end in spans)


@pytest.mark.parametrize("name", [name for name in GOLD if re.match(r"0\d-vn-(gb|in)", name)])
def test_nothing_from_teasers_and_captions(name: str) -> None:
    """A report on two states yields records of these two (and of ASEAN) only: teasers name others."""
    own = {"VN", "GB" if "-gb-" in name else "IN", "ASEAN"}
    speakers = [record for record in reading(name)["records"] if record["kind"] in ("commitment", "stance")]
    named = [code for record in speakers for code in record["by"]]
    named += [code for record in reading(name)["records"] for code in record.get("parties") or []]
    assert sorted(set(named) - own) == []


def test_what_tells_of_no_relations_yields_nothing() -> None:
    """A storm is no relation between states."""
    assert reading("15-bao-yagi.txt")["records"] == []
    assert reading("15-bao-yagi.txt")["relevant"] is False


@pytest.mark.parametrize(
    ("name", "published", "basis"),
    [
        ("02-vn-gb-doi-thoai-b.md", "2024-09-14", "header"),  # a line with outlet, day and hour
        ("03-vn-gb-doi-thoai-c.txt", "2024-09-14", "url"),  # an address spelled backwards
        ("05-vn-gb-2025.html", "2025-10-30", "header"),  # the page's own marks
        ("08-vn-in-uy-ban-hon-hop-b.txt", "2023-10", "header"),  # the header line of a crawler
        ("mau-vn-au-2024", "2024-03-07", "given"),  # JSON Lines
    ],
)
def test_publication(name: str, published: str, basis: str) -> None:
    """Day of publication and on what it rests."""
    assert (reading(name)["published"], reading(name)["published_basis"]) == (published, basis)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        # three tellings of one dialogue give one session each
        ("01-vn-gb-doi-thoai-a.txt", {"type": "session", "date": "2024-09-13", "ordinal": 5, "status": "held"}),
        ("02-vn-gb-doi-thoai-b.md", {"type": "session", "date": "2024-09-13", "ordinal": 5, "status": "held"}),
        ("03-vn-gb-doi-thoai-c.txt", {"type": "session", "date": "2024-09-13", "ordinal": 5, "status": "held"}),
        ("04-vn-gb-2023.txt", {"type": "session", "date": "2023-03-29", "ordinal": 4, "status": "held"}),
        ("06-vn-in-2016.txt", {"type": "talks", "date": "2016-09-03", "people": ["Nguyễn Xuân Phúc", "Narendra Modi"]}),
        ("06-vn-in-2016.txt", {"kind": "target", "measure": "trade", "value": 15_000_000_000, "unit": "USD", "by": "2020"}),
        ("07-vn-in-uy-ban-hon-hop-a.md", {"type": "session", "date": "2023-10-16", "ordinal": 18}),
        ("08-vn-in-uy-ban-hon-hop-b.txt", {"type": "reception", "date": "2023-10-16", "people": ["Phạm Minh Chính", "S.Jaishankar"]}),
        ("10-vn-in-2024-a.html", {"type": "visit", "date": "2024-07-30/2024-08-01", "people": ["Phạm Minh Chính"]}),
        ("mau-vn-au-2024", {"type": "upgrade", "date": "2024-03-07", "status": "held"}),
        ("mau-kr-in-2023", {"type": "meeting", "date": "2023-05-20", "people": ["Narendra Modi", "Yoon Suk-yeol"]}),
        ("chau-au/17-fr-de-2019.txt", {"type": "signing", "date": "2019-01-22", "people": ["Angela Merkel", "Emmanuel Macron"]}),
        ("12-vn-us-2023.txt", {"kind": "post", "person": "Vương Đình Huệ", "post": "parliament_leader", "country": "VN"}),
        ("mau-vn-jp-2023", {"kind": "anniversary", "years": 50, "of": "diplomatic_relations", "since": "1973-09-21"}),
    ],
)
def test_facts_that_must_be_found(name: str, wanted: dict[str, Any]) -> None:
    """One record has all these values."""
    found = [record for record in reading(name)["records"] if all(record.get(field) == value for field, value in wanted.items())]
    assert len(found) == 1
