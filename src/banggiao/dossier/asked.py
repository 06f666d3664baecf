"""What words typed into a search box ask for.

Guarantees: names of states and bodies are understood with and without accents and stay together as phrases; every other word
stands alone; nothing that is typed is an error.
"""

from collections.abc import Sequence

import msgspec

from banggiao.dossier.states import Known, known
from banggiao.lore import Lore
from banggiao.recognise.gazetteer import State
from banggiao.store.search import words_in
from banggiao.text import fold

_LONGEST_NAME = 6
_MOST_WORDS = 24


class Asked(msgspec.Struct, frozen=True):
    """What is asked for, as folded words: all ``phrases``; the codes of the ``states`` that they may name; of these the ``parties``
    that are surely meant; and the ``words`` that remain beside those."""

    phrases: tuple[str, ...]
    states: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def asked(text: str, lore: Lore) -> Asked:
    """What a text asks for; the longest name at each place wins.

    A name is surely a state's where it is written with its accents, has several syllables, or is all that is asked: ``lao`` alone is
    Laos, but no party in ``lao dong``.
    """
    table, short = lore.once(known), lore.once(_short)
    typed = words_in(text)[:_MOST_WORDS]
    words = [fold(word) for word in typed]
    accented = any(fold(word) != word for word in typed)
    phrases: list[str] = []
    states: list[str] = []
    parties: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        length, code, sure = _name(typed, words, at, accented, table)
        if length == 1 and typed[at] in short and len(words) > 1 and accented:
            code, sure = "", False
        phrase = " ".join(words[at : at + length])
        phrases.append(phrase)
        if code:
            states.append(code)
        (parties if sure else rest).append(code if sure else phrase)
        at += length
    return Asked(*(tuple(dict.fromkeys(found)) for found in (phrases, states, parties, rest)))


def _short(lore: Lore) -> frozenset[str]:
    """The codes of three letters, which among accented words are rather words."""
    return frozenset(row.iso3.lower() for row in lore.rows("world/states", State))


def _name(typed: Sequence[str], words: Sequence[str], at: int, accented: bool, table: Known) -> tuple[int, str, bool]:
    """How many words at a place are a state's name, its code, and whether it is surely meant; one word and no code for none."""
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        exact = table.names.get(" ".join(typed[at : at + length]))
        code = exact or (None if accented and length == 1 else table.folded.get(" ".join(words[at : at + length])))
        if code:
            return length, code, length > 1 or length == len(words) or bool(exact and accented)
    return 1, "", False
