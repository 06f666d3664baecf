"""The start page: what is new, what falls due, which round years lie ahead, where sources and records contradict one another.

Guarantees: what is new is told from a cookie that holds two numbers and a day and nothing else; each list is short, leads to the
whole, and can be kept, followed and cited; due, overdue and round years are computed for the day asked as of.
"""

import datetime
import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.checks import Finding
from banggiao.dossier.found import Order, Query, found
from banggiao.dossier.heads import heads
from banggiao.dossier.values import Arrived, Item
from banggiao.dossier.words import Words
from banggiao.lifecycle import Anniversary, anniversaries, world_of
from banggiao.store import Ledger
from banggiao.web import links
from banggiao.web.boards import SOON_DAYS
from banggiao.web.checked import found_on, grave, notes
from banggiao.web.handing import Lists
from banggiao.web.memo import Memo
from banggiao.web.pages import Pages
from banggiao.web.pairs import ordered
from banggiao.web.rows import of_anniversary, of_article, of_finding, of_items, of_pair
from banggiao.web.told import Teller
from banggiao.web.when import When

_SEEN = "seen"
_YEAR_SECONDS = 365 * 24 * 3600
_FORM = re.compile(r"([0-9]{1,12})\.([0-9]{1,12})\.([0-9]{4}-[0-9]{2}-[0-9]{2})")
_ARTICLES, _EVENTS, _DUE, _DIFFER, _PAIRS, _NOTES = 6, 10, 6, 5, 10, 5
_OVERDUE_DAYS, _AHEAD_DAYS = 730, 400
_LOOK, _BEGINNINGS, _CHECKED_PAIRS = 40, 400, 6


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
        self.memo = Memo()

    def start(self, request: Request) -> Response:
        """What is new, ahead, due, overdue, round and contradictory; or how to fill an empty ledger."""
        ledger = self.pages.desk.ledger()
        size = dossier.size(ledger) if ledger else None
        if ledger is None or size is None or not size.articles:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        words, times = self.pages.say_words(request), self.pages.when(request)
        ledger = ledger.at(times.times)
        seen = Seen.of(request.cookies.get(_SEEN), self.pages.today().isoformat())
        lists = self._lists(request, ledger, words, times, seen)
        if answer := lists.answer():
            return answer
        teller = Teller(words, ())
        arrived = self._arrived(ledger, seen, _ARTICLES)
        newest = found(ledger, _newest(times), limit=_EVENTS, most=_EVENTS).items
        pairs = self._pairs(ledger, times)
        weight = {code: sum(n for a, b, n in pairs if code in (a, b)) for pair in pairs for code in pair[:2]}
        response = self.pages.render(
            request,
            "start.html",
            size=size,
            arrived=arrived,
            first_visit=seen.before is None,
            newest=newest,
            ahead=found(ledger, _ahead(times), "earliest", limit=_EVENTS, most=_EVENTS).items,
            due=found(ledger, _due(times), "due", limit=_DUE),
            overdue=found(ledger, _overdue(times), "overdue", limit=_DUE),
            years=self._years(ledger, times)[:_DUE],
            differ=self._differing(ledger, times, teller)[:_DIFFER],
            notes=notes(self._found(ledger, times, newest), words, _NOTES),
            pairs=[(*ordered(a, b, weight), n) for a, b, n in pairs],
            teller=teller,
            lists=lists,
        )
        value = f"{seen.before if seen.before is not None else arrived.last}.{arrived.last}.{seen.day}"
        response.set_cookie(_SEEN, value, max_age=_YEAR_SECONDS, httponly=True, samesite="lax", path="/")
        return response

    def _lists(self, request: Request, ledger: Ledger, words: Words, times: When, seen: Seen) -> Lists:
        """Every part of the page as a list."""
        lists = Lists(request, words, times, "today", words.say("nav.start"))
        told_by = times.told_by
        lists.add("", "", lambda most: of_items(found(ledger, Query(as_of=told_by), "told", limit=most).items, words),
                  feed=links.query("/calendar.ics", {"lang": words.language}))  # fmt: skip
        lists.add("new", words.say("today.arrived"), lambda most: [of_article(row, words, row.head) for row in
                  self._arrived(ledger, seen, most).rows], dated=False)  # fmt: skip
        queries: tuple[tuple[str, str, Query, Order], ...] = (
            ("soon", "today.due", _due(times), "due"),
            ("overdue", "today.overdue", _overdue(times), "overdue"),
            ("ahead", "start.ahead", _ahead(times), "earliest"),
            ("newest", "start.newest", _newest(times), "latest"),
        )
        for part, key, query, order in queries:
            lists.add(part, words.say(key), lambda most, query=query, order=order: of_items(  # type: ignore[misc]
                      found(ledger, query, order, limit=most).items, words))  # fmt: skip
        lists.add(
            "years", words.say("today.jubilees"), lambda most: [of_anniversary(one, words) for one in self._years(ledger, times)][:most]
        )
        lists.add("differ", words.say("today.differ"), lambda most: of_items(
                  [item for item, _ in _differ(ledger, Teller(words, ()), told_by, most)], words))  # fmt: skip
        lists.add("findings", words.say("today.contradictions"), lambda most: [of_finding(one, words) for one in self._found(
                  ledger, times, found(ledger, _newest(times), limit=_EVENTS, most=_EVENTS).items)][:most], dated=False)  # fmt: skip
        lists.add("most", words.say("start.most"), lambda most: [of_pair(a, b, n, words) for a, b, n in self._pairs(ledger, times)], dated=False)  # fmt: skip
        return lists

    def _arrived(self, ledger: Ledger, seen: Seen, limit: int) -> Arrived:
        """The articles that are new, called by their repaired heads."""
        new = dossier.arrived(ledger, seen.before or 0, limit)
        named = heads(ledger, (row.source.article for row in new.rows), self.pages.lore)
        rows = tuple(msgspec.structs.replace(row, head=named.get(row.source.article, row.head)) for row in new.rows)
        return Arrived(rows, new.total, new.last)

    def _pairs(self, ledger: Ledger, times: When) -> tuple[tuple[str, str, int], ...]:
        """The pairs with most events."""
        return self.memo.once(ledger, ("pairs", times), lambda: dossier.top_pairs(ledger, _PAIRS, times.told_by))

    def _differing(self, ledger: Ledger, times: When, teller: Teller) -> list[tuple[Item, list[str]]]:
        """The latest objects that are told differently."""
        asked = ("differ", times, teller.words.language)
        return self.memo.once(ledger, asked, lambda: _differ(ledger, teller, times.told_by))

    def _years(self, ledger: Ledger, times: When) -> tuple[Anniversary, ...]:
        """The round years ahead."""
        return self.memo.once(ledger, ("years", times), lambda: self._round(ledger, times))

    def _round(self, ledger: Ledger, times: When) -> tuple[Anniversary, ...]:
        """The round years ahead: those told, and those computed of beginnings told."""
        until = times.day + datetime.timedelta(days=_AHEAD_DAYS)
        query = Query(kinds=("anniversary", "partnership"), as_of=times.told_by)
        told = found(ledger, query, "told", limit=_BEGINNINGS, most=_BEGINNINGS).items
        return tuple(one for one in anniversaries(world_of(told, times.day), self.pages.lore, until) if one.items)

    def _found(self, ledger: Ledger, times: When, newest: tuple[Item, ...]) -> list[Finding]:
        """What checks find about the pairs that a desk looks at first."""
        return self.memo.once(ledger, ("findings", times), lambda: self._contradictions(ledger, times, newest))

    def _contradictions(self, ledger: Ledger, times: When, newest: tuple[Item, ...]) -> list[Finding]:
        """What checks find, beyond information, about the pairs that have most events and those of the newest ones."""
        top = [(a, b) for a, b, _ in self._pairs(ledger, times)[: _CHECKED_PAIRS // 2]]
        latest = [item.parties[:2] for item in newest if len(item.parties) > 1]
        made: dict[tuple[str, str], Finding] = {}
        for pair in list(dict.fromkeys([*top, *latest]))[:_CHECKED_PAIRS]:
            for one in grave(found_on(ledger, pair, times, self.pages.lore)):
                made.setdefault((one.check.check, one.says), one)
        return sorted(made.values(), key=lambda one: (one.severity != "E", one.check.number, one.says))


def _later(day: datetime.date, days: int) -> str:
    return (day + datetime.timedelta(days=days)).isoformat()


def _newest(times: When) -> Query:
    return Query(kinds=("event",), until=times.day.isoformat(), as_of=times.told_by)


def _ahead(times: When) -> Query:
    return Query(kinds=("event",), since=_later(times.day, 1), as_of=times.told_by)


def _due(times: When) -> Query:
    return Query(kinds=("commitment",), due_since=times.day.isoformat(), due_until=_later(times.day, SOON_DAYS), as_of=times.told_by)


def _overdue(times: When) -> Query:
    since, until = _later(times.day, -_OVERDUE_DAYS), _later(times.day, -1)
    return Query(kinds=("commitment",), due_since=since, due_until=until, as_of=times.told_by)


def told_fields(item: Item, words: Words) -> list[str]:
    """The fields of a record on which tellings differ; how a date or a verb was worded is no such field."""
    return [field for field in item.disputed if field in words.fields(item.kind)]


def _differ(ledger: Ledger, teller: Teller, told_by: str, most: int = _LOOK) -> list[tuple[Item, list[str]]]:
    """The latest objects whose tellings cannot all be right, with the fields on which they differ."""
    items = found(ledger, Query(differs=True, as_of=told_by), "told", limit=most).items
    made = [(item, [field for field in told_fields(item, teller.words) if teller.cell(item, field).disputed]) for item in items]
    return [(item, fields) for item, fields in made if fields]
