"""Keeping the merged objects in step with the claims and decisions.

Guarantees: ``refresh`` looks at what is new or marked stale and at what these touch, and at nothing else; each step is one
transaction, so that a stop loses nothing; ``rebuild`` gives the same objects as any sequence of refreshes.

A new claim gets its node, the node its keys; nodes that meet by a key are judged, and judgements are kept as links. Then each
component of linked nodes that holds something new is settled anew, all of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.resolve import KINDS, Identity, Link, Merged, Told, identity, ordered, settle
from banggiao.resolve.objects import object_id
from banggiao.store import schema as t
from banggiao.store.dealings import put_dealings
from banggiao.store.decisions import Bench
from banggiao.store.engines import turn
from banggiao.store.finds import put_finds
from banggiao.store.kept import forget_kept
from banggiao.store.ledger import Ledger
from banggiao.store.pairs import Mark, put_pairs
from banggiao.store.put import forget_nodes, forget_objects
from banggiao.store.rows import insert
from banggiao.store.sift import sift, unsifted
from banggiao.store.told import of_nodes, told
from banggiao.store.views import keep_views

_STEP = 1000
_CHUNK = 400
_KEPT = 20_000


def pending(ledger: Ledger) -> int:
    """How much waits to be merged: articles, claims and nodes not looked at."""
    with ledger.reading() as connection:
        return waiting(connection)


def waiting(connection: sa.Connection) -> int:
    """As ``pending``, within a transaction."""
    count = sa.func.count()
    new = int(connection.execute(sa.select(count).where(t.claims.c.node.is_(None))).scalar_one())
    return unsifted(connection) + new + int(connection.execute(sa.select(count).select_from(t.stale)).scalar_one())


def refresh(ledger: Ledger, lore: Lore, tell: Callable[[int], None] = lambda done: None) -> int:
    """Merge what is new or stale; ``tell`` hears how many articles, claims and nodes of those ``pending`` are done.

    Returns how many claims and nodes there were.
    """
    keep_views(ledger, lore)
    sifted = 0
    while True:
        with ledger.writing() as connection:
            looked = sift(connection)
        if not looked:
            break
        sifted += looked
        tell(sifted)
    done = 0
    work = Merging(lore)
    while True:
        with ledger.writing() as connection:
            count = work.step(connection)
        if not count:
            return done
        done += count
        tell(sifted + done)


def rebuild(ledger: Ledger, lore: Lore) -> int:
    """Compute every merged object anew from claims and decisions. Returns the number of claims."""
    with ledger.writing() as connection:
        for table in (t.objects, t.links, t.handles, t.stale, t.copies, t.marks, t.kept):
            connection.execute(sa.delete(table))
        connection.execute(sa.update(t.claims).values(node=None))
        connection.execute(sa.update(t.articles).values(origin=None, sample=None, signature=None))
    return refresh(ledger, lore)


class Merging:
    """One run of merging: judges, and claims loaded before."""

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self.judges: dict[str, Identity] = {kind: identity(kind, lore) for kind in KINDS}
        self.loaded: dict[str, Told] = {}
        self.next_turn = 0

    def step(self, connection: sa.Connection) -> int:
        """Merge some of what is new or stale. Returns how much that was."""
        c = t.claims.c
        fresh = connection.execute(sa.select(c.id).where(c.node.is_(None)).order_by(c.id).limit(_STEP)).scalars().all()
        stale = connection.execute(sa.select(t.stale.c.node).order_by(t.stale.c.node).limit(_STEP)).scalars().all()
        if not fresh and not stale:
            return 0
        # what is stale, or written by others, may have changed in what was loaded
        now, following = turn(connection)
        self.loaded = {} if stale or now != self.next_turn or len(self.loaded) > _KEPT else self.loaded
        self.next_turn = following
        touched = set(stale) | self._place(connection, fresh)
        touched |= _forget_empty(connection, stale)
        connection.execute(sa.delete(t.stale).where(t.stale.c.node.in_(stale)))
        self._settle(connection, touched)
        return len(fresh) + len(stale)

    def told(self, connection: sa.Connection, claims: Iterable[str]) -> dict[str, Told]:
        """Claims by id, loaded once a run."""
        wanted = set(claims)
        self.loaded.update(told(connection, wanted - self.loaded.keys()))
        return {claim: self.loaded[claim] for claim in wanted}

    def _place(self, connection: sa.Connection, fresh: Sequence[str]) -> set[str]:
        """Give new claims their nodes, new nodes their keys and links. Returns the nodes."""
        if not fresh:
            return set()
        claims = sorted(self.told(connection, fresh).values(), key=lambda claim: claim.id)
        node_of = {claim.id: self.judges[claim.kind].node(claim) for claim in claims}
        rows = [{"claim": claim, "to": node} for claim, node in node_of.items()]
        connection.execute(sa.update(t.claims).where(t.claims.c.id == sa.bindparam("claim")).values(node=sa.bindparam("to")), rows)
        heads = {node_of[claim.id]: claim for claim in reversed(claims)}
        known = set(_in(connection, sa.select(t.handles.c.node).distinct(), t.handles.c.node, sorted(heads)))
        new = {node: head for node, head in sorted(heads.items()) if node not in known}
        sought = self._list(connection, new)
        self._link(connection, new, sought)
        return set(heads)

    def _list(self, connection: sa.Connection, new: dict[str, Told]) -> dict[int, set[str]]:
        """Write the keys of new nodes. Returns for each key sought the new nodes that seek it."""
        rows: list[dict[str, Any]] = []
        sought: dict[int, set[str]] = defaultdict(set)
        for node, head in new.items():
            listed, seeks = self.judges[head.kind].keys(head)
            rows.extend({"key": key, "node": node} for key in sorted({_number(key) for key in listed}))
            for key in seeks:
                sought[_number(key)].add(node)
        insert(connection, t.handles, rows)
        return sought

    def _link(self, connection: sa.Connection, new: dict[str, Told], sought: dict[int, set[str]]) -> None:
        """Judge new nodes with all that they meet, and keep the judgements."""
        h = t.handles.c
        pairs: set[tuple[str, str]] = set()
        for part in _chunks(sorted(sought)):
            for key, other in connection.execute(sa.select(h.key, h.node).where(h.key.in_(part))):
                pairs.update(ordered(node, other) for node in sought[key] if node != other)
        heads = {**self._heads(connection, {node for pair in pairs for node in pair} - new.keys()), **new}
        rows = []
        for one, two in sorted(pairs):
            if one in heads and two in heads and (link := self.judges[heads[one].kind].link(heads[one], heads[two])):
                rows.append({"one": one, "two": two, "score": link.score, "reason": link.reason})
        insert(connection, t.links, rows)

    def _heads(self, connection: sa.Connection, nodes: set[str]) -> dict[str, Told]:
        """The first claim of each node."""
        c = t.claims.c
        query = sa.select(sa.func.min(c.id)).group_by(c.node)
        firsts = list(_in(connection, query, c.node, sorted(nodes)))
        found = self.told(connection, firsts)
        return {self.judges[claim.kind].node(claim): claim for claim in found.values()}

    def _settle(self, connection: sa.Connection, touched: set[str]) -> None:
        """Compute anew every component that holds a touched node."""
        bench = Bench(connection)
        links, claims = _closure(connection, touched, bench)
        loaded = self.told(connection, claims)
        groups = _parts(set(claims.values()), [*links, *bench.edges])
        made: list[Merged] = []
        rulings = bench.rulings
        marks: set[Mark] = set()
        for part in _chunks(sorted(claims)):
            forget_objects(connection, sa.select(t.claims.c.id).where(t.claims.c.id.in_(part)), marks)
        by_group: dict[int, list[Told]] = defaultdict(list)
        for claim, node in claims.items():
            by_group[groups[node]].append(loaded[claim])
        links_of: dict[int, dict[tuple[str, str], Link]] = defaultdict(dict)
        for (one, two), link in links.items():
            if one in groups and two in groups:
                links_of[groups[one]][one, two] = link
        for at, group in sorted(by_group.items()):
            judge = self.judges[group[0].kind]
            made.extend(settle(group, links_of[at], judge, rulings))
        self._write(connection, made, loaded, marks)

    def _write(self, connection: sa.Connection, made: Sequence[Merged], loaded: dict[str, Told], marks: set[Mark]) -> None:
        """Write merged objects and what they are found by. ``marks``: those that the persons had before."""
        rows: dict[sa.Table, list[dict[str, Any]]] = {t.objects: [], t.object_parties: [], t.members: []}
        for item in made:
            _add(rows, item)
        for table, values in rows.items():
            insert(connection, table, values)
        put_finds(connection, made, list(loaded.values()), self.lore)
        put_dealings(connection, made, loaded.values(), self.lore)
        pairs, now = put_pairs(connection, made, loaded)
        forget_kept(connection, pairs | {mark[:2] for mark in marks ^ now})


def _closure(connection: sa.Connection, touched: set[str], bench: Bench) -> tuple[dict[tuple[str, str], Link], dict[str, str]]:
    """All links and claims (with their nodes) of the components of the nodes, joined by decisions, too."""
    seen: set[str] = set()
    links: dict[tuple[str, str], Link] = {}
    claims: dict[str, str] = {}
    edge = set(touched)
    while edge:
        seen |= edge
        found = of_nodes(connection, edge)
        claims.update(found)
        near = {node for pair in bench.join(found) for node in pair}
        for part in _chunks(sorted(edge)):
            query = sa.select(t.links).where(t.links.c.one.in_(part) | t.links.c.two.in_(part))
            for row in connection.execute(query):
                links[row.one, row.two] = Link(row.score, row.reason)
                near |= {row.one, row.two}
        edge = near - seen
    return links, claims


def _parts(nodes: set[str], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """For each node the number of its component."""
    head = {node: node for node in nodes}

    def top(node: str) -> str:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for one, two in edges:
        if one in head and two in head:
            a, b = sorted((top(one), top(two)))
            head[b] = a
    numbers = {node: n for n, node in enumerate(sorted({top(node) for node in nodes}))}
    return {node: numbers[top(node)] for node in nodes}


def _forget_empty(connection: sa.Connection, stale: Sequence[str]) -> set[str]:
    """Drop keys and links of nodes that have no claims any more. Returns the nodes that they were linked with."""
    empty = set(stale) - set(_in(connection, sa.select(t.claims.c.node).distinct(), t.claims.c.node, sorted(stale)))
    return forget_nodes(connection, sorted(empty))


def _add(rows: dict[sa.Table, list[dict[str, Any]]], item: Merged) -> None:
    """The rows of a merged object."""
    kind = "post" if item.kind == "person" else item.kind
    rows[t.objects].append(
        {
            "id": item.id,
            "kind": item.kind,
            "first_day": item.first,
            "last_day": item.last,
            "fields": {field: [[value, list(claims)] for value, claims in values] for field, values in item.told.items()},
            "tellings": item.tellings,
            "decided": {field: list(found) for field, found in sorted(item.decided.items())},
        }
    )
    rows[t.object_parties].extend({"object": item.id, "code": code} for code in item.parties)
    rows[t.members].extend(
        {"object": item.id, "claim": one.claim, "score": one.score, "reason": one.reason, "alias": object_id(kind, one.claim)}
        for one in item.members
    )


@lru_cache(maxsize=_KEPT)
def _number(key: str) -> int:
    """A key as a signed 64-bit number."""
    return int(content_id(key)[:16], 16) - (1 << 63)


def _in(connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Sequence[Any]) -> Iterator[Any]:
    """The first column of a query limited to values of a column."""
    for part in _chunks(values):
        yield from connection.execute(query.where(column.in_(part))).scalars()


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]
