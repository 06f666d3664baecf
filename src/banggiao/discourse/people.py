"""Who is who in an article: its persons, every mention of each, the offices they hold and the states they act for.

Guarantees: a mention belongs to one person at most; a holding's phrase is a stretch of the text that joins office and name;
a country is said in the phrase, by another phrase about the same person, or resolved from the article, in that order.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

import msgspec

from banggiao.discourse.allegiance import Allegiance
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, PersonMention
from banggiao.model.scene import Holding, Mentions, Person
from banggiao.recognise.context import left_words
from banggiao.recognise.names import Shapes, name_at, shapes
from banggiao.recognise.persons import beside
from banggiao.text import fold

_HONORIFIC = r"(?:(?:ông|bà|ngài|đồng chí|đ/c|Ông|Bà|Ngài|Shri|tiến sĩ|TS|giáo sư|GS) )?"
_LEFT = re.compile(rf"(?:,? |, | ?[-–] ?| là |: |, là )?{_HONORIFIC}")
_RIGHT = re.compile(
    r"(?:, | ?[-–] |,? (?:hiện |nay |từng |vốn )?là | \(|, người (?:đang |từng )?(?:giữ chức (?:vụ )?|là )"
    r"|,? (?:đã |vừa |sẽ |chính thức |từng ){0,2}(?:được )?(?:bầu|bổ nhiệm|cử|phê chuẩn|chỉ định|đề cử)(?: (?:giữ chức(?: vụ)?|làm|vào (?:vị trí|chức)))? "
    r"|,? (?:đã |vừa |sẽ |chính thức |từng |tuyên thệ ){0,2}(?:giữ chức(?: vụ)?|trở thành|nhậm chức|đảm nhiệm chức(?: vụ)?|giữ cương vị) )"
)
_CHAIN = re.compile(r"(?:, | ?[-–] ?|,? kiêm |,? kiêm nhiệm |,? đồng thời là |,? và là |/)")
_BY = re.compile(r"(?: là| -|,)? (?:ông|bà) ")
_PRONOUN = re.compile(
    r"(?<![^\W_])([Ôô]ng|[Bb]à) (?:(?:từng|đã|cũng|đang|hiện|còn|vốn|này) ){0,2}(?:là|làm|trở thành|giữ chức(?: vụ)?|đảm nhiệm (?:chức|cương vị)(?: vụ)?|(?:được )?(?:bầu|bổ nhiệm|cử)(?: làm| giữ chức(?: vụ)?))(?: một| nữ)? $"
)
_YEARS = re.compile(r"(?:[Nn]ăm|từ|tháng) [^.\n]{0,24}(?:đến|-|–|tới) [^.\n]{0,12}\d{4}|[Tt]rước (?:đó|đây)")
_REACH, _REACH_BACK = 400, 60
_GAP = 24
_PLACES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "deputy_foreign_minister", "deputy_minister", "spokesperson"})


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
    gender: str | None
    posts: set[str]


class _Table:
    """Builds the person table of one text."""

    def __init__(self, text: str, mentions: Mentions, lore: Lore, home: str | None) -> None:
        self.text, self.mentions = text, mentions
        self.shapes: Shapes = lore.once(shapes)
        self.lasts = {one.name.rsplit(" ", 1)[1] for one in mentions.persons if " " in one.name}
        self.genders = {one.name.rsplit(" ", 1)[-1]: one.honorific for one in mentions.persons if one.honorific in ("ông", "bà")}
        self.beside = lore.once(beside)
        self.allegiance = Allegiance(text, mentions.states, mentions.offices, lore, home)
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
        led = {tie.person for tie in made if any(office.post != "military_commander" for office in tie.offices)}
        made += self._served(made, taken)
        made += self._told_of(taken)
        for number, person in enumerate(persons):
            chain = self._after(person, taken)
            if chain and not (number in led and chain[0].post in _PLACES and not chain[0].modifiers):
                made.append(_Tie(person.start, chain[-1].end, number, chain))
        return sorted(made, key=lambda tie: tie.start)

    def _told_of(self, taken: set[int]) -> list[_Tie]:
        """Offices told of somebody by a pronoun (``Ông từng là Đại sứ ...``): of the person named last before it."""
        made = []
        for at, office in enumerate(self.offices):
            match = _PRONOUN.search(self.text, max(0, office.start - _REACH_BACK), office.start) if at not in taken else None
            if match is None or office.bare:
                continue
            number = self._last_before(match.start(), match.group(1).lower())
            if number is None:
                continue
            taken.add(at)
            if "từng" in match.group() or _YEARS.search(self.text, max(0, match.start() - _REACH_BACK), match.start()):
                office = _past(office)
            made.append(_Tie(match.start(), office.end, number, [office]))
        return made

    def _last_before(self, end: int, gender: str) -> int | None:
        """The person named last before an offset, within reach, whom the pronoun fits."""
        at = bisect_left(self.mentions.persons, end, key=lambda one: one.start) - 1
        while at >= 0 and end - self.mentions.persons[at].end < _REACH:
            if self.genders.get(self.mentions.persons[at].name.rsplit(" ", 1)[-1], gender) == gender:
                return at
            at -= 1
        return None

    def _served(self, ties: list[_Tie], taken: set[int]) -> list[_Tie]:
        """Envoys and aides named after whom they serve: ``đặc phái viên của Tổng thống Mỹ X là ông Y``."""
        made = []
        for tie in ties:
            at = bisect_left(self.office_starts, tie.start) - 1
            number = tie.person + 1
            if at < 0 or at in taken or number >= len(self.mentions.persons):
                continue
            servant, person = self.offices[at], self.mentions.persons[number]
            if self.text[servant.end : tie.start] == " của " and _BY.fullmatch(self.text, tie.end, person.start):
                taken.add(at)
                made.append(_Tie(servant.start, person.end, number, [servant]))
        return made

    def _before(self, person: PersonMention, taken: set[int]) -> list[OfficeMention]:
        at = bisect_left(self.office_starts, person.start) - 1
        if at < 0 or person.start - self.offices[at].end > _GAP:
            return []
        gap = _LEFT.fullmatch(self.text, self.offices[at].end, person.start)
        if gap is None or (gap.group().startswith(",") and " " not in person.name and self._fuller(person.name)):
            return []
        chain = [self.offices[at]]
        taken.add(at)
        while at > 0 and _CHAIN.fullmatch(self.text, self.offices[at - 1].end, self.offices[at].start):
            at -= 1
            taken.add(at)
            chain.insert(0, self.offices[at])
        return chain

    def _fuller(self, name: str) -> bool:
        """Whether the text has a fuller form of a one-word name."""
        return name in self.lasts

    def _after(self, person: PersonMention, taken: set[int]) -> list[OfficeMention]:
        at = bisect_left(self.office_starts, person.end)
        if at >= len(self.offices) or at in taken or not _RIGHT.fullmatch(self.text, person.end, self.offices[at].start):
            return []
        once = "từng" in self.text[person.end : self.offices[at].start]
        chain = [_past(self.offices[at]) if once else self.offices[at]]
        taken.add(at)
        while (
            at + 1 < len(self.offices)
            and at + 1 not in taken
            and _CHAIN.fullmatch(self.text, self.offices[at].end, self.offices[at + 1].start)
        ):
            at += 1
            taken.add(at)
            chain.append(self.offices[at])
        return [] if self._named_after(chain[-1].end) else chain

    def _named_after(self, end: int) -> bool:
        """Whether a foreign name follows an office: then the office is that person's, or part of a longer one."""
        if self.text[end : end + 1] != " ":
            return False
        name = name_at(self.text, end + 1, min(len(self.text), end + 80), self.shapes)
        return name is not None and name.words > 1 and name.kind != "vi" and not self.shapes.syllable(self.text[end + 1 : name.end].split(" ")[0])

    def groups(self, posts: dict[int, set[str]]) -> list[_Group]:
        """The mentions gathered by person: fullest names first, each short one with the person it fits best."""
        persons = self.mentions.persons
        made: list[_Group] = []
        order = sorted(range(len(persons)), key=lambda n: (-len(_words(persons[n].name)), n))
        for number in order:
            words, gender = _words(persons[number].name), _gender(persons[number])
            own = posts.get(number, set())
            if len(words) > 1 and not own and self._kin(persons[number].start):
                gender = "kin"
            fits = [
                group for group in made if self._fits(words, group.words, persons[number].name) and not (gender and group.gender and gender != group.gender)
            ]
            if not fits:
                made.append(_Group(words, persons[number].name, [number], gender, set(own)))
                continue
            best = min(fits, key=lambda group: self._distance(number, own, group))
            if own and not best.posts and best.gender in ("kin", "bà") and gender != best.gender:
                made.append(_Group(words, persons[number].name, [number], gender, set(own)))
                continue
            best.members.append(number)
            best.gender = best.gender or gender
            best.posts |= own
        for group in made:
            group.members.sort()
        return sorted(made, key=lambda group: group.members[0])

    def _kin(self, start: int) -> bool:
        """Whether the words before a name make its bearer somebody's kin (``phu nhân``, ``con gái``)."""
        return self.beside.ends("kin", left_words(self.text, start)) is not None

    def _distance(self, number: int, posts: set[str], group: _Group) -> tuple[bool, bool, int]:
        """How far a mention is from a person: other offices first, then persons without office, then the way in the text."""
        ways = (number - member if member <= number else 3 * (member - number) for member in group.members)
        return bool(posts) and posts.isdisjoint(group.posts), not group.posts, min(ways)

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
        by_mention: dict[int, list[_Tie]] = defaultdict(list)
        posts: dict[int, set[str]] = defaultdict(set)
        for tie in self.ties():
            by_mention[tie.person].append(tie)
            posts[tie.person].update(office.post for office in tie.offices if not office.bare)
        groups = self.groups(posts)
        ties = [[tie for number in group.members for tie in by_mention[number]] for group in groups]
        known = [self._said(own) for own in ties]
        for group, own, country in zip(groups, ties, known, strict=True):
            if country is not None:
                self._tell(group, own, country)
        self._guess(groups, ties, known)
        return tuple(self._person(*row) for row in zip(groups, ties, known, strict=True))

    def _tell(self, group: _Group, ties: list[_Tie], country: str) -> None:
        """Notes whose the offices of a person are, so that nobody else is given them."""
        for tie in ties:
            for office in tie.offices:
                self.allegiance.told(office.post, office.country or country, group.name, office)

    def _guess(self, groups: list[_Group], ties: list[list[_Tie]], known: list[str | None]) -> None:
        """Fills in the states that no phrase says, the clearest first: each one told makes the next clearer."""
        open_ones = [number for number, own in enumerate(ties) if own and known[number] is None]
        while open_ones:
            guesses = []
            for number in open_ones:
                tie = ties[number][0]
                country, lead = self.allegiance.of(groups[number].name, _leading(tie), tie.start, tie.end)
                guesses.append((-lead, number, country))
            _, number, country = min(guesses)
            known[number] = country
            if country is not None:
                self._tell(groups[number], ties[number], country)
            open_ones.remove(number)

    def _said(self, ties: list[_Tie]) -> str | None:
        """The state that the phrases about a person say most often."""
        said = Counter(one.country for tie in ties for one in tie.offices if one.country is not None)
        return said.most_common(1)[0][0] if said else None

    def _person(self, group: _Group, ties: list[_Tie], known: str | None) -> Person:
        holdings = []
        for tie in ties:
            inner = next((one.country for one in reversed(tie.offices) if one.country is not None), None)
            for office in tie.offices:
                holdings.append(Holding(start=tie.start, end=tie.end, office=office, country=office.country or inner or known))
        mentions = tuple(self.mentions.persons[number] for number in group.members)
        return Person(name=group.name, mentions=mentions, holdings=tuple(holdings), country=known)


def _past(office: OfficeMention) -> OfficeMention:
    """The office as one held before."""
    return msgspec.structs.replace(office, modifiers=("former", *office.modifiers))


def _leading(tie: _Tie) -> OfficeMention:
    """The office of a phrase that tells most of its state: one that is no rank and not bare."""
    return min(tie.offices, key=lambda office: (office.post == "military_commander", office.bare))


def _gender(person: PersonMention) -> str | None:
    """What the honorific tells: man or woman."""
    honorific = person.honorific or ""
    return honorific if honorific in ("ông", "bà") else None


def _words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, hyphens as blanks."""
    return tuple(fold(name.replace("-", " ").replace(".", ". ")).split())


def people(text: str, mentions: Mentions, lore: Lore, home: str | None = "VN") -> tuple[Person, ...]:
    """The persons of an article in order of first mention; ``home`` is the state whose outlet speaks."""
    return _Table(text, mentions, lore, home).people()
