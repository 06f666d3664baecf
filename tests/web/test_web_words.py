"""Dates, numbers, addresses and parameters as the pages say and understand them."""

import re
import string
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from banggiao.dossier.words import Words
from banggiao.lore import Lore
from banggiao.web import asking, links
from banggiao.web.language import preferred
from banggiao.web.told import agree

TEMPLATES = Path(links.__file__).parent / "templates"


@pytest.fixture(scope="module")
def words(lore: Lore) -> Callable[[str], Words]:
    made = {language: Words(lore, language) for language in ("vi", "en")}
    return made.__getitem__


LORE = Lore()


@pytest.mark.parametrize(
    ("a", "b", "holds", "expected"),
    [
        ("2024-03", "2024-03-12", "date", True),  # one is more precise
        ("2024-03-11", "2024-03-12", "date", False),
        (["Bounmy Keola"], ["Keola", "Lê Văn Sông"], "names", False),
        (["Keola"], ["Bounmy Keola", "Lê Văn Sông"], "names", True),
        ("quan hệ đặc biệt", "Quan hệ Đặc biệt", "text", True),
        ("Hà Nội", "Vientiane", "text", False),
        (["trade"], ["trade", "energy"], "list_of_codes", True),
        ("held", "planned", "code", False),
    ],
)
def test_agree(a: object, b: object, holds: str, expected: bool) -> None:
    assert agree(a, b, holds) is expected
    assert agree(b, a, holds) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "vi"),
        ("en-GB,en;q=0.9,vi;q=0.8", "en"),
        ("fr, vi;q=0.5, en;q=0.7", "en"),
        ("en;q=0, vi", "vi"),
        ("en;q=nonsense", "vi"),
        ("x" * 10_000, "vi"),
    ],
)
def test_preferred_language(header: str, expected: str) -> None:
    assert preferred(header, "vi") == expected


@pytest.mark.parametrize("key", ["a", "a/b", "..", ".", "~..", "~~.", "~a", "a b?c#d%2F", "dòng\nmới", '"><svg>'])
def test_an_address_leads_back_to_its_id(key: str) -> None:
    path = links.article_path(key)
    assert path.startswith("/articles/")
    assert not set(path) - set(string.ascii_letters + string.digits + "/%~._-")
    assert path.removeprefix("/articles/") not in (".", "..")
    assert links.article_id(unquote(path.removeprefix("/articles/"))) == key


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://[", False),
        (" javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, safe: bool) -> None:
    assert (links.outside(url) is not None) is safe


@pytest.mark.parametrize(
    ("given", "expected"),
    [("3", 3), ("0", 1), ("-1", 1), ("9" * 50, 1), ("999999", 100_000), ("x", 1), ("٣", 1), ("", 1)],
)
def test_pages_are_bounded(given: str, expected: int) -> None:
    assert asking.page({"page": given}) == expected


def test_words_are_bounded() -> None:
    assert asking.text({"q": " a\x00b\n" + "c" * 999}, "q") == "a b " + "c" * 195
    assert asking.day({"d": "2024-02-30"}, "d") == ""
    assert asking.choice({"k": "<b>"}, "k", ("yes",)) == ""


def test_every_label_that_a_template_asks_for_exists(words: Callable[[str], Words]) -> None:
    asked = {
        key
        for path in TEMPLATES.glob("*.html")
        for key in re.findall(r"""(?:say|words\.count)\(['"]([a-z_.0-9]+[a-z0-9])['"]\s*[,)]""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 50
    assert [key for key in sorted(asked) if words("vi").labels.word(key) == key] == []
