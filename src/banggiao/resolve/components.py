"""Groups of things that are one, made of judgements on pairs.

Guarantees: the groups depend on the set of things and judgements alone, never on their order; two things that must not be one
are never in one group, whatever lies between them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from banggiao.resolve.values import Link, Member

FIRST = "first telling"


def components(items: Iterable[str], links: Mapping[tuple[str, str], Link], apart: Callable[[str, str], bool]) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order of their first member: the surest links join first, unless members are ``apart``."""
    group_of = {item: [item] for item in sorted(set(items))}
    for one, two in sorted(links, key=lambda pair: (-links[pair].score, pair)):
        left, right = group_of[one], group_of[two]
        if left is right or any(apart(a, b) for a in left for b in right):
            continue
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        for item in right:
            group_of[item] = left
    unique = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return sorted(unique.values())


def members(group: Sequence[str], links: Mapping[tuple[str, str], Link]) -> tuple[Member, ...]:
    """The group's members, each with its surest link to another member; the first one is the first telling."""
    inside = set(group)
    best: dict[str, Link] = {}
    for (one, two), link in links.items():
        if one in inside and two in inside:
            for item in (one, two):
                best[item] = max(link, best.get(item, link))
    head, *rest = group
    return (Member(head, 1.0, FIRST), *(Member(item, best[item].score, best[item].reason) for item in rest))
