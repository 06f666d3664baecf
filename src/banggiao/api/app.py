"""The application of the API: its routes, its description, its errors.

Guarantees: GET reads and nothing else does anything to the ledger; a text that is posted is read and forgotten; every error is a
problem (RFC 9457); answers carry ETags, lists Link headers.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.objects import object_routes
from banggiao.api.problems import MEDIA, SCHEMA, Problem, problem
from banggiao.api.reading import reading_routes
from banggiao.api.sources import source_routes
from banggiao.dossier.values import ArticleRow, Item
from banggiao.errors import LedgerError
from banggiao.lore import Lore
from banggiao.store import Ledger

PREFIX = "/api/v1"
_SHOWN_ERRORS = 20


def create_api(ledger: Callable[[], Ledger | None], lore: Lore, version: str) -> FastAPI:
    """The API over a ledger, to be mounted at PREFIX. ``ledger`` gives the open ledger, None where there is none."""

    def opened() -> Ledger:
        found = ledger()
        if found is None:
            raise Problem(503, "there is no ledger yet")
        return found

    api = FastAPI(
        title="banggiao",
        version=version,
        description="The ledger of relations between states, read only, and the reader. Offsets are code points of an article's text.",
        docs_url=None,
        redoc_url=None,
        responses={status: {"description": "a problem", "content": {MEDIA: {"schema": SCHEMA}}} for status in (400, 404, 422, 503)},
    )
    object_routes(api, opened, lore)
    source_routes(api, opened, lore)
    reading_routes(api, lore)
    api.add_exception_handler(Problem, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(LedgerError, lambda request, error: problem(503, "the ledger cannot be opened"))
    _describe(api)
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


def _describe(api: FastAPI) -> None:
    """Add what objects and articles look like to the description, made once of the value types."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        if api.openapi_schema is None:
            made = plain()
            _, found = msgspec.json.schema_components((Item, ArticleRow), ref_template="#/components/schemas/{name}")
            made.setdefault("components", {}).setdefault("schemas", {}).update(found)
            api.openapi_schema = made
        return api.openapi_schema

    api.openapi = described  # type: ignore[method-assign]
