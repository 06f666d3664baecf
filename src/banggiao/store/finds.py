"""What merged objects are found, counted and narrowed by.

Guarantees: rows depend on the object and its claims alone, so that a rebuild gives the same; words are folded by ``text.fold``
(accents and đ do not matter) and hold the quotes, every text told, and the names of states and codes in both languages; rows are
numbered by day, so that the latest are found without sorting.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.kinds import labels
from banggiao.lore import Lore
from banggiao.model.times import window
from banggiao.recognise.gazetteer import Body, State
from banggiao.resolve import Merged, Told
from banggiao.store import schema as t
from banggiao.store.rows import insert
from banggiao.store.tags import ANY, DAY_BITS, PRIVATE, name_tags, packed, place, tag, token
from banggiao.text import fold

_CHUNK = 500
_LONGEST_WORDS = 6_000
_LONGEST_VALUE = 120
_LISTED = {
    "people": "person",
    "name": "person",
    "sectors": "sector",
    "mechanism": "mechanism",
    "speaker": "speaker",
    "by": "by",
    "act": "act",
    "type": "type",
}
_ONE = frozenset({"type", "act"})
"""Facets of which only the value shown counts."""
HIGH, LOW = 0.8, 0.5
"""Where confidence counts as high, and below which as low."""


def put_finds(connection: sa.Connection, found: Sequence[Merged], told: Sequence[Told], lore: Lore) -> None:
    """Write what the objects of one block are found by. ``told``: the block's claims."""
    claims = {claim.id: claim for claim in told}
    outlets = _outlets(connection, list(claims))
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    named: set[tuple[str, str]] = set()
    for item in found:
        members = [claims[member.claim] for member in item.members]
        row = _find(item, members)
        sources = {str(outlets[claim.id])[:_LONGEST_VALUE] for claim in members if outlets.get(claim.id)}
        values = {*_facets(item, lore.once(_labels_vi)), *(("outlet", name) for name in sources), *of_row(row)}
        rows.append(row | {"tags": packed(tags := sorted(tag(facet, value) for facet, value in values))})
        texts.append({"folded": plain(_words(item, members, lore)), "tags": " ".join(map(token, tags))})
        named |= values
    for row, text, number in zip(rows, texts, numbers(connection, [row["day"] for row in rows]), strict=True):
        row["number"] = text["number"] = number
    name_tags(connection, named)
    insert(connection, t.finds, rows)
    insert(connection, t.find_texts, texts)


def plain(words: Iterable[str]) -> str:
    """The words of an object as they are indexed."""
    return fold(" ".join(words)).replace(PRIVATE, " ")[:_LONGEST_WORDS]


def of_row(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values that follow from what a row holds: kind, confidence, year and month of its day, year in which it was first told."""
    yield "kind", row["kind"]
    yield "confidence", band(row["confidence"])
    if row["day"]:
        yield "year", row["day"][:4]
    yield "month", row["day"][:7]
    if row["first_told"]:
        yield "told", row["first_told"][:4]


def numbers(connection: sa.Connection, days: Sequence[str]) -> list[int]:
    """New numbers for rows of these days, each after those that its day has already."""
    places = sorted({place(day) for day in days})
    last = {one: found if found is not None else one for one, found in connection.execute(*_last(connection, places))}
    made = []
    for day in days:
        one = place(day)
        last[one] += 1
        made.append(last[one])
    return made


def band(confidence: float) -> str:
    """A confidence as the facet counts it."""
    return "high" if confidence >= HIGH else "low" if confidence < LOW else "middle"


def _last(connection: sa.Connection, places: Sequence[int]) -> tuple[sa.TextClause, dict[str, Any]]:
    """The question for the last number that each of these days has."""
    sqlite = connection.dialect.name == "sqlite"
    listed = "json_each(:places)" if sqlite else "unnest(CAST(:places AS bigint[])) AS day(value)"
    last = f"SELECT max(number) FROM finds WHERE number >= value AND number < value + {1 << DAY_BITS}"
    return sa.text(f"SELECT value, ({last}) FROM {listed}"), {"places": json.dumps(places) if sqlite else list(places)}


def _find(item: Merged, members: Sequence[Told]) -> dict[str, Any]:
    days = sorted(days.first.isoformat() for claim in members if (days := window(claim.published)))
    first, last = (days[0], days[-1]) if days else ("", "")
    return {
        "object": item.id,
        "kind": item.kind,
        "day": item.first or last,
        "first_told": first,
        "last_told": last,
        "due": item.last or "",
        "confidence": max(claim.confidence for claim in members),
    }


def _words(item: Merged, members: Sequence[Told], lore: Lore) -> Iterator[str]:
    """All that an object is found by: texts and names told, labels of its codes, quotes."""
    names = lore.once(_names)
    for code in item.parties:
        yield names.get(code, code)
    kind = "post" if item.kind == "person" else item.kind
    vi, en = lore.once(_labels_vi), lore.once(_labels_en)
    for field, told in item.told.items():
        for value, _ in told:
            for word in _texts(value):
                path = f"{kind}.{field}.{word}" if field != "office" else f"post.post.{word}"
                yield f"{vi[path]} {en[path]}" if path in vi else word
    yield from dict.fromkeys(claim.quote for claim in members)


def _texts(value: Any) -> Iterator[str]:
    """The texts within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _facets(item: Merged, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The values that an object is counted under. ``fields``: labels of the fields that may differ."""
    yield from (("state", code) for code in item.parties)
    for field, facet in _LISTED.items():
        if field == "name" and item.kind != "person":
            continue
        told = item.told.get(field, ())
        for value, _ in told[:1] if facet in _ONE else told:
            for word in _texts(value):
                if word.strip():
                    yield facet, word[:_LONGEST_VALUE]
    if item.kind == "mechanism" and isinstance(name := item.values.get("name"), str):
        yield "mechanism", name[:_LONGEST_VALUE]
    if item.kind != "person":
        differ = [field for field, told in item.told.items() if len(told) > 1 and f"{item.kind}.{field}" in fields]
        yield from (("differs", field) for field in (*differ, *([ANY] if differ else [])))


def _names(lore: Lore) -> dict[str, str]:
    """Code and names of every state and body."""
    bodies = {row.code: " ".join((row.code, *row.names)) for row in lore.rows("world/bodies", Body) if not row.part}
    return bodies | {row.code: f"{row.code} {row.vi} {row.en}" for row in lore.rows("world/states", State)}


def _labels_vi(lore: Lore) -> dict[str, str]:
    return labels(lore, "vi")


def _labels_en(lore: Lore) -> dict[str, str]:
    return labels(lore, "en")


def _outlets(connection: sa.Connection, claims: Sequence[str]) -> dict[str, str | None]:
    """The outlet of each claim's article."""
    c, a = t.claims.c, t.articles.c
    found: dict[str, str | None] = {}
    for at in range(0, len(claims), _CHUNK):
        query = sa.select(c.id, a.outlet).join(t.articles, c.article == a.number).where(c.id.in_(claims[at : at + _CHUNK]))
        found.update(_pairs(connection.execute(query)))
    return found


def _pairs(rows: Iterable[Any]) -> dict[str, str | None]:
    return {row.id: row.outlet for row in rows}
