"""Which of several told values is shown.

Guarantees: no value is lost: every one stays with the claims that tell it. The rule: the more precise date, then the value that
more articles tell, then the higher confidence, then the order of the text. An event once held stays held.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from banggiao.model.times import window
from banggiao.resolve.values import Told

Choice = tuple[Any, tuple[str, ...]]
_DATES = frozenset({"date", "since", "due", "when", "period"})
_STATUS = (
    "held",
    "ended",
    "cancelled",
    "in_force",
    "current",
    "signed",
    "established",
    "to_sign",
    "planned",
    "negotiating",
    "proposed",
    "goal",
)
_VAGUE = 10**6


def choices(claims: Sequence[Told]) -> dict[str, tuple[Choice, ...]]:
    """For each field that any claim fills, its values with their claims, the shown value first."""
    fields = dict.fromkeys(field for claim in claims for field in claim.values)
    found = {field: _ranked(field, claims) for field in fields}
    return {field: values for field, values in found.items() if values}


def shown(told: Mapping[str, tuple[Choice, ...]]) -> dict[str, Any]:
    """The shown value of each field."""
    return {field: values[0][0] for field, values in told.items()}


def _ranked(field: str, claims: Sequence[Told]) -> tuple[Choice, ...]:
    """The field's values, best first."""
    groups: dict[bytes, list[Told]] = {}
    values: dict[bytes, Any] = {}
    for claim in claims:
        value = claim.values.get(field)
        if value is not None and value != []:
            key = msgspec.json.encode(value, order="sorted")
            groups.setdefault(key, []).append(claim)
            values[key] = value
    order = sorted(groups, key=lambda key: _rank(field, values[key], groups[key], key))
    return tuple((values[key], tuple(sorted(claim.id for claim in groups[key]))) for key in order)


def _rank(field: str, value: Any, claims: Sequence[Told], key: bytes) -> tuple[Any, ...]:
    first = _RULES.get(field, _indifferent)(value)
    articles = len({claim.article for claim in claims})
    return (first, -articles, -max(claim.confidence for claim in claims), key)


def _indifferent(value: Any) -> int:
    return 0


def _vagueness(value: Any) -> int:
    """How many days a date leaves open."""
    found = window(value) if isinstance(value, str) else None
    return found.days if found else _VAGUE


def _progress(value: Any) -> int:
    """How far a status lies from the last one that can be reached."""
    return _STATUS.index(value) if value in _STATUS else len(_STATUS)


def _shortness(value: Any) -> int:
    """Fewer words are less."""
    return -len(value) if isinstance(value, str | list | tuple) else 0


_RULES: dict[str, Callable[[Any], int]] = {**dict.fromkeys(_DATES, _vagueness), "status": _progress, "people": _shortness}
