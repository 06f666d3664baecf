"""Feeds: ids that stay, times, escapes, what XML cannot hold, equal bytes."""

import datetime
from xml.etree import ElementTree as ET

import pytest

from banggiao.export.atom import Entry, feed, iri

feedparser = pytest.importorskip("feedparser")
DAY = datetime.date(2024, 3, 12)


def made(*entries: Entry) -> bytes:
    return feed(entries, key="/search?q=lao", title="Lào & <b>", page="http://h/search?q=lao", itself="http://h/f", language="vi")


def entry(**more: object) -> Entry:
    return Entry(**{"key": "event 1", "title": "Hội đàm", "page": "http://h/events/1", **more})  # type: ignore[arg-type]


# what an entry holds, what a reader of feeds finds in it
TEXTS = [
    ("markup is text", "<script>x</script> & \"y\"", "<script>x</script> & \"y\""),
    ("a control is replaced", "a\x01b", "a\ufffdb"),
    ("half a letter is replaced", "a\ud800b", "a\ufffdb"),
    ("no letter at all is replaced", "a\ufffeb", "a\ufffdb"),
    ("letters with marks", "Đối thoại", "Đối thoại"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "read"), TEXTS, ids=[case for case, *_ in TEXTS])
def test_texts(case: str, text: str, read: str) -> None:
    root = ET.fromstring(made(entry(title=text, texts=(text,))))
    found = [one.text for name in ("title", "content") for one in root.iter(f"{{http://www.w3.org/2005/Atom}}{name}")]
    assert found[1:] == [read, read]


def test_what_a_reader_finds() -> None:
    one = entry(
        texts=("“lời” (Báo Một, 12/3/2024)",), words="http://h/articles/1#w1-2", sources=("https://example.org/1",), authors=("Báo Một",),
        kind=("event", "Sự kiện"), told=DAY, last_told=DAY + datetime.timedelta(days=1),
    )  # fmt: skip
    read = feedparser.parse(made(one, entry(key="event 2")))
    assert (read.bozo, read.feed.title, read.feed.updated, read.feed.author) == (False, "Lào & <b>", "2024-03-13T00:00:00Z", "banggiao")
    first, second = read.entries
    assert (first.updated, first.published, first.author) == ("2024-03-13T00:00:00Z", "2024-03-12T00:00:00Z", "Báo Một")
    assert [(link.rel, link.href) for link in first.links] == [
        ("alternate", "http://h/events/1"), ("related", "http://h/articles/1#w1-2"), ("via", "https://example.org/1"),
    ]  # fmt: skip
    assert [(tag.term, tag.label) for tag in first.tags] == [("event", "Sự kiện")]
    assert (second.updated, "published" in second) == ("1970-01-01T00:00:00Z", False)


def test_ids_follow_keys_and_nothing_else() -> None:
    assert iri("event 1") == iri("event 1") != iri("event 2")
    assert made(entry()) == made(entry())
    assert [one.id for one in feedparser.parse(made(entry(title="Khác", texts=("thêm",)))).entries] == [iri("event 1")]


def test_an_empty_feed_is_a_feed() -> None:
    read = feedparser.parse(made())
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "1970-01-01T00:00:00Z")
