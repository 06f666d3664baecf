"""The verb ``decide``: a person's judgement on claims, kept and carried out.

Guarantees: a decision is kept with who made it, when and why, in one transaction, and never changes what articles say; merged objects
are up to date when it returns; undoing is a decision, too.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.store.anchors import anchors_of
from banggiao.store.decisions import Decision, decisions, keep
from banggiao.store.ledger import Ledger
from banggiao.store.merged import refresh


def decide(
    ledger: Ledger,
    lore: Lore,
    act: str,
    claims: Sequence[str] = (),
    *,
    author: str,
    reason: str,
    others: Sequence[str] = (),
    field: str | None = None,
    value: Any = None,
    undoes: str | None = None,
    made: str | None = None,
) -> Decision:
    """Keep a decision on claims (by id) and merge anew what it touches; ``made``: when (default: now). Raises UsageError."""
    if not author.strip() or not reason.strip():
        raise UsageError("a decision needs who makes it (--author, or the setting author) and why (--reason)")
    made = made or datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    with ledger.writing() as connection:
        if undoes is not None and undoes not in {one.id for one in decisions(connection)}:
            raise UsageError("there is no such decision to undo")
        one, two = tuple(anchors_of(connection, claims)), tuple(anchors_of(connection, others))
        if undoes is None and (not one or (act in ("merge", "split") and not two)):
            raise UsageError("there are no such claims to decide on")
        decision = Decision(
            act=act, made=made, author=author, reason=reason, claims=one, others=two, field=field, value=value, undoes=undoes
        )
        keep(connection, [decision])
    refresh(ledger, lore)
    return decision
