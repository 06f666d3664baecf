"""The verbs ``confirm`` and ``refuse``: a person's word on where a promise stands.

Guarantees: the word is kept as a decision with its author, time and reason, on the commitment that opens the promise, together with
the records that show the state; what is no promise, no state that a person can tell, or suggests nothing to refuse is refused and
nothing is kept.
"""

import datetime
from collections.abc import Sequence

import sqlalchemy as sa

from banggiao.dossier.world import world
from banggiao.errors import UsageError
from banggiao.lifecycle import Promise, promises
from banggiao.lifecycle.tables import states
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.pipeline.decide import decide
from banggiao.pipeline.named import claims_of
from banggiao.store import Ledger
from banggiao.store import schema as t
from banggiao.store.decisions import Decision
from banggiao.store.judged import WORDS


def promise_of(ledger: Ledger, lore: Lore, key: str, as_of: datetime.date | None = None) -> Promise:
    """The promise that a commitment, or a claim of one, belongs to (by id, or its first six letters or more). Raises UsageError."""
    m, p = t.members.c, t.object_parties.c
    with ledger.reading() as connection:
        claims = claims_of(connection, key)
        parties = sa.select(p.code).join(t.members, m.object == p.object).where(m.claim.in_(claims)).distinct().order_by(p.code)
        codes = connection.execute(parties).scalars().all()
    for one in promises(world(ledger, codes, as_of), lore):
        if any(telling.claim in claims for item in (one.item, *one.repeats) for telling in item.tellings):
            return one
    raise UsageError(f"{key[:40]!r} is no commitment")


def say(
    ledger: Ledger,
    lore: Lore,
    act: str,
    key: str,
    *,
    author: str,
    reason: str,
    state: str | None = None,
    by: Sequence[str] = (),
    made: str | None = None,
) -> Decision:
    """Keep a person's word (``act``: "confirm" or "refuse") on the promise that ``key`` names. Raises UsageError.

    ``state``: which one (else the one suggested); ``by``: the ids of records that show it or are said not to (else those suggesting it).
    """
    if act not in WORDS:
        raise UsageError(f"{act[:40]!r} is no word on a promise; one of {', '.join(WORDS)}")
    promise = promise_of(ledger, lore, key)
    state = _state(promise, state, lore)
    with ledger.reading() as connection:
        named = [claim for one in by for claim in claims_of(connection, one)]
    others = named or [claim for item in promise.shown_by if state == promise.state for claim in _claims(item)]
    return decide(
        ledger, lore, act, _claims(promise.item), others=others, field="state", value=state, author=author, reason=reason, made=made
    )  # fmt: skip


def _state(promise: Promise, state: str | None, lore: Lore) -> str:
    """The state that the word is on."""
    table = lore.once(states)
    if state is None and not (promise.suggested or promise.word):
        raise UsageError(f"no record suggests where this promise stands (it is {promise.state}); name the state, and a record with --by")
    chosen = state or promise.state
    told = [name for name, row in table.items() if row.way != "computed"]
    if chosen not in told:
        raise UsageError(f"{chosen[:40]!r} is no state that a person tells; one of {', '.join(told)}")
    return chosen


def _claims(item: Item) -> list[str]:
    return [telling.claim for telling in item.tellings]
