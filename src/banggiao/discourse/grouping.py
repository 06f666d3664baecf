"""Mentions of persons gathered by who they are: full names, and the short ones that stand for them.

Guarantees: every mention belongs to exactly one group; groups come in order of their first mention; one pass over the
mentions, each compared only with the groups that share a word with it.
"""

from bisect import bisect_left
from collections import defaultdict
from difflib import SequenceMatcher

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import PersonMention
from banggiao.recognise.context import left_words
from banggiao.recognise.names import Shapes, shapes
from banggiao.recognise.persons import Beside, beside
from banggiao.text import fold

_FULL, _LONG, _RATIO, _INITIAL, _INSIDE = 2, 5, 0.8, ".", 4
_MOST = 100  # persons that share a word with a mention and are compared with it, the latest first


class Group(msgspec.Struct):
    """One person: the words of the fullest name, the numbers of the mentions, man or woman, codes of the offices told."""

    words: tuple[str, ...]
    name: str
    members: list[int]
    gender: str | None
    posts: set[str]


class Gathering:
    """Gathers the mentions of one text; ``posts`` are the codes of the offices told at each mention."""

    def __init__(self, text: str, persons: tuple[PersonMention, ...], posts: dict[int, set[str]], lore: Lore) -> None:
        self.text, self.persons, self.posts = text, persons, posts
        self.shapes: Shapes = lore.once(shapes)
        self.beside: Beside = lore.once(beside)
        self.words = [_words(one.name) for one in persons]
        self.by_word: dict[str, list[Group]] = defaultdict(list)
        self.made: list[Group] = []

    def groups(self) -> list[Group]:
        """The groups: fullest names first, each short one with the person it fits best."""
        for number in sorted(range(len(self.persons)), key=lambda n: (-len(self.words[n]), n)):
            self._place(number)
        return sorted(self.made, key=lambda group: group.members[0])

    def _place(self, number: int) -> None:
        """Puts a mention into the group it fits best, or opens one for it."""
        gender, own = self._gender(number), self.posts.get(number, set())
        fits = [group for group in self._candidates(number) if not (gender and group.gender and gender != group.gender)]
        best = min(fits, key=lambda group: self._distance(number, own, group)) if fits else None
        if best is None or (own and not best.posts and best.gender in ("kin", "bà") and gender != best.gender):
            self._open(number, gender, own)
            return
        best.members.insert(bisect_left(best.members, number), number)
        best.gender = best.gender or gender
        best.posts |= own
        if best.words[0].endswith(_INITIAL) and len(self.words[number]) == len(best.words):
            best.words, best.name = self.words[number], self.persons[number].name

    def _open(self, number: int, gender: str | None, own: set[str]) -> None:
        words = self.words[number]
        group = Group(words, self.persons[number].name, [number], gender, set(own))
        self.made.append(group)
        for key in {*words, *_alike(words)}:
            self.by_word[key].append(group)

    def _candidates(self, number: int) -> list[Group]:
        """The groups whose name the mention's can be short for."""
        words = self.words[number]
        if not words:
            return []
        longer = [group for group in self.by_word.get(words[-1], ())[-_MOST:] if len(group.words) > len(words)]
        middle = self._middle(words[0], self.posts.get(number, set())) if len(words) == 1 else []
        found = [*longer, *self._spelt(words), *(group for key in _alike(words) for group in self.by_word.get(key, ())[-_MOST:])]
        kept = {id(group): group for group in found if self._fits(words, group.words, number)}
        return [*kept.values(), *(group for group in middle if id(group) not in kept)]

    def _middle(self, word: str, own: set[str]) -> list[Group]:
        """The groups of a long name that holds a word inside (``Luiz Inacio Lula da Silva``), if they have an office in common with it."""
        known = self.by_word.get(word, ())[-_MOST:]
        return [group for group in known if len(group.words) >= _INSIDE and word in group.words[1:-1] and not own.isdisjoint(group.posts)]

    def _spelt(self, words: tuple[str, ...]) -> list[Group]:
        """The groups whose name may be the same in another spelling."""
        return [group for group in self.by_word.get(words[-1], ())[-_MOST:] if len(group.words) == len(words) > 1]

    def _fits(self, words: tuple[str, ...], full: tuple[str, ...], number: int) -> bool:
        """Whether a name of these words can be short for the fuller one."""
        if words == full or "".join(words) == "".join(full) or _spelt_alike(words, full):
            return True
        size = len(words)
        if size >= len(full):
            return sorted(words) == sorted(full)
        if full[-size:] == words:
            return True
        if size > 1 and self.persons[number].name.split(" ")[0] in self.shapes.use:
            return False
        return full[:size] == words or (size > 1 and all(word in full for word in words))

    def _distance(self, number: int, own: set[str], group: Group) -> tuple[bool, bool, int]:
        """How far a mention is from a person: other offices first, then persons without office, then the way in the text."""
        at = bisect_left(group.members, number)
        ways = [number - group.members[at - 1]] if at else []
        ways += [3 * (group.members[at] - number)] if at < len(group.members) else []
        return bool(own) and own.isdisjoint(group.posts), not group.posts, min(ways)

    def _gender(self, number: int) -> str | None:
        """What the words before a name tell: man, woman, or somebody's kin (``phu nhân``, ``con gái``)."""
        person = self.persons[number]
        if len(self.words[number]) > 1 and not self.posts.get(number) and self._kin(person.start):
            return "kin"
        return person.honorific if person.honorific in ("ông", "bà") else None

    def _kin(self, start: int) -> bool:
        """Whether the words before a name make its bearer somebody's kin (``phu nhân``, ``con gái``)."""
        return self.beside.ends("kin", left_words(self.text, start)) is not None


def _spelt_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two foreign names differ in the spelling of the first word alone (``Nicolas`` and ``Nicholas``)."""
    if len(one) != len(other) or len(one) < _FULL or one[1:] != other[1:]:
        return False
    a, b = one[0], other[0]
    if a[0] == b[0] and _INITIAL in (a[1:], b[1:]):
        return True
    if min(len(a), len(b)) < _LONG or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _RATIO


def _alike(words: tuple[str, ...]) -> tuple[str, str]:
    """Keys under which names of the same words meet: run together, and in any order."""
    return "".join(words), "+".join(sorted(words))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, hyphens as blanks."""
    return tuple(fold(name.replace("-", " ").replace(".", ". ")).split())
