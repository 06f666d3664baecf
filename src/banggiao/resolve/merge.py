"""Claims to merged objects.

Guarantees: the result depends on the set of claims and decisions alone, never on their order; every claim that no person rejected
is a member of exactly one object; an object's id is made of its first claim's, so that equal ledgers have equal ids.

``merge`` does all of it in memory. The ledger does the same step by step (``store.merged``): a claim's node and keys, links between
nodes that meet, then ``settle`` for each component of linked nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from banggiao.lore import Lore
from banggiao.resolve.components import Pair, components, members
from banggiao.resolve.events import Events
from banggiao.resolve.facts import FACTS, Facts
from banggiao.resolve.handles import Keys
from banggiao.resolve.objects import merged
from banggiao.resolve.people import People
from banggiao.resolve.values import NONE, Link, Merged, Rulings, Told

SAME = "same in all that tells them apart"
_BY_DECISION = "joined by a person (decision {})"


class Identity(Protocol):
    """When claims of one kind are one thing."""

    def node(self, told: Told) -> str:
        """The node of a claim: claims of one node are one without more ado."""

    def keys(self, told: Told) -> Keys:
        """The keys that its node is listed under, and those that it seeks: nodes that meet are compared."""

    def link(self, one: Told, two: Told) -> Link | None:
        """The judgement on two nodes, each by one of its claims."""

    def accepted(self, nodes: Mapping[str, Sequence[Told]], links: Mapping[Pair, Link]) -> Mapping[Pair, Link]:
        """The links that count, among all of a component."""

    def apart(self, one: Told, two: Told) -> bool:
        """Whether two nodes, each by one of its claims, cannot be one."""


def identity(kind: str, lore: Lore) -> Identity:
    """When claims of a kind are one thing."""
    if kind == "event":
        return Events(lore)
    return People(lore) if kind == "post" else Facts(kind, lore)


KINDS = ("event", "post", *FACTS)


def merge(claims: Iterable[Told], lore: Lore, rulings: Rulings = NONE) -> list[Merged]:
    """The merged objects of all claims (all of one kind), in order of id."""
    told = sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.id)
    if not told:
        return []
    judge = identity(told[0].kind, lore)
    nodes = nodes_of(told, judge)
    listed: dict[str, set[str]] = defaultdict(set)
    sought: dict[str, set[str]] = {}
    for node, group in nodes.items():
        lists, sought[node] = judge.keys(group[0])[0], set(judge.keys(group[0])[1])
        for key in lists:
            listed[key].add(node)
    pairs = {ordered(node, other) for node, keys in sought.items() for key in keys for other in listed.get(key, ()) if other != node}
    found = ((pair, judge.link(nodes[pair[0]][0], nodes[pair[1]][0])) for pair in sorted(pairs))
    return settle(told, {pair: link for pair, link in found if link is not None}, judge, rulings)


def nodes_of(claims: Sequence[Told], judge: Identity) -> dict[str, list[Told]]:
    """The claims by node, each node's sorted by id."""
    found: dict[str, list[Told]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        found[judge.node(claim)].append(claim)
    return found


def settle(claims: Sequence[Told], links: Mapping[Pair, Link], judge: Identity, rulings: Rulings = NONE) -> list[Merged]:
    """The merged objects of claims with all links between their nodes, in order of id."""
    told = {claim.id: claim for claim in claims if claim.id not in rulings.rejected}
    if not told:
        return []
    nodes = nodes_of(list(told.values()), judge)
    kept = {pair: link for pair, link in links.items() if pair[0] in nodes and pair[1] in nodes}
    inner = _between_claims(nodes, judge.accepted(nodes, kept), rulings)
    forced = {pair: by for pair, by in rulings.together.items() if pair[0] in told and pair[1] in told}
    inner.update({pair: Link(1.0, _BY_DECISION.format(by[:8])) for pair, by in forced.items()})
    node_of = {claim.id: node for node, group in nodes.items() for claim in group}

    def apart(one: str, two: str) -> bool:
        return node_of[one] != node_of[two] and judge.apart(told[one], told[two])

    # claims of one node that no decision names stand and fall together: one of them speaks for all
    ruled = {claim for pair in (*forced, *rulings.apart) for claim in pair if claim in told}
    voice = {claim.id: claim.id if claim.id in ruled else _voice(group, ruled) for group in nodes.values() for claim in group}
    spoken = {pair: link for pair, link in inner.items() if voice[pair[0]] == pair[0] and voice[pair[1]] == pair[1]}
    groups = components(set(voice.values()), spoken, apart, forced, rulings.apart)
    behind: dict[str, list[str]] = defaultdict(list)
    for claim, head in voice.items():
        behind[head].append(claim)
    full = [sorted(claim for head in group for claim in behind[head]) for group in groups]
    kind = next(iter(told.values())).kind
    made = [merged(kind, [told[claim] for claim in group], members(group, inner), rulings) for group in full]
    return sorted(made, key=lambda found: found.id)


def _voice(group: Sequence[Told], ruled: set[str]) -> str:
    """The first claim of a node that no decision names."""
    return next(claim.id for claim in group if claim.id not in ruled)


def _between_claims(nodes: Mapping[str, Sequence[Told]], links: Mapping[Pair, Link], rulings: Rulings) -> dict[Pair, Link]:
    """Links between claims: of one node through its first claims, of two nodes between theirs; with every claim that a decision names."""
    named = {claim for pair in (*rulings.together, *rulings.apart) for claim in pair}
    heads = {node: _heads(group, named) for node, group in nodes.items()}
    found: dict[Pair, Link] = {}
    for node, group in nodes.items():
        for head in heads[node]:
            found.update({ordered(head, claim.id): Link(1.0, SAME) for claim in group if claim.id != head})
    for (one, two), link in sorted(links.items()):
        found.update({ordered(a, b): link for a in heads[one] for b in heads[two]})
    return found


def _heads(group: Sequence[Told], named: set[str]) -> list[str]:
    """The claims that stand for a node: the first that no decision names, and all that one names."""
    free = [claim.id for claim in group if claim.id not in named]
    return sorted([*free[:1], *(claim.id for claim in group if claim.id in named)])


def ordered(one: str, two: str) -> Pair:
    """Two ids, the smaller first."""
    return (one, two) if one < two else (two, one)
