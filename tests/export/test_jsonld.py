"""JSON-LD: read back by rdflib without a network; every fact leads to its words."""

from pathlib import Path

import pytest
from tests.export.conftest import AGREED
from tests.made import LORE

from banggiao.export import export_jsonld
from banggiao.store import Ledger

rdflib = pytest.importorskip("rdflib")

PREFIXES = """
PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX bg: <urn:banggiao:term:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@pytest.fixture
def graph(ledger: Ledger, tmp_path: Path) -> "rdflib.Graph":
    export_jsonld(ledger, tmp_path / "l.jsonld", LORE)
    return rdflib.Graph().parse(tmp_path / "l.jsonld", format="json-ld")


# what is asked, the answers
QUESTIONS = [
    ("SELECT (COUNT(?e) AS ?n) { ?e a schema:Event, prov:Entity }", [(3,)]),
    # a fact told by two articles is derived from both
    ('SELECT (COUNT(?a) AS ?n) { ?e bg:type "visit"; bg:status "held"; prov:wasDerivedFrom ?a }', [(2,)]),
    # a day is a date, so are the first and last day of a visit; a month is none
    ('SELECT ?a ?b { ?e bg:status "held"; schema:startDate ?a; schema:endDate ?b }', [("2026-03-05", "2026-03-07")]),
    ('SELECT ?a ?b { ?e bg:status "planned"; bg:earliest ?a; bg:latest ?b }', [("2026-09-01", "2026-09-30")]),
    ('SELECT ?n { ?s schema:identifier "IN"; schema:name ?n FILTER(lang(?n) = "vi") }', [("Ấn Độ",)]),
    ('SELECT ?p { ?a schema:identifier "a/1.txt"; schema:publisher ?p }', [("Báo Một",)]),
]


@pytest.mark.parametrize(("question", "answers"), QUESTIONS)
def test_answers(graph: "rdflib.Graph", question: str, answers: list[tuple[object, ...]]) -> None:
    found = [tuple(str(value) for value in row) for row in graph.query(PREFIXES + question)]
    assert found == [tuple(str(value) for value in row) for row in answers]


def test_every_telling_gives_exact_words_and_place(graph: "rdflib.Graph") -> None:
    question = """SELECT ?exact ?start ?end ?body { ?t a oa:Annotation; oa:hasBody ?body; oa:hasTarget [
        oa:hasSource ?source; oa:hasSelector [a oa:TextQuoteSelector; oa:exact ?exact], [a oa:TextPositionSelector; oa:start ?start; oa:end ?end]] }"""
    rows = list(graph.query(PREFIXES + question))
    assert len(rows) == 12
    assert all(len(str(row.exact)) == int(row.end) - int(row.start) for row in rows)
    assert AGREED in {str(row.exact) for row in rows}
    assert all((row.body, None, None) in graph for row in rows)
