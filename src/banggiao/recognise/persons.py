"""Persons named in a text, by the grammar of names and the words beside them, never by lists of holders.

Guarantees: mentions are sorted, never overlap, and never share letters with an office or state; offsets are those of
``text``, which is in form NFC (as cleaning leaves it). A name alone counts where the same text shows it to be a person's.
"""

import re
from bisect import bisect_right

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, PersonMention, StateMention
from banggiao.recognise.bodies import Ground
from banggiao.recognise.context import at_head, left_words, right_words
from banggiao.recognise.names import HEAD, WORD, Name, name_at
from banggiao.text import tone_fold

_LOOK, _GAP, _CITY, _INITIALS = 7, 6, 3, 2


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/names/context: words (lower case) that have one ``role`` beside a name."""

    role: str
    words: tuple[str, ...]


class Beside(msgspec.Struct, frozen=True):
    """The words beside names, by role (use as ``lore.once(beside)``); ``first`` and ``last`` words of each phrase rule most out fast."""

    by_role: dict[str, frozenset[str]]
    first: dict[str, frozenset[str]]
    last: dict[str, frozenset[str]]

    def ends(self, role: str, left: tuple[str, ...]) -> str | None:
        """The phrase of the role in which the words to the left end."""
        if not left or left[-1].lower() not in self.last[role]:
            return None
        known = self.by_role[role]
        low = [word.lower() for word in left[-4:]]
        return next((phrase for at in range(len(low)) if (phrase := " ".join(low[at:])) in known), None)

    def opens(self, role: str, right: tuple[str, ...]) -> bool:
        """Whether the words to the right begin with a phrase of the role."""
        if not right or right[0] not in self.first[role]:
            return False
        known = self.by_role[role]
        return any(" ".join(right[:size]) in known for size in range(1, len(right) + 1))


def beside(lore: Lore) -> Beside:
    """The words beside names, compiled. Raises KnowledgeError where the table is invalid."""
    by_role = {row.role: frozenset(tone_fold(word) for word in row.words) for row in lore.rows("vi/names/context", Context)}
    first, last = ({role: frozenset(words.split(" ")[at] for words in known) for role, known in by_role.items()} for at in (0, -1))
    return Beside(by_role, first, last)


class _Maybe(msgspec.Struct):
    """A name by shape: taken at once, or waiting for the text to show it elsewhere."""

    start: int
    end: int
    name: Name
    honorific: str | None = None
    taken: bool = False


def _apart(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that overlap or stand within another made one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made


class _Finder:
    """Finds the persons of one text."""

    def __init__(self, ground: Ground, states: tuple[StateMention, ...], offices: tuple[OfficeMention, ...], lore: Lore) -> None:
        self.ground, self.text = ground, ground.text
        self.words = lore.once(beside)
        self.cuts = _apart([(one.start, one.end) for one in offices] + [(one.start, one.end) for one in states])
        self.starts = [start for start, _ in self.cuts]
        self.office_ends = {one.end for one in offices if one.count == 1}
        self.ranks = {one.end: one.start for one in offices if one.post == "military_commander" and one.country is None}
        self.office_starts = {one.start for one in offices}

    def maybes(self) -> list[_Maybe]:
        """All names by shape, each taken or waiting."""
        found: list[_Maybe] = []
        text, at = self.text, 0
        while (head := HEAD.search(text, at)) is not None:
            start = head.start()
            cut = bisect_right(self.starts, start) - 1
            if cut >= 0 and self.cuts[cut][1] > start:
                at = max(self.cuts[cut][1], start + 1)
                continue
            match = WORD.match(text, start)
            if match is None:
                at = start + 1
                continue
            limit = self.starts[cut + 1] if cut + 1 < len(self.starts) else len(text)
            one = self._judge(match, limit)
            if isinstance(one, int):
                at = one
                continue
            found.append(one)
            at = one.end
        return found

    def _judge(self, match: "re.Match[str]", limit: int) -> "_Maybe | int":
        """The name that begins at the match, or the offset to go on from."""
        text, start, word = self.text, match.start(), match.group()
        name = name_at(text, start, limit, self.ground.shapes) if not (start and text[start - 1].isalnum()) else None
        if name is None:
            return match.end()
        if text.startswith(self.ground.shapes.openings, start) or (name.words > 1 and word.lower() in self.words.by_role["pronoun"]):
            return match.end()
        city = self._city(start, name)
        if city:
            return city
        left = left_words(text, start)
        honorific = self.words.ends("honorific", left) if left else None
        office = self._office_before(start, name)
        if honorific is None and self._starter(word, name, start, office):
            return match.end()
        one = _Maybe(start, name.end, name, honorific)
        if word.isupper() and len(word) > _INITIALS and "." not in word and not text[start : name.end].isupper():
            return match.end()
        if word.isupper() and len(word) > 3 and "." not in word:
            return one if office or honorific else name.end
        rank = self.ranks.get(start - 1)
        if rank is not None and name.kind == "foreign" and self.words.ends("namesake", left_words(text, rank)) is not None:
            return name.end
        if name.words == 1 and office and (word.isupper() or word in self.ground.shapes.peoples):
            return match.end()
        if (name.words == 1 and (len(word) == 1 or self._opens_body(start))) or self._body(name, start):
            return match.end()
        if self.text[start : name.end].lower() in self.words.by_role["outlet"] or (
            honorific is None and name.kind == "foreign" and self.words.opens("reports", right_words(text, name.end))
        ):
            return name.end
        if office or honorific is not None or (name.words > 1 and self.words.ends("profession", left) is not None):
            one.taken = True
        elif name.words > 1 and self._place(start, name.end):
            return name.end
        else:
            one.taken = not self._namesake(left) and self._shown(one)
        return one

    def _city(self, start: int, name: Name) -> int:
        """Where a capital ends that only stands before a full name (``đại sứ quán tại Moskva Ivan Petrov``); 0 where none does."""
        if name.kind != "foreign" or name.words < _CITY:
            return 0
        first = next(iter(self.ground.names.in_plain(self.text[start : name.end])), None)
        if first is None or first.start != 0 or self.ground.names.value(first).kind != "capital":
            return 0
        return start + first.end if self.text[start + first.end :].startswith(" ") else 0

    def _starter(self, word: str, name: Name, start: int, office: bool) -> bool:
        """Whether the word opens a sentence and begins no name (``Theo``, ``Khi``)."""
        low = word.lower()
        if low not in self.words.by_role["starter"] or (office and (name.words > 1 or self.ground.shapes.use.get(word) == "zh")):
            return False
        return name.words == 1 or name.kind != "vi" or (low in self.words.by_role["starter_surname"] and at_head(self.text, start))

    def _opens_body(self, start: int) -> bool:
        """Whether the word opens the name of a body or portfolio (``Chương trình``), or of a province or city."""
        tables, low = self.ground.tables, self.ground.low
        if tables.heads.at(low, start) is not None or tables.places.at(low, start) is not None:
            return True
        found = tables.portfolios.at(low, start)
        return found is not None and " " in low[start : found[0]]

    def _body(self, name: Name, start: int) -> bool:
        """Whether capitalised syllables that no surname opens are the name of a body (``Lãnh sự - Bộ Ngoại giao``)."""
        if name.kind != "foreign" or self.ground.tables.heads.at(self.ground.low, start) is None:
            return False
        return all(self.ground.shapes.syllable(word) for word in self.text[start : name.end].split(" "))

    def _place(self, start: int, end: int) -> bool:
        """Whether the stretch is the whole name of a place or region (``Thái Bình Dương``) or of what an office deals with."""
        for table in (self.ground.tables.places, self.ground.tables.portfolios):
            found = table.at(self.ground.low, start)
            if found is not None and found[0] >= end:
                return True
        return any(hit.start == 0 and hit.end == end - start for hit in self.ground.names.in_plain(self.text[start:end]))

    def _office_before(self, start: int, name: Name) -> bool:
        """Whether an office ends right before: joined by a blank, or for names of two words and more by a comma or the like."""
        if start - 1 in self.office_ends:
            return self.text[start - 1] == " "
        if name.words == 1:
            return False
        ends = (start - gap for gap in range(2, _GAP) if start - gap in self.office_ends)
        return any(self.ground.joints.joins("before", self.ground.low, end, start) for end in ends)

    def _namesake(self, left: tuple[str, ...]) -> bool:
        """Whether the words to the left open the name of a thing that is called after a person."""
        for at in range(len(left), max(0, len(left) - _LOOK), -1):
            if self.words.ends("namesake", left[:at]) is not None:
                return True
            word = left[at - 1]
            if not word[0].isupper() and self.ground.tables.inner.at(word.lower(), 0) is None:
                return False
        return False

    def _shown(self, one: _Maybe) -> bool:
        """Whether shape or the words after show a person: a full Vietnamese or Korean name, an office after it, an act of speech."""
        name = one.name
        if name.kind == "vi" and name.words >= 3:
            return True
        if name.kind == "korean" and name.words >= 3:
            return True
        if name.words == 1:
            return False
        after = self.ground.joints.reach("after", self.ground.low, one.end)
        if after is not None and after in self.office_starts:
            return True
        if name.kind == "korean" and name.words == 2 and "-" in self.text[one.start : one.end]:
            return True
        if all(self.ground.shapes.syllable(word) for word in self.text[one.start : one.end].replace("-", " ").split(" ")):
            return False
        right = right_words(self.text, one.end)
        return bool(right) and self.words.opens("says", right)

    def settle(self, found: list[_Maybe]) -> list[_Maybe]:
        """The names taken, and of those waiting the ones whose words the text shows to be a person's."""
        full: set[str] = set()
        parts: set[str] = set()
        for one in found:
            if one.taken:
                name = self.text[one.start : one.end]
                full.add(name.casefold())
                if one.name.kind != "vi":
                    words = name.split(" ")
                    parts.update(words[-1:] if one.name.kind == "foreign" else words[:1])
                    parts.add(" ".join(words[-2:]))
        for one in found:
            if not one.taken:
                name = self.text[one.start : one.end]
                one.taken = not self._namesake(left_words(self.text, one.start)) and (
                    name.casefold() in full or (name in parts and len(name) > 2)
                )
        return [one for one in found if one.taken]


def find_persons(text: str, states: tuple[StateMention, ...], offices: tuple[OfficeMention, ...], lore: Lore) -> tuple[PersonMention, ...]:
    """The persons that a text (form NFC) names; ``states`` and ``offices`` are those found in it."""
    finder = _Finder(Ground.of(text, states, lore), states, offices, lore)
    return tuple(
        PersonMention(start=one.start, end=one.end, name=text[one.start : one.end], honorific=one.honorific)
        for one in finder.settle(finder.maybes())
    )
