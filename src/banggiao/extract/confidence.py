"""How sure a record is: what its pattern was trusted with, corrected by how often records of its kind proved right.

Guarantees: pure; the order of records of one kind by confidence stays; a kind without a row keeps what its patterns say.
"""

import math
from collections.abc import Iterable

import msgspec

from banggiao.lore import Lore
from banggiao.model.records import Record

_LEAST = 0.02
"""No pattern is taken to be wholly right or wrong."""


class ConfidenceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The correction for one ``kind``: log-odds of being right = ``shift`` + ``slope`` x log-odds of the pattern's trust."""

    kind: str
    shift: float
    slope: float


def corrections(lore: Lore) -> dict[str, ConfidenceRow]:
    """The corrections by kind (use as ``lore.once(corrections)``)."""
    return {row.kind: row for row in lore.rows("judging/confidence", ConfidenceRow)}


def confident(records: Iterable[Record], lore: Lore) -> tuple[Record, ...]:
    """The records with confidences that mean the share of right ones."""
    known = lore.once(corrections)
    return tuple(msgspec.structs.replace(record, confidence=corrected(record.confidence, known.get(record.kind))) for record in records)


def corrected(trust: float, row: ConfidenceRow | None) -> float:
    """The share of right records among those that were trusted so far."""
    if row is None:
        return trust
    return round(1 / (1 + math.exp(-(row.shift + row.slope * log_odds(trust)))), 3)


def log_odds(share: float) -> float:
    """The log-odds of a share, kept away from certainty."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))
