"""The name of a mechanism or conference, and the number of its session.

Guarantees: a name is a stretch of one sentence that starts at its head word; the ordinal is no part of it.
"""

import msgspec
import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import words
from banggiao.extract.expressions import Expressions
from banggiao.extract.naming import Names
from banggiao.extract.page import TAGS
from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.numbers import numbers

_ORDINAL = regex.compile(r"\blần (?:thứ )?(?P<n>\w{1,8}(?: \w{1,8}){0,2})")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LONGEST = 110
_HEAD = 6  # the length of the shortest word that a name begins with (ủy ban)


class Naming(msgspec.Struct, frozen=True):
    """The words that end a name, compiled, and those that mean the first session."""

    stop: regex.Pattern[str]
    first: frozenset[str]


def naming(lore: Lore) -> Naming:
    """The words of vi/events/words for names (use as ``lore.once(naming)``)."""
    known = lore.once(words).by_role
    ends = "|".join(sorted(map(regex.escape, known["name_end"]), key=lambda word: (-len(word), word)))
    return Naming(regex.compile(rf"[,;.:()“”\"]|\s(?:(?:{ends})(?!\w)|{TAGS['date']})"), known["first_session"])


def ordinal(text: str, lore: Lore) -> int | None:
    """The number of a session that the words say: digits, words or Roman figures."""
    match = _ORDINAL.search(text)
    return number_of(match.group("n").split(" "), lore) if match else None


def number_of(said: list[str], lore: Lore) -> int | None:
    """The number that the longest run of words from the first one on makes."""
    if said[0].isdigit():
        return int(said[0]) if len(said[0]) < 4 else None
    if said[0] in lore.once(naming).first:
        return 1
    for size in range(len(said), 0, -1):
        if value := lore.once(numbers).in_words(" ".join(said[:size])):
            return int(value)
    return _roman(said[0]) if set(said[0]) <= set(_ROMAN) else None


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-v if any(later > v for later in values[at + 1 :]) else v for at, v in enumerate(values))


def name_of(trigger: Trigger, lore: Lore) -> tuple[Span | None, int | None]:
    """The name that a trigger of a gathering begins, and the number of the session."""
    found, view = trigger.found, trigger.view
    if not found.has("head"):
        return None, None
    said = lore.once(Expressions)
    start = found.match.start("head")
    sitting = said["name.sitting"].match(view.text, start)
    start = sitting.end() if sitting else start
    first = min(max(found.match.end("head"), start + _HEAD), start + 12)
    stop = lore.once(naming).stop.search(view.text, first, start + _LONGEST)
    end = stop.start() if stop else min(len(view.text), start + _LONGEST)
    phrase = lore.once(Names).end(view, start, first, limit=end)
    end = phrase if phrase > first + 1 else end
    number = ordinal(view.text[trigger.start : min(len(view.text), end + 24)], lore)
    span = view.span(start, end)
    named = len(span) > _HEAD and not said["name.bare"].match(view.text[start:end])
    return (span if named else None), number
