"""Articles, records and ledgers made of a few words, and a reader that understands a tiny language of its own.

A line of an article such as ``VN+IN reception 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội`` is an event for ``plain_read``.
"""

import json
import re
from pathlib import Path
from typing import Any

from banggiao.lore import Lore
from banggiao.model import Article, Reading, Record, Span
from banggiao.model.items import Item, Said, Source, Telling
from banggiao.resolve import Told
from banggiao.store import Ledger, open_ledger, refresh
from banggiao.store.put import put

LORE = Lore()

_EVENT = re.compile(
    r"^(?P<parties>[A-Z]{2}(?:\+[A-Z]{2})*) (?P<type>[a-z]+) (?P<date>[\d/-]+|-)(?: (?P<people>[^@\n]+?))?(?: @ (?P<place>.+))?$",
    re.MULTILINE,
)


def made_article(key: str, text: str, **more: Any) -> Article:
    """An article whose delivered bytes are its text."""
    return Article(id=key, text=text, source=key, raw=text.encode(), **more)


def record(text: str, quote: str, kind: str = "event", **values: Any) -> Record:
    """A record whose quote stands in the text and is the evidence of every field."""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    evidence = {field: (span,) for field, value in values.items() if value is not None}
    return Record(kind=kind, values=values, quote=quote, start=span.start, end=span.end, pattern="made", confidence=0.75, evidence=evidence)


def plain_read(article: Article, lore: Lore) -> Reading:
    """The events of an article written in the tiny language; the word ``crash`` makes the reader fail."""
    if "crash" in article.text:
        raise ZeroDivisionError("asked to")
    records = []
    for match in _EVENT.finditer(article.text):
        people = [name.strip() for name in (match["people"] or "").split(",") if name.strip()]
        values: dict[str, Any] = {
            "type": match["type"],
            "parties": match["parties"].split("+"),
            "date": None if match["date"] == "-" else match["date"],
            "status": "held",
            "people": people,
            "place": match["place"],
        }
        records.append(record(article.text, match.group(), **values))
    basis = "given" if article.published else None
    return Reading(
        id=article.id,
        relevant=bool(records),
        records=tuple(records),
        published=article.published,
        published_basis=basis,
        dates=article.dates,
    )


def told(
    key: str, kind: str = "event", article: str | None = None, quote: str = "", parties: tuple[str, ...] = ("IN", "VN"), **values: Any
) -> Told:
    """A claim as resolving sees it; each stands in an article of its own unless one is named."""
    countries = values.pop("countries", {})
    published = values.pop("published", None)
    return Told(
        id=key,
        article=article or f"article-{key}",
        kind=kind,
        values=values,
        quote=quote or key,
        parties=parties,
        countries=countries,
        published=published,
    )


def made_ledger(path: str | Path, *pairs: tuple[Article, Reading]) -> Ledger:
    """A new ledger with these readings, merged."""
    ledger = open_ledger(path, create=True)
    with ledger.writing() as connection:
        put(connection, pairs, "made-1")
    refresh(ledger, LORE)
    return ledger


def made_item(kind: str, key: str, *, first: str | None = None, told: str = "2024-01-01", **values: object) -> Item:
    """A merged object told by one article."""
    telling = Telling(
        claim=key,
        source=Source(article=key, published=told),
        kind=kind,
        values=values,
        quote="lời",
        start=0,
        end=3,
        pattern="test.made",
        confidence=1.0,
    )
    said = {name: (Said(value, (key,)),) for name, value in values.items()}
    return Item(id=key, kind=kind, parties=("LA", "VN"), said=said, tellings=(telling,), first=first, last=first)


def corpus(path: Path, count: int, **more: str) -> Path:
    """A file of articles that tell of talks on the days of one year."""
    rows = (
        {
            "id": f"a{n:04}",
            "text": f"VN+IN talks 2026-{n % 12 + 1:02}-{n % 28 + 1:02} An Văn Bình, Ravi Kumar",
            "published": "2026-12-31",
            **more,
        }
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path
