"""Kinds whose claims are one where certain fields are equal.

Guarantees: comparison is blind to case, accents, spacing and the order of lists; the fields that decide, and the reason they
give, stand in one table.
"""

import re
from typing import Any

import msgspec

from banggiao.resolve.values import Told
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")


class Key(msgspec.Struct, frozen=True):
    """The fields that make two claims of a kind one, and what is said of claims so joined."""

    fields: tuple[str, ...]
    reason: str


KEYS = {
    "partnership": Key(("parties", "tier"), "same parties and tier"),
    "anniversary": Key(("parties", "years", "of"), "same parties, years and object"),
    "mechanism": Key(("parties", "name"), "same parties and name"),
    "agreement": Key(("parties", "type", "name"), "same parties, type and name"),
    "commitment": Key(("act", "by", "to", "quote"), "same speakers, act and words"),
    "target": Key(("parties", "measure", "value", "unit", "by"), "same parties, measure, value and date"),
    "statistic": Key(("parties", "measure", "value", "unit", "period"), "same parties, measure, value and period"),
    "stance": Key(("by", "topic", "position", "quote"), "same holder, topic, position and words"),
    "role": Key(("country", "body", "role", "period"), "same country, body, role and period"),
}


def key_of(told: Told) -> tuple[Any, ...]:
    """What of a claim is compared."""
    return tuple(_plain(told.quote if field == "quote" else told.values.get(field)) for field in KEYS[told.kind].fields)


def _plain(value: Any) -> Any:
    """A value for comparing."""
    if isinstance(value, str):
        return " ".join(_WORD.findall(fold(value)))
    if isinstance(value, list | tuple):
        return tuple(sorted(str(_plain(item)) for item in value))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
