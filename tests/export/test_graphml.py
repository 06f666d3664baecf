"""GraphML: read back by networkx."""

from pathlib import Path

import pytest
from tests.made import LORE

from banggiao.export import export_graphml
from banggiao.store import Ledger

networkx = pytest.importorskip("networkx")


def test_the_network(ledger: Ledger, tmp_path: Path) -> None:
    assert export_graphml(ledger, tmp_path / "n.graphml", LORE) == 5
    graph = networkx.read_graphml(tmp_path / "n.graphml")
    names = {data["label"]: key for key, data in graph.nodes(data=True)}
    assert sorted(names) == ["An Văn Bình", "India", "Lê Thị Cúc", "Ravi Kumar", "Vietnam"]
    states = graph.edges["state:IN", "state:VN"]
    # the planned visit joins nobody yet
    assert (states["weight"], states["types"], states["first"], states["last"]) == (2, "call=1; visit=1", "2026-02-01", "2026-03-07")
    met = graph.edges[names["Lê Thị Cúc"], names["Ravi Kumar"]]
    assert (met["relation"], met["weight"]) == ("met", 1)
    assert graph.edges[names["Ravi Kumar"], "state:IN"]["relation"] == "serves"


def test_equal_content_gives_equal_bytes(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_graphml(ledger, tmp_path / name, LORE)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
