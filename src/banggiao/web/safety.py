"""What stands between the pages and a hostile text, page or network.

Guarantees: every answer, errors included, carries the headers below; GET and HEAD are answered, and POST at the few addresses that
take it: from pages of this server or from programs, with a body of a known and bounded length; a server on a loopback address
answers only to loopback names, so that no page of the outside can read the ledger by a rebound name; an unexpected error shows a
plain page and goes to the log.
"""

import logging
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_METHODS = ("GET", "HEAD")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_LONGEST_ADDRESS = 8_000
LONGEST_BODY = 700_000
"""Most bytes of a body: a text of the longest kind, every letter escaped."""

log = logging.getLogger("banggiao.web")


class Guard:
    """The outermost layer of the application. ``failed(request, status)`` makes the page of an error; ``posts``: which paths take POST."""

    def __init__(
        self, app: ASGIApp, host: str, failed: Callable[[Request, int], Response], posts: Callable[[str], bool] = lambda path: False
    ) -> None:
        self.app = app
        self.posts = posts
        self.failed = failed
        self.hosts = _LOOPBACK if host in _LOOPBACK else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self._refusal(scope)
        try:
            await (self.failed(Request(scope), refused) if refused else self.app)(scope, receive, guarded)
        except Exception:
            log.exception("a page failed: %s", scope["path"])
            if started:
                raise
            await self.failed(Request(scope), 500)(scope, receive, guarded)

    def _refusal(self, scope: dict[str, Any] | Scope) -> int | None:
        """The status that a request is refused with, None where it is not."""
        headers = Headers(scope=scope)
        if scope["method"] == "POST" and self.posts(scope["path"]):
            if refused := _post_refusal(headers):
                return refused
        elif scope["method"] not in _METHODS:
            return 405
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS or "\x00" in scope["path"]:
            return 400
        if self.hosts is not None and _name(headers.get("host", "")) not in self.hosts:
            return 400
        return None


def _post_refusal(headers: Headers) -> int | None:
    """The status that a POST is refused with: sent by a page of elsewhere, of unknown length, or too long."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return 403
    if origin is not None and origin.partition("://")[2] != headers.get("host", ""):
        return 403
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return 411
    return 413 if len(length) > len(str(LONGEST_BODY)) or int(length) > LONGEST_BODY else None


def _name(host: str) -> str:
    """A Host header without its port."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0].lower()
