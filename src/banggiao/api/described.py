"""The description of the API: what answers and bodies look like, with examples.

Guarantees: every schema is made of the types that are sent (``model.wire``, ``model.items``); examples are in our own words.
"""

from typing import Any

import msgspec
from fastapi import FastAPI

from banggiao.api.problems import MEDIA
from banggiao.model import wire
from banggiao.model.items import Item

_REF = "#/components/schemas/{name}"
TYPES: dict[str, Any] = {
    "Item": Item,
    "ItemPart": wire.Part[Item],
    "ArticlePart": wire.Part[wire.ArticleLine],
    "PairPart": wire.Part[wire.PairEvents],
    "TiedPart": wire.Part[wire.Tied],
    "Trends": wire.Trends,
    "DecidedPart": wire.Part[wire.Decided],
    "State": wire.State,
    "Pair": wire.Pair,
    "Holdings": wire.Holdings,
    "FullArticle": wire.FullArticle,
    "SentText": wire.SentText,
    "Read": wire.Read,
    "SentArticle": wire.SentArticle,
    "Received": wire.Received,
    "Ruling": wire.Ruling,
    "Decided": wire.Decided,
    "Answered": wire.Answered,
    "Me": wire.Me,
    "Problem": wire.ProblemTold,
    "Facets": dict[str, tuple[wire.Facet, ...]],
}
"""What is sent and taken, by its name in the description."""
_SCHEMAS, _COMPONENTS = msgspec.json.schema_components(TYPES.values(), ref_template=_REF)
SCHEMAS: dict[str, Any] = dict(zip(TYPES, _SCHEMAS, strict=True))


def _plainly(schema: Any) -> Any:
    """A schema without tuples: many tools take ``prefixItems`` amiss, and a pair of two alike is a list of two."""
    if isinstance(schema, list):
        return [_plainly(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _plainly(value) for key, value in schema.items()}
    if "prefixItems" in found:
        found["items"] = found.pop("prefixItems")[0]
    return found


_COMPONENTS = _plainly(_COMPONENTS)

_REPORT = "Ngày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao hai nước Việt Nam và Lào hội đàm và nhất trí mở thêm một cửa khẩu."
EXAMPLES: dict[str, Any] = {
    "SentText": {"text": _REPORT, "published": "2024-03-12"},
    "SentArticle": {"id": "bao-mot/2024/1", "text": _REPORT, "published": "2024-03-12", "outlet": "Báo Một", "title": "Hội đàm Việt - Lào"},
    "Received": {
        "stored": [{"number": 1, "id": "bao-mot/2024/1", "state": "new", "href": "/api/v1/articles/bao-mot%2F2024%2F1"}],
        "refused": [{"number": 2, "reason": "empty text"}],
        "new": 1,
    },
    "Ruling": {"act": "accept", "ids": ["0160eb105abf"], "reason": "seen in the joint statement"},
    "Facets": {"state": [{"value": "VN", "number": 12}], "kind": [{"value": "event", "number": 9}]},
    "PairPart": {"items": [{"a": "LA", "b": "VN", "events": 9}], "total": 1, "next": None},
    "TiedPart": {"items": [{"a": "LA", "b": "VN", "number": 9, "ranks": {"top": 2, "minister": 7}}], "total": 1, "next": None},
    "Me": {"name": "lan", "role": "analyst"},
    "Problem": {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "the ledger holds no such object"},
}
PROBLEM = {"content": {MEDIA: {"schema": SCHEMAS["Problem"], "example": EXAMPLES["Problem"]}}}
STATUSES = {
    400: "what is asked cannot be understood",
    401: "a token or a login is needed",
    403: "the role does not allow it",
    404: "there is no such thing",
    405: "this address takes no such method",
    408: "what was sent came too slowly",
    409: "it cannot be done as things stand",
    411: "the length of what is sent is unknown",
    413: "what was sent is too long",
    415: "what was sent is not JSON",
    422: "a parameter or the body is not of the form described",
    429: "too often; Retry-After says how long to wait",
    503: "there is no ledger, or it cannot be opened, or too much is being done",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, **PROBLEM} for status, words in STATUSES.items() if status not in (404, 408, 409, 411, 413, 415)
}
"""The problems that every address may answer with."""
_HEADERS = {
    "ETag": {"description": "the mark of this content, for If-None-Match", "schema": {"type": "string"}},
    "Link": {"description": "first and next part of a list (RFC 8288)", "schema": {"type": "string"}},
}


def gives(name: str, words: str, listed: bool = False, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The answer of a route: a value of that name; ``listed``: in parts, with Link headers."""
    media: dict[str, Any] = {"schema": SCHEMAS[name]}
    if name in EXAMPLES:
        media["example"] = EXAMPLES[name]
    headers = {key: value for key, value in _HEADERS.items() if key == "ETag" or listed}
    found: dict[int | str, dict[str, Any]] = {status: {"description": words, "content": {"application/json": media}, "headers": headers}}
    if status == 200:
        found[304] = {"description": "as it was when If-None-Match was given", "headers": {"ETag": _HEADERS["ETag"]}}
    return found


def fails(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Further problems that a route may answer with."""
    return {status: {"description": STATUSES[status], **PROBLEM} for status in statuses}


def takes(name: str, *more: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """The body of a route; ``more``: other forms of it by media type."""
    media = {"application/json": {"schema": SCHEMAS[name], "example": EXAMPLES[name]}, **dict(more)}
    return {"requestBody": {"required": True, "content": media}}


def describe(api: FastAPI) -> None:
    """Put the types into the description of the application."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        if api.openapi_schema is None:
            made = plain()
            held = made.setdefault("components", {})
            kept = {
                name: found for name, found in held.get("schemas", {}).items() if name not in ("HTTPValidationError", "ValidationError")
            }
            held["schemas"] = {**kept, **_COMPONENTS}
            # Item.values is computed and sent with it
            _COMPONENTS["Item"]["properties"].setdefault("values", {"type": "object", "description": "the shown value of each field"})
            held["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "a token of an account, in team mode"}}
            made["security"] = [{}, {"token": []}]
            api.openapi_schema = made
        return api.openapi_schema

    api.openapi = described  # type: ignore[method-assign]
