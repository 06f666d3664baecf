"""Confidences corrected by kind: order kept, certainty avoided, unknown kinds left alone."""

import pytest
from tests.made import record

from banggiao.extract.confidence import ConfidenceRow, confident, corrected, corrections
from banggiao.kinds import kinds
from banggiao.lore import Lore

LORE = Lore()
TRUSTS = (0.0, 0.3, 0.5, 0.75, 0.9, 1.0)

CASES = [
    # no correction known
    (0.7, None, 0.7),
    # nothing to correct
    (0.7, ConfidenceRow("event", 0.0, 1.0), 0.7),
    # trusted less than deserved: even odds become those of e
    (0.5, ConfidenceRow("event", 1.0, 1.0), 0.731),
    # certainty is beyond any pattern
    (1.0, ConfidenceRow("event", 0.0, 1.0), 0.98),
]


@pytest.mark.parametrize(("trust", "row", "expected"), CASES)
def test_corrected(trust: float, row: ConfidenceRow | None, expected: float) -> None:
    """The confidence that a trust becomes."""
    assert corrected(trust, row) == expected


@pytest.mark.parametrize("kind", [row.kind for row in kinds(LORE)])
def test_order_kept(kind: str) -> None:
    """A record trusted more is never less sure."""
    sure = [corrected(trust, corrections(LORE)[kind]) for trust in TRUSTS]
    assert sure == sorted(sure)


def test_records() -> None:
    """Only the confidence of a record changes."""
    before = record("Hai bên hội đàm.", "Hai bên hội đàm", type="talks")
    (after,) = confident([before], LORE)
    assert after.confidence == corrected(before.confidence, corrections(LORE)["event"])
    assert (after.kind, after.values, after.quote) == (before.kind, before.values, before.quote)
