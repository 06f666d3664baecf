"""What the pages that count dealings share: the choice made on them, the periods of a chart, and the list behind every number.

Guarantees: each choice is a parameter, so that a picture can be kept, sent and downloaded; without a period the last 24 months
that the ledger knows are shown; the list behind a number asks the very question that made the number.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote_plus, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.dossier.dealings import COMMITMENT, CONTACT, Asked, Tie, contact_types, listed, period, ranks, undated
from banggiao.dossier.words import Words, capital
from banggiao.kinds import kind_of
from banggiao.lore import Lore
from banggiao.store import Ledger
from banggiao.web import asking, links
from banggiao.web.handing import Lists
from banggiao.web.pages import Pages
from banggiao.web.rows import Row, of_items
from banggiao.web.told import Teller
from banggiao.web.when import When

ALL = "all"
PATHS = ("/map", "/network", "/trends")
SHOWN = 50
_PLAIN = re.compile(r"[A-Za-z0-9_-]*")
_MONTHS_MOST, _QUARTERS_MOST = 36, 144
_QUARTER, _YEAR = 3, 12


class Bin(msgspec.Struct, frozen=True):
    """A stretch of a chart: its first and last month, and its date as records write it (month, quarter or year)."""

    since: str
    until: str
    date: str


class Scope(msgspec.Struct, frozen=True):
    """What a page counts, and the choice that led to it (``chosen`` holds the parameters of its links)."""

    asked: Asked
    chosen: Mapping[str, str]

    def behind(self, **more: str) -> str:
        """The list of what is counted, narrowed by more."""
        kept = _kept(tuple(self.chosen.items()), tuple(more))
        return "/contacts?" + "&".join(filter(None, (kept, *(f"{name}={_quoted(value)}" for name, value in more.items() if value))))

    def here(self, path: str, **more: str) -> str:
        """A page with this choice, changed by more."""
        return links.query(path, {**self.chosen, **more})


@functools.lru_cache(maxsize=256)
def _kept(chosen: tuple[tuple[str, str], ...], but: tuple[str, ...]) -> str:
    """The parameters of a choice without some: pages hold a thousand links that differ in these alone."""
    return urlencode({name: value for name, value in chosen if name not in but and (name, value) != ("state", ALL)})


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else quote_plus(value)


def scope(given: Mapping[str, str], times: When, ledger: Ledger, lore: Lore, state: str = "") -> Scope:
    """The choice of a request. ``state``: the state taken where none is given (``all`` stands for none)."""
    chosen = {
        "state": asking.code(given, "state").upper() if given.get("state") not in (None, ALL) else (given.get("state") or state),
        "with": asking.code(given, "with").upper(),
        "kind": asking.choice(given, "kind", kinds_offered(lore)),
        "level": asking.choice(given, "level", lore.once(ranks)),
        "sector": asking.choice(given, "sector", codes(lore, "commitment", "sectors")),
    }
    state = "" if chosen["state"] == ALL else chosen["state"]
    asked = Asked(
        kind=chosen["kind"] or CONTACT,
        since=_month(given, "since"),
        until=_month(given, "until"),
        state=state,
        other=chosen["with"],
        rank=chosen["level"],
        sector=chosen["sector"],
        as_of=times.told_by,
    )
    since, until = period(ledger, asked, times.day.isoformat())
    asked = msgspec.structs.replace(asked, since=since, until=until)
    return Scope(asked, {"since": since, "until": until, **{name: value for name, value in chosen.items() if value}})


def _month(given: Mapping[str, str], name: str) -> str:
    """A month given as ``2024-03``, empty where none is."""
    year, month = asking.month(given, name, date.min)
    return f"{year:04}-{month:02}" if year > 1 else ""


def kinds_offered(lore: Lore) -> tuple[str, ...]:
    """What can be counted beside contacts: events of one type, those that are contacts first, and commitments."""
    contacts = lore.once(contact_types)
    return (*contacts, *(code for code in codes(lore, "event", "type") if code not in contacts), COMMITMENT)


def codes(lore: Lore, kind: str, field: str) -> tuple[str, ...]:
    """The codes of a field."""
    return tuple(code.code for one in kind_of(kind, lore).fields if one.name == field for code in one.codes)


def bins(since: str, until: str) -> tuple[Bin, ...]:
    """The months from ``since`` to ``until``; quarters where these are more than 36, years where they are more than 144."""
    months = _number(until) - _number(since) + 1
    step = 1 if months <= _MONTHS_MOST else _QUARTER if months <= _QUARTERS_MOST else _YEAR
    made = []
    at = _number(since) // step * step
    while at <= _number(until):
        first, last = _named(at), _named(at + step - 1)
        name = {1: first, _QUARTER: f"{first[:4]}-Q{at % _YEAR // _QUARTER + 1}"}.get(step, first[:4])
        made.append(Bin(max(first, since), min(last, until), name))
        at += step
    return tuple(made)


def _number(month: str) -> int:
    return int(month[:4]) * _YEAR + int(month[5:7]) - 1


def _named(number: int) -> str:
    return f"{number // _YEAR:04}-{number % _YEAR + 1:02}"


def binned(by_month: Mapping[str, Mapping[str, int]], into: Sequence[Bin]) -> list[dict[str, int]]:
    """For each bin the sums of what its months hold."""
    made = []
    for one in into:
        sums: dict[str, int] = {}
        for month, numbers in by_month.items():
            if one.since <= month <= one.until:
                for name, number in numbers.items():
                    sums[name] = sums.get(name, 0) + number
        made.append(sums)
    return made


def rank_words(lore: Lore, words: Words) -> dict[str, str]:
    """The words of each rank, the highest first."""
    return {name: row.en if words.language == "en" else row.vi for name, row in lore.once(ranks).items()}


class Counted:
    """What every page of dealings is made with, and the list behind their numbers."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def frame(self, request: Request, ledger: Ledger, found: Scope, path: str) -> dict[str, Any]:
        """What the templates of these pages need: the choice, and what it may be."""
        lore, words = self.pages.lore, self.pages.say_words(request)
        kept = {name: value for name, value in found.chosen.items() if name != "with"}
        tabs = [(key, links.query(key, kept if key != "/map" or "state" in kept else {**kept, "state": ALL}), key == path) for key in PATHS]
        return {
            "scope": found,
            "asked": found.asked,
            "chosen": found.chosen,
            "all": ALL,
            "page_path": path,
            "tabs": tabs,
            "states": self.pages.by_name(request, dossier.states_told(ledger)),
            "ranks": rank_words(lore, words),
            "kinds": kinds_offered(lore),
            "commitment": COMMITMENT,
            "sectors": codes(lore, "commitment", "sectors"),
            "undated": undated(ledger, found.asked, lore),
            "num": functools.cache(words.number),
        }

    def open(self, request: Request, state: str = "") -> tuple[Ledger, Scope] | None:
        """The ledger as of the request's times, and what the request chooses; None where there is no ledger yet."""
        ledger, times = self.pages.desk.ledger(), self.pages.when(request)
        if ledger is None:
            return None
        return ledger.at(times.times), scope(request.query_params, times, ledger, self.pages.lore, state)

    def title(self, asked: Asked, words: Words) -> str:
        """What is counted, between whom and when, in words."""
        who = words.parties(asked.states) if asked.states else words.say("counted.everybody")
        span = asked.since if asked.since == asked.until else f"{asked.since}/{asked.until}"
        return words.say("counted.title", what=capital(self.what(asked, words)), who=who, when=words.date(span))

    def what(self, asked: Asked, words: Words) -> str:
        """What is counted, in words."""
        if asked.kind == CONTACT:
            return words.say("counted.contacts")
        return words.say("counted.commitments") if asked.kind == COMMITMENT else words.value("event", "type", asked.kind)

    def contacts(self, request: Request) -> Response:
        """The events or commitments behind a number, as a list."""
        opened = self.open(request)
        if opened is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        ledger, found = opened
        words, given = self.pages.say_words(request), request.query_params
        pairs = "1" if given.get("pairs") == "1" else ""
        asked = msgspec.structs.replace(found.asked, pairs=bool(pairs))
        title, kept = self.title(asked, words), {**found.chosen, "pairs": pairs}
        lists = Lists(request, words, self.pages.when(request), "contacts", title, kept)
        lists.add("", "", lambda most: of_items(listed(ledger, asked, self.pages.lore, limit=most).items, words))
        if answer := lists.answer():
            return answer
        page = asking.page(given)
        listing = listed(ledger, asked, self.pages.lore, (page - 1) * SHOWN, SHOWN)
        return self.pages.render(
            request,
            "contacts.html",
            **self.frame(request, ledger, found, "/contacts"),
            lists=lists,
            title=title,
            found=listing,
            kept=kept,
            teller=Teller(words, ()),
            page=page,
            pages=max(1, -(-listing.total // SHOWN)),
        )


def of_tie(tie: Tie, found: Scope, names: Mapping[str, str], words: Words) -> Row:
    """Two states and how often they dealt with each other, as a line of a list."""
    page = found.behind(**{"state": tie.a, "with": tie.b, "pairs": "1"})
    cells = {"a": tie.a, "b": tie.b, "number": tie.number}
    return Row(
        key=f"tie {tie.a}-{tie.b}",
        title=f"{words.parties((tie.a, tie.b))}: {words.number(tie.number)}",
        page=page,
        words=page,
        kind=("pair", words.say("pairs.pair")),
        cells=(cells, {rank: tie.ranks.get(rank, 0) for rank in names}, {"page": page}),
        whole={**cells, "ranks": dict(tie.ranks), "page": page},
    )
