"""Questions answered with tables: on two states, and in plain words.

Guarantees: every row ends with the words that it rests on and where they stand; the same question on the same ledger and day has the
same answer.
"""

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import of_cursor, part
from banggiao.api.asking import Cursor, Day, Limit, Text
from banggiao.api.described import fails, gives
from banggiao.api.objects import Name, pair_of
from banggiao.api.problems import Problem
from banggiao.dossier import Labels
from banggiao.dossier.ask import reply, understand
from banggiao.dossier.ask.said import said
from banggiao.dossier.questions import Answer, compared, counted, persons, promised, standing
from banggiao.dossier.questions.checked import checked
from banggiao.dossier.world import world
from banggiao.lifecycle import World
from banggiao.lore import Lore
from banggiao.store import Ledger

_FARTHEST = 1_000_000
_MONTHS = 12
Question = Literal[
    "anniversaries", "checks", "commitments", "conflicts", "delivery", "events", "invitations", "kpi", "mechanisms", "panel", "people",
    "stances", "targets",
]  # fmt: skip
QUESTIONS: dict[str, Callable[[World, Lore], Answer]] = {
    "anniversaries": lambda told, lore: standing.ahead(told, lore, _MONTHS),
    "checks": lambda told, lore: checked(told, lore, "en"),
    "commitments": promised.commitments,
    "conflicts": compared.conflicts,
    "delivery": counted.delivery,
    "events": persons.events,
    "invitations": promised.invited,
    "kpi": counted.kpi,
    "mechanisms": standing.rhythm,
    "panel": counted.panel,
    "people": persons.people,
    "stances": compared.stances,
    "targets": promised.targets,
}


def answering_routes(api: FastAPI, ledger: Callable[[], Ledger], lore: Lore) -> None:
    """Add the routes of questions."""
    described = gives("Answered", "a part of the answer", listed=True)

    @api.get("/pairs/{a}/{b}/{question}", summary="A question on two states", responses={**described, **fails(404)})
    def on_pair(
        request: Request,
        a: Name,
        b: Name,
        question: Question,
        as_of: Annotated[Day, Query(description="the day that counts as today")] = None,
        known_on: Annotated[Day, Query(description="only as articles published by that day tell")] = None,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        start = _start(cursor)
        day = as_of or datetime.date.today()
        told = world(ledger(), pair_of(a, b, lore), day, known_on, question == "checks")
        return _table(request, QUESTIONS[question](told, lore), start, limit)

    @api.get("/ask", summary="A question in plain words, in Vietnamese or English", responses={**described, **fails(404)})
    def ask(
        request: Request,
        q: Annotated[Text, Query(min_length=1, description="the question")],
        lang: Literal["vi", "en"] = "vi",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        start = _start(cursor)
        asked = understand(q, lore)
        told = world(ledger(), asked.states, datetime.date.today())
        found = reply(asked, told, lore)
        if found is None:
            raise Problem(404, "the question was not understood as one that the ledger answers")
        return _table(request, found, start, limit, understood=said(asked, Labels(lore, lang)))


def _start(cursor: str | None) -> int:
    """Where a part of a table begins. Raises Problem."""
    start = of_cursor(cursor, int) or 0
    if not 0 <= start <= _FARTHEST:
        raise Problem(400, "the cursor is not one that this list gave")
    return start


def _table(request: Request, found: Answer, start: int, limit: int, **more: Any) -> Response:
    """A part of a table as an answer."""
    rows = [dict(row) for row in found.rows[start : start + limit]]
    after = start + limit if start + limit < len(found.rows) else None
    told = {"name": found.name, "columns": found.columns, "as_of": found.as_of, "sources": found.sources, "notes": found.notes}
    return part(request, rows, len(found.rows), after, **told, **more)
