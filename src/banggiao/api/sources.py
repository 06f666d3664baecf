"""Articles: the list, and one with its text, its records and their evidence; and how much the ledger holds.

Guarantees: a list holds at most 200 articles; a text is given exactly as delivered.
"""

from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import FastAPI, Path
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.api.answers import answer, of_cursor, part
from banggiao.api.asking import Code, Cursor, Day, Limit, Text
from banggiao.api.described import fails, gives
from banggiao.api.paths import of_segment
from banggiao.api.problems import Problem
from banggiao.lore import Lore
from banggiao.store import Ledger

_FARTHEST = 1_000_000
_ARTICLE = {**gives("FullArticle", "the article"), **fails(404)}
Key = Annotated[str, Path(max_length=2_000, pattern=r"^[^\x00]+$")]


def source_routes(api: FastAPI, ledger: Callable[[], Ledger], lore: Lore) -> None:
    """Add the routes of articles."""

    @api.get("/summary", summary="How much the ledger holds", responses=gives("Holdings", "numbers"))
    def summary(request: Request) -> Response:
        return answer(request, msgspec.to_builtins(dossier.size(ledger())))

    @api.get("/articles", summary="Articles, the latest first", responses=gives("ArticlePart", "a part of the list", listed=True))
    def articles(
        request: Request,
        q: Text = "",
        state: Code = "",
        outlet: Text = "",
        relevant: bool | None = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        start = of_cursor(cursor, int) or 0
        if not 0 <= start <= _FARTHEST:
            raise Problem(400, "the cursor is not one that this list gave")
        page = dossier.articles(
            ledger(),
            words=q,
            states=(state.upper(),) if state else (),
            relevant=relevant,
            outlet=outlet or None,
            since=since.isoformat() if since else None,
            until=until.isoformat() if until else None,
            start=start,
            limit=limit,
        )
        after = start + limit if page.more else None
        return part(request, [msgspec.to_builtins(row) for row in page.rows], page.total, after)

    @api.get("/articles/{id:anything}", summary="One article with its records and their evidence", responses=_ARTICLE)
    def article(request: Request, id: Key) -> Response:
        found = dossier.article(ledger(), of_segment(id))
        if found is None:
            raise Problem(404, "the ledger holds no such article")
        return answer(request, msgspec.to_builtins(found))
