"""The door: who asks, whether they may, and whether a form that is sent is one of ours.

Guarantees: no page and no answer of the API is made before the door has let the visitor in; a form without the proof of the page that
it was on is refused; what is sent to the API is JSON, which no form of another page can send.
"""

import getpass
from collections.abc import Callable
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from banggiao.team.visitor import NOBODY, Visitor
from banggiao.web.forms import CONTENT, FIELD, Proofs, said
from banggiao.web.gates import gate, page_role
from banggiao.web.safety import LOOPBACK, again

JSON = ("application/json", "application/x-ndjson", "application/jsonl")
_STATIC = "/static/"
_HERE = "here"
_WRITES = "analyst"


class Porter(Protocol):
    """Who knows visitors. ``slow``: asking takes so long that it must not hold up others."""

    slow: bool

    def known(self, request: Request) -> tuple[Visitor, str]:
        """Who asks, and the visit that the proofs of their forms are made for."""

    def unknown(self, request: Request) -> Response | None:
        """The answer for somebody who may not do what they ask for without being known; None where the page is for everybody."""


class Alone:
    """The porter of a ledger without accounts: on this machine its user may all; where others can come in, everybody reads only."""

    slow = False

    def __init__(self, host: str) -> None:
        self._visitor = Visitor(name=_user(), role=_WRITES if host in LOOPBACK else "reader")

    def known(self, request: Request) -> tuple[Visitor, str]:
        """The same for everybody."""
        return self._visitor, _HERE

    def unknown(self, request: Request) -> Response | None:
        """Nobody is unknown."""
        return None


class Door:
    """The layer below the guard. ``failed(request, status)`` makes the page of an error."""

    def __init__(self, app: ASGIApp, porter: Porter, proofs: Proofs, failed: Callable[[Request, int], Response]) -> None:
        self.app = app
        self.porter = porter
        self.proofs = proofs
        self.failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http" or scope["path"].startswith(_STATIC):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        known = self.porter.known
        visitor, visit = await run_in_threadpool(known, request) if self.porter.slow else known(request)
        scope["visitor"], scope["proof"] = visitor, self.proofs.of(visit)
        refused = self._refusal(request, visitor)
        if refused is None and request.method == "POST":
            body = await request.body()
            refused = self._form(request, body, visit)
            receive = again(body, receive)
        if refused is None:
            await self.app(scope, receive, send)
        else:
            await (refused if isinstance(refused, Response) else self.failed(request, refused))(scope, receive, send)

    def _refusal(self, request: Request, visitor: Visitor) -> Response | int | None:
        """The answer to somebody who may not, None where they may."""
        path = request.url.path
        taking = gate(path) if request.method == "POST" else None
        if not visitor.name and (answer := self.porter.unknown(request)):
            return answer
        if taking and not taking.form and visitor.session:
            return 403  # a browser that is logged in reads the API; programs that write bear a token
        return None if visitor.may(taking.role if taking else page_role(path)) else 403

    def _form(self, request: Request, body: bytes, visit: str) -> int | None:
        """The status that what is sent is refused with."""
        taking = gate(request.url.path)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if taking is None or kind not in ((CONTENT,) if taking.form else JSON):
            return 415
        if taking.form:
            form = said(body)
            if not self.proofs.fits(visit, form.get(FIELD, "")):
                return 403
            request.scope["form"] = form
        return None


def visitor_of(request: Request) -> Visitor:
    """Who asks, as the door knows them."""
    found = request.scope.get("visitor", NOBODY)
    return found if isinstance(found, Visitor) else NOBODY


def _user() -> str:
    """The user that the server runs as."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "desk"
