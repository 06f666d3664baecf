"""Who deals with whom: contacts and commitments by pair, by month, by rank and sector, and the list behind every number.

Guarantees: numbers and lists come from one question, so that they agree with each other and with the pages; without a period it is the
last 24 months that the ledger knows.
"""

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Depends, FastAPI, Query
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import answer, of_cursor, of_item, part
from banggiao.api.asking import Code, Cursor, Day, Limit
from banggiao.api.described import gives
from banggiao.api.problems import Problem
from banggiao.dossier.dealings import COMMITMENT, CONTACT, Asked, by_month, by_sector, listed, period, ties
from banggiao.lore import Lore
from banggiao.model.wire import MonthRank, MonthSector, Tied, Trends
from banggiao.store import Ledger

_FARTHEST = 1_000_000
Month = Annotated[str, Query(pattern=r"^([12][0-9]{3}-(0[1-9]|1[0-2]))?$", description="a month such as 2024-03")]
Rank = Literal["top", "minister", "deputy", "working", "untold"]


def counted(
    kind: Annotated[Code, Query(description="contact (the default), commitment, or a type of events")] = CONTACT,
    state: Code = "",
    other: Annotated[Code, Query(alias="with", description="with this state")] = "",
    level: Annotated[Rank | None, Query(description="the highest rank present")] = None,
    sector: Annotated[Code, Query(description="of a commitment, or of one told beside a contact")] = "",
    since: Month = "",
    until: Month = "",
    as_of: Annotated[Day, Query(description="only what articles published by that day tell")] = None,
) -> Asked:
    """The parameters of what is counted."""
    return Asked(
        kind=kind or CONTACT, state=state.upper(), other=other.upper(), rank=level or "", sector=sector, since=since, until=until,
        as_of=as_of.isoformat() if as_of else "",
    )  # fmt: skip


Counted = Annotated[Asked, Depends(counted)]


def counting_routes(api: FastAPI, ledger: Callable[[], Ledger], lore: Lore) -> None:
    """Add the routes of what is counted."""

    def placed(asked: Asked) -> Asked:
        since, until = period(ledger(), asked, asked.as_of or datetime.date.today().isoformat())
        return msgspec.structs.replace(asked, since=since, until=until)

    @api.get("/network", summary="Pairs of states with what is counted, most first", responses=gives("TiedPart", "a part", listed=True))
    def network(request: Request, counted: Counted, limit: Limit = 50, cursor: Cursor = None) -> Response:
        start = of_cursor(cursor, int) or 0
        if not 0 <= start <= _FARTHEST:
            raise Problem(400, "the cursor is not one that this list gave")
        asked = placed(counted)
        found = ties(ledger(), asked, lore)
        shown = [msgspec.to_builtins(Tied(tie.a, tie.b, tie.number, tie.ranks)) for tie in found[start : start + limit]]
        after = start + limit if start + limit < len(found) else None
        return part(request, shown, len(found), after, since=asked.since, until=asked.until)

    @api.get(
        "/trends", summary="Contacts by month and rank, contacts and commitments by month and sector", responses=gives("Trends", "them")
    )
    def trends(request: Request, counted: Counted) -> Response:
        asked = placed(counted)
        contacts = asked if asked.kind != COMMITMENT else msgspec.structs.replace(asked, kind=CONTACT)
        said = msgspec.structs.replace(asked, kind=COMMITMENT, rank="")
        months = by_month(ledger(), contacts, lore)
        made = Trends(
            since=asked.since,
            until=asked.until,
            contacts=tuple(MonthRank(month, rank, number) for month, by in months.items() for rank, number in by.items()),
            contact_sectors=_sectors(by_sector(ledger(), contacts, lore)),
            commitment_sectors=_sectors(by_sector(ledger(), said, lore)),
        )
        return answer(request, msgspec.to_builtins(made))

    @api.get("/contacts", summary="What is behind these numbers, the latest first", responses=gives("ItemPart", "a part", listed=True))
    def contacts(
        request: Request,
        counted: Counted,
        pairs: Annotated[bool, Query(description="only what is between two states, and no gathering of more than six")] = False,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        asked = msgspec.structs.replace(placed(counted), pairs=pairs)
        page = listed(ledger(), asked, lore, limit=limit, after=of_cursor(cursor, tuple[str, str]))
        return part(request, [of_item(item) for item in page.items], page.total, page.after, since=asked.since, until=asked.until)


def _sectors(found: dict[str, dict[str, Any]]) -> tuple[MonthSector, ...]:
    return tuple(MonthSector(month, sector, number) for sector, months in found.items() for month, number in months.items())
