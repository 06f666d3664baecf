"""When names in several articles are one person.

Guarantees: names join only where both held an equal post and nobody else fits, unless they are the same but for hyphens or spaces;
a single syllable joins only as the last word of a name of another tongue; two Vietnamese names that differ in their accents are two
persons; persons of two countries are one only where the very name and post are told many times of the one and in passing of the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.resolve.handles import Keys, name_keys
from banggiao.resolve.names import name_words
from banggiao.resolve.spelling import accents, accents_agree, alike, heard_in, is_syllable, nameless, near_spelling, sounds
from banggiao.resolve.values import Link, Told

Words = tuple[str, ...]
_LETTERS = 3
_IN_PASSING = 5  # told so many times as often of another country
_SCORES = {
    "joined": 0.95, "accents": 0.9, "order": 0.9, "sound": 0.85, "part": 0.85, "initials": 0.8, "middle": 0.8, "spelling": 0.8,
    "country": 0.75,
}  # fmt: skip
_REASONS = {
    "joined": "same name, hyphens or spaces apart",
    "accents": "same name with fewer accents, same post",
    "order": "same words in another order, same post",
    "sound": "same name in other letters, same post, no one else fits",
    "part": "part of the name, same post, no one else fits",
    "initials": "initials of the name, same post, no one else fits",
    "middle": "names between left out, same post, no one else fits",
    "spelling": "name a letter apart, same post, no one else fits",
    "country": "same name and post, told in passing of another country",
}
_FREE = frozenset({"joined"})
_ALONE = frozenset({"joined", "accents", "order"})


class People:
    """Identity of persons: a node is a name in a country."""

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self._words: dict[str, Words] = {}

    def node(self, told: Told) -> str:
        """The node of a telling: country and name; of words of courtesy alone the telling itself."""
        words = self.words(told)
        if nameless(words, self.lore):
            return told.id
        return content_id("node", "post", told.values.get("country"), words, self._accents(told))

    def keys(self, told: Told) -> Keys:
        """The keys that a name is listed under, and seeks."""
        words, country = self.words(told), told.values.get("country")
        if nameless(words, self.lore):
            return frozenset(), frozenset()
        found = {f"p:{country}:{key}" for key in name_keys(words, self.lore)}
        if len(words) > 1:
            found |= {f"p:*:{'-'.join(words)}", *([f"p:{country}:{words[-1]}"] if self._foreign(words[:-1]) else [])}
        if heard_in(country, self.lore):
            heard = sounds(words, self.lore)
            telling = (
                sound for word, sound in zip(words, heard, strict=True) if len(sound) > _LETTERS and not is_syllable(word, self.lore)
            )
            found |= {f"p:{country}:~{''.join(heard)}", *(f"p:{country}:~{sound}" for sound in telling)}
        return frozenset(found), frozenset(found)

    def link(self, one: Told, two: Told) -> Link | None:
        """How two names are alike; whether they are one person is decided among all that are alike (``accepted``)."""
        kind = self._kind(one, two)
        a, b = self.words(one), self.words(two)
        if kind is None or kind == "same" or not (kind in _ALONE or self._tells(*sorted((a, b), key=len))):
            return None
        return Link(_SCORES[kind], _REASONS[kind])

    def accepted(self, nodes: Mapping[str, Sequence[Told]], links: Mapping[tuple[str, str], Link]) -> Mapping[tuple[str, str], Link]:
        """The links between names that are one person."""
        heads = {node: claims[0] for node, claims in nodes.items()}
        posts = {node: {str(claim.values.get("post")) for claim in claims} for node, claims in nodes.items()}
        near: dict[str, set[str]] = defaultdict(set)
        for one, two in links:
            if heads[one].values.get("country") == heads[two].values.get("country"):
                near[one].add(two)
                near[two].add(one)
        found = {}
        for (one, two), link in links.items():
            kind = self._kind(heads[one], heads[two])
            if kind == "country":
                fits = bool(posts[one] & posts[two]) and _in_passing(len(nodes[one]), len(nodes[two]))
            else:
                fits = kind in _FREE or bool(posts[one] & posts[two] and (kind in _ALONE or self._only(one, two, heads, posts, near)))
            if fits:
                found[one, two] = link
        return found

    def apart(self, one: Told, two: Told) -> bool:
        """Whether the names of two claims cannot be one person's."""
        a, b = self.words(one), self.words(two)
        if a == b and one.values.get("country") == two.values.get("country"):
            return not accents_agree(self._accents(one), self._accents(two))
        return a != b and alike(a, b, self.lore, self._by_ear(one, two)) is None

    def words(self, told: Told) -> Words:
        """The words of the person's name."""
        if told.id not in self._words:
            self._words[told.id] = name_words(str(told.values.get("person") or ""), self.lore)
        return self._words[told.id]

    def _accents(self, told: Told) -> Words:
        """What tells names of one spelling apart: the accents of a name in Vietnamese syllables, of others nothing."""
        words = self.words(told)
        if not all(is_syllable(word, self.lore) for word in words):
            return ()
        return accents(str(told.values.get("person") or ""))[-len(words) :]

    def _kind(self, one: Told, two: Told) -> str | None:
        """How the names of two claims are alike; "country": the same name of another country."""
        a, b = self.words(one), self.words(two)
        if one.values.get("country") != two.values.get("country"):
            return "country" if a == b and len(a) > 1 and self._accents(one) == self._accents(two) else None
        if a == b:
            mine, other = self._accents(one), self._accents(two)
            return "same" if mine == other else "accents" if accents_agree(mine, other) else None
        return alike(a, b, self.lore, self._by_ear(one, two))

    def _by_ear(self, one: Told, two: Told) -> bool:
        return all(heard_in(told.values.get("country"), self.lore) for told in (one, two))

    def _tells(self, short: Words, long: Words) -> bool:
        """Whether a name says enough to be joined to a longer one."""
        if len(short) > 1:
            return True
        if not short or len(short[0]) < _LETTERS:
            return False
        return (long[-1:] == short and self._foreign(long[:-1])) or not is_syllable(short[0], self.lore)

    def _foreign(self, words: Words) -> bool:
        """Whether there are words, and none is a syllable."""
        return bool(words) and not any(is_syllable(word, self.lore) for word in words)

    def _only(
        self, one: str, two: str, heads: Mapping[str, Told], posts: Mapping[str, set[str]], near: Mapping[str, set[str]]
    ) -> bool:  # fmt: skip
        """Whether the shorter name fits, among those with an equal post, no other name than forms of the longer one."""
        words = {node: self.words(heads[node]) for node in (one, two)}
        short, long = sorted((one, two), key=lambda node: (len("".join(words[node])), words[node]))
        by_ear = self._by_ear(heads[one], heads[two])
        rivals = (self.words(heads[name]) for name in near[short] if name != long and posts[name] & posts[short])
        return all(alike(name, words[long], self.lore, by_ear) or near_spelling(name, words[long]) for name in rivals)


def _in_passing(one: int, two: int) -> bool:
    """Whether the one is told many times as often as the other."""
    return max(one, two) >= _IN_PASSING * min(one, two)
