"""The merged object that a group of claims makes.

Guarantees: no value is lost: every one stays with the claims that tell it; what is shown follows ``resolve.choose``; a value that a
person decided is shown before all others and never hides them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from banggiao.model.ids import content_id
from banggiao.model.times import window
from banggiao.resolve.choose import Choice, choices, shown
from banggiao.resolve.values import NONE, Member, Merged, Rulings, Told

TIMES = {
    "event": "date",
    "agreement": "date",
    "partnership": "since",
    "anniversary": "when",
    "commitment": "due",
    "target": "by",
    "statistic": "period",
    "role": "period",
}
"""The field that places each kind in time."""


def object_id(kind: str, claim: str) -> str:
    """The id that an object has where this claim is its first one."""
    return content_id("object", kind, claim)


def merged(kind: str, claims: Sequence[Told], group: tuple[Member, ...], rulings: Rulings = NONE) -> Merged:
    """The object that a group of claims makes."""
    told = told_by(kind, claims, rulings.accepted)
    mine = {claim.id for claim in claims}
    decided = {field: (decision, value) for claim, field, value, decision in rulings.corrected if claim in mine}
    values = {**shown(told), **{field: value for field, (_, value) in decided.items()}}
    days = window(values.get(TIMES.get(kind, "")))
    return Merged(
        id=object_id(kind, min(mine)),
        kind="person" if kind == "post" else kind,
        parties=_parties(kind, claims, values),
        values=values,
        told=told,
        members=group,
        tellings=len({claim.telling for claim in claims}),
        first=days.first.isoformat() if days else None,
        last=days.last.isoformat() if days else None,
        decided=decided,
    )


def _parties(kind: str, claims: Sequence[Told], values: Mapping[str, Any]) -> tuple[str, ...]:
    """The states of all claims; of a person those of the claims that tell the country shown, or the one that somebody decided."""
    told = [claim for claim in claims if claim.values.get("country") == values.get("country")] if kind == "post" else []
    if kind == "post" and not told and values.get("country"):
        return (str(values["country"]),)
    return tuple(sorted({code for claim in told or claims for code in claim.parties}))


def told_by(kind: str, claims: Sequence[Told], accepted: frozenset[str] = frozenset()) -> dict[str, tuple[Choice, ...]]:
    """For each field its values with the claims that tell them, the shown value first."""
    return _told_of_person(claims, accepted) if kind in ("post", "person") else choices(claims, accepted)


def _told_of_person(claims: Sequence[Told], accepted: frozenset[str]) -> dict[str, tuple[Choice, ...]]:
    """A person's names (the fullest first), country, and every office held with the claims that tell it."""
    told = choices([msgspec.structs.replace(claim, values={"country": claim.values.get("country")}) for claim in claims], accepted)
    names: dict[str, list[str]] = defaultdict(list)
    offices: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for claim in claims:
        values: Mapping[str, Any] = claim.values
        names[str(values.get("person"))].append(claim.id)
        offices[str(values.get("post")), values.get("organisation") or "", bool(values.get("former"))].append(claim.id)
    order = sorted(names, key=lambda name: (-len(name.split()), -len(names[name]), name))
    told["name"] = tuple((name, tuple(names[name])) for name in order)
    ranked = sorted(offices, key=lambda office: (office[2], -len(offices[office]), office))
    told["office"] = tuple(
        ({"post": post, "organisation": organisation or None, "former": former}, tuple(offices[post, organisation, former]))
        for post, organisation, former in ranked
    )
    return told
