"""Phrases that join an office to a person's name, before it, after it, or by a pronoun.

Guarantees: an office is joined to one person at most; a phrase is a stretch of the text; offices in a row stay together.
"""

import re
from bisect import bisect_left
from collections import defaultdict

import msgspec

from banggiao.discourse.actors import bodies
from banggiao.discourse.allegiance import origins
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, PersonMention
from banggiao.model.scene import Mentions
from banggiao.recognise.bodies import lowered
from banggiao.recognise.joints import Joints, joints
from banggiao.recognise.names import Shapes, name_at, shapes
from banggiao.recognise.phrases import plain
from banggiao.recognise.titles import Tables, tables

_REACH, _REACH_BACK, _GAP, _AFTER = 400, 60, 24, 50
_VOICE, _NEW, _STATE = "spokesperson", "incoming", 2
_CLOSED = re.compile(r" ?[,.;:)–-]|\s*$|\n")
_MOST = 200
"""So many holders of one office are looked at; no report names more, and hostile text must not take longer than its length."""
_SEATS = frozenset(
    {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "deputy_foreign_minister",
        "deputy_minister", "spokesperson",
    }
)  # fmt: skip


_PAST = frozenset({"former"})
_STATE_SEATS = _SEATS | {"deputy_head_of_government", "deputy_defence_minister", "ambassador"}
"""Offices that nobody of whom a former one is told first, after the name, still holds (``nguyên Bí thư ..., Phó Thủ tướng``)."""
_HIGHEST = frozenset({"head_of_state", "head_of_government", "royal"})
_LOWER = frozenset({*_SEATS, "deputy_defence_minister", "ambassador", "consul", "envoy", "security_adviser", "legislator"}) - _HIGHEST


class Tie(msgspec.Struct):
    """Offices of one phrase joined to a mention of a person: the phrase's ends, the mention's number, the offices."""

    start: int
    end: int
    person: int
    offices: list[OfficeMention]


class Ties:
    """Finds the phrases of one text."""

    def __init__(self, text: str, mentions: Mentions, lore: Lore) -> None:
        self.text, self.mentions = text, mentions
        self.shapes: Shapes = lore.once(shapes)
        self.joints: Joints = lore.once(joints)
        self.tables: Tables = lore.once(tables)
        self.regimes = lore.once(origins).lacks
        self.bodies: frozenset[str] = lore.once(bodies)
        self.low = lowered(plain(text)) if len(plain(text)) == len(text) else text.lower()
        self.offices = [one for one in mentions.offices if one.count == 1]
        self.office_starts = [one.start for one in self.offices]
        self.lasts = {one.name.rsplit(" ", 1)[1] for one in mentions.persons if " " in one.name}
        self.genders = {one.name.rsplit(" ", 1)[-1]: one.honorific for one in mentions.persons if one.honorific in ("ông", "bà")}

    def all(self) -> list[Tie]:
        """Every phrase that joins offices and a name, those before the name first."""
        taken: set[int] = set()
        made: list[Tie] = []
        persons = self.mentions.persons
        for number, person in enumerate(persons):
            chain = self._before(number, taken)
            if chain:
                made.append(Tie(chain[0].start, person.end, number, chain))
        made = self._rightful(self._sure(made), taken)
        led = {tie.person for tie in made if any(office.post != "military_commander" for office in tie.offices)}
        made += self._served(made, taken)
        made += self._told_of(taken)
        for number, person in enumerate(persons):
            chain = self._after(person, taken)
            if chain and not (number in led and chain[0].post in _SEATS and not chain[0].modifiers):
                made.append(Tie(person.start, chain[-1].end, number, chain))
        return sorted(made, key=lambda tie: tie.start)

    def _told_of(self, taken: set[int]) -> list[Tie]:
        """Offices told of somebody by a pronoun (``Ông từng là Đại sứ ...``): of the person named last before it."""
        made = []
        for at, office in enumerate(self.offices):
            match = self._pronoun(office.start) if at not in taken else None
            if match is None or office.bare:
                continue
            number = self._last_before(match.start(), match.group(1))
            if number is None:
                continue
            taken.add(at)
            if self.joints.by_role["past"].search(self.low, max(0, match.start() - _REACH_BACK), office.start):
                office = _past(office)
            made.append(Tie(match.start(), office.end, number, [office]))
        return made

    def _pronoun(self, end: int) -> "re.Match[str] | None":
        """The pronoun and verb that end at an offset."""
        for match in self.joints.by_role["pronoun"].finditer(self.low, max(0, end - _REACH_BACK), end):
            if match.end() == end:
                return match
        return None

    def _last_before(self, end: int, gender: str) -> int | None:
        """The person named last before an offset, within reach, whom the pronoun fits."""
        at = bisect_left(self.mentions.persons, end, key=lambda one: one.start) - 1
        while at >= 0 and end - self.mentions.persons[at].end < _REACH:
            if self.genders.get(self.mentions.persons[at].name.rsplit(" ", 1)[-1], gender) == gender:
                return at
            at -= 1
        return None

    def _served(self, ties: list[Tie], taken: set[int]) -> list[Tie]:
        """Envoys and aides named after whom they serve: ``đặc phái viên của Tổng thống Mỹ X là ông Y``."""
        made = []
        for tie in ties:
            at = bisect_left(self.office_starts, tie.start) - 1
            number = tie.person + 1
            if at < 0 or at in taken or number >= len(self.mentions.persons):
                continue
            servant, person = self.offices[at], self.mentions.persons[number]
            if self.joints.joins("served", self.low, servant.end, tie.start) and self._serves(tie):
                taken.add(at)
                made.append(Tie(servant.start, person.end, number, [servant]))
        return made

    def _serves(self, tie: Tie) -> bool:
        """Whether the name of somebody who serves the holder follows a phrase (``... của Tổng thống Mỹ X, ông Y``)."""
        if tie.person + 1 >= len(self.mentions.persons):
            return False
        person = self.mentions.persons[tie.person + 1]
        bare = self.text[tie.end : person.start] == ", " and " " in person.name
        return bare or self.joints.joins("servant", self.low, tie.end, person.start)

    def _sure(self, ties: list[Tie]) -> list[Tie]:
        """The phrases without those that a comma makes doubtful, where somebody else is called the same right before the name."""
        near: dict[tuple[str, str], set[str]] = defaultdict(set)
        for tie in ties:
            seat = _seat(tie.offices[-1])
            if seat is not None and self.text[tie.offices[-1].end] == " ":
                near[seat].add(self._last(tie))
        return [
            tie
            for tie in ties
            if self.text[tie.offices[-1].end] != ","
            or self._servant(tie) is not None
            or not (near[_seat(tie.offices[-1]) or ("", "")] - {self._last(tie)})
        ]

    def _last(self, tie: Tie) -> str:
        """The last word of the name in a phrase."""
        return self.mentions.persons[tie.person].name.lower().split(" ")[-1]

    def _rightful(self, ties: list[Tie], taken: set[int]) -> list[Tie]:
        """The phrases with names given to those who stand close to an office's holder (``phát ngôn viên của Tổng thống Nga X``).

        Such a name is the holder's where the text gives him the office elsewhere, too, else that of who is close to him where the text
        gives the office to another person, or the words hardly ever go before the holder's own name.
        """
        servants = [self._servant(tie) for tie in ties]
        kin = [self._kin(tie) for tie in ties]
        plain_ones: dict[str, list[Tie]] = defaultdict(list)
        for tie, at, near in zip(ties, servants, kin, strict=True):
            if at is None and near is None and len(plain_ones[tie.offices[0].post]) < _MOST:
                plain_ones[tie.offices[0].post].append(tie)
        kept = []
        for tie, at, near in zip(ties, servants, kin, strict=True):
            if at is None and near is None:
                kept.append(tie)
                continue
            if at is not None and self.joints.joins("equated", self.low, tie.offices[-1].end, self.mentions.persons[tie.person].start):
                taken.add(at)
                kept.append(Tie(self.offices[at].start, tie.end, tie.person, [self.offices[at]]))
                continue
            name = self.mentions.persons[tie.person].name
            peers = plain_ones[tie.offices[0].post]
            others = any(_one_seat(one.offices[0], tie.offices[0]) for one in peers)
            own = any(_one_name(name, self.mentions.persons[one.person].name) for one in peers)
            if at is not None and not own and not self._serves(tie) and (others or self.offices[at].post == _VOICE):
                taken.add(at)
                kept.append(Tie(self.offices[at].start, tie.end, tie.person, [self.offices[at]]))
            elif near is None or own or (near == "of" and not others):
                kept.append(tie)
        return kept

    def _servant(self, tie: Tie) -> int | None:
        """The number of the servant's office that stands before a phrase with ``của``."""
        at = bisect_left(self.office_starts, tie.start) - 1
        served = len(tie.offices) == 1 and at >= 0 and self.joints.joins("served", self.low, self.offices[at].end, tie.start)
        return at if served and not self._told_before(self.offices[at].start) else None

    def _told_before(self, start: int) -> bool:
        """Whether an office is that of the person named right before it (``X, phát ngôn viên của Tổng thống Y``)."""
        before = bisect_left(self.mentions.persons, start, key=lambda one: one.start) - 1
        return before >= 0 and self._follows(self.mentions.persons[before].end, start)

    def _kin(self, tie: Tie) -> str | None:
        """How kin or the like stand before a phrase: "of" with ``của``, "beside" without."""
        for match in self.joints.by_role["kin"].finditer(self.low, max(0, tie.start - _REACH_BACK), tie.start):
            if match.end() == tie.start:
                return "of" if match.group("of") else "beside"
        return None

    def _before(self, number: int, taken: set[int]) -> list[OfficeMention]:
        person = self.mentions.persons[number]
        at = bisect_left(self.office_starts, person.start) - 1
        if at < 0 or person.start - self.offices[at].end > _GAP:
            return []
        end = self.offices[at].end
        if not self.joints.joins("before", self.low, end, person.start):
            return []
        if self.text[end] == "," and (" " not in person.name and self._fuller(person.name) or self._own(person, self.offices[at])):
            return []
        chain = [self.offices[at]]
        taken.add(at)
        while at > 0 and self.joints.joins("chain", self.low, self.offices[at - 1].end, self.offices[at].start):
            if self._apposed(number - 1, at - 1, taken) or self._parted(self.offices[at - 1], self.offices[at]):
                break
            at -= 1
            taken.add(at)
            chain.insert(0, self.offices[at])
        return chain

    def _apposed(self, number: int, at: int, taken: set[int]) -> bool:
        """Whether an office is told after the person before (``tướng X, Bộ trưởng ..., tướng Y, ...``), who has none before the name."""
        if number < 0 or not self._follows(self.mentions.persons[number].end, self.offices[at].start):
            return False
        own = bisect_left(self.office_starts, self.mentions.persons[number].start) - 1
        return own not in taken or self.offices[own].end < self.mentions.persons[number].start - _GAP or self._ranked(own)

    def _parted(self, one: OfficeMention, other: OfficeMention) -> bool:
        """Whether a comma between two offices parts clauses: of two states, of a body and a state, or the highest told last, they are two persons'."""
        if self.text[one.end : one.end + 1] != ",":
            return False
        states = {office.country for office in (one, other) if office.country is not None and len(office.country) == _STATE}
        if len(states) > 1 or (one.post in _LOWER and other.post in _HIGHEST) or self._runs_body(one, other):
            return True
        return any(self._lacks(code, other) for code in states)

    def _runs_body(self, one: OfficeMention, other: OfficeMention) -> bool:
        """Whether one office is to run a body of states and the other a seat of a state (``Tổng Thư ký ASEAN, Thủ tướng X``); a state may chair one."""
        title = self.tables.by_title.get(one.title)
        if one.country not in self.bodies or title is None or title.family == "chair":
            return False
        return other.country is None and other.post in _STATE_SEATS and not other.modifiers

    def _lacks(self, state: str, office: OfficeMention) -> bool:
        """Whether a state has no office of such a title (``người đồng cấp Mỹ, Chủ tịch nước ...``)."""
        title = self.tables.by_title.get(office.title)
        return title is not None and office.country is None and state in self.regimes.get(title.family, ())

    def _own(self, person: PersonMention, office: OfficeMention) -> bool:
        """Whether an office of another state follows a name: the one before it, with a comma, is somebody else's."""
        at = bisect_left(self.office_starts, person.end)
        if at >= len(self.offices) or not self._follows(person.end, self.offices[at].start):
            return False
        return self._parted(office, self.offices[at])

    def _ranked(self, at: int) -> bool:
        """Whether an office is no more than a rank."""
        title = self.tables.by_title.get(self.offices[at].title)
        return title is not None and title.family == "rank"

    def _fuller(self, name: str) -> bool:
        """Whether the text has a fuller form of a one-word name."""
        return name in self.lasts

    def _after(self, person: PersonMention, taken: set[int]) -> list[OfficeMention]:
        at = bisect_left(self.office_starts, person.end)
        if at >= len(self.offices) or at in taken or not self._follows(person.end, self.offices[at].start):
            return []
        once = self.joints.by_role["past"].search(self.low, person.end, self.offices[at].start) is not None
        chain = [_past(self.offices[at]) if once else self.offices[at]]
        taken.add(at)
        while (
            at + 1 < len(self.offices)
            and at + 1 not in taken
            and self.joints.joins("chain", self.low, self.offices[at].end, self.offices[at + 1].start)
            and not self._parted(self.offices[at], self.offices[at + 1])
        ):
            at += 1
            taken.add(at)
            gone = not _PAST.isdisjoint(chain[-1].modifiers) and self.offices[at].post in _STATE_SEATS and not self.offices[at].modifiers
            chain.append(_past(self.offices[at]) if gone else self.offices[at])
        if " " not in person.name and self.text[person.end] == "," and not _CLOSED.match(self.text, chain[-1].end):
            return []
        return [] if self._named_after(chain[-1].end) else chain

    def _follows(self, end: int, start: int) -> bool:
        """Whether the words from a name to an office make it that person's."""
        return start - end <= _AFTER and self.joints.joins("after", self.low, end, start)

    def _named_after(self, end: int) -> bool:
        """Whether a foreign name follows an office: then the office is that person's, or part of a longer one."""
        if self.text[end : end + 1] != " ":
            return False
        name = name_at(self.text, end + 1, min(len(self.text), end + 80), self.shapes)
        return (
            name is not None
            and name.words > 1
            and name.kind != "vi"
            and not self.shapes.syllable(self.text[end + 1 : name.end].split(" ")[0])
        )


def _one_seat(one: OfficeMention, other: OfficeMention) -> bool:
    """Whether two mentions may be of one seat: of one state, or where one says none, of one title."""
    if one.post != other.post:
        return False
    return one.country == other.country or (None in (one.country, other.country) and one.title == other.title)


def _seat(office: OfficeMention) -> tuple[str, str] | None:
    """The seat that an office is, where its words say the state and no more (``cựu``)."""
    held = set(office.modifiers) <= {_NEW}
    return (office.post, office.country) if office.post in _SEATS and office.country is not None and held else None


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: one ends the other, or they end alike."""
    a, b = one.lower().split(), other.lower().split()
    return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)


def _past(office: OfficeMention) -> OfficeMention:
    """The office as one held before."""
    return msgspec.structs.replace(office, modifiers=("former", *office.modifiers))
