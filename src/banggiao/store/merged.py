"""Keeping the merged objects in step with the claims.

Guarantees: ``refresh`` computes anew exactly the blocks marked stale, each in its own transaction, so that a stop loses nothing;
``rebuild`` gives the same objects as any sequence of refreshes.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from banggiao.lore import Lore
from banggiao.resolve import Merged, Told, merge
from banggiao.store import schema as t
from banggiao.store.finds import put_finds
from banggiao.store.ledger import Ledger
from banggiao.store.put import mark_stale

_STEP = 200


def stale_blocks(ledger: Ledger) -> int:
    """How many blocks wait for their merged objects."""
    with ledger.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(t.stale)).scalar_one())


def refresh(ledger: Ledger, lore: Lore, tell: Callable[[int], None] = lambda done: None) -> int:
    """Compute the stale blocks anew; ``tell`` hears how many are done. Returns how many there were."""
    done = 0
    while True:
        with ledger.writing() as connection:
            names = connection.execute(sa.select(t.stale.c.block).order_by(t.stale.c.block).limit(_STEP)).scalars().all()
            for name in names:
                _refresh_block(connection, name, lore)
            if names:
                connection.execute(sa.delete(t.stale).where(t.stale.c.block.in_(names)))
        if not names:
            return done
        done += len(names)
        tell(done)


def rebuild(ledger: Ledger, lore: Lore) -> int:
    """Compute every merged object anew. Returns the number of blocks."""
    with ledger.writing() as connection:
        mark_stale(connection, connection.execute(sa.select(t.claims.c.block).distinct()).scalars())
        mark_stale(connection, connection.execute(sa.select(t.objects.c.block).distinct()).scalars())
    return refresh(ledger, lore)


def _refresh_block(connection: sa.Connection, name: str, lore: Lore) -> None:
    """Replace a block's merged objects."""
    connection.execute(sa.delete(t.objects).where(t.objects.c.block == name))
    told = _told(connection, name)
    found = merge(told, lore)
    rows: dict[sa.Table, list[dict[str, Any]]] = {t.objects: [], t.object_parties: [], t.members: []}
    for item in found:
        rows[t.objects].append(_object_row(item, name))
        rows[t.object_parties].extend({"object": item.id, "code": code} for code in item.parties)
        rows[t.members].extend(
            {"object": item.id, "claim": member.claim, "score": member.score, "reason": member.reason} for member in item.members
        )
    for table, values in rows.items():
        if values:
            connection.execute(sa.insert(table), values)
    put_finds(connection, found, told, lore)


def _object_row(item: Merged, block: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "block": block,
        "first_day": item.first,
        "last_day": item.last,
        "fields": {field: [[value, list(claims)] for value, claims in values] for field, values in item.told.items()},
        "tellings": item.tellings,
    }


def _told(connection: sa.Connection, block: str) -> list[Told]:
    """A block's claims as resolving sees them."""
    c, a = t.claims.c, t.articles.c
    query = (
        sa.select(c.id, a.id.label("article"), c.article.label("number"), c.kind, c.fields, c.quote, c.confidence, a.published, c.extra)
        .join(t.articles, c.article == a.number)
        .where(c.block == block)
    )
    rows = connection.execute(query).all()
    parties = defaultdict(list)
    pairs = sa.select(t.parties.c.claim, t.parties.c.code).join(t.claims, c.id == t.parties.c.claim).where(c.block == block)
    for claim, code in connection.execute(pairs):
        parties[claim].append(code)
    countries = _countries(connection, block) if block.startswith("event:") else {}
    return [
        Told(
            id=row.id,
            article=row.article,
            kind=row.kind,
            values={**row.extra, **row.fields},
            quote=row.quote,
            parties=tuple(sorted(parties[row.id])),
            confidence=row.confidence,
            published=row.published,
            countries=countries.get(row.number, {}),
        )
        for row in rows
    ]


def _countries(connection: sa.Connection, block: str) -> dict[int, dict[str, str]]:
    """For each article of the block the persons whose country its posts tell."""
    c = t.claims.c
    articles = sa.select(c.article).where(c.block == block)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    query = sa.select(c.article, c.fields).where(c.kind == "post", c.article.in_(articles)).order_by(c.article, c.position)
    for number, fields in connection.execute(query):
        if fields.get("person") and fields.get("country"):
            found[number].setdefault(fields["person"], fields["country"])
    return found
