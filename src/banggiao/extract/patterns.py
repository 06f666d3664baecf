"""The pattern engine: patterns that read like the sentences they match, compiled once, tried only where a trigger stands.

Guarantees: patterns see the views of ``extract/page.py``; a table's patterns are tried in the order of the table; every
row carries examples that must match and counters that must not (checked by the tests of knowledge).

In a pattern ``{guest:person|office}`` is one mention of these classes, named; ``{actor}`` any actor, unnamed;
``{date}``, ``{amount}``, ``{body}`` likewise; ``{~40}`` up to 40 characters that end no clause; ``{=will}`` the words
of the part named ``will`` (table vi/patterns/parts), in any order of preference. The rest is a regular expression over
lower-case text.
"""

from collections.abc import Iterator

import msgspec
import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.errors import KnowledgeError
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.lore import Lore
from banggiao.model.mentions import Mention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span
from banggiao.recognise.phrases import plain

_MOST = 4000
_SLOT = regex.compile(r"\{(?:(?P<name>[a-z_][a-z_0-9]*):)?(?P<what>[a-z|]+)\}|\{~(?P<gap>\d{1,3})\}|\{=(?P<part>[a-z_]+)\}")


class PatternRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern as written: ``means`` holds what it says of the record (type, status, act ...), ``triggers`` words of
    which one must stand in the sentence (none: always tried), ``prior`` how often what it proposes is right."""

    id: str
    pattern: str
    examples: list[str]
    counters: list[str] = []
    triggers: list[str] = []
    means: dict[str, str | int | bool | list[str]] = {}
    prior: float = 0.7
    note: str = ""


class PartRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named list of words that patterns share. ``optional``: the part may be missing, a blank following where it stands."""

    part: str
    words: list[str]
    note: str = ""


class Pattern(msgspec.Struct, frozen=True):
    """A compiled pattern."""

    row: PatternRow
    regex: regex.Pattern[str]

    @property
    def id(self) -> str:
        """The pattern's id."""
        return self.row.id


class Found(msgspec.Struct, frozen=True):
    """A pattern found in a view."""

    pattern: Pattern
    view: View
    match: regex.Match[str]

    def has(self, name: str) -> bool:
        """Whether the slot or group of that name took part in the match."""
        return name in self.pattern.regex.groupindex and self.match.group(name) is not None

    def mention(self, name: str) -> Mention | None:
        """The mention that a slot matched."""
        return self.view.mentions.get(self.match.start(name)) if self.has(name) else None

    def actor(self, name: str) -> Actor | None:
        """The actor that a slot matched."""
        found = self.mention(name)
        return found if isinstance(found, Actor) else None

    def span(self, name: str | int = 0) -> Span:
        """The cleaned text's words for the match, a slot or a group."""
        return self.view.span(self.match.start(name), self.match.end(name))


def parts(lore: Lore) -> dict[str, str]:
    """The shared parts as alternations (use as ``lore.once(parts)``)."""
    rows = lore.rows("vi/patterns/parts", PartRow)
    return {row.part: "(?:" + "|".join(sorted((plain(w) for w in row.words), key=lambda w: (-len(w), w))) + ")" for row in rows}


def expand(text: str, lore: Lore) -> str:
    """A pattern text as an expression: slots and parts filled in. Raises KnowledgeError where a slot names no class or part."""
    known = lore.once(parts)

    def slot(match: "regex.Match[str]") -> str:
        if match.group("gap"):
            return f"[^.;!?\\n]{{0,{match.group('gap')}}}?"
        if part := match.group("part"):
            if part not in known:
                raise KnowledgeError([f"pattern {text!r}: no part {part!r}"])
            return known[part]
        return _tags(match.group("what"), match.group("name"), text)

    return _SLOT.sub(slot, plain(text))


def compile_pattern(text: str, lore: Lore) -> regex.Pattern[str]:
    """A pattern text compiled, at word boundaries. Raises KnowledgeError where it is no expression, or as ``expand`` does."""
    try:
        return regex.compile(r"(?<![^\W_])" + expand(text, lore) + r"(?![^\W_])")
    except regex.error as error:
        raise KnowledgeError([f"pattern {text!r}: {error}"]) from None


def _tags(what: str, name: str | None, text: str) -> str:
    marks = ""
    for kind in what.split("|"):
        if kind != "actor" and kind not in TAGS:
            raise KnowledgeError([f"pattern {text!r}: no class {kind!r}"])
        marks += "".join(TAGS[k] for k in ACTORS) if kind == "actor" else TAGS[kind]
    marks = marks.replace("".join(TAGS[k] for k in ACTORS), f"{TAGS[ACTORS[0]]}-{TAGS[ACTORS[-1]]}")  # a range is tested at once
    return f"(?P<{name}>[{marks}])" if name else f"[{marks}]"


class Triggers:
    """The triggers of all tables, found in one scan of a view, which remembers them (use as ``lore.once(Triggers)``)."""

    def __init__(self, lore: Lore) -> None:
        self._numbers: dict[str, int] = {}
        self._scan: AhoCorasick | None = None

    def number(self, word: str) -> int:
        """The number of a trigger, a new one where it is new."""
        self._scan = None
        return self._numbers.setdefault(word, len(self._numbers))

    def standing(self, view: View) -> frozenset[int]:
        """The numbers of the triggers that stand in a view."""
        known: tuple[int, frozenset[int]] | None = view.__dict__.get("triggers")
        if known is not None and known[0] == len(self._numbers):
            return known[1]
        if self._scan is None:
            self._scan = AhoCorasick(list(self._numbers), matchkind=MatchKind.Standard)
        found = frozenset(hit[0] for hit in self._scan.find_matches_as_indexes(view.text, overlapping=True))
        view.__dict__["triggers"] = (len(self._numbers), found)
        return found


class Patterns:
    """The patterns of one table (``vi/patterns/<name>``, a file or a folder), tried where their triggers stand."""

    def __init__(self, lore: Lore, table: str) -> None:
        self.patterns = tuple(Pattern(row, compile_pattern(row.pattern, lore)) for row in lore.rows(table, PatternRow))
        self.order = {pattern.id: number for number, pattern in enumerate(self.patterns)}
        self.always = [number for number, pattern in enumerate(self.patterns) if not pattern.row.triggers]
        self._triggers = lore.once(Triggers)
        self._of: dict[int, list[int]] = {}
        for number, pattern in enumerate(self.patterns):
            for word in pattern.row.triggers:
                self._of.setdefault(self._triggers.number(plain(word).lower()), []).append(number)
        self._words = frozenset(self._of)
        self._known: dict[frozenset[int], tuple[Pattern, ...]] = {}

    def tried(self, view: View) -> tuple[Pattern, ...]:
        """The patterns whose triggers stand in the view, in the order of the table; the first few thousand answers are remembered."""
        stand = self._words & self._triggers.standing(view)
        known = self._known.get(stand)
        if known is None:
            numbers = {*self.always, *(number for word in stand for number in self._of[word])}
            known = tuple(self.patterns[number] for number in sorted(numbers))
            if len(self._known) < _MOST:
                self._known[stand] = known
        return known

    def find(self, view: View) -> Iterator[Found]:
        """Every match of every pattern in the view; matches of one pattern do not overlap each other."""
        for pattern in self.tried(view):
            for match in pattern.regex.finditer(view.text):
                yield Found(pattern, view, match)
