"""Paths to articles: files, folders, archives, pages, JSON Lines, standard input; ids, dates, hashes and order."""

import gzip
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from tests.inputs import REPORT, Read

from banggiao.errors import InputError
from banggiao.intake import articles
from banggiao.intake.dates import iso_date
from banggiao.model.article import Article, Claim

PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Hai nước hội đàm | Bản tin mẫu</title>
<meta property="og:title" content="Hai nước hội đàm"><meta property="og:site_name" content="Bản tin mẫu">
<meta property="article:published_time" content="2020-04-02T08:00:00+07:00"><link rel="canonical" href="https://bao.example/a">
</head><body><nav><a href="/">Trang chủ</a><a href="/x">Thể thao</a></nav><article><h1>Hai nước hội đàm</h1>
<p>{REPORT}</p><p>{REPORT.replace("Lào", "Thái Lan")}</p></article><footer>Bản quyền của Bản tin mẫu</footer></body></html>"""


def test_a_text_file_is_kept_as_delivered(tmp_path: Path, read: Read) -> None:
    data = b"\xef\xbb\xbf" + REPORT.encode() + b"\r\n"
    (tmp_path / "tin.txt").write_bytes(data)
    ((article,), refusals) = read("tin.txt")
    assert (article.id, article.text, article.raw, refusals) == ("tin.txt", REPORT + "\r\n", data, [])
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_a_folder_is_walked_in_order_of_name(tmp_path: Path, read: Read) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "b/y.md", "b/c/x.txt", "a.txt", "b/.hidden"):
        (tmp_path / name).write_text(f"{REPORT} {name}", encoding="utf-8")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    found, refusals = read("")
    assert [article.id for article in found] == ["a.txt", "b/c/x.txt", "b/y.md", "z.txt"]
    assert refusals == []


def test_json_lines_give_their_fields(tmp_path: Path, read: Read) -> None:
    rows = [
        {
            "id": 7,
            "text": REPORT,
            "published": "2020-04-02T10:00:00Z",
            "title": "Tin",
            "outlet": "Báo",
            "url": "https://bao.example/a",
            "x": 1,
        },
        {"text": f"{REPORT} Hết.", "published": None, "title": ""},
    ]
    (tmp_path / "a.jsonl").write_text("\ufeff" + "\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    (first, second), refusals = read("a.jsonl", published="03/2021")
    assert (first.id, first.published, first.title, first.outlet, first.url) == ("7", "2020-04-02", "Tin", "Báo", "https://bao.example/a")
    assert (second.id, second.published, second.title) == ("a.jsonl:3", "2021-03", None)
    assert refusals == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
def test_one_json_object_is_an_article(tmp_path: Path, read: Read, name: str) -> None:
    (tmp_path / name).write_text(json.dumps({"id": "x", "text": REPORT}), encoding="utf-8")
    assert [article.id for article in read(name)[0]] == ["x"]


def test_a_json_list_is_its_articles(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"id": "x", "text": REPORT}, {"id": "y", "text": ""}]), encoding="utf-8")
    found, refusals = read("a.json")
    assert ([article.id for article in found], refusals) == (["x"], ["a.json: item 2: empty text"])


@pytest.mark.parametrize(("name", "encoding"), [("a.html", "utf-8"), ("page", "utf-8"), ("a.htm", "utf-16")])
def test_a_page_gives_its_main_text_and_statements(tmp_path: Path, read: Read, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(PAGE.encode(encoding))
    ((article,), refusals) = read(name)
    assert REPORT in article.text
    assert article.text.startswith("Hai nước hội đàm")
    assert "Thể thao" not in article.text
    assert "Bản quyền" not in article.text
    assert (article.title, article.outlet, article.url) == ("Hai nước hội đàm", "Bản tin mẫu", "https://bao.example/a")
    assert (article.dates, article.raw, refusals) == ((Claim("2020-04-02", "header"),), PAGE.encode(encoding), [])


def test_a_text_that_begins_with_a_tag_is_a_text(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text("<p>Hai bên</p>", encoding="utf-8")
    assert [article.text for article in read("a.txt")[0]] == ["<p>Hai bên</p>"]


def test_archives(tmp_path: Path, read: Read) -> None:
    line = json.dumps({"id": "1", "text": REPORT}).encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(REPORT.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line) + gzip.compress(b"\n" + line.replace(b'"1"', b'"2"')))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("z.txt", REPORT)
        archive.writestr("d/y.html", PAGE)
        archive.writestr("x.jsonl", line.replace(b'"1"', b'"3"'))
    found, refusals = read("")
    assert [article.id for article in found] == ["a.txt", "1", "2", "d/y.html", "3", "z.txt"]
    assert refusals == []


@pytest.mark.parametrize(
    "data",
    [REPORT.encode(), gzip.compress(REPORT.encode()), json.dumps({"id": "stdin", "text": REPORT}).encode()],
    ids=["text", "gzip", "JSON Lines"],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = articles(["-"])
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("stdin", REPORT)


def test_the_same_id_with_the_same_text_passes_and_with_another_is_refused(tmp_path: Path) -> None:
    """Files below a folder are told apart by their place in it, files named one by one only by their names."""
    for folder, text in (("a", REPORT), ("b", REPORT), ("c", "Một bài khác.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tin.txt").write_text(text, encoding="utf-8")
    assert [item.id for item in articles([tmp_path]) if isinstance(item, Article)] == ["a/tin.txt", "b/tin.txt", "c/tin.txt"]
    first, second, third = articles(tmp_path / folder / "tin.txt" for folder in "abc")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, InputError)
    assert third.reason == "the id 'tin.txt' was already used for another text"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2020", "2020"), ("2020-4", "2020-04"), ("2020-04-02", "2020-04-02"), ("2020-04-02T08:00:00+07:00", "2020-04-02"),
        ("2/4/2020", "2020-04-02"), ("02-04-2020, 10:30", "2020-04-02"), ("4/2020", "2020-04"), (" 2020-02-29 ", "2020-02-29"),
        ("2019-02-29", None), ("2020-13", None), ("hôm qua", None), ("", None), ("20200402", None), ("0000", None),
    ],
)  # fmt: skip
def test_dates(given: str, value: str | None) -> None:
    """Dates as inputs give them; what the calendar has not is refused."""
    if value is None:
        with pytest.raises(ValueError, match="published is no date"):
            iso_date(given)
    else:
        assert iso_date(given) == value


def test_a_date_given_for_all_must_be_one() -> None:
    with pytest.raises(ValueError, match="published is no date"):
        list(articles([], published="hôm nay"))
