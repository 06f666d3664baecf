"""States and bodies of states named in a text.

Guarantees: mentions are sorted and never overlap; a region, language, currency, place or person whose name holds the
name of a state is none; each mention's ``form`` says how the state is named. "source" marks a state that only places a
news outlet, "place" a capital or city where something happens: neither is a party. A stretch that names two states at once
(``liên Triều``) is one mention whose ``codes`` list both.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.model.mentions import StateMention
from banggiao.recognise.context import Roles, at_head, last_word, left_words, right_words, roles
from banggiao.recognise.gazetteer import Name, gazetteer
from banggiao.recognise.phrases import Hit, longest, plain_folded

_JOIN = re.compile(r" ?[-–—/] ?")
_LIST = re.compile(r", | và |,")
_OUTLET_REACH = 60
_QUOTING = (" “", ' "')
_TOLD = 40
_NAMING = frozenset({"name", "weak", "short", "pair", "body", "capital"})


class _Found(msgspec.Struct):
    """A hit under judgement. ``verdict``: sure, strong, plain, head (of a sentence), no; ``joined`` to another state."""

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
        self.persons: Counter[str] = Counter()
        self.strong: Counter[str] = Counter()

    def take(self, hits: list[Hit], values: tuple[Name, ...]) -> None:
        """Gathers the hits and gives each its first verdict."""
        language = -1
        for start, end, number in hits:
            name = values[number]
            if name.kind == "language" or self._of_language(start, language):
                language = end
            elif name.kind != "block":
                self.found.append(_Found(start, end, name))
        self._join()
        for one in self.found:
            self._first_verdict(one)
        for one in self.found:
            if self._makes_known(one):
                self.known.update(one.name.codes)

    def _makes_known(self, one: _Found) -> bool:
        """Whether the hit alone shows that the text speaks of the state: a sure name, or a weak one used as such throughout."""
        if one.verdict == "strong" and not one.name.needs_known:
            return not self._personal(one)
        return one.verdict == "sure" and one.name.kind in ("name", "weak", "pair", "body")

    def _of_language(self, start: int, last: int) -> bool:
        """Whether a name at the offset tells a language: after ``tiếng``, or in a list that goes on from one."""
        if self.text[max(0, start - 6) : start].lower() == "tiếng ":
            return True
        return 0 <= last < start <= last + 5 and _LIST.fullmatch(self.text, last, start) is not None

    def _first_verdict(self, one: _Found) -> None:
        kind = one.name.kind
        if kind in ("weak", "short"):
            one.verdict = self._verdict(one)
            if one.verdict == "strong":
                self.strong[self.text[one.start : one.end]] += 1
        elif kind in ("capital", "city"):
            one.verdict = "no" if self._in_foreign_name(one) else "plain"
        elif kind == "body" and one.end - one.start == 2:
            one.verdict = self._acronym(one)

    def _join(self) -> None:
        """Marks names that a hyphen joins to another name (``Hàn-Ấn``, ``Mỹ - Triều``), or a blank after ``quan hệ`` and the like."""
        for left, right in zip(self.found, self.found[1:], strict=False):
            if right.start - left.end > 3 or left.name.codes == right.name.codes or not {left.name.kind, right.name.kind} <= _NAMING:
                continue
            spaced = right.start == left.end + 1 and self.text[left.end] == " "
            if spaced and not self.roles.ends("pair_before", left_words(self.text, left.start)):
                continue
            if spaced or _JOIN.fullmatch(self.text, left.end, right.start):
                left.joined = right.joined = True

    def _verdict(self, one: _Found) -> str:
        """What the words beside a weak or short name say of it."""
        left, right = left_words(self.text, one.start), right_words(self.text, one.end)
        if not left:
            return self._unled(one, right)
        if self.roles.ends("language_before", left):
            return "no"
        last = left[-1]
        shouted = last.isupper() and len(last) > 1 and self.text[one.start : one.end].isupper()
        if self.roles.ends("office", left) or self._posted(left):
            return "sure"
        if last[0].isupper() and not shouted:
            return self._after_capital(one, left, right)
        if self.roles.ends("honorific", left) and not self.roles.ends("not_honorific", left):
            self.persons[self.text[one.start : one.end]] += 1
            return "no"
        if shouted and not (self.roles.ends("opener", left) or self.roles.ends("run_end", left)):
            return "no"
        if self._name_goes_on(one, right):
            return "no"
        return "strong" if self.roles.ends("state_before", left) else "plain"

    def _posted(self, left: tuple[str, ...]) -> bool:
        """Whether an envoy's title and ``tại`` or ``ở`` go before: what follows is the state, and then the envoy's name."""
        return self.roles.ends("place_of", left) and any(self.roles.ends("envoy", left[: at + 1]) for at in range(len(left)))

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
        if one.joined or (last.isupper() and len(last) > 1) or (self.roles.ends("run_end", left) and len(left) > 1):
            return "plain"
        if len(left) > 2 and left[-2] == "và" and any(self.roles.ends("office", left[: at + 1]) for at in range(len(left) - 2)):
            return "sure"
        first = len(left) == 1 and at_head(self.text, one.start - len(last) - 1)
        if first and self.roles.ends("opener", left) and not self._name_goes_on(one, right):
            return "strong" if self.roles.ends("state_before", left) else "plain"
        if not is_syllable(last, self.lore) and not one.name.foreign:
            return "plain"
        self.persons[self.text[one.start : one.end]] += 1
        return "no"

    def _name_goes_on(self, one: _Found, right: tuple[str, ...]) -> bool:
        """Whether the next word makes the name a longer one: of a person, or of a thing with a foreign name."""
        if not right or not right[0][0].isupper() or (right[0].isupper() and self.text[one.start : one.end].isupper()):
            return False
        if one.name.foreign:
            return True
        foreign = len(right) > 1 and right[1][0].isupper() and not is_syllable(right[1], self.lore)
        return not foreign and is_syllable(right[0], self.lore)

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
            elif kind == "city":
                if one.verdict != "no":
                    yield one, "place"
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
        if one.joined or known:
            return one.verdict != "head" or name.initial != "no"
        if self._personal(one):
            return False
        return one.verdict != "head" or name.initial == "yes"

    def _personal(self, one: _Found) -> bool:
        """Whether the text rather uses the same word as a person's name."""
        word = self.text[one.start : one.end]
        return self.persons[word] > 0 and self.persons[word] * 2 >= self.strong[word]

    def _short(self, at: int) -> bool:
        """A short form counts beside another state, some also alone where the text surely names the state."""
        one = self.found[at]
        known = not self.known.isdisjoint(one.name.codes)
        if one.joined:
            beside = [other for other in (self.found[at - 1 : at] + self.found[at + 1 : at + 2]) if other.joined]
            firm = any(self._firm(one, other) for other in beside)
            return one.verdict != "no" and (known or firm)
        if not (one.name.lone and known) or one.verdict in ("no", "head"):
            return False
        return one.verdict in ("sure", "strong") or self._listed(at)

    def _firm(self, one: _Found, other: _Found) -> bool:
        """Whether the name beside makes a short form firm: any but a short one, a known one, Việt, or both in wide use."""
        if other.name.kind != "short" or not self.known.isdisjoint(other.name.codes):
            return True
        return "VN" in (*one.name.codes, *other.name.codes) or (one.name.lone and other.name.lone)

    def _told(self, end: int) -> tuple[str, ...]:
        """The words that follow an offset, also where a quotation begins with them (``Paris "mong muốn" ...``)."""
        quoted = self.text[end : end + 2] in _QUOTING
        return right_words(f" {self.text[end + 2 : end + 2 + _TOLD]}", 0) if quoted else right_words(self.text, end)

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
        if self.roles.ends("place_before", left) or "VN" in one.name.codes or self._no_actor(one):
            return "place"
        if self.roles.ends("actor_before", left) or self.roles.opens("actor_after", self._told(one.end)):
            return "metonym"
        if (at_head(self.text, one.start) or self.roles.ends("clause_before", left)) and self.roles.opens(
            "clause_after", right_words(self.text, one.end)
        ):
            return "metonym"
        return "metonym" if self._listed(at) else "place"

    def _no_actor(self, one: _Found) -> bool:
        """Whether the city is one that hardly ever stands for a government."""
        return self.text[one.start : one.end].lower() in self.roles.by_role["no_actor"]

    def official(self, start: int) -> int:
        """Where the official name that ends in a shorter one begins (``Cộng hòa nhân dân Ba Lan``), else where that does."""
        parts = self.roles.by_role["official_part"]
        if last_word(self.text, start) not in parts:
            return start
        left = left_words(self.text, start)
        best = len(left)
        for at in range(len(left) - 1, -1, -1):
            if left[at].lower() not in parts:
                break
            if self.roles.opens("official_head", left[at:]) and not self.roles.ends("not_official", left[:at]):
                best = at
        return start - len("".join(word + " " for word in left[best:]))

    def _source(self, one: _Found, form: str) -> str:
        """``source`` where the state only places a news outlet, else the form given."""
        text, start = self.text, one.start
        if start and text[start - 1] == "(" and text[one.end : one.end + 1] == ")":
            words = text[max(0, start - _OUTLET_REACH) : start - 1].rsplit("\n", 1)[-1].split()
            near = tuple(word.strip('"“”,.') for word in words[-6:])
            return "source" if any(self._outlet(near[: at + 1]) for at in range(len(near))) else form
        if last_word(text, start) not in self.roles.last["outlet"]:
            return form
        return "source" if self._outlet(left_words(text, start)) else form

    def _outlet(self, left: tuple[str, ...]) -> bool:
        """Whether the words to the left end in one that opens the name of a news outlet."""
        return self.roles.ends("outlet", left) and not self.roles.ends("not_outlet", left)


@lru_cache(maxsize=4)
def find_states(text: str, lore: Lore) -> tuple[StateMention, ...]:
    """The states and coded bodies that a text names. Offsets are those of ``text``, whatever its Unicode form.

    The last few outcomes are remembered: whether an article is worth reading is told by its states, and then it is read.
    """
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
        start = one.start if form != "name" else judge.official(one.start)
        made.append(StateMention(start=given.back(start), end=given.back(one.end), code=codes[0], form=form, codes=both))
    return tuple(made)
