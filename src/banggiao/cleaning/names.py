"""Steps on names: the spaced hyphen inside one name, against the spaced hyphen between two.

Guarantees: hyphens between states, peoples and clauses keep their spaces.
"""

import re

from banggiao.lore import Lore

Change = tuple[int, int, str]

_GIVEN = re.compile(r"(?<=[A-Z][a-z] |[a-z][a-z] )(?P<left>[A-Z][a-z]{1,5})(?P<gap> - )(?P<right>[a-z]{2,6})(?![^\W\d_])")


def spaced_hyphens(text: str, lore: Lore) -> list[Change]:
    """To be filled in: Moon Jae - in."""
    return []
