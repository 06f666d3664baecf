"""Lines of a cleaned text and the patterns that tell what a line is by its own words.

Guarantees: lines are in order and cover the text but for its line ends; a pattern sees a line without outer spaces.
"""

import msgspec
import regex

from banggiao.lore import Lore


class ZoneRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern of a line: ``where`` is line, start, tail or credit (see the table's head)."""

    id: str
    kind: str
    where: str
    pattern: str
    examples: list[str]
    counters: list[str]


class ZonePattern(msgspec.Struct, frozen=True):
    """A compiled row."""

    id: str
    kind: str
    where: str
    pattern: regex.Pattern[str]

    def holds(self, line: str) -> bool:
        """Whether the pattern finds something in a line; one that begins with ``^`` is tried at the line's beginning alone."""
        tried = self.pattern.match if self.pattern.pattern.startswith("^") else self.pattern.search
        return tried(line) is not None


def compiled(lore: Lore) -> tuple[ZonePattern, ...]:
    """The rows of the table, compiled, in the order of the table."""
    rows = lore.rows("vi/cleaning/zones", ZoneRow)
    return tuple(ZonePattern(row.id, row.kind, row.where, regex.compile(row.pattern)) for row in rows)


class Whole(msgspec.Struct, frozen=True):
    """The patterns of whole lines, in the order of the table. ``opening`` joins all that begin with ``^``, to tell quickly
    that none of them fits; ``within`` are the others."""

    patterns: tuple[ZonePattern, ...]
    opening: regex.Pattern[str]
    within: tuple[ZonePattern, ...]

    def first(self, line: str) -> ZonePattern | None:
        """The first pattern that fits a line."""
        tried = self.patterns if self.opening.match(line) is not None else self.within
        return next((pattern for pattern in tried if pattern.holds(line)), None)


def whole(lore: Lore) -> Whole:
    """The patterns of whole lines (use as ``lore.once(whole)``)."""
    rows = tuple(pattern for pattern in lore.once(compiled) if pattern.where == "line")
    opening = [row.pattern.pattern for row in rows if row.pattern.pattern.startswith("^")]
    within = tuple(row for row in rows if not row.pattern.pattern.startswith("^"))
    return Whole(rows, regex.compile("|".join(f"(?:{text})" for text in opening)), within)


class Line(msgspec.Struct):
    """One line of the text, ``[start, end)`` without its outer spaces, and the kind of zone found for it so far."""

    start: int
    end: int
    text: str
    kind: str = ""
    rule: str = ""


def rest(line: Line, at: int) -> Line:
    """What is left of a line from the offset ``at`` of its words on, of the same kind."""
    words = line.text[at:]
    return Line(line.start + at + len(words) - len(words.lstrip()), line.end, words.strip(), line.kind, line.rule)


def lines(text: str) -> list[Line]:
    """The lines that hold anything but spaces."""
    found, at = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words[0])
            found.append(Line(start, start + len(words), words))
        at += len(raw) + 1
    return found
