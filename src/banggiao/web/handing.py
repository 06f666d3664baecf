"""What every list offers besides being looked at: files to keep, feeds to follow, an address to cite.

Guarantees: one table of forms serves every list of every page; an answer holds at most MOST rows (a feed: the FEED rows told last) and
says by its ETag whether it changed; feeds follow what is told now, whatever day their page is asked as of; permalinks keep that day.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.dossier.words import Words
from banggiao.export import atom
from banggiao.export.calendar import Entry
from banggiao.export.ics import calendar
from banggiao.model.ids import content_id
from banggiao.model.items import Telling
from banggiao.model.times import window
from banggiao.web import asking, links
from banggiao.web.rows import Row
from banggiao.web.tables import as_csv, as_json
from banggiao.web.when import When

MOST = 5_000
FEED = 100
"""Most rows of a file, and of a feed."""
_CITED_LETTERS = 400
_TEXTS = 6

Rows = Callable[[int], Sequence[Row]]
"""Gives at most so many rows of a list; those told last first, where it is asked for a feed."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of a page. ``part`` names it within the page; ``dated``: whether it goes into a calendar; ``feed``: a calendar of its own."""

    part: str
    title: str
    rows: Rows
    dated: bool = True
    feed: str = ""


class Given(msgspec.Struct, frozen=True):
    """A form with the address at which a list is had in it."""

    label: str
    href: str


class Lists:
    """The lists of one page. ``name`` begins the names of files; ``chosen``: the parameters that the page was asked with."""

    def __init__(self, request: Request, words: Words, when: When, name: str, title: str, chosen: Mapping[str, str] | None = None) -> None:
        self.request, self.words, self.when = request, words, when
        self.name, self.title = name, title
        self.path = links.here(request)
        self.chosen = {key: value for key, value in (chosen or {}).items() if value}
        self.form = asking.choice(request.query_params, "format", FORMS)
        self._lists: dict[str, Listed] = {}

    def add(self, part: str, title: str, rows: Rows, *, dated: bool = True, feed: str = "") -> None:
        """A list of the page; the one without a part is the page's own."""
        self._lists[part] = Listed(part=part, title=title, rows=rows, dated=dated, feed=feed)

    def __iter__(self) -> Iterator[Listed]:
        return iter(self._lists.values())

    def __getitem__(self, part: str) -> Listed:
        return self._lists[part]

    def __contains__(self, part: str) -> bool:
        return part in self._lists

    @property
    def latest(self) -> bool:
        """Whether a feed is asked for, which wants what was told last."""
        return self.form == "atom"

    def answer(self) -> Response | None:
        """The list asked for in the form asked for; None where the page itself is asked."""
        part = asking.code(self.request.query_params, "list")
        if not self.form or (one := self._lists.get(part) or next(iter(self), None)) is None:
            return None
        form = FORMS[self.form]
        data = form.make(self, one, list(one.rows(FEED if self.form == "atom" else MOST)))
        name = f"banggiao-{self.name}{'-' + one.part if one.part else ''}.{form.form}"
        mark = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
        headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
        if self.request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        if form.way == "keep":
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(data, media_type=form.media, headers=headers)

    # what the templates show

    def ways(self, one: Listed) -> list[tuple[str, list[Given]]]:
        """The forms of a list by what they are for: to keep and to follow."""
        found: dict[str, list[Given]] = {}
        for form in FORMS.values():
            if form.form != "ics" or one.dated:
                found.setdefault(form.way, []).append(Given(form.label, self.address(one, form.form)))
        return list(found.items())

    def address(self, one: Listed, form: str) -> str:
        """Where a list is had in a form."""
        if form == "ics" and one.feed:
            return one.feed
        follows = FORMS[form].way == "follow"
        chosen = {key: value for key, value in self.chosen.items() if not follows or key not in self.when.given}
        return links.query(self.path, {**chosen, "list": one.part, "format": form, "lang": self.words.language if follows else ""})

    def permalink(self, one: Listed) -> str:
        """The address that shows the list again, as of the same day."""
        mark = f"#{one.part}" if one.part else ""
        return links.query(self.path, {**self.chosen, **self.when.given}) + mark

    def cited(self, one: Listed) -> str:
        """How the list is named in a text of one's own."""
        day = self.words.date(self.when.now.isoformat())
        return self.words.say("hand.cited", title=self.name_of(one)[:_CITED_LETTERS], href=self.whole(self.permalink(one)), day=day)

    def name_of(self, one: Listed) -> str:
        """The name of a list: that of its page and its own."""
        return f"{self.title}: {one.title}" if one.part else self.title

    def whole(self, href: str) -> str:
        """An address of this server as others must write it."""
        return str(self.request.base_url).rstrip("/") + href if href.startswith("/") else href


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of lists: its name, which ends its files, its label, what it is for, its media type, and what makes it."""

    form: str
    label: str
    way: str
    media: str
    make: Callable[[Lists, Listed, Sequence[Row]], bytes]


def _atom(lists: Lists, one: Listed, rows: Sequence[Row]) -> bytes:
    ordered = sorted(rows, key=lambda row: (_days(row)[1] or datetime.date.min, row.key), reverse=True)
    itself = lists.whole(lists.address(one, "atom"))
    return atom.feed(
        [_feed_entry(row, lists) for row in ordered[:FEED]],
        key=lists.address(one, "atom").rpartition("&lang=")[0], title=f"banggiao: {lists.name_of(one)}", page=lists.whole(lists.permalink(one)),
        itself=itself, language=lists.words.language,
    )  # fmt: skip


def _feed_entry(row: Row, lists: Lists) -> atom.Entry:
    first, last = _days(row)
    urls = (links.outside(telling.source.url) for telling in row.tellings)
    return atom.Entry(
        key=row.key, title=row.title, page=lists.whole(row.page or row.words), words=lists.whole(row.words), kind=row.kind,
        texts=tuple(_quoted(telling, lists.words) for telling in row.tellings[:_TEXTS]),
        sources=tuple(dict.fromkeys(url for url in urls if url and url.isascii() and " " not in url))[:_TEXTS],
        authors=tuple(dict.fromkeys(telling.source.outlet for telling in row.tellings if telling.source.outlet))[:_TEXTS],
        told=first, last_told=last,
    )  # fmt: skip


def _quoted(telling: Telling, words: Words) -> str:
    """The words of a telling, with who says them and when."""
    source = ", ".join(part for part in (telling.source.outlet or telling.source.article, words.date(telling.source.published)) if part)
    return f"“{telling.quote}” ({source})"


def _days(row: Row) -> tuple[datetime.date | None, datetime.date | None]:
    """The days on which a row was first and last told."""
    days = [found.last for telling in row.tellings if (found := window(telling.source.published))]
    return (min(days), max(days)) if days else (None, None)


def _ics(lists: Lists, one: Listed, rows: Sequence[Row]) -> bytes:
    entries = [made for row in rows if (made := _calendar_entry(row, lists))]
    ordered = sorted(entries, key=lambda entry: (entry.first, entry.last, entry.uid))
    return calendar(ordered, lists.words, f"banggiao: {lists.name_of(one)}")


def _calendar_entry(row: Row, lists: Lists) -> Entry | None:
    """The entry of a row that has days; a date vaguer than a day is named, and tentative."""
    days = window(row.date)
    if days is None:
        return None
    exact = days.first == days.last or len(str(row.date)) > len("2024-Q1/2024-Q2")
    planned, words = row.status in ("planned", "proposed"), lists.words
    return Entry(
        uid=f"{content_id('list', row.key)}@banggiao", kind=row.kind[0], first=days.first, last=days.last, exact=exact,
        status="CANCELLED" if row.status == "cancelled" else "CONFIRMED" if exact and not planned else "TENTATIVE",
        summary=row.title, notes=(lists.whole(row.page or row.words),) if exact else (words.date(row.date), lists.whole(row.page)),
        sequence=max(len({one.source.article for one in row.tellings}) - 1, 0), told=_days(row)[1], tellings=row.tellings[:_TEXTS],
    )  # fmt: skip


FORMS: Mapping[str, Form] = {
    form.form: form
    for form in (
        Form(form="csv", label="CSV", way="keep", media="text/csv; charset=utf-8", make=lambda lists, one, rows: as_csv(rows)),
        Form(form="json", label="JSON", way="keep", media="application/json", make=lambda lists, one, rows: as_json(rows)),
        Form(form="atom", label="Atom", way="follow", media=atom.MEDIA, make=_atom),
        Form(form="ics", label="iCalendar", way="follow", media="text/calendar; charset=utf-8", make=_ics),
    )
}
"""The forms of lists."""
