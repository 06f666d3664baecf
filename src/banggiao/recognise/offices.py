"""Offices named in a text: title, portfolio or body, and the state where it is said.

Guarantees: mentions are sorted and never overlap; offsets are those of ``text``, which is in form NFC (as cleaning leaves
it); a mention never holds a person's name; heads of firms, schools and media are none.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.recognise.bodies import Found, Ground, aside, body_at, inner_end, portfolios_at
from banggiao.recognise.charges import area_end, charge, ministry_on, names_holder
from banggiao.recognise.counterparts import fronted
from banggiao.recognise.gazetteer import Name
from banggiao.recognise.localities import locality, posting_end
from banggiao.recognise.names import UPPER, WORD, name_at
from banggiao.recognise.organs import kind_of, ministry_after, opening, within, within_name
from banggiao.recognise.phrases import Hit, longest
from banggiao.recognise.titles import Title

_CAPITAL = re.compile(rf"[{UPPER}]")
_SHOUTED = re.compile(rf" [{UPPER}]{{2}}")
_APPOSED = re.compile(rf"[{UPPER}][^\W\d_]{{0,24}} [{UPPER}][^\W\d_]{{1,24}}(?:-[^\W\d_]{{1,20}})?(?:,| -| –) $")
_NAME, _INITIALS, _PLACE, _STEPS, _DEPTH, _ABBREVIATED = 80, 2, 60, 6, 2, 5
_LOCAL = frozenset({"local_secretary", "local_deputy"})
_ORGANS = frozenset({"speaker", "deputy_speaker", "central_bank"})
_NAMED, _WITHIN = _ORGANS | {"fixed"}, _ORGANS | {"party_member", "office", "local_deputy"}
_LOWER = frozenset({"assistant", "head", "deputy_head"})
_PORTFOLIO = frozenset({"minister", "deputy_minister", "chair", "deputy_chair"})
_STATED = frozenset({"posted", "rank"})
_REFER = frozenset({"rank", "counterpart", "predecessor", "successor"})
_GATHER = frozenset({"many", "2", "3", "4", "5"})


class _Parse(msgspec.Struct):
    """An office while its words are read. ``kind`` is that of its portfolio or body, ``of`` whose servant it is."""

    start: int
    end: int
    title: Title
    words: str
    kind: str | None = None
    country: str | None = None
    body: tuple[int, int] | None = None
    modifiers: tuple[str, ...] = ()
    count: int = 1
    depth: int = 0
    served: bool = False
    posted: bool = False


class _Reader:
    """Reads the offices of one text."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.hits = longest(ground.tables.titles.in_plain(ground.text))
        self.at = {hit.start: hit for hit in self.hits}

    def offices(self) -> list[_Parse]:
        """The parses that stand, in order."""
        made: list[_Parse] = []
        reached = 0
        for hit in self.hits:
            if hit.start < reached:
                continue
            self._right(one := self._opened(hit))
            if self._stands(one):
                self._left(one, reached)
                reached = one.end
                made.append(one)
        return made

    def _opened(self, hit: Hit, depth: int = 0) -> _Parse:
        """The office that a title opens; a title whose end is the first word of a coded body is the shorter one (``Chủ tịch``)."""
        end, title = hit.end, self.ground.tables.titles.value(hit)
        at = self.ground.low.rfind(" ", hit.start, hit.end) + 1
        while at > hit.start:
            state = self.ground.states.get(at)
            if state is not None and state.form == "body" and state.end > hit.end:
                shorter = self.ground.tables.by_title.get(self.ground.low[hit.start : at - 1])
                end, title = (at - 1, shorter) if shorter is not None else (end, title)
                break
            at = self.ground.low.rfind(" ", hit.start, at - 1) + 1
        return _Parse(hit.start, end, title, self.ground.low[hit.start : end], modifiers=("former",) * title.former, depth=depth)

    def _right(self, one: _Parse) -> None:
        """Reads what follows the title."""
        for _ in range(_STEPS):
            if not (self._state(one) or self._modifier(one) or self._place(one) or self._content(one) or self._servant(one)):
                break
        self._above(one)
        bracket = aside(self.ground, Found(one.start, one.end, "", one.country))
        if bracket.end > one.end:
            one.end, one.country = bracket.end, bracket.country
            self._state(one)

    def _modifier(self, one: _Parse) -> bool:
        at = one.end + 1
        found = self.ground.tables.after.at(self.ground.low, at) if self.ground.low[one.end : at] == " " else None
        if found is None or ("body" in one.title.takes and one.title.family != "legislator" and body_at(self.ground, at) is not None):
            return False
        if found[1] == "organ":
            if found[0] - at < _ABBREVIATED and not self.ground.text[at : found[0]].isupper():
                return False
            if one.body is not None or one.title.family == "assistant":
                one.body = (one.body[0] if one.body else at, found[0])
        elif found[1] != "none":
            one.modifiers += (found[1],)
        one.end = found[0]
        return True

    def _state(self, one: _Parse) -> bool:
        """A state right after, also with ``của`` or ``nước``; two states make two offices of one word."""
        if one.country is not None or not ("state" in one.title.takes or one.body):
            return False
        at = self.ground.joints.reach("state", self.ground.low, one.end)
        if at is None:
            return False
        state = self.ground.states.get(at)
        if state is None and (one.body or one.title.family in _NAMED):
            state = self._unsure(at)
        if state is None and self._heir(one, at):
            return True
        if state is None or state.form == "place":
            return False
        if state.form in ("body", "metonym") and "body" in one.title.takes:
            self._take(one, body_at(self.ground, at) or Found(at, state.end, "government", state.code))
            return True
        one.end, one.country = state.end, state.code
        pair = self.ground.joints.reach("pair", self.ground.low, one.end)
        other = self.ground.states.get(pair) if pair is not None else None
        if other is not None and one.title.family != "posted":
            one.end, one.country, one.count = other.end, None, 2
        return True

    def _named(self, end: int) -> bool:
        """Whether a capitalised word follows an office as its holder's name would."""
        at = self.ground.joints.reach("named", self.ground.low, end)
        return at is not None and _CAPITAL.match(self.ground.text, at) is not None

    def _told_of(self, start: int) -> bool:
        """Whether a title stands in apposition to a name before it (``Jean Dupont, lãnh đạo ...``)."""
        return _APPOSED.search(self.ground.text, max(0, start - _NAME), start) is not None

    def _unsure(self, at: int) -> StateMention | None:
        """A state's name that words beside it leave in doubt elsewhere: after a portfolio or body it is the state."""
        found = self._called(at)
        if found is None or found[1].kind not in ("name", "weak"):
            return None
        return StateMention(start=at, end=found[0], code=found[1].codes[0])

    def _heir(self, one: _Parse, at: int) -> bool:
        """A state of the past (``Liên Xô``): the office was held once, and counts for the state that came after."""
        found = self._called(at)
        if found is None or found[1].kind != "block" or not found[1].codes:
            return False
        one.end, one.country = found[0], found[1].codes[0]
        one.modifiers += ("former",)
        return True

    def _called(self, at: int) -> tuple[int, Name] | None:
        """The name of a state, body or region that begins at an offset: its end and what it stands for."""
        first = longest(self.ground.names.in_plain(self.ground.text[at : at + _PLACE]))[:1]
        return (at + first[0].end, self.ground.names.value(first[0])) if first and first[0].start == 0 else None

    def _place(self, one: _Parse) -> bool:
        """Where an envoy is posted, or of which province or city a governor is."""
        if "posted" in one.title.takes and not one.posted:
            end = posting_end(self.ground, one.end)
            if end is None:
                return False
            one.end, one.posted = end, True
            return True
        if "local" not in one.title.takes or one.body is not None:
            return False
        bare = one.title.family in _LOCAL and one.country is None
        found = locality(self.ground, one.end, bare, one.title.family == "governor")
        if found is None:
            return False
        one.body, one.end, one.kind, one.country = (found.start, found.end), found.end, "local", found.country or one.country
        return True

    def _content(self, one: _Parse) -> bool:
        """A portfolio or body right after the title, or what the office deals with."""
        ground, takes = self.ground, one.title.takes
        if one.body is not None:
            return self._organ_above(one) or self._complement(one)
        if ground.low[one.end : one.end + 1] != " ":
            return self._after_side(one)
        at = one.end + 1
        linked = ground.joints.reach("body", ground.low, one.end) if "body" in takes else None
        if linked is not None and (body := body_at(ground, linked)) is not None:
            self._take(one, body)
            return True
        if "portfolio" in takes:
            found = portfolios_at(ground, at)
            if found is not None:
                one.body, one.end, one.kind = (at, found[0]), found[0], found[1]
                return True
        if "body" in takes or "portfolio" in takes or one.title.family in ("assistant",):
            body = body_at(ground, at)
            if body is not None:
                self._take(one, body)
                return True
        side = ground.tables.inner.at(ground.low, at)
        if side is not None and side[1] == "side" and (self._side(one, side[0]) or self._complement(one)):
            return True
        if "inner" in takes and (end := inner_end(ground, one.end)) > one.end:
            one.body, one.end, one.kind = (at, end), end, "agency"
            return True
        word = WORD.match(ground.text, at)
        if "body" in takes and word is not None and word.group().isupper() and len(word.group()) > 1 and not one.words.isupper():
            if _SHOUTED.match(ground.text, word.end()) or (one.title.family == "rank" and len(word.group()) == _INITIALS):
                return False
            self._take(one, Found(at, word.end(), "acronym"))
            return True
        return False

    def _take(self, one: _Parse, body: Found) -> None:
        one.body, one.end, one.kind = (body.start, body.end), body.end, kind_of(self.ground, body)
        one.country = one.country or body.country

    def _side(self, one: _Parse, at: int) -> bool:
        """``phụ trách khu vực ...``: read on to the body after the comma, or to the state or name."""
        ground = self.ground
        ministry = ministry_on(ground, at)
        if ministry is not None:
            self._take(one, ministry)
            return True
        reached = area_end(ground, at)
        if reached is None:
            return False
        one.end = reached
        if one.kind is None and one.title.family == "deputy_minister":
            area = portfolios_at(ground, at + 1) or portfolios_at(ground, at + 9)
            one.kind = "foreign" if area is not None and area[1] == "region" else None
        return True

    def _organ_above(self, one: _Parse) -> bool:
        """What an organ belongs to (``Ban Đối ngoại Trung ương Đảng ...``), read as part of its name."""
        if one.body is None or one.body[1] != one.end:
            return False
        whole = within(self.ground, Found(*one.body, one.kind or "", one.country))
        if whole is None:
            return False
        self._take(one, whole)
        return True

    def _complement(self, one: _Parse) -> bool:
        """What the office deals with, where the name of its holder follows."""
        found = charge(self.ground, one.end)
        if found is None:
            return False
        one.end, one.country = found[0], one.country or found[1]
        return True

    def _above(self, one: _Parse) -> None:
        """The ministry that a bureau belongs to, after a comma; its state is the bureau's."""
        if one.title.family in _LOWER and one.body and one.country is None and (body := ministry_after(self.ground, one.end)) is not None:
            one.end, one.country = body.end, body.country

    def _after_side(self, one: _Parse) -> bool:
        """A ministry after a comma, for titles that need one (``Vụ trưởng ..., Bộ Ngoại giao Lào``)."""
        body = ministry_after(self.ground, one.end) if "portfolio" in one.title.takes else None
        if body is None:
            return False
        self._take(one, body)
        return True

    def _servant(self, one: _Parse) -> bool:
        """The office served, right after (``Trợ lý Tổng thống Nga``) or after ``của``, whose state is the servant's."""
        if "of" not in one.title.takes and "of" not in one.title.needs or one.served:
            return False
        if one.depth == _DEPTH or self.ground.low[one.end : one.end + 1] != " ":
            return False
        master = self.ground.joints.reach("master", self.ground.low, one.end)
        if master is not None and self.ground.text[master].isupper():
            one.served = True
            return False
        beside = one.end + 1
        for at in (beside, self.ground.joints.reach("served", self.ground.low, one.end)):
            hit = self.at.get(at) if at is not None else None
            if hit is None:
                continue
            other = self._opened(hit, one.depth + 1)
            self._right(other)
            one.country, one.served = one.country or other.country, True
            if at == beside:
                one.end = other.end
            return at == beside
        return False

    def _stands(self, one: _Parse) -> bool:
        """Whether what the title needs is there."""
        given = {
            "state": one.country is not None or one.count > 1,
            "body": one.body is not None,
            "of": one.served or one.body is not None or one.country is not None,
            "whose": one.country is not None
            or (one.kind == "party" and (names_holder(self.ground, one.end + 1) or self._told_of(one.start)))
            or self._korean(one.end),
            "any": one.country is not None or self._named(one.end),
            "name": self._named(one.end) or self._told_of(one.start),
        }
        if not all(given[need] for need in one.title.needs) or within_name(self.ground, one.start):
            return False
        return self._post(one) != ""

    def _korean(self, end: int) -> bool:
        """Whether a Korean name follows: only of Korea's leaders is ``lãnh đạo`` said without the state."""
        name = name_at(self.ground.text, end + 1, len(self.ground.text), self.ground.shapes)
        return name is not None and name.kind == "korean" and name.words > 1

    def _post(self, one: _Parse) -> str:
        """The code of the office."""
        if one.kind is not None:
            post = self.ground.tables.rules.get((one.title.family, one.kind))
            if post is not None:
                return post
        if one.title.family == "chair" and one.body is None and one.country in one.title.only:
            return "head_of_state"
        return one.title.post

    def _left(self, one: _Parse, floor: int) -> None:
        """Reads the modifiers before the title."""
        for _ in range(3):
            low = self.ground.low
            for words, what in self.ground.tables.before:
                begin = one.start - len(words) - 1
                if (
                    begin >= floor
                    and low.startswith(words, begin)
                    and low[one.start - 1] == " "
                    and not (begin and low[begin - 1].isalnum())
                ):
                    break
            else:
                return
            one.start = begin
            if what in _GATHER:
                one.count = 2 if what == "many" else int(what)
                return
            if what != "none":
                one.modifiers = (what, *one.modifiers)

    def _organisation(self, one: _Parse) -> str | None:
        """The words of the body: those read after the title, else those that the title holds (``Chủ tịch Quốc hội``)."""
        text, start = self.ground.text, one.start
        if one.body is not None:
            return (
                None
                if one.title.family == "aide" and text[one.body[0]].islower()
                else text[opening(self.ground, one.body[0], one.words) : one.body[1]]
            )
        if one.title.family not in _WITHIN:
            return None
        at = self.ground.low.find(one.words, start)
        while (at := text.find(" ", at + 1, one.end)) > 0:
            words = text[at + 1 : one.end]
            if self.ground.tables.heads.at(self.ground.low, at + 1) is not None and (" " in words or one.title.family in _ORGANS):
                return words
        return None

    def mention(self, one: _Parse, before: OfficeMention | None) -> OfficeMention:
        """The parse as a mention; a counterpart takes the post of the office ``before`` it."""
        family = one.title.family
        post, modifiers = self._post(one), one.modifiers
        refers = family in ("counterpart", "predecessor", "successor")
        if refers and before is not None:
            post = before.post
        turn = {"predecessor": "former", "successor": "incoming"}.get(family)
        modifiers = (turn, *modifiers) if turn else modifiers
        country = one.country or one.title.state
        return OfficeMention(
            start=one.start, end=one.end, post=post, title=one.words, country=country,
            organisation=self._organisation(one),
            bare=one.body is None and one.kind is None and (family in _PORTFOLIO or (family in _STATED and country is None)),
            count=one.count, modifiers=tuple(dict.fromkeys(modifiers)), counterpart=family == "counterpart",
        )  # fmt: skip


def find_offices(text: str, states: tuple[StateMention, ...], lore: Lore) -> tuple[OfficeMention, ...]:
    """The offices that a text (form NFC) names, with the states that ``find_states`` found in it."""
    reader = _Reader(Ground.of(text, states, lore))
    made: list[OfficeMention] = []
    before: OfficeMention | None = None
    parses = reader.offices()
    for at, one in enumerate(parses):
        told = before
        after = parses[at + 1] if at + 1 < len(parses) and parses[at + 1].title.family not in _REFER else None
        abroad = one.title.family == "counterpart" and after is not None and after.country not in (None, one.country)
        if abroad and after is not None and fronted(text, (before.end if before else 0, one.start), (one.end, after.start)):
            told = reader.mention(after, None)
        made.append(reader.mention(one, told))
        if one.title.family not in _REFER:
            before = made[-1]
    return tuple(made)
