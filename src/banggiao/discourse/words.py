"""The words of discourse: how a report speaks of parties without naming them.

Guarantees: words are folded and in lower case; a phrase finder gives hits at word boundaries only.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.context import last_word, left_words, right_words
from banggiao.recognise.phrases import Phrases, plain

_LONGEST = 5


class DiscourseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/discourse/words: phrases that play one ``role``."""

    role: str
    words: list[str]
    note: str = ""


def by_role(lore: Lore) -> dict[str, frozenset[str]]:
    """The phrases of each role (use as ``lore.once(by_role)``)."""
    return {row.role: frozenset(plain(word) for word in row.words) for row in lore.rows("vi/discourse/words", DiscourseRow)}


class Cues:
    """Tells what words stand beside a place (use as ``lore.once(Cues)``); texts are given as phrase finders read them."""

    def __init__(self, lore: Lore) -> None:
        self.known = lore.once(by_role)
        self.first = {role: frozenset(word.split(" ", 1)[0] for word in words) for role, words in self.known.items()}
        self.last = {role: frozenset(word.rsplit(" ", 1)[-1] for word in words) for role, words in self.known.items()}
        self._padded = {role: tuple(f" {word} " for word in words) for role, words in self.known.items()}

    def ends(self, role: str, text: str, start: int) -> int:
        """The length in characters of the words of a role, with the blank after them, that end right before an offset (0: none)."""
        if last_word(text, start) not in self.last[role]:
            return 0
        words = [word.lower() for word in left_words(text, start)[-_LONGEST:]]
        for at in range(len(words)):
            if " ".join(words[at:]) in self.known[role]:
                return len(" ".join(words[at:])) + 1
        return 0

    def opens(self, role: str, text: str, end: int) -> bool:
        """Whether words of a role follow an offset."""
        words = [word.lower() for word in right_words(text, end)]
        if not words or words[0] not in self.first[role]:
            return False
        return any(" ".join(words[:size]) in self.known[role] for size in range(1, len(words) + 1))

    def has(self, role: str, words: str) -> bool:
        """Whether any word of a role stands in a phrase (both in lower case)."""
        padded = f" {words} "
        return any(word in padded for word in self._padded[role])


def finder(lore: Lore) -> Phrases[str]:
    """Finds the phrases that stand for parties on their own, and plural titles (use as ``lore.once(finder)``)."""
    known = lore.once(by_role)
    entries = [(word, role) for role in ("pair", "other") for word in sorted(known[role])]
    entries += [(f"hai {title}", "pair") for title in sorted(known["pair_office"])]
    figures = [(re.sub(r"\bhai\b", "2", word), role) for word, role in entries if "hai" in word.split()]
    return Phrases(dict.fromkeys((*entries, *figures)), case="any")
