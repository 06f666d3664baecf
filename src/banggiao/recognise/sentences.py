"""Sentences of a cleaned text.

Guarantees: sentences are sorted and disjoint, lie in one line and one zone each, and hold every character of the text
but spaces; they neither begin nor end with a space; a full stop of an abbreviation, initial, number, date, address or
short quotation does not end one; time grows linearly with the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from banggiao.cleaning.abbreviations import goes_on
from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.scene import Sentence
from banggiao.model.spans import Span

_END = re.compile(r"(?:\./\.|(?<![.!?…])[.!?…]++)[”\"’»)\]]*+(?=\s)")
_CLOSING = '”"’»)]'
_NUMBER = re.compile(r"[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]")
_QUOTE = re.compile('[“”«»"]')
_SHORT_QUOTE = 80
_BULLET = 24


def sentences(cleaned: Cleaned, lore: Lore) -> tuple[Sentence, ...]:
    """The sentences of every zone, in order. ``paragraph`` counts the lines that hold words, from 0."""
    return tuple(_all(cleaned, lore))


def _all(cleaned: Cleaned, lore: Lore) -> Iterator[Sentence]:
    borders = sorted({zone.start for zone in cleaned.zones})
    at, paragraph, border = 0, 0, 0
    for line in cleaned.text.split("\n"):
        end = at + len(line)
        if line.strip():
            while border < len(borders) and borders[border] <= at:
                border += 1
            start = at
            while start < end:
                stop = min(end, borders[border]) if border < len(borders) else end
                for part in _parts(cleaned.text, start, stop, lore):
                    yield Sentence(start=part.start, end=part.end, paragraph=paragraph, zone=cleaned.zone_at(part.start))
                border += stop < end
                start = stop
            paragraph += 1
        at = end + 1


def _parts(text: str, start: int, end: int, lore: Lore) -> Iterator[Span]:
    """The sentences of a stretch within one line and zone."""
    quotes = _short_quotes(text, start, end)
    first = start
    for match in _END.finditer(text, start, end):
        if match.start() >= first and _ends(text, first, match, end, quotes, lore):
            yield from _trimmed(text, first, match.end())
            first = match.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    if left < end:
        yield Span(left, start + len(words.rstrip()))


def _ends(text: str, first: int, match: re.Match[str], end: int, quotes: list[Span], lore: Lore) -> bool:
    """Whether a mark ends the sentence that began at ``first``."""
    follows = text[match.end() : min(end, match.end() + 40)].lstrip()
    if not follows:
        return False
    opening = follows.lstrip("“‘\"'«([-–—•*+> ")[:1] or follows[0]
    if opening.islower() or opening in _CLOSING or opening in ",;:":
        return False
    before = text[max(first, match.start() - 40) : match.start()]
    word = before.split()[-1] if before.strip() and not before[-1].isspace() else ""
    if match.group() == "." and (goes_on(word, lore) or _numbers(text, first, match.start(), word, opening)):
        return False
    if word in ("(", "[") and match.group()[-1] in ")]":  # "(...)" stands for words left out, "(?)" for a doubt
        return False
    at = bisect_right(quotes, match.start(), key=lambda quote: quote.start) - 1
    return at < 0 or match.end() >= quotes[at].end


def _numbers(text: str, first: int, mark: int, word: str, opening: str) -> bool:
    """Whether the full stop belongs to a number: ``1. Hai bên`` at the beginning, ``16. 10. 2020`` within."""
    if not _NUMBER.fullmatch(word):
        return False
    if mark - first <= _BULLET and text[first:mark].strip("-–—•*+ ") == word:
        return True
    return word.isdigit() and len(word) <= 2 and opening.isdigit()


def _short_quotes(text: str, start: int, end: int) -> list[Span]:
    """The quotations too short to hold several sentences (names, slogans), in order of start and without overlaps."""
    found: list[Span] = []
    opened = -1
    for match in _QUOTE.finditer(text, start, end):
        mark = match.group()
        if mark in "“«" or (mark == '"' and opened < 0):
            opened = match.start()
        elif opened >= 0:
            if match.end() - opened <= _SHORT_QUOTE:
                found.append(Span(opened, match.end()))
            opened = -1
    return found
