"""The words around an event: prepositions, and what tells whether it took place.

Guarantees: pure lookups over ``vi/events/words``, ``acts`` and ``grammar``; words are compared in lower case with tone marks in one place.
"""

import msgspec
import regex

from banggiao.extract.listed import any_in
from banggiao.lore import Lore
from banggiao.recognise.phrases import plain

_TABLES = ("vi/events/words", "vi/events/acts", "vi/events/grammar")
_LAST = regex.compile(r"(?:^|[\s,(“\"])([^\s,(“\"]+)\s*$")


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/events/words: phrases with one ``role`` around the words that tell an event."""

    role: str
    words: list[str]
    note: str = ""


class Words:
    """The phrases of every role, compiled."""

    def __init__(self, lore: Lore) -> None:
        rows = [row for name in _TABLES for row in lore.rows(name, EventWords)]
        self.by_role = {row.role: frozenset(plain(word).lower() for word in row.words) for row in rows}
        self._listed = {role: tuple(words) for role, words in self.by_role.items()}
        self._find = {role: regex.compile(r"(?<![\w])" + self.alternation(role) + r"(?![\w])") for role in self.by_role}

    def alternation(self, role: str) -> str:
        """The phrases of the role as one group of a regular expression, the longest first."""
        return "(?:" + "|".join(sorted(map(regex.escape, self.by_role[role]), key=lambda w: (-len(w), w))) + ")"

    def has(self, role: str, text: str) -> bool:
        """Whether a phrase of the role stands in the text."""
        return any_in(text, self._listed[role]) and self._find[role].search(text) is not None

    def less(self, role: str, text: str) -> str:
        """The text with every phrase of the role taken out (``phòng không`` denies nothing)."""
        return self._find[role].sub("", text) if any_in(text, self._listed[role]) else text

    def first(self, role: str, text: str) -> int:
        """Where the first phrase of the role in the text begins, the length of the text where there is none."""
        match = self._find[role].search(text) if any_in(text, self._listed[role]) else None
        return match.start() if match else len(text)

    def last(self, role: str, text: str) -> int:
        """Where the last phrase of the role in the text begins, -1 where there is none."""
        return max((match.start() for match in self._find[role].finditer(text)), default=-1)

    def ends(self, role: str, text: str) -> bool:
        """Whether the text ends in a phrase of the role."""
        stripped = text.rstrip()
        return stripped.endswith(self._listed[role]) and any(
            stripped.endswith(word) and not stripped[: -len(word)][-1:].isalnum() for word in self.by_role[role]
        )

    def starts(self, role: str, text: str) -> bool:
        """Whether the text begins with a phrase of the role."""
        head = text.lstrip()
        return head.startswith(self._listed[role]) and any(
            head.startswith(word) and not head[len(word) :][:1].isalnum() for word in self.by_role[role]
        )

    def is_only(self, role: str, text: str) -> bool:
        """Whether the text is a phrase of the role and nothing else."""
        return text.strip() in self.by_role[role]

    def are(self, role: str, codes: tuple[str, ...]) -> bool:
        """Whether all of some codes (one at least) are those of the role."""
        return bool(codes) and all(code.lower() in self.by_role[role] for code in codes)

    def ruled(self, text: str, place: int) -> bool:
        """Whether a preposition, or a verb that takes an object, stands right before a place: the actor there is not a subject."""
        before = text[max(0, place - 28) : place]
        match = _LAST.search(before)
        return match is not None and (match.group(1) in self.by_role["preposition"] or self.ends("governs", before))

    def says(self, text: str) -> bool:
        """Whether a verb of saying stands in the text (``tuyên bố chung`` is a document)."""
        return self.has("saying", self.less("statement", text))

    def says_next(self, text: str) -> bool:
        """Whether a verb of saying follows right away (``ngày 5/3 cho biết``)."""
        head = text[:24].lstrip(" ,")
        return any(head.startswith(word) for word in self.by_role["saying"])

    def led(self, text: str, place: int) -> bool:
        """Whether the preposition before a place still leaves it the subject (``đoàn do ông X dẫn đầu``)."""
        return text[max(0, place - 6) : place].rstrip().endswith("do") and self.has("leads", text[place + 1 : place + 70])


def words(lore: Lore) -> Words:
    """The phrases (use as ``lore.once(words)``)."""
    return Words(lore)
