"""The shapes of states as the map draws them.

Guarantees: nothing is computed but looked up; a state without a shape has at least a place, what has neither is in no table.
"""

import msgspec

from banggiao.lore import Lore

WIDTH, HEIGHT = 10_000, 4_333
"""The size of the drawing that the shapes are made for."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state or territory on the drawing: the place that stands for it, and its outline as an SVG path (empty: too small).

    ``of``: the code of the state that islands without a code of their own are labelled as part of.
    """

    code: str
    x: int
    y: int
    path: str = ""
    of: str = ""


def shapes(lore: Lore) -> dict[str, Shape]:
    """The shapes by code (use as ``lore.once(shapes)``)."""
    return {row.code: row for row in lore.rows("world/shapes", Shape)}
