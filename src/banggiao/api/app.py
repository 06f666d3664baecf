"""The application of the API: its routes, its description, its errors.

Guarantees: GET reads; what is posted to ``/readings`` is read and forgotten, to ``/articles`` kept, to ``/decisions`` decided, and
nothing else changes the ledger; every error is a problem (RFC 9457); answers carry ETags, lists Link headers.
"""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answering import answering_routes
from banggiao.api.answers import answer
from banggiao.api.counting import counting_routes
from banggiao.api.deciding import deciding_routes
from banggiao.api.described import PROBLEMS, describe, gives
from banggiao.api.objects import object_routes
from banggiao.api.problems import Problem, problem
from banggiao.api.reading import reading_routes
from banggiao.api.receiving import receiving_routes
from banggiao.api.sources import source_routes
from banggiao.api.writing import visitor, writer_of
from banggiao.errors import LedgerError
from banggiao.lore import Lore
from banggiao.model.wire import Me
from banggiao.store import Ledger

PREFIX = "/api/v1"
_SHOWN_ERRORS = 20


def create_api(ledger: Callable[[], Ledger | None], lore: Lore, version: str, place: str) -> FastAPI:
    """The API over the ledger at a place, to be mounted at PREFIX. ``ledger`` gives the open ledger, None where there is none."""

    def opened() -> Ledger:
        found = ledger()
        if found is None:
            raise Problem(503, "there is no ledger yet")
        return found

    api = FastAPI(
        title="banggiao",
        version=version,
        description="The ledger of relations between states, and the reader. Offsets are code points of an article's text.",
        docs_url=None,
        redoc_url=None,
        responses=PROBLEMS,
    )
    object_routes(api, opened, lore)
    source_routes(api, opened, lore)
    counting_routes(api, opened, lore)
    answering_routes(api, opened, lore)
    reading_routes(api, lore)
    receiving_routes(api, writer_of(place), lore, PREFIX)
    deciding_routes(api, opened, writer_of(place), lore, PREFIX)

    @api.get("/me", summary="Who asks, and in which role", responses=gives("Me", "name and role"))
    def me(request: Request) -> Response:
        who = visitor(request)
        return answer(request, Me(who.name, who.role))

    api.add_exception_handler(Problem, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(LedgerError, lambda request, error: problem(503, "the ledger cannot be opened"))
    describe(api)
    return api


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem(error.status, error.detail)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    made = problem(error.status_code, str(error.detail))
    made.headers.update(error.headers or {})
    return made


def _invalid(request: Request, error: Exception) -> Response:
    """A parameter or body that is not of the form described."""
    assert isinstance(error, RequestValidationError)
    errors = [{"at": ".".join(str(part) for part in one["loc"]), "says": one["msg"]} for one in error.errors()[:_SHOWN_ERRORS]]
    return problem(422, "a parameter or the body is not of the form described", errors=errors)
