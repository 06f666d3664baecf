"""Abbreviations that carry a full stop without ending a sentence.

Guarantees: pure look-ups; the table says which abbreviations always go on, initials are told by their form.
"""

import re
from typing import Literal

import msgspec

from banggiao.lore import Lore

_INITIALS = re.compile(r"[A-ZĐ]|(?:[^\W\d_a-z][^\W\d_A-Z]{0,2}\.)+[^\W\d_a-z]")
"""One plain capital (``J``; ``châu Á.`` ends a sentence), or short parts with full stops, the last one letter (``T.Ư``, ``Th.S``)."""


class AbbreviationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An abbreviation without its last full stop. ``joins``: see the head of the table."""

    text: str
    joins: Literal["always", "before_small"]


def joining(lore: Lore) -> frozenset[str]:
    """The abbreviations after which even a capital letter begins no sentence."""
    return frozenset(row.text for row in lore.rows("vi/cleaning/abbreviations", AbbreviationRow) if row.joins == "always")


def goes_on(word: str, lore: Lore) -> bool:
    """Whether a full stop right after ``word`` (all that stands between it and the blank before) is part of a name or title."""
    word = word.lstrip("([{“‘\"'«")
    if not word or len(word) > 24:
        return False
    if _INITIALS.fullmatch(word) and word[-1].isupper():
        return True
    known = lore.once(joining)
    return word in known or word.rpartition(".")[2] in known
