"""Word tables of the fact kinds: instruments, known treaties, and words by the role that they play in names.

Guarantees: words are in the form in which phrases are compared (``plain``), in lower case.
"""

import msgspec
import regex

from banggiao.lore import Lore
from banggiao.recognise.phrases import Phrases, plain


class WordsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that play one ``role``."""

    role: str
    words: list[str]
    note: str = ""


class InstrumentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that names a kind of document. ``bare``: may stand without a subject matter; ``weak``: an ordinary word too."""

    word: str
    type: str
    binding: bool
    bare: bool = False
    weak: bool = False


class TreatyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document known by a short name. ``parties``: the sides of a bilateral one; ``members``: those that may be meant by
    an article's pair (none: any); ``law``: texts lean on it, it is no agreement between the parties."""

    name: str
    type: str
    status: str = "in_force"
    parties: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    law: bool = False


class StatusRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The status that a verb in a mood amounts to."""

    verb: str
    mood: str
    status: str


def roles(lore: Lore) -> dict[str, frozenset[str]]:
    """The words of each role (use as ``lore.once(roles)``)."""
    rows = lore.rows("vi/facts/words", WordsRow)
    return {row.role: frozenset(plain(word).lower() for word in row.words) for row in rows}


def alternatives(words: frozenset[str]) -> str:
    """Words as alternatives of an expression, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def instruments(lore: Lore) -> Phrases[InstrumentRow]:
    """Finds the words that name documents (use as ``lore.once(instruments)``)."""
    return Phrases([(row.word, row) for row in lore.rows("vi/facts/instruments", InstrumentRow)], case="any")


def treaties(lore: Lore) -> Phrases[TreatyRow]:
    """Finds the short names of documents as written (use as ``lore.once(treaties)``)."""
    return Phrases([(row.name, row) for row in lore.rows("vi/facts/treaties", TreatyRow)])
