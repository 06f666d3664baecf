"""What a report says of its own publication: headers, addresses, days, years given away, outlets."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.cleaning import clean
from banggiao.lore import Lore
from banggiao.model import Article, Claim
from banggiao.recognise.outlets import outlet_claims
from banggiao.recognise.publication import best, claims
from banggiao.recognise.stamps import StampPattern, addresses, stamps

LORE = Lore()
SHARED = Path(os.environ.get("BANGGIAO_SHARED", Path(__file__).parents[3] / "shared"))
BODY = "Hai bên nhất trí tăng cường hợp tác trên nhiều lĩnh vực mà hai nước cùng quan tâm.\n"


def said(text: str, published: str | None = None, url: str | None = None) -> tuple[str, str, str] | None:
    """The value, basis and words of the claim to go by."""
    article = Article(id="x", text=text, published=published, url=url)
    chosen = best(claims(article, clean(article, LORE), LORE)[0])
    return (chosen.value, chosen.basis, chosen.span.of(text) if chosen.span else "") if chosen else None


@pytest.mark.parametrize("pattern", LORE.rows("vi/publication/stamps", StampPattern), ids=lambda pattern: pattern.id)
def test_a_stamp_matches_its_examples_and_no_counter(pattern: StampPattern) -> None:
    known = LORE.once(stamps)
    for text, value in pattern.examples.items():
        stamp = known.first(pattern.where, text, pattern.id)
        assert stamp is not None
        assert stamp.value == value
    for text in pattern.counters:
        assert known.first(pattern.where, text, pattern.id) is None, text


SAID = [
    # header lines
    (" date 2021-06 Photo : ABC News\n\n" + BODY, ("2021-06", "header", "2021-06")),
    (" date 2021-06-03 Hai nước hợp tác\n\n" + BODY, ("2021-06-03", "header", "2021-06-03")),
    ("Thứ năm, 12/03/2020, 10:30 (GMT+7)\n" + BODY, ("2020-03-12", "header", "12/03/2020")),
    # an address written backwards below the text
    (BODY + "Xem thêm: mth.54581311171401202-cout-iah-pac/nv.elpmaxe", ("2021-04-17", "url", "54581311171401202")),
    # a day with its year in the lead gives the month
    ("Hai nước hội đàm\nNgày 5/4/2019, hai bên hội đàm tại Viêng Chăn.\n" + BODY, ("2019-04", "text", "Ngày 5/4/2019")),
    # an anniversary that is being kept gives the year, the lead's day the month
    ("Ngày 5/4, hai bên gặp nhau.\n" + BODY + "Nhân dịp kỷ niệm 20 năm quan hệ (1999-2019), hai nước mở nhiều hoạt động trong năm 2019.\n",
     ("2019-04", "inferred", "Ngày 5/4")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_the_text_says(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == expected


UNSAID = [
    BODY,
    "Ngày 5/4, hai bên gặp nhau.\n" + BODY,  # no year anywhere
    "Hai bên gặp nhau.\n" + BODY + "Hai nước lập quan hệ năm 1975 và ký hiệp định tháng 7/2009.\n",  # only the past
    "Hai nước hướng tới kỷ niệm 20 năm quan hệ (1999-2019) trong năm 2019.\n" + BODY,  # still ahead
]


@pytest.mark.parametrize("text", UNSAID)
def test_where_nothing_is_sure_nothing_is_claimed(text: str) -> None:
    assert said(text) is None


def test_the_stronger_basis_wins() -> None:
    header = " date 2021-06-03 Hai nước hợp tác\n\n" + BODY
    assert said(header, published="2021-06-05") == ("2021-06-05", "given", "")
    assert said(header, url="https://bao.example/tin-20210604101500123.htm") == ("2021-06-03", "header", "2021-06-03")
    assert said(BODY, url="https://bao.example/tin-20210604101500123.htm") == ("2021-06-04", "url", "")
    assert best((Claim("2021", "text"), Claim("2021-06", "text"))) == Claim("2021-06", "text")
    assert best(()) is None


def outlets(text: str, url: str | None = None) -> list[tuple[str, str]]:
    """The outlets claimed and their bases."""
    article = Article(id="x", text=text, url=url)
    return [(claim.value, claim.basis) for claim in outlet_claims(article, clean(article, LORE), LORE)]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("Hai nước hội đàm\n(TTXVN) - Hai bên gặp nhau.\n" + BODY, None, [("TTXVN", "text")]),
        (BODY, "https://en.vov.vn/tin-1.html", [("VOV", "url")]),  # a subdomain
        (BODY, "https://tin.example/a-1.html", [("tin.example", "url")]),
        (BODY + BODY + "Nguồn bài viết : xoso.example.com", None, [("xoso.example.com", "inferred")]),  # unknown: a weak claim
        (BODY, "https://baomoi.com/a-c1.epi", [("Báo Mới", "inferred")]),  # only reprints others
        (BODY + BODY + "Theo VOV", None, [("VOV", "text")]),
        (BODY, None, []),
    ],
)
def test_outlets(text: str, url: str | None, expected: list[tuple[str, str]]) -> None:
    assert outlets(text, url) == expected


def test_addresses_read_both_ways() -> None:
    found = list(addresses("xem https://bao.example/a-1 và lmth.1-a/nv.elpmaxe hoặc 3/4"))
    assert [(one.host, one.backwards) for one in found] == [("bao.example", False), ("example.vn", True)]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    article = Article(id="x", text=text)
    dates, places = claims(article, clean(article, LORE), LORE)
    for claim in (*dates, *places):
        assert claim.span is None or claim.span.end <= len(text)


SEEDS = [("000", "2026-01", "inferred"), ("001", "2021-04-17", "url"), ("002", "2023-01", "header"), ("003", "2025-10-25", "header"),
         ("004", "2022", "inferred")]  # fmt: skip


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the founding reports are absent")
@pytest.mark.parametrize(("number", "value", "basis"), SEEDS)
def test_the_founding_reports(number: str, value: str, basis: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    chosen = said(path.read_text())
    assert chosen is not None
    assert chosen[:2] == (value, basis)


@pytest.mark.skipif(not (SHARED / "gold/dev.articles.jsonl").is_file(), reason="shared gold is absent")
def test_no_claim_about_a_dated_article_is_wrong() -> None:
    """With the given day left out, what is claimed is never at odds with it."""
    for line in (SHARED / "gold/dev.articles.jsonl").read_text().splitlines():
        article = json.loads(line)
        if article["published"] and (chosen := said(article["text"])):
            assert article["published"].startswith(chosen[0][: len(article["published"])]), article["id"]
