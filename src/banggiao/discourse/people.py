"""Who is who in an article: its persons, every mention of each, the offices they hold and the states they act for.

Guarantees: a mention belongs to one person at most; a holding's phrase is a stretch of the text that joins office and name;
a country is said in the phrase, by another phrase about the same person, or resolved from the article, in that order.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, PersonMention
from banggiao.model.scene import Holding, Mentions, Person
from banggiao.recognise.names import Shapes, shapes
from banggiao.recognise.titles import Tables, tables
from banggiao.text import fold

_HONORIFIC = r"(?:(?:ông|bà|ngài|đồng chí|đ/c|Ông|Bà|Ngài|Shri|tiến sĩ|TS|giáo sư|GS) )?"
_LEFT = re.compile(rf"(?:,? |, | ?[-–] ?| là |: |, là )?{_HONORIFIC}")
_RIGHT = re.compile(r"(?:, | ?[-–] |,? hiện là | là | \(|, nay là |, người (?:đang |từng )?(?:giữ chức |là ))")
_CHAIN = re.compile(r"(?:, | ?[-–] ?|,? kiêm |,? kiêm nhiệm |,? đồng thời là |,? và là |/|,? và )")
_GAP = 24


class _Tie(msgspec.Struct):
    """Offices of one phrase tied to a mention of a person: the phrase's ends and the offices in it."""

    start: int
    end: int
    person: int
    offices: list[OfficeMention]


class _Group(msgspec.Struct):
    """One person while mentions are gathered."""

    words: tuple[str, ...]
    name: str
    members: list[int]


class _Table:
    """Builds the person table of one text."""

    def __init__(self, text: str, mentions: Mentions, lore: Lore, home: str | None) -> None:
        self.text, self.mentions, self.home = text, mentions, home
        self.shapes: Shapes = lore.once(shapes)
        self.tables: Tables = lore.once(tables)
        self.offices = [one for one in mentions.offices if one.count == 1]
        self.office_starts = [one.start for one in self.offices]

    def ties(self) -> list[_Tie]:
        """Every phrase that joins offices and a name, those before the name first."""
        taken: set[int] = set()
        made: list[_Tie] = []
        persons = self.mentions.persons
        for number, person in enumerate(persons):
            chain = self._before(person, taken)
            if chain:
                made.append(_Tie(chain[0].start, person.end, number, chain))
        for number, person in enumerate(persons):
            chain = self._after(number, person, taken)
            if chain:
                made.append(_Tie(person.start, chain[-1].end, number, chain))
        return sorted(made, key=lambda tie: tie.start)

    def _before(self, person: PersonMention, taken: set[int]) -> list[OfficeMention]:
        at = bisect_left(self.office_starts, person.start) - 1
        if at < 0 or person.start - self.offices[at].end > _GAP:
            return []
        if not _LEFT.fullmatch(self.text, self.offices[at].end, person.start):
            return []
        chain = [self.offices[at]]
        taken.add(at)
        while at > 0 and _CHAIN.fullmatch(self.text, self.offices[at - 1].end, self.offices[at].start):
            at -= 1
            taken.add(at)
            chain.insert(0, self.offices[at])
        return chain

    def _after(self, number: int, person: PersonMention, taken: set[int]) -> list[OfficeMention]:
        at = bisect_left(self.office_starts, person.end)
        if at >= len(self.offices) or at in taken or not _RIGHT.fullmatch(self.text, person.end, self.offices[at].start):
            return []
        chain = [self.offices[at]]
        taken.add(at)
        while (
            at + 1 < len(self.offices)
            and at + 1 not in taken
            and _CHAIN.fullmatch(self.text, self.offices[at].end, self.offices[at + 1].start)
        ):
            at += 1
            taken.add(at)
            chain.append(self.offices[at])
        return chain

    def groups(self) -> list[_Group]:
        """The mentions gathered by person: fullest names first, short ones to the person they fit, the nearest before."""
        persons = self.mentions.persons
        made: list[_Group] = []
        order = sorted(range(len(persons)), key=lambda n: (-len(_words(persons[n].name)), n))
        for number in order:
            words = _words(persons[number].name)
            fits = [group for group in made if self._fits(words, group.words, persons[number].name)]
            if not fits:
                made.append(_Group(words, persons[number].name, [number]))
                continue
            best = min(fits, key=lambda group: min(self._distance(number, member) for member in group.members))
            best.members.append(number)
        for group in made:
            group.members.sort()
        return sorted(made, key=lambda group: group.members[0])

    def _distance(self, number: int, member: int) -> int:
        return number - member if member <= number else 3 * (member - number)

    def _fits(self, words: tuple[str, ...], full: tuple[str, ...], name: str) -> bool:
        """Whether a name of these words can be short for the fuller one."""
        if words == full or "".join(words) == "".join(full):
            return True
        size = len(words)
        if size >= len(full):
            return sorted(words) == sorted(full)
        if full[-size:] == words:
            return True
        if name.split(" ")[0] in self.shapes.use and size > 1:
            return False
        return full[:size] == words or (size > 1 and all(word in full for word in words))

    def people(self) -> tuple[Person, ...]:
        """The person table."""
        ties = self.ties()
        by_mention: dict[int, list[_Tie]] = defaultdict(list)
        for tie in ties:
            by_mention[tie.person].append(tie)
        made = []
        for group in self.groups():
            own = [tie for number in group.members for tie in by_mention[number]]
            holdings = self._holdings(group, own)
            said = Counter(one.country for one in holdings if one.country is not None)
            made.append(
                Person(
                    name=group.name,
                    mentions=tuple(self.mentions.persons[number] for number in group.members),
                    holdings=tuple(holdings),
                    country=said.most_common(1)[0][0] if said else None,
                )
            )
        return tuple(made)

    def _holdings(self, group: _Group, ties: list[_Tie]) -> list[Holding]:
        said: Counter[str] = Counter()
        for tie in ties:
            said.update(one.country for one in tie.offices if one.country is not None)
        known = said.most_common(1)[0][0] if said else None
        made = []
        for tie in ties:
            inner = next((one.country for one in reversed(tie.offices) if one.country is not None), None)
            for office in tie.offices:
                country = office.country or inner or known or self._guess(group, tie, office)
                made.append(Holding(start=tie.start, end=tie.end, office=office, country=country))
        return made

    def _guess(self, group: _Group, tie: _Tie, office: OfficeMention) -> str | None:
        """The state of an office that no phrase about its holder names."""
        use = self.shapes.use.get(group.name.split(" ")[0])
        if use in ("vi", "both") and self.shapes.syllable(group.name.split(" ")[-1]):
            return self.home
        same = Counter(one.country for one in self.mentions.offices if one.post == office.post and one.country not in (None, self.home))
        if same:
            return same.most_common(1)[0][0]
        near = [one for one in self.mentions.states if one.code != self.home and one.form in ("name", "metonym", "short")]
        before = [one.code for one in near if tie.start - 200 < one.start < tie.start and "\n" not in self.text[one.start : tie.start]]
        if before:
            return before[-1]
        counts = Counter(one.code for one in near)
        return counts.most_common(1)[0][0] if counts else None


def _words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, hyphens as blanks."""
    return tuple(fold(name.replace("-", " ").replace(".", ". ")).split())


def people(text: str, mentions: Mentions, lore: Lore, home: str | None = "VN") -> tuple[Person, ...]:
    """The persons of an article in order of first mention; ``home`` is the state whose outlet speaks."""
    return _Table(text, mentions, lore, home).people()
