"""The start page: what is new, what falls due, where sources differ.

Guarantees: what is new is told from a cookie that holds two numbers and a day and nothing else; each list is short and leads to the
whole; due and overdue are computed for the day asked as of.
"""

import datetime
import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.dossier.found import Page, Query, found
from banggiao.dossier.values import Item
from banggiao.store import Ledger
from banggiao.web import asking
from banggiao.web.boards import SOON_DAYS
from banggiao.web.pages import Pages, ordered
from banggiao.web.told import Teller

_SEEN = "seen"
_YEAR_SECONDS = 365 * 24 * 3600
_FORM = re.compile(r"([0-9]{1,12})\.([0-9]{1,12})\.([0-9]{4}-[0-9]{2}-[0-9]{2})")
_ARTICLES, _EVENTS, _DUE, _DIFFER, _PAIRS = 6, 10, 6, 5, 10
_OVERDUE_DAYS, _AHEAD_DAYS = 730, 400
_LOOK = 40


class Seen(msgspec.Struct, frozen=True):
    """How far the reader had seen the ledger before today's visit (None: never), and how far it went at the last one."""

    before: int | None
    latest: int
    day: str

    @classmethod
    def of(cls, cookie: str | None, today: str) -> "Seen":
        """What the cookie remembers; a visit on another day makes of the latest what was seen before."""
        match = _FORM.fullmatch(cookie or "")
        if match is None:
            return cls(None, 0, today)
        before, latest, day = int(match.group(1)), int(match.group(2)), match.group(3)
        return cls(before if day == today else latest, latest, today)


class Today:
    """The start page of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def start(self, request: Request) -> Response:
        """What is new, ahead, due, overdue and told differently; or how to fill an empty ledger."""
        ledger = self.pages.desk.ledger()
        size = dossier.size(ledger) if ledger else None
        if ledger is None or size is None or not size.articles:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        as_of = asking.day(request.query_params, "as_of")
        day = self.pages.day(as_of)
        seen = Seen.of(request.cookies.get(_SEEN), self.pages.today().isoformat())
        arrived = dossier.arrived(ledger, seen.before or 0, _ARTICLES)
        pairs = dossier.top_pairs(ledger, _PAIRS)
        weight = {code: sum(n for a, b, n in pairs if code in (a, b)) for pair in pairs for code in pair[:2]}
        response = self.pages.render(
            request,
            "start.html",
            size=size,
            arrived=arrived,
            first_visit=seen.before is None,
            newest=found(ledger, Query(kinds=("event",), until=day.isoformat(), as_of=as_of), limit=_EVENTS, most=_EVENTS).items,
            ahead=_ahead(ledger, day, as_of),
            due=_due(ledger, day, as_of),
            overdue=_overdue(ledger, day, as_of),
            jubilees=_jubilees(ledger, day, as_of),
            differ=_differ(ledger, self._teller(request), as_of),
            pairs=[(ordered(a, b, weight), n) for a, b, n in pairs],
            teller=self._teller(request),
            chosen={"as_of": as_of},
            today=day.isoformat(),
        )
        value = f"{seen.before if seen.before is not None else arrived.last}.{arrived.last}.{seen.day}"
        response.set_cookie(_SEEN, value, max_age=_YEAR_SECONDS, httponly=True, samesite="lax", path="/")
        return response

    def _teller(self, request: Request) -> Teller:
        return Teller(self.pages.say_words(request), ())


def _later(day: datetime.date, days: int) -> str:
    return (day + datetime.timedelta(days=days)).isoformat()


def _ahead(ledger: Ledger, day: datetime.date, as_of: str) -> tuple[Item, ...]:
    return found(ledger, Query(kinds=("event",), since=_later(day, 1), as_of=as_of), "earliest", limit=_EVENTS, most=_EVENTS).items


def _due(ledger: Ledger, day: datetime.date, as_of: str) -> Page:
    query = Query(kinds=("commitment",), due_since=day.isoformat(), due_until=_later(day, SOON_DAYS), as_of=as_of)
    return found(ledger, query, "due", limit=_DUE)


def _overdue(ledger: Ledger, day: datetime.date, as_of: str) -> Page:
    query = Query(kinds=("commitment",), due_since=_later(day, -_OVERDUE_DAYS), due_until=_later(day, -1), as_of=as_of)
    return found(ledger, query, "overdue", limit=_DUE)


def _jubilees(ledger: Ledger, day: datetime.date, as_of: str) -> tuple[Item, ...]:
    query = Query(kinds=("anniversary",), due_since=day.isoformat(), due_until=_later(day, _AHEAD_DAYS), as_of=as_of)
    return found(ledger, query, "due", limit=_DUE).items


def _differ(ledger: Ledger, teller: Teller, as_of: str) -> list[tuple[Item, list[str]]]:
    """The latest objects whose tellings cannot all be right, with the fields on which they differ."""
    items = found(ledger, Query(differs=True, as_of=as_of), "told", limit=_LOOK).items
    made = [(item, [field for field in item.disputed if teller.cell(item, field).disputed]) for item in items]
    return [(item, fields) for item, fields in made if fields][:_DIFFER]
