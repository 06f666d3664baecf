"""When names in several articles are one person.

Guarantees: persons of two countries are never merged; a shorter, initialled, turned-round or differently spelt name joins a longer
one only where both held an equal post and only one person of the country fits; a single syllable of a Vietnamese or Chinese name
never joins.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.resolve.handles import Keys, name_keys
from banggiao.resolve.names import likeness, name_words
from banggiao.resolve.values import Link, Told

Words = tuple[str, ...]
_LETTERS = 3
_SCORES = {"joined": 0.95, "order": 0.9, "part": 0.85, "initials": 0.8, "spelling": 0.8}
_REASONS = {
    "joined": "same name, hyphens or spaces apart",
    "order": "same words in another order, same post",
    "part": "part of the name, same post, no one else fits",
    "initials": "initials of the name, same post, no one else fits",
    "spelling": "name a letter apart, same post, no one else fits",
}
_FREE = frozenset({"joined"})
_ALONE = frozenset({"joined", "order"})


class People:
    """Identity of persons: a node is a name in a country."""

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self._words: dict[str, Words] = {}

    def node(self, told: Told) -> str:
        """The node of a telling: country and name."""
        return content_id("node", "post", told.values.get("country"), self.words(told))

    def keys(self, told: Told) -> Keys:
        """The keys that a name is listed under, and seeks."""
        country = told.values.get("country")
        found = frozenset(f"p:{country}:{key}" for key in name_keys(self.words(told), self.lore))
        return found, found

    def link(self, one: Told, two: Told) -> Link | None:
        """How two names are alike; whether they are one person is decided among all that are alike (``accepted``)."""
        if one.values.get("country") != two.values.get("country"):
            return None
        a, b = self.words(one), self.words(two)
        kind = likeness(a, b)
        if kind is None or kind == "same" or not (kind in _ALONE or self._tells(min(a, b, key=len))):
            return None
        return Link(_SCORES[kind], _REASONS[kind])

    def accepted(self, nodes: Mapping[str, Sequence[Told]], links: Mapping[tuple[str, str], Link]) -> Mapping[tuple[str, str], Link]:
        """The links between names that are one person."""
        words = {node: self.words(claims[0]) for node, claims in nodes.items()}
        posts = {node: {str(claim.values.get("post")) for claim in claims} for node, claims in nodes.items()}
        near: dict[str, set[str]] = defaultdict(set)
        for one, two in links:
            near[one].add(two)
            near[two].add(one)
        found = {}
        for (one, two), link in links.items():
            kind = likeness(words[one], words[two])
            if kind in _FREE or (posts[one] & posts[two] and (kind in _ALONE or _only(one, two, words, posts, near))):
                found[one, two] = link
        return found

    def apart(self, one: Told, two: Told) -> bool:
        """Whether the names of two claims cannot be one person's."""
        return one.values.get("country") != two.values.get("country") or likeness(self.words(one), self.words(two)) is None

    def words(self, told: Told) -> Words:
        """The words of the person's name."""
        if told.id not in self._words:
            self._words[told.id] = name_words(str(told.values.get("person") or ""), self.lore)
        return self._words[told.id]

    def _tells(self, words: Words) -> bool:
        """Whether a name says enough to be joined to a longer one."""
        return len(words) > 1 or (len(words) == 1 and len(words[0]) >= _LETTERS and not is_syllable(words[0], self.lore))


def _only(one: str, two: str, words: Mapping[str, Words], posts: Mapping[str, set[str]], near: Mapping[str, set[str]]) -> bool:
    """Whether the shorter name fits, among those with an equal post, no other name than forms of the longer one."""
    short, long = sorted((one, two), key=lambda node: (len("".join(words[node])), words[node]))
    rivals = (name for name in near[short] if name != long and posts[name] & posts[short])
    return all(likeness(words[name], words[long]) for name in rivals)
