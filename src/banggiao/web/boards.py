"""The board of commitments and the calendar.

Guarantees: ``due`` groups are computed for the day asked as of; what is expected is computed and marked so; every filter is a
parameter, so that a board can be kept, sent and downloaded.
"""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.dossier.found import Order, Query, found
from banggiao.dossier.kept import promised_on
from banggiao.dossier.questions.promised import Life, promised
from banggiao.dossier.values import Item
from banggiao.dossier.words import Words
from banggiao.dossier.world import RHYTHM, YEARS
from banggiao.kinds import kind_of
from banggiao.lifecycle import Anniversary, Mechanism, anniversaries, mechanisms
from banggiao.store import Ledger
from banggiao.web import asking, links
from banggiao.web.checked import Note, found_on, notes, on, world_at
from banggiao.web.handing import Lists
from banggiao.web.pages import Pages
from banggiao.web.rows import of_items
from banggiao.web.told import Teller
from banggiao.web.when import When

SHOWN = 50
SOON_DAYS = 90
DUES = ("overdue", "soon", "later", "none")
_CALENDAR_KINDS = ("event", "commitment", "agreement", "anniversary")
_SPILL_DAYS, _SPAN_DAYS = 14, 10
_MONTH_ITEMS = 500
_DECEMBER = 12
_DAY = datetime.timedelta(days=1)


class Entry(msgspec.Struct, frozen=True):
    """Something on a day of the calendar."""

    item: Item
    href: str
    dashed: bool


class Expected(msgspec.Struct, frozen=True):
    """What is computed for a day: a session by the rhythm of its mechanism, or a round year. ``why`` says how."""

    name: str
    href: str
    why: str


class Day(msgspec.Struct, frozen=True):
    """A day of the month, with what is on it. ``number`` is 0 for a day of another month."""

    number: int
    date: str
    entries: tuple[Entry, ...]
    expected: tuple[Expected, ...]


class Boards:
    """The board and the calendar of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def commitments(self, request: Request) -> Response:
        """Commitments by state, side, sector, act and due date."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        words, times = self.pages.say_words(request), self.pages.when(request)
        ledger = ledger.at(times.times)
        chosen = self._chosen(request.query_params)
        today = times.day
        query = _query(chosen, times)
        dated = bool(chosen["due"]) and chosen["due"] != "none"
        lists = Lists(request, words, times, "commitments", words.say("board.title"), chosen)
        order: Order = "due" if dated and not lists.latest else "told"
        lists.add("", "", lambda most: of_items(found(ledger, query, order, limit=most).items, words))
        if answer := lists.answer():
            return answer
        page = asking.page(request.query_params)
        listed = found(ledger, query, order, (page - 1) * SHOWN, SHOWN)
        pair = (chosen["state"], chosen["with"])
        return self.pages.render(
            request,
            "commitments.html",
            lists=lists,
            found=listed,
            chosen=chosen,
            lives=self._lives(ledger, pair, times),
            notes=self._notes(ledger, pair, times, listed.items, words),
            tabs=[(due, links.query("/commitments", {**chosen, "due": due}), due == chosen["due"]) for due in ("", *DUES)],
            codes=self._codes(),
            states=self.pages.by_name(request, dossier.states_told(ledger)),
            teller=Teller(words, ()),
            page=page,
            pages=max(1, -(-listed.total // SHOWN)),
            today=today.isoformat(),
            note=asking.text(request.query_params, "note"),
            back=links.query("/commitments", {**chosen, "page": page if page > 1 else ""}),
        )

    def _codes(self) -> dict[str, tuple[str, ...]]:
        """The codes that the filters offer."""
        fields = {field.name: field for field in kind_of("commitment", self.pages.lore).fields}
        return {name: tuple(code.code for code in fields[name].codes) for name in ("act", "sectors")}

    def _chosen(self, given: Mapping[str, str]) -> dict[str, str]:
        codes = self._codes()
        return {
            "state": asking.code(given, "state"),
            "with": asking.code(given, "with"),
            "by": asking.code(given, "by"),
            "sector": asking.choice(given, "sector", codes["sectors"]),
            "act": asking.choice(given, "act", codes["act"]),
            "due": asking.choice(given, "due", DUES),
        }

    def _lives(self, ledger: Ledger, pair: tuple[str, str], times: When) -> dict[str, Life]:
        """The states that promises of a pair have come to, by the id of every commitment in them; empty where no pair is chosen."""
        if not all(pair):
            return {}
        if times.known is None:
            told = promised_on(ledger, *pair, self.pages.lore, times.day)
        else:
            told = promised(world_at(ledger, pair, times), self.pages.lore)
        return {key: life for life in told.lives for key in life.ids}

    def _notes(self, ledger: Ledger, pair: tuple[str, str], times: When, items: Sequence[Item], words: Words) -> tuple[Note, ...]:
        """What checks find about the commitments shown."""
        return notes(on(found_on(ledger, pair, times, self.pages.lore), {item.id for item in items}), words) if all(pair) else ()

    def calendar(self, request: Request) -> Response:
        """A month as a grid and as a list."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        given, words, times = request.query_params, self.pages.say_words(request), self.pages.when(request)
        ledger = ledger.at(times.times)
        chosen = {name: asking.code(given, name) for name in ("state", "with")}
        chosen["kind"] = asking.choice(given, "kind", _CALENDAR_KINDS)
        year, month = asking.month(given, "month", times.day)
        lists = Lists(
            request, words, times, f"calendar-{year}-{month:02}", words.say("nav.calendar"), {**chosen, "month": f"{year}-{month:02}"}
        )
        items = _of_month(ledger, year, month, chosen, times.told_by)
        lists.add("", "", lambda most: of_items(items[:most], words), feed=_feed(chosen, words))
        if answer := lists.answer():
            return answer
        rhythm = self._expected(ledger, chosen, times, words)
        weeks, vague = _weeks(year, month, items, rhythm)
        view = asking.choice(given, "view", ("list",))
        kept = {**chosen, "view": view}
        return self.pages.render(
            request,
            "calendar.html",
            weeks=weeks,
            vague=vague,
            year=year,
            month=month,
            chosen=chosen,
            kinds=_CALENDAR_KINDS,
            view=view,
            before=_beside(year, month, -1, kept),
            after=_beside(year, month, 1, kept),
            states=self.pages.by_name(request, dossier.states_told(ledger)),
            teller=Teller(words, ()),
            lists=lists,
        )

    def _expected(self, ledger: Ledger, chosen: Mapping[str, str], times: When, words: Words) -> dict[str, list[Expected]]:
        """What is computed for a pair: the next sessions by the rhythm of its mechanisms, and round years, by day."""
        found_on: dict[str, list[Expected]] = defaultdict(list)
        if chosen["state"] and chosen["with"]:
            pair = (chosen["state"], chosen["with"])
            for one in mechanisms(world_at(ledger, pair, times, RHYTHM), self.pages.lore):
                if one.next:
                    found_on[one.next.isoformat()].append(Expected(one.name, mechanism_href(one), words.say("calendar.expected")))
            for year in anniversaries(world_at(ledger, pair, times, YEARS), self.pages.lore):
                if year.basis == "inferred" and year.when and len(year.when) == len("2026-01-01"):
                    href = links.item_path(year.items[0])
                    found_on[year.when].append(Expected(year_title(year, words), href, words.say("calendar.inferred", says=year.says)))
        return found_on


def year_title(one: Anniversary, words: Words) -> str:
    """A round count of years in words."""
    return words.say("ics.anniversary", n=one.years, of=words.value("anniversary", "of", one.of), parties=words.parties(one.parties))


def _feed(chosen: Mapping[str, str], words: Words) -> str:
    """The calendar to follow that fits a choice of states best."""
    pair = "-".join(code for code in (chosen["state"], chosen["with"]) if code)
    return links.query("/calendar.ics", {"pair" if "-" in pair else "state": pair, "lang": words.language})


def mechanism_href(mechanism: Mechanism) -> str:
    """The page of a mechanism, by its first object."""
    return links.mechanism_path(min(item.id for item in mechanism.items))


def _query(chosen: Mapping[str, str], times: When) -> Query:
    """The query that a board's choice stands for."""
    today = times.day
    day, soon = today.isoformat(), (today + datetime.timedelta(days=SOON_DAYS)).isoformat()
    narrowed = {"sector": chosen["sector"], "by": chosen["by"]}
    later = (today + datetime.timedelta(days=SOON_DAYS + 1)).isoformat()
    since, until = {"overdue": ("", (today - _DAY).isoformat()), "soon": (day, soon), "later": (later, "")}.get(chosen["due"], ("", ""))
    return Query(
        kinds=("commitment",),
        states=tuple(code for code in (chosen["state"], chosen["with"]) if code),
        facets={facet: (value,) for facet, value in narrowed.items() if value} | ({"act": (chosen["act"],)} if chosen["act"] else {}),
        dated=False if chosen["due"] == "none" else None,
        as_of=times.told_by,
        due_since=since,
        due_until=until,
    )


def _of_month(ledger: Ledger, year: int, month: int, chosen: Mapping[str, str], told_by: str) -> list[Item]:
    """What lies in a month as precisely as the calendar can show it."""
    first = datetime.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    spill = datetime.timedelta(days=_SPILL_DAYS)
    query = Query(
        kinds=(chosen["kind"],) if chosen["kind"] else _CALENDAR_KINDS,
        states=tuple(code for code in (chosen["state"], chosen["with"]) if code),
        near=((first - spill).isoformat(), (last + spill).isoformat()),
        as_of=told_by,
    )
    items = found(ledger, query, "earliest", limit=_MONTH_ITEMS).items
    return [item for item in items if (item.last or "") >= first.isoformat() and (item.first or "") <= last.isoformat()]


def _weeks(year: int, month: int, items: Sequence[Item], expected: Mapping[str, list[Expected]]) -> tuple[list[list[Day]], list[Entry]]:
    """The weeks of a month with what is on each day, and what is known to be in the month but not on which day."""
    on: dict[str, list[Entry]] = defaultdict(list)
    vague: list[Entry] = []
    for item in items:
        entry = Entry(item, links.item_path(item), item.values.get("status") in ("planned", "proposed"))
        first, last = datetime.date.fromisoformat(item.first or ""), datetime.date.fromisoformat(item.last or "")
        if (last - first).days > _SPAN_DAYS:
            vague.append(entry)
            continue
        for n in range((last - first).days + 1):
            on[(first + n * _DAY).isoformat()].append(entry)
    weeks = []
    for week in calendar.Calendar().monthdatescalendar(year, month):
        days = [(day.day if day.month == month else 0, day.isoformat()) for day in week]
        weeks.append([Day(n, date, tuple(on[date]) if n else (), tuple(expected.get(date, ())) if n else ()) for n, date in days])
    return weeks, vague


def _beside(year: int, month: int, step: int, kept: Mapping[str, str]) -> str:
    """The calendar of the month before or after."""
    at = year * _DECEMBER + month - 1 + step
    return links.query("/calendar", {"month": f"{at // _DECEMBER:04}-{at % _DECEMBER + 1:02}", **kept})
