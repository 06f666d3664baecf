"""What a decision rests on, in a form that outlives the reading it was made on.

Guarantees: an anchor finds the claim it was made of as long as the reading has it, and after a newer reading the claim of the same
kind whose words overlap by at least half and that tells the same thing; where there is none it finds nothing, and never another
article's claim.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.store import schema as t

_TELLING = {
    "event": ("type",),
    "post": ("person", "post"),
    "partnership": ("tier",),
    "anniversary": ("years",),
    "mechanism": ("name",),
    "agreement": ("name",),
    "commitment": ("act",),
    "target": ("measure", "value"),
    "statistic": ("measure", "value"),
    "stance": ("topic",),
    "role": ("role",),
}
_OVERLAP = 0.5
_CHUNK = 400


class Anchor(msgspec.Struct, frozen=True):
    """A claim: its id when the decision was made, its article and kind, the place of its words, and its values."""

    claim: str
    article: str
    kind: str
    start: int
    end: int
    quote: str
    values: dict[str, Any]


def anchors_of(connection: sa.Connection, claims: Iterable[str]) -> list[Anchor]:
    """Anchors of claims, in order of id."""
    c, a = t.claims.c, t.articles.c
    wanted = sorted(set(claims))
    found = []
    for at in range(0, len(wanted), _CHUNK):
        columns = (c.id, a.id.label("article"), c.kind, c.start, c.end, c.quote, c.fields)
        query = sa.select(*columns).join(t.articles, a.number == c.article).where(c.id.in_(wanted[at : at + _CHUNK])).order_by(c.id)
        for row in connection.execute(query):
            values = {field: row.fields.get(field) for field in _TELLING[row.kind]}
            found.append(Anchor(row.id, row.article, row.kind, row.start, row.end, row.quote, values))
    return found


def found(connection: sa.Connection, anchor: Anchor) -> str | None:
    """The claim that an anchor means now, None where there is none."""
    c, a = t.claims.c, t.articles.c
    query = sa.select(c.id, c.start, c.end, c.fields).join(t.articles, a.number == c.article)
    rows = connection.execute(query.where(a.id == anchor.article, c.kind == anchor.kind)).all()
    return match(anchor, [(row.id, row.start, row.end, row.fields) for row in rows])


def match(anchor: Anchor, rows: Sequence[tuple[str, int, int, dict[str, Any]]]) -> str | None:
    """Of an article's claims of the kind (id, start, end, values) the one that an anchor means: itself, else the one most like it."""
    if any(row[0] == anchor.claim for row in rows):
        return anchor.claim
    ranked = []
    for claim, start, end, values in rows:
        shared = min(end, anchor.end) - max(start, anchor.start)
        share = shared / max(1, min(end - start, anchor.end - anchor.start))
        same = all(values.get(field) == value for field, value in anchor.values.items())
        if share >= _OVERLAP and same:
            ranked.append((-share, claim))
    return min(ranked)[1] if ranked else None
