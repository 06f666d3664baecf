"""The weight table: how much each likeness counts when two tellings are compared.

Guarantees: every weight used stands in ``knowledge/resolve/weights.yaml`` with what it means; a score is a sum of weights and
at most 1, and its reason names the likenesses that made it.
"""

from collections.abc import Iterable

import msgspec

from banggiao.lore import Lore
from banggiao.resolve.values import Link


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row: the likeness, what it adds to the score, and the words that give it as a reason."""

    id: str
    weight: float
    reason: str


def weights(lore: Lore) -> dict[str, Weight]:
    """The weight table by id (use as ``lore.once(weights)``)."""
    return {row.id: row for row in lore.rows("resolve/weights", Weight)}


def weighed(found: Iterable[str], table: dict[str, Weight]) -> Link:
    """The score and the reason of the likenesses found."""
    rows = [table[name] for name in found]
    return Link(round(min(1.0, sum(row.weight for row in rows)), 4), ", ".join(row.reason for row in rows))
