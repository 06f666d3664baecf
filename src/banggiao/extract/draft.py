"""Drafts: records before they are checked and led back to the delivered text.

Guarantees: every offset of a draft is a code point of the cleaned text.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from banggiao.model.spans import Span


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that a pattern proposes.

    ``[start, end)`` is the stretch to quote; ``values`` the judged fields of the kind; ``evidence`` the words that show
    each field; ``extra`` fields beyond the judged ones; ``pattern`` the id of what made it; ``confidence`` in 0..1.
    """

    kind: str
    values: Mapping[str, Any]
    start: int
    end: int
    pattern: str
    evidence: Mapping[str, tuple[Span, ...]] = {}
    extra: Mapping[str, Any] = {}
    confidence: float = 0.5
