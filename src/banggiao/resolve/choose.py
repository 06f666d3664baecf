"""Which of several told values is shown.

Guarantees: no value is lost: every one stays with the claims that tell it. The rule: a value of a claim that a person accepted, then
the more precise date (of what lasts, its first and last day; the event that got furthest, the fuller list of persons), then the value that more independent tellings have
(copies of one article are one), then the higher confidence, then the latest published, then the order of the text.
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
_LASTING = frozenset({"visit", "conference"})
_LONGEST, _TWO_DAYS = 15, len("2026-01-30/2026-02-01")


def choices(claims: Sequence[Told], accepted: frozenset[str] = frozenset()) -> dict[str, tuple[Choice, ...]]:
    """For each field that any claim fills, its values with their claims, the shown value first."""
    fields = dict.fromkeys(field for claim in claims for field in claim.values)
    found = {field: _ranked(field, claims, accepted) for field in fields}
    return {field: values for field, values in found.items() if values}


def shown(told: Mapping[str, tuple[Choice, ...]]) -> dict[str, Any]:
    """The shown value of each field."""
    return {field: values[0][0] for field, values in told.items()}


def _ranked(field: str, claims: Sequence[Told], accepted: frozenset[str]) -> tuple[Choice, ...]:
    """The field's values, best first."""
    groups: dict[bytes, list[Told]] = {}
    values: dict[bytes, Any] = {}
    for claim in claims:
        value = claim.values.get(field)
        if value is not None and value != []:
            key = msgspec.json.encode(value, order="sorted")
            groups.setdefault(key, []).append(claim)
            values[key] = value
    order = sorted(groups, key=lambda key: _rank(field, values[key], groups[key], accepted, key))
    return tuple((values[key], tuple(sorted(claim.id for claim in groups[key]))) for key in order)


def _rank(field: str, value: Any, claims: Sequence[Told], accepted: frozenset[str], key: bytes) -> tuple[Any, ...]:
    sure = any(claim.id in accepted for claim in claims)
    first = 0 if field == "date" and _whole(value, claims) else _RULES.get(field, _indifferent)(value)
    tellings = len({claim.telling for claim in claims})
    latest = max((days.last.toordinal() for claim in claims if (days := window(claim.published))), default=0)
    return (not sure, first, -tellings, -max(claim.confidence for claim in claims), -latest, key)


def _whole(value: Any, claims: Sequence[Told]) -> bool:
    """Whether a date gives the first and the last day of something that lasts."""
    days = window(value) if isinstance(value, str) and len(value) == _TWO_DAYS else None
    return bool(days and days.days <= _LONGEST and any(claim.values.get("type") in _LASTING for claim in claims))


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
