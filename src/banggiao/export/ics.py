"""Calendars as iCalendar (RFC 5545), for a file or a feed.

Guarantees: all-day entries with exclusive ends; stable UIDs and growing SEQUENCEs; lines of at most 75 octets, never cut within a
letter; nothing of an article can begin a line of its own; equal content gives equal bytes.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from banggiao import __version__
from banggiao.dossier.words import Words
from banggiao.export.calendar import Entry
from banggiao.export.files import written

_LINE = 75
_EPOCH = datetime.date(1970, 1, 1)
_QUOTED = 6
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def export_ics(entries: Iterable[Entry], target: Path | BinaryIO, words: Words, name: str) -> int:
    """Write a calendar to a file or an open stream. Returns the number of its entries."""
    found = tuple(entries)

    def write(stream: BinaryIO) -> int:
        stream.write(calendar(found, words, name))
        return len(found)

    return written(target, write)


def calendar(entries: Iterable[Entry], words: Words, name: str) -> bytes:
    """A calendar of that name as text."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//banggiao//{__version__}//{words.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *(line for entry in entries for line in _entry(entry, words)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _entry(entry: Entry, words: Words) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{(entry.told or _EPOCH):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
    if entry.last < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(entry.last + datetime.timedelta(days=1))}"
    yield f"SUMMARY;LANGUAGE={words.language}:{_text(entry.summary)}"
    yield f"DESCRIPTION;LANGUAGE={words.language}:{_text(description(entry, words))}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"STATUS:{entry.status}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{entry.kind.upper()}"
    yield f"X-BANGGIAO-PRECISION:{'DAY' if entry.exact else 'SPAN'}"
    if url := next((url for telling in entry.tellings if (url := _url(telling.source.url))), None):
        yield f"URL:{url}"
    yield "END:VEVENT"


def _day(day: datetime.date) -> str:
    """A day in eight digits (strftime pads no year before 1000)."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def description(entry: Entry, words: Words) -> str:
    """The notes of an entry and the words that tell it, with where they stand."""
    quotes = []
    for telling in entry.tellings[:_QUOTED]:
        source = telling.source
        place = ", ".join(part for part in (source.outlet or source.article, words.date(source.published)) if part)
        quotes.append(f"“{' '.join(telling.quote.split())}” ({place})")
    return "\n".join((*entry.notes, *quotes))


def _url(url: str | None) -> str | None:
    """An address that a calendar can follow, else None."""
    if not url or not url.isascii() or any(one.isspace() for one in url):
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _text(text: str) -> str:
    """A text as a value: escaped, without characters that a calendar cannot hold."""
    plain = "".join(one if one == "\n" or one.isprintable() else " " for one in text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, broken between letters."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece]).encode() + b"\r\n"
