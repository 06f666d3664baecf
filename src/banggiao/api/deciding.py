"""Decisions: the list, one, and a new one - accept, reject, correct, merge, split, confirm, refuse, undo.

Guarantees: who decides is the account of the token; a decision is never changed, only undone by another; what cannot be decided is a
problem and changes nothing.
"""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from fastapi import FastAPI, Path
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import answer, of_cursor, part, plain
from banggiao.api.asking import Cursor, Limit
from banggiao.api.described import fails, gives, takes
from banggiao.api.problems import Problem
from banggiao.api.reading import SENT
from banggiao.api.writing import Body, Writer, decoded, needs
from banggiao.dossier.promise import say
from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.model.wire import Ruling
from banggiao.pipeline.named import decide_on
from banggiao.store import Ledger
from banggiao.store import schema as t
from banggiao.store.decisions import Decision, decisions, undone
from banggiao.store.judged import WORDS

Key = Annotated[str, Path(max_length=64, pattern=r"^[0-9a-z]+$")]


def deciding_routes(api: FastAPI, ledger: Callable[[], Ledger], writer: Writer, lore: Lore, prefix: str) -> None:
    """Add the routes of decisions."""

    @api.get("/decisions", summary="Decisions, the latest first", responses=gives("DecidedPart", "a part of the list", listed=True))
    def listed(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        after = of_cursor(cursor, tuple[str, str])
        d = t.decisions.c
        query = sa.select(d.made, d.id, d.body).order_by(d.made.desc(), d.id.desc()).limit(limit + 1)
        if after:
            query = query.where(sa.or_(d.made < after[0], sa.and_(d.made == after[0], d.id < after[1])))
        with ledger().reading() as connection:
            total = connection.execute(sa.select(sa.func.count()).select_from(t.decisions)).scalar_one()
            rows = connection.execute(query).all()
            gone = _gone(connection)
        last = rows[limit - 1] if len(rows) > limit else None
        items = [_told(msgspec.convert(row.body, Decision), gone) for row in rows[:limit]]
        return part(request, items, total, (last.made, last.id) if last else None)

    @api.get("/decisions/{id}", summary="One decision", responses={**gives("Decided", "the decision"), **fails(404)})
    def one(request: Request, id: Key) -> Response:
        with ledger().reading() as connection:
            body = connection.execute(sa.select(t.decisions.c.body).where(t.decisions.c.id == id)).scalar()
            gone = _gone(connection)
        if body is None:
            raise Problem(404, "the ledger holds no such decision")
        return answer(request, _told(msgspec.convert(body, Decision), gone))

    described = {**gives("Decided", "the decision", status=201), **SENT, **fails(409)}

    @api.post("/decisions", summary="Decide, or undo a decision", status_code=201, responses=described, openapi_extra=takes("Ruling"))
    def decide(request: Request, body: Body) -> Response:
        who = needs(request, "analyst")
        asked = decoded(body, Ruling)
        try:
            with writer(False) as opened:
                made = _carried_out(opened, lore, asked, who.name)
        except UsageError as error:
            raise Problem(409, str(error)) from None
        return plain(_told(made, frozenset()), 201, {"Location": f"{prefix}/decisions/{made.id}"})


def _carried_out(ledger: Ledger, lore: Lore, asked: Ruling, author: str) -> Decision:
    """The decision asked for, kept. Raises UsageError."""
    if asked.act in WORDS:
        key, *by = asked.ids
        state = None if asked.value is None else str(asked.value)
        return say(ledger, lore, asked.act, key, state=state, by=by, author=author, reason=asked.reason)
    value = list(asked.value) if isinstance(asked.value, tuple) else asked.value
    return decide_on(ledger, lore, asked.act, asked.ids, author=author, reason=asked.reason, field=asked.field, value=value)


def _gone(connection: sa.Connection) -> frozenset[str]:
    """The decisions that others take back."""
    query = sa.select(t.decisions.c.id).where(t.decisions.c.act == "undo").limit(1)
    return undone(decisions(connection)) if connection.execute(query).first() else frozenset()


def _told(made: Decision, gone: frozenset[str]) -> dict[str, Any]:
    return {"id": made.id, **msgspec.to_builtins(made), "undone": made.id in gone}
