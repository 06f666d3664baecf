"""What was made once and is still true is not made again: answers kept as long as the ledger, the day and the visitor are the same.

Guarantees: an answer is only given again to a request that is the same in all that a page may depend on: address, cookies, language,
visitor, day, and the state of the ledger; a browser that has it already is told so without it (304); memory stays within BYTES; only
so many answers are made at once that each is made fast. ``Server-Timing`` says how long a request waited and how long its answer took.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date

import anyio
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from banggiao.errors import LedgerError
from banggiao.team.visitor import NOBODY
from banggiao.web.desk import Desk

BYTES = 32_000_000
"""Most bytes of answers that are kept."""
_LARGEST = 1_000_000
AT_ONCE = 4
"""How many answers are made at a time by one process; others wait for their turn."""
PATIENCE = 2.0
"""Seconds after which nobody waits for a turn any more, so that slow answers cannot hold up fast ones for long."""
_STATIC = "/static/"
_MAY_BE_SET = (b"seen=", b"lang=")
"""Cookies that follow from the request alone, so that they may be set again."""
_OK = 200


class _Answer(msgspec.Struct, frozen=True):
    """An answer that is kept."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Fresh:
    """The layer right around the pages. ``version``: of the program and its files; ``today``: the clock."""

    def __init__(self, app: ASGIApp, desk: Desk, version: str, today: Callable[[], date], most: int = BYTES) -> None:
        self.app = app
        self.desk = desk
        self.version = version
        self.today = today
        self.most = most
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._size = 0
        self._turns = anyio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is kept, or have the answer made and keep it."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_STATIC):
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        key = await self._key(scope)
        tag = "" if key is None else _tag(key)
        if tag and tag.removeprefix("W/") in _had(scope):
            await _send(send, 304, [(b"etag", tag.encode()), (b"cache-control", b"no-cache")], b"", _timing(0, time.perf_counter() - began))
        elif tag and (found := self._kept.get(tag)):
            self._kept.move_to_end(tag)
            await _again(found, scope, send, began)
        else:
            await self._made(scope, receive, send, tag, began)

    async def _made(self, scope: Scope, receive: Receive, send: Send, tag: str, began: float) -> None:
        """Have the answer made, when it is its turn."""
        mine = False
        with anyio.move_on_after(PATIENCE):
            await self._turns.acquire()
            mine = True
        taker = _Taker(send, began, time.perf_counter(), tag, self._turns.release if mine else lambda: None)
        try:
            await self.app(scope, receive, taker.send)
        finally:
            taker.leave()
        if tag and (made := taker.answer()):
            self._keep(tag, made)

    async def _key(self, scope: Scope) -> Hashable | None:
        """All that an answer depends on; None where there is no ledger to be read."""
        try:
            mark = await run_in_threadpool(self.desk.mark) if "://" in self.desk.place else self.desk.mark()
        except LedgerError:
            return None
        if mark is None:
            return None
        headers = Headers(scope=scope)
        asked = tuple(headers.get(name, "") for name in ("host", "cookie", "accept-language", "accept"))
        visitor = scope.get("visitor", NOBODY)
        path = scope.get("raw_path") or scope["path"].encode()
        return (path, scope["query_string"], asked, visitor, scope.get("proof", ""), mark, self.today(), self.version, scope["scheme"])

    def _keep(self, tag: str, made: _Answer) -> None:
        if tag not in self._kept:
            self._kept[tag] = made
            self._size += len(made.body)
        while self._size > self.most:
            _, old = self._kept.popitem(last=False)
            self._size -= len(old.body)


def _tag(key: Hashable) -> str:
    """The ETag of the answer to a request: a mark of all that it depends on."""
    return f'W/"{hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest()}"'


def _had(scope: Scope) -> frozenset[str]:
    """The ETags of the answers that the browser has, compared as weak ones are."""
    return frozenset(tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(","))


async def _again(found: _Answer, scope: Scope, send: Send, began: float) -> None:
    """Give a kept answer, or say that it is the one that the browser has."""
    own = next((value.decode() for name, value in found.headers if name == b"etag"), "")
    same = own.removeprefix("W/") in _had(scope)
    headers = [(name, value) for name, value in found.headers if not (same and name in (b"content-length", b"content-type"))]
    await _send(send, 304 if same else _OK, headers, b"" if same else found.body, _timing(0, time.perf_counter() - began))


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes, timing: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"server-timing", timing.encode())]})
    await send({"type": "http.response.body", "body": body})


def _timing(waited: float, took: float) -> str:
    return f"wait;dur={waited * 1000:.1f}, page;dur={took * 1000:.1f}"


class _Taker:
    """Sends an answer on and takes down what it was."""

    def __init__(self, send: Send, began: float, turn: float, tag: str, leave: Callable[[], None]) -> None:
        self._send = send
        self._began, self._turn, self._tag = began, turn, tag
        self._leave: Callable[[], None] | None = leave
        self._headers: list[tuple[bytes, bytes]] = []
        self._status = 0
        self._parts: list[bytes] = []
        self._whole = False

    def leave(self) -> None:
        """Let the next one have its turn."""
        if self._leave is not None:
            self._leave()
            self._leave = None

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.leave()  # whoever takes the answer slowly holds up nobody
            headers = MutableHeaders(scope=message)
            if self._tag and message["status"] == _OK and "etag" not in headers:
                headers["ETag"] = self._tag
            self._status, self._headers = message["status"], list(headers.raw)
            headers["Server-Timing"] = _timing(self._turn - self._began, time.perf_counter() - self._turn)
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))
            self._whole = not message.get("more_body")
        await self._send(message)

    def answer(self) -> _Answer | None:
        """The answer, where it may be given again."""
        body = b"".join(self._parts)
        if self._status != _OK or not self._whole or len(body) > _LARGEST:
            return None
        cookies = [value for name, value in self._headers if name == b"set-cookie"]
        if not all(value.startswith(_MAY_BE_SET) for value in cookies):
            return None
        return _Answer(self._headers, body)
