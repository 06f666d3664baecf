"""followthemoney entities: only properties that its model knows, and, where the library is there, valid by its own check."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.made import LORE

from banggiao.export import export_ftm
from banggiao.export.ftm import SchemaRow
from banggiao.store import Ledger


@pytest.fixture
def entities(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    count = export_ftm(ledger, tmp_path / "e.json", LORE)
    found = [json.loads(line) for line in (tmp_path / "e.json").read_text("utf-8").splitlines()]
    assert len(found) == count
    return found


def test_entities(entities: list[dict[str, Any]]) -> None:
    counts: dict[str, int] = {}
    for entity in entities:
        counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
    assert counts == {"Event": 4, "Person": 3, "Position": 3, "Occupancy": 3, "PublicBody": 2, "Article": 3}
    (visit,) = (one for one in entities if one["properties"].get("startDate") == ["2026-03-05"])
    assert visit["properties"]["country"] == ["in", "vn"] and len(visit["properties"]["proof"]) == 2


def test_only_known_properties_and_all_required_ones(entities: list[dict[str, Any]]) -> None:
    table = {row.schema: row for row in LORE.rows("export/ftm", SchemaRow)}
    assert [one["id"] for one in entities if set(one["properties"]) - set(table[one["schema"]].properties)] == []
    assert [one["id"] for one in entities if set(table[one["schema"]].required) - set(one["properties"])] == []


def test_what_is_named_is_there(entities: list[dict[str, Any]]) -> None:
    ids = {one["id"] for one in entities}
    assert len(ids) == len(entities)
    named = {key for one in entities for name in ("proof", "involved", "holder", "post") for key in one["properties"].get(name, ())}
    assert named <= ids


def test_followthemoney_finds_them_valid(entities: list[dict[str, Any]]) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney needs a compiler and ICU; see docs/decisions").model
    for entity in entities:
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        unclean = [(n, v) for n, vs in entity["properties"].items() for v in vs if proxy.schema.get(n).type.clean(v) is None]
        assert unclean == []
