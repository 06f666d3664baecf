"""What a person names when deciding: objects and claims by their ids, or the first letters of these.

Guarantees: what cannot be carried out (an unknown id, a field that the kind has not, things of two kinds) is refused and nothing is
kept; an id that an object had before it grew still names it.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.pipeline.corrected import corrected
from banggiao.pipeline.decide import decide
from banggiao.store import schema as t
from banggiao.store.decisions import Decision
from banggiao.store.ledger import Ledger

_SHORTEST = 6


def decide_on(
    ledger: Ledger,
    lore: Lore,
    act: str,
    ids: Sequence[str],
    *,
    author: str,
    reason: str,
    field: str | None = None,
    value: Any = None,
    made: str | None = None,
) -> Decision:
    """Keep a decision on what the ids name (at least six letters of each), and carry it out.

    "accept", "reject": all claims of the ids. "correct": the one thing's ``field`` gets ``value``. "merge": the ids are one thing.
    "split": of the first id, an object, the claims named after it are another thing. "undo": the one id is that of a decision.
    Raises UsageError.
    """
    one: list[str] = []
    two: list[str] = []
    undoes = None
    with ledger.reading() as connection:
        if act == "undo":
            undoes = _decision(connection, _single(ids))
        else:
            one, two = _sides(connection, act, ids)
            kind = _kind(connection, [*one, *two])
            if act == "correct":
                value = corrected(kind, field or "", value, lore)
    return decide(ledger, lore, act, one, author=author, reason=reason, others=two, field=field, value=value, undoes=undoes, made=made)


def _single(ids: Sequence[str]) -> str:
    if len(ids) != 1:
        raise UsageError("give one id")
    return ids[0]


def _sides(connection: sa.Connection, act: str, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The claims decided on, and those that they are merged with or split from."""
    if act in ("accept", "reject"):
        return [claim for one in ids for claim in claims_of(connection, one)], []
    if act == "correct":
        return claims_of(connection, _single(ids)), []
    if len(ids) < 2:
        raise UsageError(f"{act} needs at least two ids")
    first, rest = claims_of(connection, ids[0]), [claim for one in ids[1:] for claim in claims_of(connection, one)]
    if act == "merge":
        return first, [claim for claim in rest if claim not in first]
    others = [claim for claim in first if claim not in rest]
    if set(rest) - set(first) or not others:
        raise UsageError("split takes an object and some, not all, of its claims")
    return rest, others


def claims_of(connection: sa.Connection, key: str) -> list[str]:
    """The claims of an object (by an id that it has or had), or the claim, with this id or beginning. Raises UsageError."""
    m, c = t.members.c, t.claims.c
    if len(key) < _SHORTEST or not key.isalnum():
        raise UsageError(f"{key[:40]!r} is no id; give at least {_SHORTEST} letters of one")
    objects = connection.execute(sa.select(m.object).where(m.alias.startswith(key)).distinct().limit(2)).scalars().all()
    claims = connection.execute(sa.select(c.id).where(c.id.startswith(key)).limit(2)).scalars().all()
    if len(objects) + len(claims) > 1:
        raise UsageError(f"{key[:40]!r} begins the ids of several things; give more of it")
    if objects:
        return sorted(connection.execute(sa.select(m.claim).where(m.object == objects[0])).scalars())
    if claims:
        return list(claims)
    raise UsageError(f"the ledger has nothing with the id {key[:40]!r}")


def _kind(connection: sa.Connection, claims: Sequence[str]) -> str:
    """The one kind of the claims."""
    kinds = connection.execute(sa.select(t.claims.c.kind).where(t.claims.c.id.in_(claims)).distinct()).scalars().all()
    if len(kinds) != 1:
        raise UsageError(f"these are of several kinds: {', '.join(sorted(kinds))}")
    return str(kinds[0])


def _decision(connection: sa.Connection, key: str) -> str:
    """The decision with this id or beginning."""
    d = t.decisions.c
    found = connection.execute(sa.select(d.id).where(d.id.startswith(key)).limit(2)).scalars().all() if len(key) >= _SHORTEST else []
    if len(found) != 1:
        raise UsageError(f"the ledger has {'several decisions' if found else 'no decision'} with the id {key[:40]!r}")
    return str(found[0])
