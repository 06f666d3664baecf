"""What stands between the pages and a hostile text, page or network.

Guarantees: every answer, errors included, carries the headers below; GET and HEAD are answered, and POST at the few addresses that
take it (``web.gates``): from pages of this server or from programs, with a body of a known and bounded length that comes in bounded
time, and not more often than the rates allow; a server on a loopback address, or one that was told its names, answers to these names
only, so that no page of the outside can read the ledger by a rebound name; an unexpected error shows a plain page and goes to the log.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Any

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from banggiao.web.gates import allowed
from banggiao.web.rates import Rate

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_METHODS = ("GET", "HEAD")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_LONGEST_ADDRESS = 8_000
BODY_SECONDS = 30.0
"""How long a body may take to come."""
_MINUTE = 60.0

log = logging.getLogger("banggiao.web")


class Bounds(msgspec.Struct, frozen=True):
    """How often one address may ask and send in a minute (0: as often as it likes)."""

    asked: int = 0
    sent: int = 1_200

    def shared(self, part: Callable[[int], int]) -> "Bounds":
        """The part of it that one of several processes allows."""
        return Bounds(part(self.asked), part(self.sent))


class Guard:
    """The outermost layer of the application. ``failed(request, status)`` makes the page of an error; ``most``: bytes that a path takes."""

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        failed: Callable[[Request, int], Response],
        most: Callable[[str], int] = lambda path: 0,
        names: Collection[str] = (),
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    ) -> None:
        self.app = app
        self.most = most
        self.failed = failed
        self.hosts = frozenset(names) or (LOOPBACK if host in LOOPBACK else None)
        self.rates = {"GET": Rate(bounds.asked, _MINUTE) if bounds.asked else None, "POST": Rate(bounds.sent, _MINUTE)}

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
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        refused, wait = self._refusal(scope)
        try:
            if not refused and scope["method"] == "POST":
                body = await _whole(receive, self.most(scope["path"]))
                refused, receive = (body, receive) if isinstance(body, int) else (None, again(body, receive))
            if refused:
                made = self.failed(Request(scope), refused)
                made.headers.update({"Retry-After": str(wait)} if wait else {})
                if refused == 405:
                    made.headers["Allow"] = allowed(scope["path"])
                await made(scope, receive, guarded)
            else:
                await self.app(scope, receive, guarded)
        except Exception:
            log.exception("a page failed: %s", scope["path"])
            if started:
                raise
            await self.failed(Request(scope), 500)(scope, receive, guarded)

    def _refusal(self, scope: dict[str, Any] | Scope) -> tuple[int | None, int]:
        """The status that a request is refused with, None where it is not, and how long to wait."""
        headers = Headers(scope=scope)
        if self.hosts is not None and _name(headers.get("host", "")) not in self.hosts:
            return 400, 0
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS or "\x00" in scope["path"]:
            return 400, 0
        most = self.most(scope["path"]) if scope["method"] == "POST" else 0
        if most:
            if refused := _post_refusal(headers, most):
                return refused, 0
        elif scope["method"] not in _METHODS:
            return 405, 0
        rate = self.rates["POST" if most else "GET"]
        wait = rate.spend((scope.get("client") or ("",))[0]) if rate else 0
        return (429, wait) if wait else (None, 0)


async def _whole(receive: Receive, most: int) -> bytes | int:
    """The body of a request, or the status that it is refused with: longer than it may be, or too slow."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return 400
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    return 413
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        return 408


def again(body: bytes, receive: Receive) -> Receive:
    """What gives the body that has come to the application."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _post_refusal(headers: Headers, most: int) -> int | None:
    """The status that a POST is refused with: sent by a page of elsewhere, of unknown length, or too long."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return 403
    if origin is not None and origin.partition("://")[2] != headers.get("host", ""):
        return 403
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return 411
    return 413 if len(length) > len(str(most)) or int(length) > most else None


def _name(host: str) -> str:
    """A Host header without its port."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0].lower()


def server_names(given: str) -> frozenset[str]:
    """The names that a setting lists, separated by commas."""
    return frozenset(name.strip().lower() for name in given.split(",") if name.strip())
