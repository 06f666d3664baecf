"""The ledger as linked data: schema.org for what happened, PROV for where it is from, Web Annotation for the words that say it.

Guarantees: the context stands in the file, so that nothing is fetched to read it; every fact is derived from its articles, and every
telling is an annotation whose selectors give the exact words and their place; equal content gives equal bytes.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from banggiao.dossier.states import state_name
from banggiao.dossier.values import Item, Source, Telling
from banggiao.dossier.whole import facts
from banggiao.export.files import written
from banggiao.lore import Lore
from banggiao.store import Ledger

BASE = "urn:banggiao:"
TERMS = f"{BASE}term:"
CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "bg": TERMS,
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "parties": {"@id": "bg:parties", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
}
"""The context of the file."""
_TYPES = {"event": "schema:Event", "person": "schema:Person", "agreement": "schema:CreativeWork", "mechanism": "schema:Organization"}
_CLAIM = "schema:Claim"
_DATES = {"event": "schema:startDate", "agreement": "schema:dateCreated"}


def export_jsonld(ledger: Ledger, target: Path | BinaryIO, lore: Lore, states: Sequence[str] = ()) -> int:
    """Write one JSON-LD document to a file or an open stream. Returns the number of its nodes."""

    def write(stream: BinaryIO) -> int:
        stream.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[\n')
        count = 0
        for node in nodes(ledger, lore, states):
            stream.write((b",\n" if count else b"") + msgspec.json.encode(node))
            count += 1
        stream.write(b"\n]}\n")
        return count

    return written(target, write)


def nodes(ledger: Ledger, lore: Lore, states: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Facts with their annotations, then the articles and states that they name."""
    sources: dict[str, Source] = {}
    codes: set[str] = set()
    for item in facts(ledger, (), states):
        codes.update(item.parties)
        yield _fact(item)
        for telling in item.tellings:
            sources.setdefault(telling.source.article, telling.source)
            yield _annotation(item, telling)
    for key in sorted(sources):
        yield _article(sources[key])
    for code in sorted(codes):
        yield _state(code, lore)


def article_iri(key: str) -> str:
    """The name of an article."""
    return f"{BASE}article:{quote(key, safe='')}"


def fact_iri(item: Item) -> str:
    """The name of a merged fact."""
    return f"{BASE}{item.kind}:{item.id}"


def state_iri(code: str) -> str:
    """The name of a state or body."""
    return f"{BASE}state:{quote(code, safe='')}"


def _fact(item: Item) -> dict[str, Any]:
    values = {f"bg:{name}": value for name, value in item.values.items() if name != "parties" and value not in (None, [], {})}
    for name in ("by", "to", "country"):
        if isinstance(value := values.get(f"bg:{name}"), list):
            values[f"bg:{name}"] = [{"id": state_iri(str(code))} for code in value]
    office = values.pop("bg:office", None)
    if office:
        values["schema:hasOccupation"] = {"type": "schema:Role", "schema:roleName": office["post"]}
    return {
        "id": fact_iri(item),
        "type": [_TYPES.get(item.kind, _CLAIM), "prov:Entity", f"bg:{item.kind}"],
        **({"name": item.values["name"]} if item.values.get("name") else {}),
        **_dates(item),
        **values,
        "parties": [state_iri(code) for code in item.parties],
        "derived": [article_iri(key) for key in item.articles],
    }


def _dates(item: Item) -> dict[str, Any]:
    """The day of a fact, only where it is one day or a span of whole days that the kind can say."""
    field = _DATES.get(item.kind)
    if not field or not item.first or not item.last:
        return {}
    if item.first == item.last:
        return {field: {"@type": "xsd:date", "@value": item.first}}
    if item.kind == "event" and item.values.get("date") == f"{item.first}/{item.last}":
        return {name: {"@type": "xsd:date", "@value": day} for name, day in ((field, item.first), ("schema:endDate", item.last))}
    return {f"bg:{name}": {"@type": "xsd:date", "@value": day} for name, day in (("earliest", item.first), ("latest", item.last))}


def _annotation(item: Item, telling: Telling) -> dict[str, Any]:
    """A telling as a Web Annotation on the article's words."""
    return {
        "id": f"{BASE}telling:{telling.claim}",
        "type": ["oa:Annotation", "prov:Entity"],
        "body": fact_iri(item),
        "oa:motivatedBy": {"id": "oa:describing"},
        "prov:wasGeneratedBy": {"type": "prov:Activity", "bg:pattern": telling.pattern},
        "bg:confidence": telling.confidence,
        "oa:hasTarget": {
            "type": "oa:SpecificResource",
            "source": article_iri(telling.source.article),
            "oa:hasSelector": [
                {"type": "oa:TextQuoteSelector", "exact": telling.quote},
                {"type": "oa:TextPositionSelector", "start": telling.start, "end": telling.end},
            ],
        },
    }


def _article(source: Source) -> dict[str, Any]:
    told = {
        "schema:headline": source.title,
        "schema:publisher": source.outlet,
        "schema:datePublished": source.published,
        "schema:url": source.url,
    }
    more = {name: value for name, value in told.items() if value}
    return {"id": article_iri(source.article), "type": ["schema:NewsArticle", "prov:Entity"], "schema:identifier": source.article, **more}


def _state(code: str, lore: Lore) -> dict[str, Any]:
    names = [{"@language": language, "@value": state_name(code, lore, language)} for language in ("vi", "en")]
    kind = "schema:Country" if len(code) == 2 else "schema:Organization"
    return {"id": state_iri(code), "type": kind, "name": names, "schema:identifier": code}
