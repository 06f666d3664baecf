"""The line to a server: requests, answers decoded, parts of lists one after the other.

Guarantees: every failure is an error of ``banggiao.errors``; a token goes to the server that was named and to no other, and over an open
line only within one machine; what a server says has not changed is not sent again.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from banggiao.errors import MissingExtra, ServerError, ServerMissing, ServerRefused, UsageError
from banggiao.model.wire import Part, ProblemTold

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
PREFIX = "/api/v1"
_HERE = ("127.0.0.1", "localhost", "::1")
_REMEMBERED = 256

Values = Mapping[str, Any]


class Line:
    """A line to the server at an address."""

    def __init__(self, url: str, token: str | None, timeout: float, insecure: bool, transport: "httpx.BaseTransport | None") -> None:
        try:
            import httpx
        except ModuleNotFoundError:
            raise MissingExtra("client", "banggiao.client") from None
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url[:80]!r} is no address of a server, such as http://127.0.0.1:8000")
        if token and parts.scheme == "http" and parts.hostname not in _HERE and not insecure:
            raise UsageError("a token is sent over https alone, or within one machine (insecure=True sends it all the same)")
        self._url = url.rstrip("/")
        self._errors = httpx.HTTPError
        headers = {"User-Agent": "banggiao", "Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._http = httpx.Client(base_url=self._url, headers=headers, timeout=timeout, transport=transport, follow_redirects=False)
        self._seen: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def get(self, path: str, form: type[T], values: Values | None = None) -> T:
        """What is at a path, as a value of a type."""
        return self._decoded(path, self._got(path, values), form)

    def post(self, path: str, body: Any, form: type[T]) -> T:
        """Send a value; what the server answers, as a value of a type."""
        answer = self._asked("POST", path, content=msgspec.json.encode(body), headers={"Content-Type": "application/json"})
        return self._decoded(path, answer.content, form)

    def parts(self, path: str, form: type[T], values: Values | None = None) -> Iterator[T]:
        """The items of a list, part after part."""
        cursor: str | None = None
        while True:
            part = self.get(path, Part[form], {**(values or {}), "cursor": cursor})  # type: ignore[valid-type]
            yield from part.items
            if part.next is None or part.next == cursor:
                return
            cursor = part.next

    def _got(self, path: str, values: Values | None) -> bytes:
        """The bytes at a path; those of last time where the server says that they are the same."""
        given = [(name, _plain(one)) for name, value in (values or {}).items() for one in _several(value)]
        key = repr((path, given))
        tag, body = self._seen.get(key, ("", b""))
        answer = self._asked("GET", path, params=given, headers={"If-None-Match": tag} if tag else {})
        if answer.status_code != 304:
            body = answer.content
            self._remember(key, answer.headers.get("etag", ""), body)
        return body

    def _remember(self, key: str, tag: str, body: bytes) -> None:
        if tag:
            self._seen[key] = (tag, body)
            self._seen.move_to_end(key)
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)

    def _asked(self, method: str, path: str, **more: Any) -> "httpx.Response":
        """An answer that is no problem. Raises ServerError."""
        try:
            answer = self._http.request(method, PREFIX + path, **more)
        except self._errors as error:
            raise ServerError(f"{self._url}: the server does not answer ({type(error).__name__}: {str(error)[:200]})") from None
        if answer.status_code in (200, 201, 304):
            return answer
        raise _problem(f"{self._url}{PREFIX}{path}", answer.status_code, answer.content)

    def _decoded(self, path: str, body: bytes, form: type[T]) -> T:
        try:
            return msgspec.json.decode(body, type=form)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise ServerError(f"{self._url}{PREFIX}{path}: the answer is not that of a server of banggiao ({error})") from None


def _problem(url: str, status: int, body: bytes) -> ServerError:
    """The error that a problem stands for."""
    try:
        told = msgspec.json.decode(body, type=ProblemTold)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return ServerError(f"{url}: the server failed ({status})")
    if status >= 500:
        return ServerError(f"{url}: {told.detail} ({status})")
    return (ServerMissing if status == 404 else ServerRefused)(url, status, told.detail, told.errors)


def _several(value: Any) -> Sequence[Any]:
    """The values of a parameter: none for None."""
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, list | tuple | set | frozenset) else (value,)


def _plain(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
