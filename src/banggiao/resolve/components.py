"""Groups of things that are one, made of judgements on pairs.

Guarantees: the groups depend on the set of things and judgements alone, never on their order; two things that must not be one
are never in one group, whatever lies between them, unless a person joined them; what a person set apart stays apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from banggiao.resolve.values import Link, Member

FIRST = "first telling"
Pair = tuple[str, str]


def components(
    items: Iterable[str],
    links: Mapping[Pair, Link],
    apart: Callable[[str, str], bool],
    forced: Iterable[Pair] = (),
    forbidden: frozenset[Pair] = frozenset(),
) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order of their first member.

    Pairs ``forced`` join first, then the surest links, unless members are ``apart``; no join puts a ``forbidden`` pair together.
    """
    group_of = {item: [item] for item in sorted(set(items))}
    for one, two in sorted(set(forced)):
        _join(group_of, one, two, lambda a, b: False, forbidden)
    for one, two in sorted(links, key=lambda pair: (-links[pair].score, pair)):
        _join(group_of, one, two, apart, forbidden)
    unique = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return sorted(unique.values())


def _join(group_of: dict[str, list[str]], one: str, two: str, apart: Callable[[str, str], bool], forbidden: frozenset[Pair]) -> None:
    """Join the groups of two items, unless a pair of their members forbids it."""
    left, right = group_of[one], group_of[two]
    if left is right or any(_ordered(a, b) in forbidden or apart(a, b) for a in left for b in right):
        return
    if len(left) < len(right):
        left, right = right, left
    left.extend(right)
    for item in right:
        group_of[item] = left


def _ordered(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)


def members(group: Sequence[str], links: Mapping[Pair, Link]) -> tuple[Member, ...]:
    """The group's members, each with its surest link to another member; the first one is the first telling."""
    inside = set(group)
    best: dict[str, Link] = {}
    for (one, two), link in links.items():
        if one in inside and two in inside:
            for item in (one, two):
                best[item] = max(link, best.get(item, link))
    head, *rest = group
    return (Member(head, 1.0, FIRST), *(Member(item, best[item].score, best[item].reason) for item in rest))
