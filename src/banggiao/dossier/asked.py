"""What words typed into a search box ask for.

Guarantees: names of states and bodies are understood with and without accents and stay together as phrases; every other word
stands alone; nothing that is typed is an error.
"""

import msgspec

from banggiao.dossier.states import known
from banggiao.lore import Lore
from banggiao.store.search import words_of

_LONGEST_NAME = 6
_MOST_WORDS = 24


class Asked(msgspec.Struct, frozen=True):
    """The phrases asked for, as folded words, and the codes of the states named among them."""

    phrases: tuple[str, ...]
    states: tuple[str, ...]


def asked(text: str, lore: Lore) -> Asked:
    """The phrases and states that a text asks for; the longest name at each place wins."""
    names = lore.once(known).folded
    words = words_of(text)[:_MOST_WORDS]
    phrases: list[str] = []
    states: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in names:
                states.append(names[phrase])
                break
        else:
            length, phrase = 1, words[at]
        phrases.append(phrase)
        at += length
    return Asked(tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(states)))
