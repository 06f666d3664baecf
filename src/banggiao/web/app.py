"""The web application: routes, errors and static files put together.

Guarantees: ``create_app`` opens nothing and reads no article; the application needs no network, and sends nothing that the package
does not hold; errors below the API's prefix are problems (RFC 9457), all others pages.
"""

import datetime
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from banggiao import __version__
from banggiao.api.app import PREFIX
from banggiao.api.paths import Below
from banggiao.api.problems import problem
from banggiao.errors import LedgerError
from banggiao.lore import Lore
from banggiao.settings import Settings
from banggiao.web.around import Around
from banggiao.web.ask import Ask
from banggiao.web.boards import Boards
from banggiao.web.door import Alone, Door
from banggiao.web.event import Events
from banggiao.web.forms import Proofs
from banggiao.web.fresh import Fresh
from banggiao.web.gates import most
from banggiao.web.handed import Handed
from banggiao.web.overview import overview_routes
from banggiao.web.pages import Missing, Pages
from banggiao.web.pairs import Pairs
from banggiao.web.porter import Team
from banggiao.web.reports import Reports
from banggiao.web.review import Review
from banggiao.web.safety import LOOPBACK, Bounds, Guard, server_names
from banggiao.web.searching import Searching
from banggiao.web.shares import Share
from banggiao.web.teaming import team_routes
from banggiao.web.today import Today

STATIC = Path(__file__).parent / "static"
_YEAR_SECONDS = 365 * 24 * 3600


class _Kept(StaticFiles):
    """Static files under a path that changes with their content, so that browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept for a year."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
        return response


def create_app(
    settings: Settings,
    lore: Lore | None = None,
    today: Callable[[], datetime.date] = datetime.date.today,
    team: bool = False,
    share: Share = Share(),  # noqa: B008 - frozen
) -> FastAPI:
    """The pages of the ledger at ``settings.ledger``. ``today`` is the clock that "ahead" and "due" are judged by.

    ``team``: nobody comes in without an account; ``share``: what this process is of those that answer.
    """
    version = _version(STATIC)
    pages = Pages(settings, lore or Lore(cache=settings.cache), version, today)
    routes = _routes(pages, version, share if team else None)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        pages.desk.close()

    app = FastAPI(title="banggiao", routes=routes, docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)

    def failed(request: Request, status: int) -> Response:
        return _failed(pages, request, status)

    app.state.proofs = Proofs(share.secret)
    porter = Team(pages.desk.ledger) if team else Alone(settings.host)
    bounds = (Bounds() if settings.host in LOOPBACK and not team else Bounds(asked=3_000)).shared(share.part)
    app.add_middleware(Fresh, desk=pages.desk, version=f"{__version__}-{version}", today=today)
    app.add_middleware(Door, porter=porter, proofs=app.state.proofs, failed=failed)
    app.add_middleware(Guard, host=settings.host, failed=failed, most=most, names=server_names(settings.names), bounds=bounds)
    app.add_exception_handler(HTTPException, lambda request, error: _refused(pages, request, error))
    app.add_exception_handler(Missing, lambda request, error: pages.failed(request, 404))
    app.add_exception_handler(LedgerError, lambda request, error: pages.failed(request, 503, str(error)))
    return app


def _routes(pages: Pages, version: str, team: Share | None) -> list[BaseRoute]:
    """All addresses. ``team``: the share of a process that serves a team."""
    boards, around, review = Boards(pages), Around(pages), Review(pages)
    pairs, reports = Pairs(pages), Reports(pages)
    return [
        Route("/", Today(pages).start),
        Route("/search", Searching(pages).search),
        Route("/ask", Ask(pages).ask),
        Route("/commitments", boards.commitments),
        Route("/calendar", boards.calendar),
        Route("/calendar.ics", Handed(pages).feed),
        *overview_routes(pages),
        Route("/states/{code}", around.state),
        Route("/bodies/{code}", around.body),
        Route("/people", around.people),
        Route("/people/{id}", around.person),
        Route("/mechanisms", around.mechanisms),
        Route("/mechanisms/{id}", around.mechanism),
        Route("/review", review.review, methods=["GET"]),
        Route("/review", review.decided, methods=["POST"]),
        Route("/articles", reports.articles),
        Route("/articles/{id:anything}", reports.article),
        Route("/pairs", pairs.pairs),
        Route("/pairs/{pair}", pairs.pair),
        Route("/pairs/{pair}/brief.{form}", Handed(pages).brief),
        Route("/events/{id}", Events(pages).event),
        Route(f"{PREFIX}/docs", pages.described),
        Below(PREFIX, pages.api),
        Mount(f"/static/{version}", _Kept(directory=STATIC)),
        *(team_routes(pages, team) if team else ()),
    ]


def _failed(pages: Pages, request: Request, status: int) -> Response:
    """The answer of a status that is refused before any page is asked."""
    return problem(status) if request.url.path.startswith(f"{PREFIX}/") else pages.failed(request, status)


def _refused(pages: Pages, request: Request, error: Exception) -> Response:
    """The page of a status that the framework refuses with."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return pages.failed(request, status if status in (400, 404, 405) else 404)


def _version(folder: Path) -> str:
    """A mark of the content of all static files."""
    found = hashlib.blake2b(digest_size=6)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
