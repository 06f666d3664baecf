"""Errors of the API as problems (RFC 9457).

Guarantees: every error is ``application/problem+json`` with type, title, status and detail; nothing internal is told.
"""

from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

MEDIA = "application/problem+json"


class Problem(Exception):
    """What was asked cannot be answered: an HTTP status and one sentence for the caller."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def problem(status: int, detail: str = "", **more: Any) -> Response:
    """A problem as an answer."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail or title, **more}
    return Response(msgspec.json.encode(body), status, media_type=MEDIA)
