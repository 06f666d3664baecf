"""The porter of a team: who asks is told by a session's cookie or a token, and nobody else gets in.

Guarantees: the cookie is out of reach of scripts and of forms of other sites, and goes over https alone where the pages do; it is
another one after every login; a program gets a status that says what to send, a browser the page to log in; a feed that a calendar
program subscribes to takes a token as the password that such programs send.
"""

import base64
import binascii
import datetime
import secrets
from collections.abc import Callable
from urllib.parse import quote

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from banggiao.api.app import PREFIX
from banggiao.api.problems import problem
from banggiao.store import Ledger
from banggiao.team import sessions, tokens
from banggiao.team.visitor import NOBODY, Visitor

LOGIN = "/login"
_COOKIE, _VISIT = "session", "visit"
_FEEDS = (".ics", ".atom")
_FORMS = frozenset({"atom", "ics", "csv", "json"})
_LONGEST = 500


class Team:
    """Knows the visitors of a ledger with accounts. ``ledger`` gives it, open to be read."""

    slow = True

    def __init__(self, ledger: Callable[[], Ledger | None]) -> None:
        self._ledger = ledger

    def known(self, request: Request) -> tuple[Visitor, str]:
        """Who asks; the visit of somebody unknown is the login form's cookie."""
        ledger = self._ledger()
        shown = _token(request.headers.get("authorization", ""))
        secret = request.cookies.get(cookie(request), "")
        now = datetime.datetime.now(datetime.UTC)
        if ledger is not None and (shown or secret):
            with ledger.reading() as connection:
                if shown:
                    return self._bearer(connection, shown, now), ""
                if found := sessions.found(connection, secret, now):
                    return found, f"session:{found.session}"
        return NOBODY, f"visit:{request.cookies.get(_VISIT, '')[:_LONGEST]}"

    def _bearer(self, connection: sa.Connection, shown: str, now: datetime.datetime) -> Visitor:
        """Who a token stands for; a browser's session does not help out where it is none."""
        return tokens.bearer(connection, shown, now) or NOBODY

    def unknown(self, request: Request) -> Response | None:
        """To log in, for a browser; what to send, for a program; nothing at the login itself."""
        path = request.url.path
        if path == LOGIN:
            return None
        if path.startswith(f"{PREFIX}/"):
            made = problem(401, "send a token: Authorization: Bearer ...")
            made.headers["WWW-Authenticate"] = 'Bearer realm="banggiao"'
            return made
        if path.endswith(_FEEDS) or request.query_params.get("format") in _FORMS:
            return PlainTextResponse(
                "a token is needed, as password\n", 401, {"WWW-Authenticate": 'Basic realm="banggiao", charset="UTF-8"'}
            )
        here = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"{LOGIN}?next={quote(here, safe='')}" if request.method == "GET" and here != "/" else LOGIN, 303)


def cookie(request: Request) -> str:
    """The name of the session's cookie; with this prefix browsers keep it to this host and to https."""
    return f"__Host-{_COOKIE}" if request.url.scheme == "https" else _COOKIE


def let_in(request: Request, response: Response, secret: str) -> None:
    """Give a browser its session."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        cookie(request), secret, max_age=sessions.HOURS * 3600, path="/", httponly=True, samesite="lax", secure=secure
    )  # fmt: skip
    response.delete_cookie(_VISIT, path=LOGIN)


def see_out(request: Request, response: Response) -> None:
    """Take a browser's session from it."""
    response.delete_cookie(cookie(request), path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https")


def new_visit(request: Request) -> str:
    """The visit of the login form that is about to be shown."""
    return request.cookies.get(_VISIT, "")[:_LONGEST] or secrets.token_urlsafe(16)


def keep_visit(request: Request, response: Response, visit: str) -> None:
    """Let the browser keep the visit of its login form."""
    secure = request.url.scheme == "https"
    response.set_cookie(_VISIT, visit, path=LOGIN, httponly=True, samesite="strict", secure=secure)


def _token(header: str) -> str:
    """The token of an Authorization header: a bearer's, or the password of a program that knows only passwords."""
    kind, _, value = header[:_LONGEST].partition(" ")
    if kind.lower() == "bearer":
        return value.strip() or "none"
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2] or "none"
    except (ValueError, binascii.Error):
        return "none"
