"""Names of mechanisms and documents compared.

Guarantees: comparison is blind to case, accents, the order of words, names of the parties, and words used for one another
(``tham vấn`` and ``tham khảo``); a short name joins a longer one only where all its words stand there and it has enough of them.
"""

from collections.abc import Sequence

from banggiao.lifecycle.tables import name_words, share, terms
from banggiao.lore import Lore
from banggiao.recognise.gazetteer import State
from banggiao.text import fold

_ENOUGH = 4


def _state_words(lore: Lore) -> dict[str, frozenset[str]]:
    """The folded names of each state."""
    return {
        row.code: frozenset(fold(name) for name in (row.vi, row.en, *row.names, *row.weak, *row.short))
        for row in lore.rows("world/states", State)
    }


def telling_words(name: str, parties: Sequence[str], lore: Lore) -> frozenset[str]:
    """The words of a name that tell it from others of the same parties."""
    table = lore.once(_state_words)
    without = frozenset[str]().union(*(table.get(code, frozenset()) for code in parties))
    return name_words(name, lore, without)


def same_name(one: frozenset[str], two: frozenset[str], lore: Lore) -> bool:
    """Whether two names (as telling words) are of one thing."""
    if share(one, two) >= lore.once(terms)["name_words"]:
        return True
    short, long = sorted((one, two), key=len)
    return len(short) >= _ENOUGH and short <= long


def named_in(name: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a text (as words) names the thing: all telling words of its name stand there."""
    return bool(name) and name <= words
