"""Merged objects: lists of every kind with facets, one by its id, the dossier of a pair, the partners of a state.

Guarantees: a list holds at most 200 objects and says where the next part begins; ids that stand for nothing are 404.
"""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from fastapi import FastAPI, Path
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.api.answers import answer, of_cursor, of_item, part
from banggiao.api.asking import Asked, Cursor, Day, Limit
from banggiao.api.described import fails, gives
from banggiao.api.problems import Problem
from banggiao.dossier.found import MOST
from banggiao.dossier.values import SECTIONS
from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.store import Ledger

_KINDS = {
    "events": "event",
    "people": "person",
    "commitments": "commitment",
    "agreements": "agreement",
    "mechanisms": "mechanism",
    "partnerships": "partnership",
    "targets": "target",
    "statistics": "statistic",
    "stances": "stance",
    "anniversaries": "anniversary",
    "roles": "role",
}
Order = Literal["latest", "earliest", "due", "overdue", "told"]
Id = Annotated[str, Path(max_length=64, pattern=r"^[0-9a-z]+$")]
Name = Annotated[str, Path(max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$")]
_LIST = gives("ItemPart", "a part of the list", listed=True)


def pair_of(a: str, b: str, lore: Lore) -> tuple[str, str]:
    """The codes of two states given by code or name. Raises Problem."""
    first, second = code_of(a, lore), code_of(b, lore)
    if first == second:
        raise Problem(404, "a pair has two states")
    return first, second


def code_of(name: str, lore: Lore) -> str:
    """The code of a state or body given by code or name. Raises Problem."""
    try:
        return dossier.state_code(name, lore)
    except UsageError:
        raise Problem(404, "no state or body of that name or code") from None


def object_routes(api: FastAPI, ledger: Callable[[], Ledger], lore: Lore) -> None:
    """Add the routes of merged objects."""

    def listed(request: Request, asked: Asked, kind: str, order: Order, limit: int, cursor: str | None) -> Response:
        after = of_cursor(cursor, tuple[str, str])
        page = dossier.found(ledger(), asked.wanted(lore, kind), order, limit=limit, after=after)
        return part(request, [of_item(item) for item in page.items], page.total, page.after, capped=page.capped)

    @api.get("/objects", summary="Merged objects of every kind", responses=_LIST)
    def objects(request: Request, asked: Asked, order: Order = "told", limit: Limit = 50, cursor: Cursor = None) -> Response:
        return listed(request, asked, "", order, limit, cursor)

    @api.get("/objects/{id}", summary="One merged object with every telling", responses={**gives("Item", "the object"), **fails(404)})
    def one(request: Request, id: Id, as_of: Day = None) -> Response:
        found = dossier.item(ledger(), id, "", as_of.isoformat() if as_of else "")
        if found is None:
            raise Problem(404, "the ledger holds no such object")
        return answer(request, of_item(found))

    for path, kind in _KINDS.items():
        _kind_route(api, path, kind, listed)

    @api.get(
        "/counts", summary=f"How many objects fit, by facet (at most {MOST} are looked at)", responses=gives("Facets", "numbers by facet")
    )
    def counts(request: Request, asked: Asked) -> Response:
        return answer(request, msgspec.to_builtins(dossier.counts(ledger(), asked.wanted(lore))))

    _state_routes(api, ledger, lore)


def _kind_route(api: FastAPI, path: str, kind: str, listed: Callable[..., Response]) -> None:
    """The list of one kind; ``/events`` is ``/objects?kind=event``."""

    def of_kind(request: Request, asked: Asked, order: Order = "told", limit: Limit = 50, cursor: Cursor = None) -> Response:
        return listed(request, asked, kind, order, limit, cursor)

    summary = f"{path.capitalize()}, as /objects?kind={kind}"
    api.add_api_route(f"/{path}", of_kind, methods=["GET"], name=path, operation_id=path, summary=summary, responses=_LIST)


def _state_routes(api: FastAPI, ledger: Callable[[], Ledger], lore: Lore) -> None:
    @api.get(
        "/pairs", summary="Pairs of states with their numbers of events", responses=gives("PairPart", "pairs, those with most events first")
    )
    def pairs(request: Request, limit: Limit = 50) -> Response:
        found = dossier.top_pairs(ledger(), limit)
        return answer(request, {"items": [{"a": a, "b": b, "events": n} for a, b, n in found], "total": len(found), "next": None})

    @api.get(
        "/pairs/{a}/{b}", summary="The dossier of two states, by code or name", responses={**gives("Pair", "the dossier"), **fails(404)}
    )
    def pair(request: Request, a: Name, b: Name) -> Response:
        found = dossier.pair_dossier(ledger(), *pair_of(a, b, lore))
        sections = {name: [of_item(item) for item in getattr(found, name)] for name in SECTIONS}
        people = {code: [of_item(item) for item in items] for code, items in found.people.items()}
        return answer(request, {"a": found.a, "b": found.b, "people": people, **sections, "sources": msgspec.to_builtins(found.sources)})

    @api.get(
        "/states/{name}",
        summary="A state or body: its names, its partners, its objects by facet",
        responses={**gives("State", "the state"), **fails(404)},
    )
    def state(request: Request, name: Name, as_of: Day = None) -> Response:
        code, day = code_of(name, lore), as_of.isoformat() if as_of else ""
        found = dossier.counts(ledger(), dossier.Query(states=(code,), as_of=day))
        return answer(
            request,
            {
                "code": code,
                "vi": dossier.state_name(code, lore, "vi"),
                "en": dossier.state_name(code, lore, "en"),
                "partners": msgspec.to_builtins(dossier.partners(ledger(), code, day)),
                "counts": msgspec.to_builtins(found),
            },
        )
