"""Addresses and the days of publication that they, header lines and time stamps carry.

Guarantees: an address spelled backwards is found like any other; a day found is a real one of the years in which the web
carries news.
"""

import re
from collections.abc import Iterator

import msgspec

from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.almanac import when
from banggiao.recognise.phrases import plain

_TOKEN = re.compile(r"[^\s\"'<>]{8,400}")
_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}[a-z]{2,12})(?=[/:?]|$)", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1995, 2100


class StampPattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a day is written. ``where``: url, header or text; ``pattern`` has the groups y, m and, where days are told, d."""

    id: str
    where: str
    pattern: str
    examples: dict[str, str] = {}
    counters: tuple[str, ...] = ()


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell how a year relates to the report's own, or that open a source line."""

    kind: str
    words: tuple[str, ...]


class Stamp(msgspec.Struct, frozen=True):
    """A day or month found, with the stretch that tells it."""

    value: str
    span: Span


class Address(msgspec.Struct, frozen=True):
    """An address in a text: its host, itself read forwards, where it stands, and whether it stands backwards there."""

    host: str
    text: str
    span: Span
    backwards: bool = False

    def place(self, stamp: Span) -> Span:
        """A stretch of the address as one of the text that holds it."""
        if self.backwards:
            return Span(self.span.end - stamp.end, self.span.end - stamp.start)
        return Span(self.span.start + stamp.start, self.span.start + stamp.end)


def addresses(text: str) -> Iterator[Address]:
    """The addresses in a text, those spelled backwards included."""
    for token in _TOKEN.finditer(text):
        words = token.group()
        if "/" not in words and "." not in words:
            continue
        for backwards in (False, True):
            host = _HOST.match(words[::-1] if backwards else words)
            if host and ("/" in words or not backwards):
                yield Address(host[1].lower(), words[::-1] if backwards else words, Span(*token.span()), backwards)
                break


class Stamps:
    """The compiled stamp patterns of a lore."""

    def __init__(self, patterns: tuple[StampPattern, ...]) -> None:
        self._patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for row in patterns:
            self._patterns.setdefault(row.where, []).append((row.id, re.compile(row.pattern)))

    def first(self, where: str, text: str, only: str | None = None) -> Stamp | None:
        """The stamp of the first pattern that finds a day in the text; ``only`` tries one pattern alone."""
        for name, pattern in self._patterns.get(where, ()):
            if only not in (None, name):
                continue
            for match in pattern.finditer(text):
                if value := _value(match.groupdict()):
                    return Stamp(value, Span(*match.span()))
        return None


def _value(groups: dict[str, str | None]) -> str | None:
    year = int(groups["y"] or 0)
    year += 2000 if year < 100 else 0
    day = groups.get("d")
    found = when(year, int(groups["m"] or 0), int(day) if day else None)
    return found.iso if found and _FIRST_YEAR <= year <= _LAST_YEAR else None


def stamps(lore: Lore) -> Stamps:
    """The stamp patterns of this lore."""
    return Stamps(lore.rows("vi/publication/stamps", StampPattern))


def cues(lore: Lore) -> dict[str, re.Pattern[str]]:
    """The cues of this lore by kind, as patterns of a plain text in lower case."""
    return {
        row.kind: re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(map(plain, row.words), key=len, reverse=True)))})(?![^\W_])")
        for row in lore.rows("vi/publication/cues", Cue)
    }
