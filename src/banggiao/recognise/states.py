"""States and bodies of states named in a text.

Guarantees: mentions are sorted and never overlap; a region, language, currency, place or person whose name holds the
name of a state is none; each mention's ``form`` says how the state is named. "source" marks a state that only places a
news outlet, "place" a capital where something happens: neither is a party. A stretch that names two states at once
(``liên Triều``) is one mention whose ``codes`` list both.
"""

import re
from collections.abc import Iterator

import msgspec

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.model.mentions import StateMention
from banggiao.recognise.context import Roles, at_head, left_words, right_words, roles
from banggiao.recognise.gazetteer import Name, gazetteer
from banggiao.recognise.phrases import Hit, longest, plain_folded

_JOIN = re.compile(r" ?[-–—/] ?")
_LIST = re.compile(r", | và |,")
_OUTLET_REACH = 60
_NAMING = frozenset({"name", "weak", "short", "pair", "body", "capital"})


class _Found(msgspec.Struct):
    """A hit under judgement: ``verdict`` sure, plain, head, no; ``joined`` to another state by a hyphen."""

    start: int
    end: int
    name: Name
    verdict: str = "sure"
    joined: bool = False


class _Judge:
    """Judges the hits of one text."""

    def __init__(self, text: str, lore: Lore) -> None:
        self.text = text
        self.lore = lore
        self.roles: Roles = lore.once(roles)
        self.found: list[_Found] = []
        self.known: set[str] = set()
        self.persons: set[str] = set()

    def take(self, hits: list[Hit], values: tuple[Name, ...]) -> None:
        """Gathers the hits and gives each its first verdict."""
        text = self.text
        for start, end, number in hits:
            name = values[number]
            if name.kind == "block" or text.startswith("tiếng ", max(0, start - 6)):
                continue
            self.found.append(_Found(start, end, name))
        self._join()
        for one in self.found:
            if one.name.kind in ("weak", "short"):
                one.verdict = self._verdict(one)
                if one.verdict == "no":
                    self.persons.add(text[one.start : one.end])
            elif one.name.kind == "capital":
                one.verdict = "no" if self._in_foreign_name(one) else "plain"
            elif one.name.kind == "body" and one.end - one.start == 2:
                one.verdict = self._acronym(one)
            if one.verdict == "sure" and one.name.kind in ("name", "weak", "pair", "body"):
                self.known.update(one.name.codes)

    def _join(self) -> None:
        """Marks names that a hyphen joins to another name (``Hàn-Ấn``, ``Mỹ - Triều``)."""
        for left, right in zip(self.found, self.found[1:], strict=False):
            near = right.start - left.end <= 3 and _JOIN.fullmatch(self.text, left.end, right.start)
            if near and left.name.codes != right.name.codes and {left.name.kind, right.name.kind} <= _NAMING:
                left.joined = right.joined = True

    def _verdict(self, one: _Found) -> str:
        """What the words beside a weak or short name say of it."""
        left, right = left_words(self.text, one.start), right_words(self.text, one.end)
        if not left:
            return self._unled(one, right)
        last = left[-1]
        shouted = last.isupper() and len(last) > 1 and self.text[one.start : one.end].isupper()
        if last[0].isupper() and not shouted:
            return self._after_capital(one, left, right)
        if self.roles.ends("office", left):
            return "sure"
        if self.roles.ends("honorific", left):
            return "no"
        if shouted and not (self.roles.ends("opener", left) or self.roles.ends("run_end", left)):
            return "no"
        return "no" if self._name_goes_on(one, right) else "plain"

    def _unled(self, one: _Found, right: tuple[str, ...]) -> str:
        """A weak name with no word before it: the head of a sentence, or a list."""
        if one.joined:
            return "plain"
        if self._name_goes_on(one, right):
            return "no"
        return "head" if at_head(self.text, one.start) else "plain"

    def _after_capital(self, one: _Found, left: tuple[str, ...], right: tuple[str, ...]) -> str:
        """A weak name after a capitalised word: an organ, an acronym or the head of a sentence, else part of a name."""
        last = left[-1]
        if self.roles.ends("office", left):
            return "sure"
        if last.isupper() and len(last) > 1 or self.roles.ends("run_end", left[-1:]) and len(left) > 1:
            return "plain"
        first = len(left) == 1 and at_head(self.text, one.start - len(last) - 1)
        if first and self.roles.ends("opener", left) and not self._name_goes_on(one, right):
            return "plain"
        return "no"

    def _name_goes_on(self, one: _Found, right: tuple[str, ...]) -> bool:
        """Whether the next word makes the name a longer one: of a person, or of a thing with a foreign name."""
        if not right or not right[0][0].isupper() or (right[0].isupper() and self.text[one.start : one.end].isupper()):
            return False
        return True if one.name.foreign else is_syllable(right[0], self.lore)

    def _in_foreign_name(self, one: _Found) -> bool:
        """Whether a capital's name stands within a foreign name (``Real Madrid``, ``Paris Hilton``)."""
        left, right = left_words(self.text, one.start), right_words(self.text, one.end)
        if self.text[one.start : one.end].isupper():
            return False
        before = bool(left) and left[-1][0].isupper() and not is_syllable(left[-1], self.lore)
        after = bool(right) and right[0][0].isupper() and not is_syllable(right[0], self.lore)
        return before or after

    def _acronym(self, one: _Found) -> str:
        """Two capitals are a body unless a capitalised name goes before them (``Kim Jong UN``)."""
        if self.text[one.start : one.end] == "EU":
            return "sure"
        left = left_words(self.text, one.start)
        return "no" if left and left[-1][0].isupper() else "sure"

    def accepted(self) -> Iterator[tuple[_Found, str]]:
        """The hits that name states, each with its form."""
        for at, one in enumerate(self.found):
            kind = one.name.kind
            if kind == "capital":
                if one.verdict != "no":
                    yield one, self._capital(at)
            elif kind == "short":
                if self._short(at):
                    yield one, "short"
            elif kind == "weak":
                if self._weak(one):
                    yield one, self._source(one, "name")
            elif kind == "seat":
                left = left_words(self.text, one.start)
                yield one, "place" if self.roles.ends("place_before", left) else "metonym"
            elif one.verdict != "no":
                yield one, "body" if kind == "body" else "short" if kind == "pair" else self._source(one, "name")

    def _weak(self, one: _Found) -> bool:
        name, known = one.name, not self.known.isdisjoint(one.name.codes)
        if one.verdict == "sure":
            return True
        if one.verdict == "no" or (name.needs_known and not known):
            return False
        if one.joined:
            return True
        if one.verdict == "head":
            return name.initial != "no" and (known or (name.initial == "yes" and not self._personal(one)))
        return known or not self._personal(one) or self.roles.ends("state_before", left_words(self.text, one.start))

    def _personal(self, one: _Found) -> bool:
        """Whether the same word is part of a person's name elsewhere in the text."""
        return self.text[one.start : one.end] in self.persons

    def _short(self, at: int) -> bool:
        """A short form counts beside another state, some also alone where the text surely names the state."""
        one = self.found[at]
        known = not self.known.isdisjoint(one.name.codes)
        if one.joined:
            beside = [other for other in (self.found[at - 1 : at] + self.found[at + 1 : at + 2]) if other.joined]
            firm = any(other.name.kind != "short" or not self.known.isdisjoint(other.name.codes) for other in beside)
            return one.verdict != "no" and (known or firm or "VN" in one.name.codes or any("VN" in other.name.codes for other in beside))
        if not (one.name.lone and known) or one.verdict in ("no", "head"):
            return False
        return one.verdict == "sure" or self._listed(at)

    def _listed(self, at: int) -> bool:
        """Whether a comma or ``và`` joins the name to another state."""
        one = self.found[at]
        before = self.found[at - 1] if at else None
        if before is not None and before.verdict != "no" and _LIST.fullmatch(self.text, before.end, one.start):
            return True
        after = self.found[at + 1] if at + 1 < len(self.found) else None
        return after is not None and after.verdict != "no" and _LIST.fullmatch(self.text, one.end, after.start) is not None

    def _capital(self, at: int) -> str:
        """Whether a capital stands for its government or is a place."""
        one = self.found[at]
        left = left_words(self.text, one.start)
        if one.joined and not self.roles.ends("place_before", left):
            return "metonym"
        if self.roles.ends("place_before", left) or "VN" in one.name.codes:
            return "place"
        if self.roles.ends("actor_before", left) or self.roles.opens("actor_after", right_words(self.text, one.end)):
            return "metonym"
        return "metonym" if self._listed(at) else "place"

    def _source(self, one: _Found, form: str) -> str:
        """``source`` where the state only places a news outlet, else the form given."""
        text, start = self.text, one.start
        if start and text[start - 1] == "(" and text[one.end : one.end + 1] == ")":
            words = text[max(0, start - _OUTLET_REACH) : start - 1].rsplit("\n", 1)[-1].split()
            near = tuple(word.strip('"“”,.') for word in words[-6:])
            return "source" if any(self.roles.ends("outlet", near[: at + 1]) for at in range(len(near))) else form
        return "source" if self.roles.ends("outlet", left_words(text, start)) else form


def find_states(text: str, lore: Lore) -> tuple[StateMention, ...]:
    """The states and coded bodies that a text names. Offsets are those of ``text``, whatever its Unicode form."""
    names = lore.once(gazetteer)
    given = plain_folded(text)
    judge = _Judge(given.text, lore)
    judge.take(longest(names.in_plain(given.text)), names.values)
    made = []
    for one, form in judge.accepted():
        codes = one.name.codes
        if form == "metonym" and codes == ("BE",) and "EU" in judge.known:
            codes = ("EU",)
        both = codes if len(codes) > 1 else ()
        made.append(StateMention(start=given.back(one.start), end=given.back(one.end), code=codes[0], form=form, codes=both))
    return tuple(made)
