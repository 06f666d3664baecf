"""Encounters of heads of state or government that the article calls a summit elsewhere: they are talks (SCHEMA.md).

Guarantees: pure; only a meeting between the parties of a summit is raised, of the same status, whose people are heads of
these states and nobody else, and that no time or place of its own tells apart from the summit.
"""

from collections.abc import Sequence

import msgspec

from banggiao.extract.events.candidate import Candidate
from banggiao.extract.events.words import words
from banggiao.extract.page import Page
from banggiao.lore import Lore
from banggiao.model.dates import overlap

_HEADS = frozenset({"head_of_state", "head_of_government", "royal"})
_SUMMITS = "talks-summit"
"""What the ids of the patterns of summits begin with."""


def raised(found: Sequence[Candidate], page: Page, lore: Lore) -> list[Candidate]:
    """The candidates, meetings of heads made talks where a summit of their states is told."""
    summits = [one for one in found if one.type == "talks" and one.pattern.startswith(_SUMMITS)]
    if not summits:
        return list(found)
    heads = _heads(page)
    return [
        msgspec.structs.replace(one, type="talks")
        if one.type == "meeting"
        and heads.issuperset(one.people)
        and one.people
        and not _on_margins(one, page, lore)
        and any(_may_be(one, summit) for summit in summits)
        else one
        for one in found
    ]


def _heads(page: Page) -> frozenset[str]:
    """The names of all who are heads of a state or government, and nothing else besides."""
    return frozenset(
        person.name
        for person in page.scene.people
        if any(holding.office.post in _HEADS and not holding.office.modifiers for holding in person.holdings)
    )


def _on_margins(one: Candidate, page: Page, lore: Lore) -> bool:
    """Whether a meeting is told to be beside a gathering, where it stays a meeting."""
    return lore.once(words).has("margins", page.views[one.number].text)


def _may_be(one: Candidate, summit: Candidate) -> bool:
    """Whether nothing tells a meeting apart from a summit."""
    if one.parties != summit.parties or one.status != summit.status:
        return False
    if one.place and summit.place and not (one.place in summit.place or summit.place in one.place):
        return False
    left, right = one.when, summit.when
    return not left or not right or overlap(left, right)
