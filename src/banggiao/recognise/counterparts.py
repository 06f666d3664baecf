"""Which office a counterpart holds: the one told before it, or in a sentence that begins with the counterpart the one after it.

Guarantees: pure; no more than a sentence is looked at.
"""

import re

_STOP = re.compile(r"[.!?][ ”\"]|\n")
_SENTENCE, _NAME = 400, 60


def fronted(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a sentence tells a counterpart before the office that it is of (``Điện đàm với người đồng cấp Nga X, Ngoại trưởng Mỹ ...``).

    ``before``: from the office told last to the counterpart; ``after``: from the counterpart to the next office.
    """
    if _STOP.search(text, max(before[0], before[1] - _SENTENCE), before[1]) is None:
        return False
    between = text[slice(*after)]
    return len(between) <= _NAME and between.endswith(", ") and _STOP.search(between) is None
