"""Names of mechanisms and documents compared.

Guarantees: comparison is blind to case, accents, the order of words, names of the parties, and words used for one another
(``tham vấn`` and ``tham khảo``); a short name joins a longer one only where all its words stand there and it has enough of them.
"""

import re
from collections.abc import Sequence

from banggiao.lifecycle.tables import name_words, share, terms
from banggiao.lore import Lore
from banggiao.recognise.gazetteer import State
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")
_ENOUGH, _RUN = 4, 3
_MOST_NAMES = 20_000


def _state_words(lore: Lore) -> dict[str, frozenset[str]]:
    """The folded names of each state."""
    return {
        row.code: frozenset(fold(name) for name in (row.vi, row.en, *row.names, *row.weak, *row.short))
        for row in lore.rows("world/states", State)
    }


def telling_words(name: str, parties: Sequence[str], lore: Lore) -> frozenset[str]:
    """The words of a name that tell it from others of the same parties."""
    known = lore.once(_told_apart)
    key = (name, *parties)
    if key not in known:
        if len(known) >= _MOST_NAMES:
            known.clear()
        table = lore.once(_state_words)
        without = frozenset[str]().union(*(table.get(code, frozenset()) for code in parties))
        known[key] = name_words(name, lore, without)
    return known[key]


def _told_apart(lore: Lore) -> dict[tuple[str, ...], frozenset[str]]:
    """The words of names looked at before: the same few come again and again."""
    return {}


def same_name(one: frozenset[str], two: frozenset[str], lore: Lore) -> bool:
    """Whether two names (as telling words) are of one thing."""
    if share(one, two) >= lore.once(terms)["name_words"]:
        return True
    short, long = sorted((one, two), key=len)
    return len(short) >= _ENOUGH and short <= long


def said_in(name: str, text: str) -> bool:
    """Whether a text says a name, or at least three words of it (all of a shorter one) one after another."""
    words, told = (_WORD.findall(fold(one)) for one in (name, text))
    run = min(_RUN, len(words))
    there = {tuple(told[at : at + run]) for at in range(len(told) - run + 1)}
    return any(tuple(words[at : at + run]) in there for at in range(len(words) - run + 1))


def named_in(name: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a text (as words) names the thing: all telling words of its name stand there."""
    return bool(name) and name <= words
