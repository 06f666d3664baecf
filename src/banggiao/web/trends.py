"""The trends: contacts and commitments over time, by rank and by sector.

Guarantees: a dealing counts once in its month, however many its parties, and once in each of its sectors; long periods are shown by
quarter or year; each number is a link to what is behind it.
"""

from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.dossier.dealings import COMMITMENT, CONTACT, Asked, by_month, by_sector, first_month, last_month
from banggiao.dossier.words import Words
from banggiao.lore import Lore
from banggiao.store import Ledger
from banggiao.web import charts
from banggiao.web.charts import Columns
from banggiao.web.dealings import Bin, Counted, Scope, binned, bins, rank_words
from banggiao.web.handing import Lists
from banggiao.web.pages import Pages
from banggiao.web.rows import Row
from banggiao.web.when import When

WIDTH, HEIGHT = 960.0, 240.0
SPARK_WIDTH, SPARK_HEIGHT = 240.0, 34.0
_OLDEST = 12
"""Years that a chart on the page of a state or pair goes back at most."""


class Timeline(msgspec.Struct, frozen=True):
    """Contacts over time, for the page of a state or pair: the chart, its stretches with their numbers by rank, what is behind them."""

    scope: Scope
    bins: tuple[Bin, ...]
    numbers: list[dict[str, int]]
    chart: Columns
    names: Mapping[str, str]
    earlier: int


class SectorRow(msgspec.Struct, frozen=True):
    """A sector over time."""

    sector: str
    number: int
    numbers: list[int]
    chart: Columns


class Trends:
    """The trends of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.counted = Counted(pages)

    def trends(self, request: Request) -> Response:
        """The charts and their tables."""
        opened = self.counted.open(request)
        if opened is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        ledger, found = opened
        lore, words = self.pages.lore, self.pages.say_words(request)
        names = rank_words(lore, words)
        if found.asked.kind == COMMITMENT:
            found = Scope(msgspec.structs.replace(found.asked, kind=CONTACT), {k: v for k, v in found.chosen.items() if k != "kind"})
        said = Scope(msgspec.structs.replace(found.asked, kind=COMMITMENT, rank=""), _promised(found))
        months = by_month(ledger, found.asked, lore)
        contacts, commitments = by_sector(ledger, found.asked, lore), by_sector(ledger, said.asked, lore)
        title = self.counted.title(found.asked, words)
        lists = Lists(request, words, self.pages.when(request), "trends", title, found.chosen)
        lists.add("", "", lambda most: _month_rows(months, found, words)[:most], dated=False)
        lists.add("sectors", words.say("trends.sectors"), lambda most: _sector_rows(commitments, said, words)[:most], dated=False)
        if answer := lists.answer():
            return answer
        into = bins(found.asked.since, found.asked.until)
        numbers = binned(months, into)
        promised = [{COMMITMENT: sum(one.values())} if one else {} for one in binned(by_month(ledger, said.asked, lore), into)]
        return self.pages.render(
            request,
            "trends.html",
            **self.counted.frame(request, ledger, found, "/trends"),
            lists=lists,
            title=title,
            bins=into,
            numbers=numbers,
            total=sum(sum(one.values()) for one in numbers),
            chart=charts.columns(numbers, list(names), WIDTH, HEIGHT),
            said=said,
            promised=promised,
            promised_total=sum(sum(one.values()) for one in promised),
            promised_chart=charts.columns(promised, [COMMITMENT], WIDTH, HEIGHT * 0.6),
            commitments=sector_rows(commitments, into),
            contacts=sector_rows(contacts, into),
        )


def _promised(found: Scope) -> dict[str, str]:
    """The choice for commitments: they have no rank and no type of event."""
    return {**{name: value for name, value in found.chosen.items() if name != "level"}, "kind": COMMITMENT}


def sector_rows(found: Mapping[str, Mapping[str, int]], into: Sequence[Bin]) -> list[SectorRow]:
    """The sectors over the stretches of a chart, all on one scale, that with most first."""
    sums = {
        sector: [sum(n for month, n in months.items() if one.since <= month <= one.until) for one in into]
        for sector, months in found.items()
    }
    most = max((number for numbers in sums.values() for number in numbers), default=0)
    made = []
    for sector, numbers in sums.items():
        chart = charts.columns([{sector: number} for number in numbers], [sector], SPARK_WIDTH, SPARK_HEIGHT, most)
        made.append(SectorRow(sector, sum(numbers), numbers, chart))
    return made


def timeline(ledger: Ledger, times: When, lore: Lore, words: Words, state: str, other: str = "") -> Timeline | None:
    """All contacts of a state, or of two, over time; None where the ledger knows of none."""
    until = last_month(ledger, times.day.isoformat()[:7], CONTACT, state, other)
    since = max(first_month(ledger, until, CONTACT, state, other), f"{int(until[:4]) - _OLDEST + 1:04}-01")
    asked = Asked(since=since, until=until, state=state, other=other, as_of=times.told_by)
    months = by_month(ledger, asked, lore)
    if not months:
        return None
    into = bins(since, until)
    numbers, names = binned(months, into), rank_words(lore, words)
    before = by_month(ledger, msgspec.structs.replace(asked, since="", until=since), lore)
    earlier = sum(sum(one.values()) for month, one in before.items() if month < since)
    chosen = {"since": since, "until": until, "state": state, "with": other}
    scope = Scope(asked, {name: value for name, value in chosen.items() if value})
    return Timeline(scope, into, numbers, charts.columns(numbers, list(names), WIDTH, HEIGHT * 0.6), names, earlier)


def _month_rows(months: Mapping[str, Mapping[str, int]], found: Scope, words: Words) -> list[Row]:
    return [
        _row(month, "rank", rank, number, found.behind(since=month, until=month, level=rank), words)
        for month, by in months.items()
        for rank, number in by.items()
    ]


def _sector_rows(sectors: Mapping[str, Mapping[str, int]], said: Scope, words: Words) -> list[Row]:
    return [
        _row(month, "sector", sector, number, said.behind(since=month, until=month, sector=sector), words)
        for sector, by in sectors.items()
        for month, number in by.items()
    ]


def _row(month: str, name: str, value: str, number: int, page: str, words: Words) -> Row:
    """A number of a month as a line of a list."""
    cells = {"month": month, name: value, "number": number, "page": page}
    return Row(key=f"trend {month} {name} {value}", title=f"{words.date(month)}: {words.number(number)}", page=page, words=page,
               kind=("trend", words.say("trends.title")), cells=(cells, {}, {}), whole=cells)  # fmt: skip
