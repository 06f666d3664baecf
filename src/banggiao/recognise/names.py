"""The shapes of persons' names: where a name that begins at an offset ends, and of what kind it is.

Guarantees: pure; a name never runs over punctuation (dots of initials excepted) or a line's end; Vietnamese names have at
most five syllables, others at most ten words; every repetition is bounded.
"""

import re

import msgspec

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.text import tone_fold

UPPER = "".join(chr(c) for c in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
_MARK = r"[\u0300-\u036f]"
# A run of plain letters is matched at once; letter by letter only where a combining mark follows.
_WORD = rf"[{UPPER}](?:[^\W\d_]{{0,24}}+(?!{_MARK})|{_LETTER}{{0,24}})(?:['’`]{_LETTER}{{1,20}})?"
WORD = re.compile(
    rf"(?:[{UPPER}]\.){{1,3}}(?= [{UPPER}])|(?:[{UPPER}]\.){{0,3}}{_WORD}(?:-{_LETTER}{{1,20}}){{0,6}}|(?:[aA]l|[eE]l|[dDlL])['’-]{_WORD}(?:-{_WORD})?"
)
"""One capitalised word of a name: hyphens, apostrophes and initials (``S.Jaishankar``) included."""
HEAD = re.compile(rf"[{UPPER}aedlL](?:(?<=[{UPPER}])|(?<=[ae])l['’-]|(?<=[dl])['’-])")
"""Where such a word can begin: quicker to look for than the word."""
_LOWER = re.compile(r"[a-z]{1,8}(?![^\W_])")
_KOREAN = re.compile(r" ?[-–] ?([a-z]{1,6})(?![^\W_])")
_SPACED = re.compile(r" ?[-–] ?(?=[^\W\d_])")
_QUOTED = re.compile(rf" ?['’`‘] ?(?=[{UPPER}])")

_REMEMBERED = 50_000


class Surnames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/names/surnames."""

    use: str
    names: tuple[str, ...]


class Pieces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/names/pieces."""

    kind: str
    names: tuple[str, ...]


class Name(msgspec.Struct, frozen=True):
    """A name by shape: its end and ``kind``: vi (Vietnamese or Sino-Vietnamese), korean, foreign; ``words`` counts its parts."""

    end: int
    kind: str
    words: int


class Shapes(msgspec.Struct, frozen=True):
    """Tables that tell names by shape (use as ``lore.once(shapes)``)."""

    use: dict[str, str]
    korean: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
    titles: frozenset[str]
    nouns: tuple[str, ...]
    openings: tuple[str, ...]
    saints: frozenset[str]
    presses: frozenset[str]
    peoples: frozenset[str]
    lore: Lore
    judged: dict[str, bool]

    def syllable(self, word: str) -> bool:
        """Whether the word can be a Vietnamese syllable (judgements are remembered, within bounds)."""
        found = self.judged.get(word)
        if found is None:
            if len(self.judged) > _REMEMBERED:
                self.judged.clear()
            found = self.judged[word] = is_syllable(word, self.lore)
        return found

    def vietnamese(self, text: str, at: int) -> bool:
        """Whether a full Vietnamese name begins at an offset."""
        first = WORD.match(text, at)
        return first is not None and first.group() in self.use and _vietnamese(text, first.end(), len(text), self)[1] > 1


def shapes(lore: Lore) -> Shapes:
    """The tables of names, compiled. Raises KnowledgeError where one is invalid."""
    use: dict[str, str] = {}
    korean: set[str] = set()
    for row in lore.rows("vi/names/surnames", Surnames):
        if row.use == "kr":
            korean.update(row.names)
            continue
        for name in row.names:
            use.setdefault(tone_fold(name), row.use)
    by_kind = {row.kind: frozenset(row.names) for row in lore.rows("vi/names/pieces", Pieces)}
    nouns, openings = (tuple(sorted(by_kind[kind])) for kind in ("noun", "opening"))
    whole = tuple(f"{word}{end}" for word in openings for end in (" ", ",", "."))
    return Shapes(
        use,
        frozenset(korean),
        by_kind["particle"],
        by_kind["joiner"],
        by_kind["title"],
        nouns,
        whole,
        by_kind["saint"],
        by_kind["press"],
        by_kind["people"],
        lore,
        {},
    )


def name_at(text: str, start: int, limit: int, tables: Shapes) -> Name | None:
    """The longest name that begins at an offset and ends before ``limit``; None where no capitalised word begins there."""
    first = WORD.match(text, start, limit)
    if first is None:
        return None
    word = first.group()
    if word in tables.use and not word.isupper():
        end, words = _vietnamese(text, first.end(), limit, tables)
        if word in tables.korean and _KOREAN.match(text, end, limit) is not None:
            return _foreign(text, first, limit, tables)
        if words > 1 or WORD.match(text, first.end() + 1, limit) is None:
            return Name(end, "vi", words)
    return _foreign(text, first, limit, tables)


def _vietnamese(text: str, end: int, limit: int, tables: Shapes) -> tuple[int, int]:
    """End and number of words of a Vietnamese name whose surname ends at ``end``."""
    words = 1
    while words < 5 and end < limit and text[end] == " ":
        match = WORD.match(text, end + 1, limit)
        if text.startswith(tables.nouns, end + 1):
            break
        if match is None or not all(tables.syllable(part) for part in match.group().split("-")) or match.group().isupper():
            break
        end, words = match.end(), words + 1
    return end, words


def _foreign(text: str, first: "re.Match[str]", limit: int, tables: Shapes) -> Name:
    """A name of capitalised words, particles and hyphens from its first word on."""
    end, words, last = first.end(), 1, first.group()
    korean = last in tables.korean
    while words < 10 and end < limit:
        step = _next(text, end, limit, last, words, korean and words == 2 and "-" not in last, tables)
        if step is None:
            break
        end, last = step
        words += 1
    return Name(end, "korean" if korean else "foreign", words)


def _native(text: str, match: "re.Match[str]", limit: int, tables: Shapes) -> bool:
    """Whether a Vietnamese name of two words or more begins at the match: no part of a foreign one."""
    word = match.group()
    if word.isascii() or word not in tables.use:
        return False
    return _vietnamese(text, match.end(), limit, tables)[1] > 1


def _double(text: str, end: int, limit: int, words: int, tables: Shapes) -> tuple[int, str] | None:
    """The second half of a double surname that some crawls write with blanks (``Anna Berg - Olsen``), with its end."""
    dash = _SPACED.match(text, end, limit) if words > 1 and text[end : end + 1] == " " else None
    match = WORD.match(text, dash.end(), limit) if dash is not None else None
    if match is None or match.group().isupper() or not match.group().isascii() or tables.syllable(match.group()):
        return None
    on = match.end()
    alone = text[on : on + 1] != " " or not text[on + 1 : on + 2].isupper()
    return (on, match.group()) if alone and text[on : on + 2] != " -" and match.group() not in tables.presses else None


def _next(text: str, end: int, limit: int, last: str, words: int, korean: bool, tables: Shapes) -> tuple[int, str] | None:
    """End and text of the next word of a foreign name, None where the name ends."""
    if korean:
        match = _KOREAN.match(text, end, limit)
        if match is not None:
            return match.end(), match.group(1)
    if last.rsplit("-", 1)[-1] in tables.joiners:
        dash = _SPACED.match(text, end, limit)
        if dash is not None and (match := WORD.match(text, dash.end(), limit)) is not None:
            return match.end(), match.group()
    double = _double(text, end, limit, words, tables)
    if double is not None:
        return double
    quoted = _QUOTED.match(text, end, limit) if last in tables.titles else None
    if quoted is None and (text[end] != " " or text.startswith(tables.nouns, end + 1)):
        return None
    at, match = quoted.end() if quoted else end + 1, None
    for _ in range(4):
        match = WORD.match(text, at, limit)
        if match is not None:
            return None if _native(text, match, limit, tables) else (match.end(), match.group())
        low = _LOWER.match(text, at, limit)
        if low is None or low.group() not in tables.particles or low.end() >= limit or text[low.end()] not in " -'’":
            return None
        at = low.end() + 1
    return None
