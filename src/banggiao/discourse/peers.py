"""What office ``người đồng cấp`` means where the office named last before it cannot be meant.

Guarantees: pure; a counterpart of whom the text tells an office has that office; another's seat is not given to a counterpart
where somebody in the same sentence holds an office that is free in the counterpart's state.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from banggiao.discourse.allegiance import VACANT
from banggiao.discourse.grouping import Group
from banggiao.discourse.ties import Tie
from banggiao.model.mentions import OfficeMention, PersonMention

_RANK = "military_commander"
_STOP = re.compile(r"[.!?](?=\s)|\n")
_REACH = 300
_MOST = 20


class Peers:
    """Settles the counterparts of one text: its persons as ``groups``, and the phrases that name offices of each."""

    def __init__(self, text: str, persons: Sequence[PersonMention], groups: Sequence[Group], ties: list[list[Tie]]) -> None:
        self.text, self.groups, self.ties = text, groups, ties
        self.starts = [one.start for one in persons]
        self.owner = {number: at for at, group in enumerate(groups) for number in group.members}
        self.posts: list[list[str]] = [[] for _ in groups]
        self.holders: dict[tuple[str, str], set[int]] = defaultdict(set)
        for at, own in enumerate(ties):
            for office in (
                office for tie in own for office in tie.offices if not (office.counterpart or office.bare) and office.post != _RANK
            ):
                self.posts[at].append(office.post)
                if office.country is not None and VACANT.isdisjoint(office.modifiers):
                    self.holders[office.post, office.country].add(at)

    def settle(self) -> None:
        """Gives each counterpart the office that is meant."""
        for at, own in enumerate(self.ties):
            for tie in own:
                tie.offices = [self._meant(at, office) if office.counterpart else office for office in tie.offices]

    def _meant(self, at: int, office: OfficeMention) -> OfficeMention:
        if office.post in self.posts[at] or office.country is None:
            return office
        if self.posts[at]:
            return msgspec.structs.replace(office, post=self.posts[at][0])
        if not self._taken(office.post, office.country, at):
            return office
        free = (post for post in self._near(office.start) if not self._taken(post, office.country, at))
        return msgspec.structs.replace(office, post=next(free, office.post))

    def _taken(self, post: str, country: str | None, at: int) -> bool:
        """Whether somebody else is said to hold an office of a state."""
        return country is not None and bool(self.holders.get((post, country), set()) - {at})

    def _near(self, start: int) -> list[str]:
        """The offices of those named in the sentence, before a place first."""
        begin = max((match.end() for match in _STOP.finditer(self.text, max(0, start - _REACH), start)), default=max(0, start - _REACH))
        stop = _STOP.search(self.text, start, start + _REACH)
        end = stop.start() if stop is not None else start + _REACH
        numbers = range(bisect_left(self.starts, begin), bisect_right(self.starts, end))[:_MOST]
        found = [post for number in numbers for post in self.posts[self.owner[number]][:_MOST]]
        return list(dict.fromkeys(found))
