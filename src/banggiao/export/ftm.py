"""The ledger as followthemoney entities, one JSON object a line.

Guarantees: states, persons, positions, events and articles, with only properties that followthemoney knows (``export/ftm`` lists
them); an id depends on content alone; every entity that an article tells of names that article as its proof.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from banggiao.dossier.labels import Labels
from banggiao.dossier.values import Item, Source
from banggiao.dossier.whole import facts
from banggiao.export.files import written
from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.store import Ledger

_DATASET = "banggiao"
_COUNTRY_LETTERS = 2
_KINDS = ("event", "agreement", "person")


class SchemaRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of export/ftm: a schema of followthemoney, and those of its properties that this export fills."""

    schema: str
    properties: tuple[str, ...]
    required: tuple[str, ...] = ()


Values = dict[str, Sequence[str | None]]


def export_ftm(ledger: Ledger, target: Path | BinaryIO, lore: Lore, states: Sequence[str] = ()) -> int:
    """Write the entities to a file or an open stream. Returns their number."""

    def write(stream: BinaryIO) -> int:
        count = 0
        for one in entities(ledger, lore, states):
            stream.write(msgspec.json.encode(one) + b"\n")
            count += 1
        return count

    return written(target, write)


def entities(ledger: Ledger, lore: Lore, states: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Events, documents and persons with their positions, then the states and articles that they name."""
    english = Labels(lore, "en")
    sources: dict[str, Source] = {}
    codes: set[str] = set()
    seen: set[str] = set()
    for item in facts(ledger, _KINDS, states):
        codes.update(item.parties)
        sources.update((telling.source.article, telling.source) for telling in item.tellings)
        for one in _person(item, english) if item.kind == "person" else [_event(item, english)]:
            if one["id"] not in seen:
                seen.add(one["id"])
                yield one
    for code in sorted(codes):
        yield _state(code, english)
    for key in sorted(sources):
        yield _article(sources[key])


def _entity(schema: str, key: str, values: Values) -> dict[str, Any]:
    """An entity without its empty properties."""
    kept = {name: [value for value in found if value] for name, found in values.items()}
    properties = {name: list(dict.fromkeys(found)) for name, found in kept.items() if found}
    return {"id": key, "schema": schema, "properties": properties, "datasets": [_DATASET]}


def _state_id(code: str) -> str:
    return f"bg-state-{code.lower()}"


def _article_id(key: str) -> str:
    return f"bg-article-{content_id('article', key)}"


def _countries(codes: Sequence[str]) -> list[str]:
    """The codes that followthemoney takes for countries: those of states."""
    return [code.lower() for code in codes if len(code) == _COUNTRY_LETTERS]


def _event(item: Item, english: Labels) -> dict[str, Any]:
    values = item.values
    what = english.value(item.kind, "type", values.get("type"))
    sides = " – ".join(english.state(code) for code in item.parties)
    return _entity(
        "Event",
        f"bg-{item.kind}-{item.id}",
        {
            "name": [str(values.get("name") or f"{what}: {sides}")],
            "keywords": [item.kind, str(values.get("type"))],
            "startDate": [item.first],
            "endDate": [item.last],
            "country": _countries(item.parties),
            "involved": [_state_id(code) for code in item.parties],
            "location": [values.get("place")],
            "summary": [telling.quote for telling in item.tellings],
            "notes": [english.value(item.kind, "status", values.get("status"))],
            "peopleMentioned": list(values.get("people") or ()),
            "recordId": [item.id],
            "proof": [_article_id(key) for key in item.articles],
        },
    )


def _person(item: Item, english: Labels) -> Iterator[dict[str, Any]]:
    """A person, and each office as a position held."""
    key = f"bg-person-{item.id}"
    names = [str(said.value) for said in item.said.get("name", ())]
    country = str(item.values.get("country") or "")
    proof = [_article_id(one) for one in item.articles]
    titles = [english.value("post", "post", said.value["post"]) for said in item.said.get("office", ())]
    yield _entity(
        "Person", key, {"name": names[:1], "alias": names[1:], "country": _countries([country]), "position": titles, "proof": proof}
    )
    for said in item.said.get("office", ()):
        office = said.value
        post = f"bg-position-{content_id('position', country, office['post'], office.get('organisation'))}"
        title = english.value("post", "post", office["post"])
        place = office.get("organisation") or english.state(country)
        yield _entity("Position", post, {"name": [f"{title}, {place}"], "country": _countries([country])})
        holding = content_id("occupancy", key, post, bool(office.get("former")))
        told = [_article_id(telling.source.article) for telling in item.tellings if telling.claim in said.claims]
        status = "ended" if office.get("former") else "unknown"
        yield _entity("Occupancy", f"bg-occupancy-{holding}", {"holder": [key], "post": [post], "status": [status], "proof": told})


def _state(code: str, english: Labels) -> dict[str, Any]:
    schema = "PublicBody" if len(code) == _COUNTRY_LETTERS else "Organization"
    return _entity(schema, _state_id(code), {"name": [english.state(code)], "country": _countries([code])})


def _article(source: Source) -> dict[str, Any]:
    return _entity(
        "Article",
        _article_id(source.article),
        {
            "title": [source.title or source.article],
            "publishedAt": [source.published if source.published and "/" not in source.published and "Q" not in source.published else None],
            "publisher": [source.outlet],
            "sourceUrl": [source.url],
            "language": ["vie"],
        },
    )
