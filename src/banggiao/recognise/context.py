"""The words beside a mention, and what they tell about it.

Guarantees: words are looked at only where a single blank joins them; nothing reaches beyond a punctuation mark or line.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.text import is_word, tone_fold

_WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f.'’&-](?=[^\W_]))*"
_TAIL = re.compile(rf"{_WORD}$")
_RIGHT = re.compile(rf"(?: {_WORD}){{1,3}}")
_REACH = 40
_OPENERS = frozenset(".!?:…“”\"'‘•*|>\n\r\t")
_DASHES = "-–— "


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/context: phrases (lower case) that have one ``role`` beside a mention."""

    role: str
    words: tuple[str, ...]
    note: str = ""


class Roles(msgspec.Struct, frozen=True):
    """The context words by role, tone marks folded; ``last`` holds the last word of each phrase, to rule most words out fast."""

    by_role: dict[str, frozenset[str]]
    last: dict[str, frozenset[str]]

    def ends(self, role: str, left: tuple[str, ...]) -> bool:
        """Whether the words to the left end in a phrase of the role, whatever their case."""
        if not left or left[-1].lower() not in self.last[role]:
            return False
        known = self.by_role[role]
        low = [word.lower() for word in left[-4:]]
        return any(" ".join(low[at:]) in known for at in range(len(low)))

    def opens(self, role: str, right: tuple[str, ...]) -> bool:
        """Whether the words to the right begin with a phrase of the role, whatever their case."""
        known = self.by_role[role]
        low = [word.lower() for word in right[:3]]
        return any(" ".join(low[:size]) in known for size in range(1, len(low) + 1))


def roles(lore: Lore) -> Roles:
    """The context words, compiled (use as ``lore.once(roles)``). Raises KnowledgeError where the table is invalid."""
    by_role = {row.role: frozenset(tone_fold(word) for word in row.words) for row in lore.rows("world/context", Words)}
    return Roles(by_role, {role: frozenset(words.split()[-1] for words in known) for role, known in by_role.items()})


def left_words(text: str, start: int) -> tuple[str, ...]:
    """The words that run up to an offset, joined by single blanks, the nearest last (at most some forty letters)."""
    if start == 0 or text[start - 1] != " ":
        return ()
    low = max(0, start - _REACH)
    pieces = text[low : start - 1].split(" ")
    if low and is_word(text[low - 1]):
        pieces[0] = ""
    words: list[str] = []
    for piece in reversed(pieces):
        if piece.isalnum():
            words.append(piece)
            continue
        match = _TAIL.search(piece) if piece else None
        if match is not None:
            words.append(match.group())
        if match is None or match.start() > 0:
            break
    return tuple(reversed(words))


def last_word(text: str, start: int) -> str:
    """The word before an offset, in lower case; empty where a single blank does not join it (cheaper than ``left_words``)."""
    if start < 2 or text[start - 1] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lower()


def right_words(text: str, end: int) -> tuple[str, ...]:
    """Up to three words that follow an offset, joined by single blanks."""
    match = _RIGHT.match(text, end)
    return tuple(match.group().split()) if match else ()


def at_head(text: str, start: int) -> bool:
    """Whether a sentence, line or quotation begins at the offset (a dash that opens a line counts as its beginning)."""
    at = start - 1
    while at >= 0 and text[at] in _DASHES:
        at -= 1
    if at < 0 or text[at] == "\n":
        return True
    at = start - 1
    while at >= 0 and text[at] == " ":
        at -= 1
    return text[at] in _OPENERS
