"""What persons decided: kept as data, and what follows from it for claims.

Guarantees: a decision is never changed or deleted, only undone by another; of decisions that contradict one another the latest
holds; what follows from them depends on the set of decisions and claims, not on the order in which they came.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import UsageError
from banggiao.model.ids import content_id
from banggiao.resolve import Rulings, ordered
from banggiao.store import schema as t
from banggiao.store.anchors import Anchor, found
from banggiao.store.audit import note
from banggiao.store.put import mark_stale

ACTS = ("accept", "reject", "correct", "merge", "split", "confirm", "refuse", "undo")
_CHUNK = 400


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: ``made`` is a time in UTC (ISO 8601), ``author`` who made it, ``reason`` why.

    ``claims`` are those decided on; ``others``: those that they are merged with or split from, or by which a promise's state is
    confirmed or refused; ``field`` and ``value`` of a correction or of such a state; ``undoes``: the decision undone.
    """

    act: str
    made: str
    author: str
    reason: str
    claims: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    value: Any = None
    undoes: str | None = None

    @property
    def id(self) -> str:
        """The id, made of all that it says."""
        return content_id("decision", msgspec.to_builtins(self))

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All claims that it names."""
        return (*self.claims, *self.others)


def keep(connection: sa.Connection, made: Iterable[Decision]) -> int:
    """Keep decisions that the ledger does not have, with their entries in the log, and mark stale what they touch. Returns how many were new."""
    count = 0
    for decision in made:
        if decision.act not in ACTS:
            raise UsageError(f"{decision.act[:40]!r} is no decision; one of {', '.join(ACTS)}")
        if connection.execute(sa.select(t.decisions.c.id).where(t.decisions.c.id == decision.id)).first():
            continue
        body = msgspec.to_builtins(decision)
        connection.execute(sa.insert(t.decisions).values(id=decision.id, body=body, **{key: body[key] for key in _COLUMNS}))
        articles = sorted({anchor.article for anchor in decision.anchors})
        if articles:
            connection.execute(sa.insert(t.decision_articles), [{"decision": decision.id, "article": key} for key in articles])
        _touch(connection, decision)
        note(connection, decision.author, f"decision.{decision.act}", decision.id, {"made": decision.made, "reason": decision.reason})
        count += 1
    return count


_COLUMNS = ("made", "author", "reason", "act")


def _touch(connection: sa.Connection, decision: Decision) -> None:
    """Mark stale the nodes of all claims that a decision, or the one it undoes, names."""
    named, seen = list(decision.anchors), {decision.id}
    undone = decision.undoes
    while undone and undone not in seen:
        seen.add(undone)
        row = connection.execute(sa.select(t.decisions.c.body).where(t.decisions.c.id == undone)).first()
        earlier = msgspec.convert(row.body, Decision) if row else None
        named.extend(earlier.anchors if earlier else ())
        undone = earlier.undoes if earlier else None
    claims = [claim for anchor in named if (claim := found(connection, anchor))]
    c = t.claims.c
    nodes = connection.execute(sa.select(c.node).where(c.id.in_(claims), c.node.is_not(None)).distinct()).scalars()
    mark_stale(connection, [node for node in nodes if node])


def decisions(connection: sa.Connection) -> list[Decision]:
    """All decisions, in order of time."""
    query = sa.select(t.decisions.c.body).order_by(t.decisions.c.made, t.decisions.c.id)
    return [msgspec.convert(body, Decision) for body in connection.execute(query).scalars()]


def undone(made: Sequence[Decision]) -> frozenset[str]:
    """The ids of decisions that others undo (``made`` in order of time); an undoing that is undone itself does nothing."""
    gone: set[str] = set()
    for decision in reversed(made):
        if decision.undoes and decision.id not in gone:
            gone.add(decision.undoes)
    return frozenset(gone)


class Bench:
    """The decisions that bear on some claims, looked up as claims come."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.any = connection.execute(sa.select(t.decisions.c.id).limit(1)).first() is not None
        self.gone = self._undone() if self.any else frozenset()
        self.seen: dict[str, Decision] = {}
        self.meant: dict[tuple[str, str, str, int, int], str | None] = {}
        self.edges: list[tuple[str, str]] = []

    def join(self, claims: Mapping[str, str]) -> list[tuple[str, str]]:
        """Pairs of nodes that decisions on these claims (with their nodes) join."""
        if not self.any or not claims:
            return []
        edges: list[tuple[str, str]] = []
        for decision in self._on(sorted(claims)):
            if decision.act == "merge":
                nodes = self._nodes([claim for anchor in decision.anchors if (claim := self.claim(anchor))])
                edges.extend(ordered(nodes[0], node) for node in nodes[1:])
        self.edges.extend(edges)
        return edges

    @property
    def rulings(self) -> Rulings:
        """What follows from the decisions looked up so far."""
        return rulings([(decision, self.claim) for decision in sorted(self.seen.values(), key=lambda one: (one.made, one.id))])

    def claim(self, anchor: Anchor) -> str | None:
        """The claim that an anchor means."""
        key = (anchor.claim, anchor.article, anchor.kind, anchor.start, anchor.end)
        if key not in self.meant:
            self.meant[key] = found(self.connection, anchor)
        return self.meant[key]

    def _on(self, claims: Sequence[str]) -> list[Decision]:
        """Decisions, not seen before and not undone, on articles of these claims."""
        c, a, d = t.claims.c, t.articles.c, t.decision_articles.c
        new = []
        for at in range(0, len(claims), _CHUNK):
            articles = sa.select(a.id).join(t.claims, c.article == a.number).where(c.id.in_(claims[at : at + _CHUNK]))
            chosen = sa.select(d.decision).where(d.article.in_(articles))
            for row in self.connection.execute(sa.select(t.decisions).where(t.decisions.c.id.in_(chosen))):
                if row.id not in self.seen and row.id not in self.gone:
                    self.seen[row.id] = msgspec.convert(row.body, Decision)
                    new.append(self.seen[row.id])
        return new

    def _nodes(self, claims: Sequence[str]) -> list[str]:
        c = t.claims.c
        query = sa.select(c.node).where(c.id.in_(claims), c.node.is_not(None)).distinct().order_by(c.node)
        return [node for node in self.connection.execute(query).scalars() if node]

    def _undone(self) -> frozenset[str]:
        """Undoing chains among the decisions (only those that undo matter)."""
        query = sa.select(t.decisions.c.body).where(t.decisions.c.act == "undo").order_by(t.decisions.c.made, t.decisions.c.id)
        return undone([msgspec.convert(body, Decision) for body in self.connection.execute(query).scalars()])


def rulings(made: Sequence[tuple[Decision, Any]]) -> Rulings:
    """What decisions (in order of time, each with what finds the claims of anchors) say of claims: the latest holds."""
    together: dict[tuple[str, str], str] = {}
    apart: set[tuple[str, str]] = set()
    verdicts: dict[str, str] = {}
    corrected: dict[tuple[str, str], tuple[Any, str]] = {}
    for decision, claim_of in made:
        one, two = ([claim for anchor in side if (claim := claim_of(anchor))] for side in (decision.claims, decision.others))
        pairs = {ordered(a, b) for a in one for b in two if a != b}
        if decision.act == "merge":
            together.update(dict.fromkeys(sorted(pairs), decision.id))
            apart -= pairs
        elif decision.act == "split":
            apart |= pairs
            together = {pair: by for pair, by in together.items() if pair not in pairs}
        elif decision.act in ("accept", "reject"):
            verdicts.update(dict.fromkeys(one, decision.act))
        elif decision.act == "correct" and decision.field:
            corrected.update({(claim, decision.field): (decision.value, decision.id) for claim in one[:1]})
    return Rulings(
        together=together,
        apart=frozenset(apart),
        rejected=frozenset(claim for claim, act in verdicts.items() if act == "reject"),
        accepted=frozenset(claim for claim, act in verdicts.items() if act == "accept"),
        corrected=tuple((claim, field, value, by) for (claim, field), (value, by) in corrected.items()),
    )
