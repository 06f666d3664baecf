"""Who is who in an article: its persons, every mention of each, the offices they hold and the states they act for.

Guarantees: a mention belongs to one person at most; a holding's phrase is a stretch of the text that joins office and name;
a country is said in the phrase, by another phrase about the same person, or resolved from the article, in that order.
"""

from collections import Counter, defaultdict

from banggiao.discourse.allegiance import Allegiance
from banggiao.discourse.departed import departed
from banggiao.discourse.grouping import Gathering, Group
from banggiao.discourse.peers import Peers
from banggiao.discourse.ties import Tie, Ties
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention
from banggiao.model.scene import Holding, Mentions, Person
from banggiao.recognise.bodies import lowered
from banggiao.recognise.joints import Joints, joints

_TOGETHER = 12  # so many persons are compared at a time to find the clearest: enough for any article, and a bound for lists of names


class _Table:
    """Builds the person table of one text."""

    def __init__(self, text: str, mentions: Mentions, lore: Lore, home: str | None) -> None:
        self.text, self.mentions, self.lore = text, mentions, lore
        self.named = {one.end: one.code for one in mentions.states if one.form in ("name", "short") and not one.codes}
        self.joints: Joints = lore.once(joints)
        self.low = lowered(text)
        self.allegiance = Allegiance(text, mentions.states, mentions.offices, lore, home)

    def people(self) -> tuple[Person, ...]:
        """The person table."""
        by_mention: dict[int, list[Tie]] = defaultdict(list)
        posts: dict[int, set[str]] = defaultdict(set)
        for tie in Ties(self.text, self.mentions, self.lore).all():
            by_mention[tie.person].append(tie)
            posts[tie.person].update(office.post for office in tie.offices if not office.bare)
        groups = Gathering(self.text, self.mentions.persons, posts, self.lore).groups()
        ties = [[tie for number in group.members for tie in by_mention[number]] for group in groups]
        Peers(self.text, self.mentions.persons, groups, ties).settle()
        known = [self.lore.once(departed).state(group.name) or self._said(own) for group, own in zip(groups, ties, strict=True)]
        for group, own, country in zip(groups, ties, known, strict=True):
            if country is not None:
                self._tell(group, own, country)
        masters = self._masters(ties)
        self._guess(groups, ties, known, masters)
        known = [code or self._beside(group) for group, code in zip(groups, known, strict=True)]
        return tuple(self._person(*row) for row in zip(groups, ties, known, strict=True))

    def _tell(self, group: Group, ties: list[Tie], country: str) -> None:
        """Notes whose the offices of a person are, so that nobody else is given them."""
        for tie in ties:
            for office in tie.offices:
                self.allegiance.told(office.post, office.country or country, group.name, office)

    def _masters(self, ties: list[list[Tie]]) -> dict[int, int]:
        """Whom an aide serves who is named before the phrase of the one served (``X, cố vấn của Tổng thống Y``), by number."""
        starts = {tie.start: number for number, own in enumerate(ties) for tie in own}
        found: dict[int, int] = {}
        for number, own in enumerate(ties):
            for tie in own:
                at = self.joints.reach("served", self.low, tie.end) if tie.offices[-1].end == tie.end else None
                if at is not None and starts.get(at, number) != number:
                    found[number] = starts[at]
        return found

    def _guess(self, groups: list[Group], ties: list[list[Tie]], known: list[str | None], masters: dict[int, int]) -> None:
        """Fills in the states that no phrase says, the clearest first: each one told makes the next clearer; servants last."""
        self._clearest(
            [number for number, own in enumerate(ties) if own and known[number] is None and number not in masters], groups, ties, known
        )
        for number, master in masters.items():
            known[number] = known[number] or known[master]
        self._clearest([number for number in masters if known[number] is None], groups, ties, known)

    def _clearest(self, open_ones: list[int], groups: list[Group], ties: list[list[Tie]], known: list[str | None]) -> None:
        """Fills in the states of these groups, the clearest first."""
        while open_ones:
            guesses = []
            for number in open_ones[:_TOGETHER]:
                tie = ties[number][0]
                country, lead = self.allegiance.of(groups[number].name, _leading(tie), tie.start, tie.end)
                guesses.append((-lead, number, country))
            _, number, country = min(guesses)
            known[number] = country
            if country is not None:
                self._tell(groups[number], ties[number], country)
            open_ones.remove(number)

    def _beside(self, group: Group) -> str | None:
        """The state whose name stands right before a person's (``phía Hàn Quốc Yeo Han Koo``)."""
        for number in group.members:
            code = self.named.get(self.mentions.persons[number].start - 1)
            if code is not None:
                return code
        return None

    def _said(self, ties: list[Tie]) -> str | None:
        """The state that the phrases about a person say most often."""
        said = Counter(one.country for tie in ties for one in tie.offices if one.country is not None)
        return said.most_common(1)[0][0] if said else None

    def _person(self, group: Group, ties: list[Tie], known: str | None) -> Person:
        holdings = []
        for tie in ties:
            inner = next((one.country for one in reversed(tie.offices) if one.country is not None), None)
            for office in tie.offices:
                holdings.append(Holding(start=tie.start, end=tie.end, office=office, country=office.country or inner or known))
        mentions = tuple(self.mentions.persons[number] for number in group.members)
        return Person(name=group.name, mentions=mentions, holdings=tuple(holdings), country=known)


def _leading(tie: Tie) -> OfficeMention:
    """The office of a phrase that tells most of its state: one that is no rank and not bare."""
    return min(tie.offices, key=lambda office: (office.post == "military_commander", office.bare))


def people(text: str, mentions: Mentions, lore: Lore, home: str | None = "VN") -> tuple[Person, ...]:
    """The persons of an article in order of first mention; ``home`` is the state whose outlet speaks."""
    return _Table(text, mentions, lore, home).people()
