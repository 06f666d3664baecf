"""Claims of one block to merged objects.

Guarantees: the result depends on the set of claims alone, never on their order; every claim is a member of exactly one object;
an object's id is made of its first claim's, so that equal ledgers have equal ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.model.times import window
from banggiao.resolve.choose import Choice, choices, shown
from banggiao.resolve.components import FIRST, components, members
from banggiao.resolve.events import Judge
from banggiao.resolve.keys import KEYS, key_of
from banggiao.resolve.people import Names
from banggiao.resolve.values import Member, Merged, Told

_TIMES = {
    "event": "date",
    "agreement": "date",
    "partnership": "since",
    "anniversary": "when",
    "commitment": "due",
    "target": "by",
    "statistic": "period",
    "role": "period",
}


def merge(claims: Iterable[Told], lore: Lore) -> list[Merged]:
    """The merged objects of one block's claims (all of one kind), in order of id."""
    told = {claim.id: claim for claim in sorted(claims, key=lambda claim: claim.id)}
    if not told:
        return []
    kind = next(iter(told.values())).kind
    groups = _GROUPINGS[kind](tuple(told.values()), lore)
    return sorted((_merged(kind, [told[member.claim] for member in group], group) for group in groups), key=lambda found: found.id)


def _events(claims: Sequence[Told], lore: Lore) -> list[tuple[Member, ...]]:
    judge = Judge(claims, lore)
    links = judge.links()
    return [members(group, links) for group in components((claim.id for claim in claims), links, judge.apart)]


def _people(claims: Sequence[Told], lore: Lore) -> list[tuple[Member, ...]]:
    names = Names(claims, lore)
    links = names.links()
    return [members(group, links) for group in components((claim.id for claim in claims), links, names.apart)]


def _keyed(claims: Sequence[Told], lore: Lore) -> list[tuple[Member, ...]]:
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for claim in claims:
        groups[key_of(claim)].append(claim.id)
    reason = KEYS[claims[0].kind].reason
    return [tuple(Member(claim, 1.0, reason if at else FIRST) for at, claim in enumerate(group)) for group in groups.values()]


_GROUPINGS = {"event": _events, "post": _people, **dict.fromkeys(KEYS, _keyed)}


def _merged(kind: str, claims: Sequence[Told], group: tuple[Member, ...]) -> Merged:
    """The object that a group of claims makes."""
    told = _told_of_person(claims) if kind == "post" else choices(claims)
    values = shown(told)
    days = window(values.get(_TIMES.get(kind, "")))
    return Merged(
        id=content_id("object", kind, min(claim.id for claim in claims)),
        kind="person" if kind == "post" else kind,
        parties=tuple(sorted({code for claim in claims for code in claim.parties})),
        values=values,
        told=told,
        members=group,
        tellings=len({claim.article for claim in claims}),
        first=days.first.isoformat() if days else None,
        last=days.last.isoformat() if days else None,
    )


def _told_of_person(claims: Sequence[Told]) -> dict[str, tuple[Choice, ...]]:
    """A person's names (the fullest first), country, and every office held with the claims that tell it."""
    told = choices([msgspec.structs.replace(claim, values={"country": claim.values.get("country")}) for claim in claims])
    names: dict[str, list[str]] = defaultdict(list)
    offices: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for claim in claims:
        values = claim.values
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
