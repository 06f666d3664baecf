"""When names in several articles are one person.

Guarantees: persons of two countries are never merged; a shorter, initialled or turned-round name joins a longer one only where
both held an equal post and only one person of the country fits; a single syllable of a Vietnamese or Chinese name never joins.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.resolve.names import likeness, name_words
from banggiao.resolve.values import Link, Told

Words = tuple[str, ...]
_LETTERS = 3
_SCORES = {"same": 1.0, "order": 0.9, "part": 0.85, "initials": 0.8, "spelling": 0.8}
_REASONS = {
    "same": "same name",
    "order": "same words in another order, same post",
    "part": "part of the name, same post, no one else fits",
    "initials": "initials of the name, same post, no one else fits",
    "spelling": "name a letter apart, same post, no one else fits",
}


class Names:
    """The names of one country's persons, as nodes to be joined."""

    def __init__(self, claims: Sequence[Told], lore: Lore) -> None:
        self.lore = lore
        self.words: dict[str, Words] = {claim.id: name_words(str(claim.values.get("person") or ""), lore) for claim in claims}
        self.claims_of: dict[Words, list[str]] = defaultdict(list)
        self.posts: dict[Words, set[str]] = defaultdict(set)
        for claim in sorted(claims, key=lambda claim: claim.id):
            words = self.words[claim.id]
            self.claims_of[words].append(claim.id)
            self.posts[words].add(str(claim.values.get("post")))

    def links(self) -> dict[tuple[str, str], Link]:
        """Judgements on pairs of claims: all of one name, and one of each of two names that are one person."""
        found = {}
        for group in self.claims_of.values():
            for other in group[1:]:
                found[group[0], other] = Link(_SCORES["same"], _REASONS["same"])
        for (one, two), kind in sorted(self._likenesses.items()):
            if self.posts[one] & self.posts[two] and (kind == "order" or self._only(one, two)):
                left, right = self.claims_of[one][0], self.claims_of[two][0]
                found[min(left, right), max(left, right)] = Link(_SCORES[kind], _REASONS[kind])
        return found

    def apart(self, one: str, two: str) -> bool:
        """Whether the names of two claims cannot be one person's."""
        return likeness(self.words[one], self.words[two]) is None

    @cached_property
    def _likenesses(self) -> dict[tuple[Words, Words], str]:
        """The pairs of different names that share a word and are alike, and how."""
        by_word: dict[str, set[Words]] = defaultdict(set)
        for words in self.claims_of:
            for word in words:
                by_word[word].add(words)
        pairs = {(a, b) for names in by_word.values() for a in names for b in names if a < b}
        judged = ((pair, likeness(*pair)) for pair in pairs if self._tells(min(pair, key=len)))
        return {pair: kind for pair, kind in judged if kind is not None}

    def _tells(self, words: Words) -> bool:
        """Whether a name says enough to be joined to a longer one."""
        return len(words) > 1 or (len(words[0]) >= _LETTERS and not is_syllable(words[0], self.lore))

    def _only(self, one: Words, two: Words) -> bool:
        """Whether the shorter name fits, among those with an equal post, no other name than forms of the longer one."""
        short, long = sorted((one, two), key=lambda words: (len("".join(words)), words))
        fitting = {b if a == short else a for a, b in self._likenesses if short in (a, b)}
        rivals = (name for name in fitting if name != long and self.posts[name] & self.posts[short])
        return all(likeness(name, long) for name in rivals)
