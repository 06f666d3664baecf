"""The network of states and persons as GraphML.

Guarantees: nodes are states, bodies and persons; two states are joined by the number of merged events between them, two persons by
those that name both, a person to the state served; each joint holds its counts by type and its first and last day; equal content
gives equal bytes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree

import msgspec

from banggiao.dossier.states import state_name
from banggiao.dossier.values import Item
from banggiao.dossier.whole import facts
from banggiao.export.files import written
from banggiao.lore import Lore
from banggiao.store import Ledger

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = {"label": "string", "label_vi": "string", "kind": "string", "country": "string", "articles": "int"}
_EDGE_KEYS = {"relation": "string", "weight": "int", "types": "string", "first": "string", "last": "string"}
_TOGETHER = frozenset({"held"})
_SERVES, _WITH, _MET = "serves", "events", "met"
_MOST_PARTIES = 12  # beyond that a conference joins everyone with everyone and says nothing on pairs


class Joint(msgspec.Struct, frozen=True, kw_only=True):
    """What joins two nodes: the events by type, and the days of the first and last."""

    relation: str
    types: Counter[str]
    days: tuple[str, ...] = ()


def export_graphml(ledger: Ledger, target: Path | BinaryIO, lore: Lore, states: Sequence[str] = ()) -> int:
    """Write the network to a file or an open stream. Returns the number of its nodes."""
    persons = list(facts(ledger, ("person",)))
    events = list(facts(ledger, ("event",), states))
    joints = dict(_joints(events, persons))
    named = {one for pair in joints for one in pair}
    nodes = {**_state_nodes(events, lore), **_person_nodes(persons)}
    shown = {key: values for key, values in sorted(nodes.items()) if key in named or (key.startswith("state:") and not states)}
    document = _document(shown, joints)

    def write(stream: BinaryIO) -> int:
        stream.write(ElementTree.tostring(document, encoding="utf-8", xml_declaration=True) + b"\n")
        return len(shown)

    return written(target, write)


def _joints(events: Iterable[Item], persons: Sequence[Item]) -> Iterator[tuple[tuple[str, str], Joint]]:
    """Every joint by its two nodes, in sorted order."""
    ids = _ids(persons)
    found: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    countries: dict[str, str] = {f"person:{person.id}": str(person.values.get("country")) for person in persons}
    served: set[str] = set()
    for event in events:
        if event.values.get("status") not in _TOGETHER:
            continue
        codes = sorted(f"state:{code}" for code in set(event.values.get("parties") or ()))
        people = sorted({f"person:{ids[name]}" for name in event.values.get("people") or () if name in ids})
        served.update(people)
        for relation, ends in ((_WITH, codes), (_MET, people)):
            for one, two in combinations(ends, 2) if len(ends) <= _MOST_PARTIES else ():
                found[one, two, relation].append(event)
    for person in served:
        if countries[person] != "None":
            found[person, f"state:{countries[person]}", _SERVES] = []
    for (one, two, relation), items in sorted(found.items()):
        days = sorted(day for item in items for day in (item.first, item.last) if day)
        yield (one, two), Joint(relation=relation, types=Counter(str(item.values.get("type")) for item in items), days=tuple(days))


def _ids(persons: Iterable[Item]) -> dict[str, str]:
    """Ids of persons by every form of their names that stands for one person alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for said in person.said.get("name", ()):
            found[str(said.value)].add(person.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _state_nodes(events: Iterable[Item], lore: Lore) -> dict[str, dict[str, Any]]:
    articles: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for code in event.values.get("parties") or ():
            articles[code].update(event.articles)
    return {
        f"state:{code}": {
            "label": state_name(code, lore, "en"),
            "label_vi": state_name(code, lore, "vi"),
            "kind": "state" if len(code) == 2 else "body",
            "country": code,
            "articles": len(told),
        }
        for code, told in articles.items()
    }


def _person_nodes(persons: Iterable[Item]) -> dict[str, dict[str, Any]]:
    return {
        f"person:{person.id}": {
            "label": person.values.get("name"),
            "label_vi": person.values.get("name"),
            "kind": "person",
            "country": person.values.get("country"),
            "articles": len(person.articles),
        }
        for person in persons
    }


def _document(nodes: dict[str, dict[str, Any]], joints: dict[tuple[str, str], Joint]) -> Any:
    """The GraphML document."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}graphml")
    for end, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, form in keys.items():
            ElementTree.SubElement(root, f"{{{_NAMESPACE}}}key", {"id": f"{end}.{name}", "for": end, "attr.name": name, "attr.type": form})
    graph = ElementTree.SubElement(root, f"{{{_NAMESPACE}}}graph", id="relations", edgedefault="undirected")
    for key, values in nodes.items():
        _data(ElementTree.SubElement(graph, f"{{{_NAMESPACE}}}node", id=key), "node", values)
    for number, ((one, two), joint) in enumerate(joints.items()):
        if one in nodes and two in nodes:
            edge = ElementTree.SubElement(graph, f"{{{_NAMESPACE}}}edge", id=f"e{number}", source=one, target=two)
            _data(edge, "edge", _joint_values(joint))
    ElementTree.indent(root)
    return root


def _joint_values(joint: Joint) -> dict[str, Any]:
    return {
        "relation": joint.relation,
        "weight": joint.types.total(),
        "types": "; ".join(f"{name}={count}" for name, count in sorted(joint.types.items())),
        "first": joint.days[0] if joint.days else None,
        "last": joint.days[-1] if joint.days else None,
    }


def _data(element: Any, end: str, values: dict[str, Any]) -> None:
    """The values of a node or edge; characters that XML cannot hold are left out."""
    for name, value in values.items():
        if value is not None:
            data = ElementTree.SubElement(element, f"{{{_NAMESPACE}}}data", key=f"{end}.{name}")
            data.text = "".join(one for one in str(value) if one.isprintable())
