"""The words of discourse: how a report speaks of parties without naming them.

Guarantees: words are folded and in lower case; a phrase finder gives hits at word boundaries only.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.phrases import Phrases, plain


class DiscourseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/discourse/words: phrases that play one ``role``."""

    role: str
    words: list[str]
    note: str = ""


def by_role(lore: Lore) -> dict[str, frozenset[str]]:
    """The phrases of each role (use as ``lore.once(by_role)``)."""
    return {row.role: frozenset(plain(word) for word in row.words) for row in lore.rows("vi/discourse/words", DiscourseRow)}


def leaders(lore: Lore) -> re.Pattern[str]:
    """Finds the words of a joint phrase that show persons are meant (use as ``lore.once(leaders)``)."""
    return re.compile("|".join(sorted(map(re.escape, lore.once(by_role)["leaders"]))))


def finder(lore: Lore) -> Phrases[str]:
    """Finds the phrases that stand for parties on their own, and plural titles (use as ``lore.once(finder)``)."""
    known = lore.once(by_role)
    entries = [(word, role) for role in ("pair", "other") for word in sorted(known[role])]
    entries += [(f"hai {title}", "pair") for title in sorted(known["pair_office"])]
    return Phrases(entries, case="any")
