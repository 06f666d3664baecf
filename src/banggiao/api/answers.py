"""Answers of the API: JSON with an ETag, and lists in parts.

Guarantees: equal content has an equal ETag, and who has it already gets 304 without a body; a cursor is opaque, and a broken one is
refused as a problem.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.problems import Problem
from banggiao.model.items import Item

T = TypeVar("T")
_LONGEST_CURSOR = 400


def answer(request: Request, body: Any, links: Mapping[str, str] | None = None) -> Response:
    """A value as an answer. ``links``: addresses by relation, for the Link header."""
    data = msgspec.json.encode(body)
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if links:
        headers["Link"] = ", ".join(f'<{href}>; rel="{rel}"' for rel, href in links.items())
    if tag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
        return Response(None, 304, headers)
    return Response(data, 200, headers, "application/json")


def part(request: Request, items: list[Any], total: int, after: Any, **more: Any) -> Response:
    """A part of a list; ``after`` says where the next begins, None at the end."""
    cursor = to_cursor(after) if after is not None else None
    links = {"first": _href(request, None)} | ({"next": _href(request, cursor)} if cursor else {})
    return answer(request, {"items": items, "total": total, "next": cursor, **more}, links)


def plain(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """What became of something that was sent; it is not to be kept."""
    return Response(msgspec.json.encode(body), status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")


def of_item(item: Item) -> dict[str, Any]:
    """A merged object as it is sent: all that it holds, and the shown value of each field."""
    return {**msgspec.to_builtins(item), "values": item.values}


def to_cursor(place: Any) -> str:
    """A place in a list as a cursor."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def of_cursor(cursor: str | None, form: type[T]) -> T | None:
    """The place that a cursor stands for, None for none. Raises Problem."""
    if not cursor:
        return None
    try:
        if len(cursor) > _LONGEST_CURSOR:
            raise ValueError("too long")
        data = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(data, type=form)
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise Problem(400, "the cursor is not one that this list gave") from None


def _href(request: Request, cursor: str | None) -> str:
    """The address of a part of the list that is asked for."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    query = urlencode([*given, *([("cursor", cursor)] if cursor else [])])
    return f"{request.scope.get('root_path', '')}{request.scope['path'].removeprefix(request.scope.get('root_path', ''))}" + (
        f"?{query}" if query else ""
    )
