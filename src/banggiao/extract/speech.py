"""The verbs of a sentence that govern what is said, promised or asked for.

Guarantees: verbs come in order and never overlap, the leftmost and then the longest winning; a verb that only names an
act ("theo đề nghị của", "các cam kết") is none; ``denied`` tells that the act is said not to have happened.
"""

from typing import Any

import msgspec
import regex

from banggiao.extract.listed import Ending, Listed
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.extract.patterns import Pattern, Patterns
from banggiao.lore import Lore
from banggiao.recognise.phrases import plain

_LONGEST_WORD = 24
_BEFORE = (
    "noun", "light", "negation", "government", "speaker", "agent", "owned", "alleged", "subordinate", "supposed",
    "where", "passive", "accused", "order", "last",
)  # fmt: skip
"""Roles of words that stand right before another."""
_WITHIN = ("they", "maybe", "past", "relation", "judging", "beside", "aim", "pointed")
"""Roles of words that are found anywhere in a stretch."""
_AFTER = ("soon", "i", "ceasing", "everyone", "fronted", "upholding", "talking")
"""Roles of words that stand right after a place."""


class WordRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/speech/words: words that play one ``role`` around a governing verb."""

    role: str
    words: list[str]
    note: str = ""


class Verb(msgspec.Struct, frozen=True):
    """A governing verb at ``[start, end)`` of a view's text."""

    pattern: Pattern
    start: int
    end: int
    denied: bool = False

    @property
    def role(self) -> str:
        """agree, goal, do, commit, will, back, ask, need, invite, say, call, position or other."""
        return str(self.pattern.row.means["role"])

    @property
    def owned(self) -> bool:
        """Whether it is a noun that names the act and by its end whose it is ("đề nghị của"), so that no subject governs it."""
        return bool(self.pattern.row.means.get("owned", False))

    @property
    def strict(self) -> bool:
        """Whether its subject must stand right before it."""
        return bool(self.pattern.row.means.get("strict", False))

    @property
    def asserts(self) -> bool:
        """Whether only somebody who speaks does it ("khẳng định"): no part of what is promised or asked for."""
        return bool(self.pattern.row.means.get("asserts", False))

    @property
    def strength(self) -> int:
        """How binding it is, by the scale of the domain notes (0 wish .. 6 instrument)."""
        strength = self.pattern.row.means.get("strength", 0)
        return strength if isinstance(strength, int) else 0


class Words(msgspec.Struct, frozen=True):
    """The small words, compiled. ``gap`` matches whole what may stand between a subject and its verb; ``link`` and the
    others match at the end of what stands before a word; ``tail`` finds where a note on the source begins."""

    gap: regex.Pattern[str]
    link: Ending
    noun: Ending
    light: Ending
    negation: Ending
    preposition: Ending
    government: Ending
    speaker: Ending
    me: Ending
    they: Listed
    soon: regex.Pattern[str]
    outsider: regex.Pattern[str]
    agent: Ending
    condition: regex.Pattern[str]
    i: regex.Pattern[str]
    owned: Ending
    and_me: regex.Pattern[str]
    me_and: regex.Pattern[str]
    alleged: Ending
    complement: regex.Pattern[str]
    tail: Listed
    past: Listed
    relation: Listed
    everyone: regex.Pattern[str]
    opening: regex.Pattern[str]
    lead: regex.Pattern[str]
    joiner: regex.Pattern[str]
    joined: Ending
    joined_lightly: Ending
    led_in: regex.Pattern[str]
    seat: regex.Pattern[str]
    judging: Listed
    asserting: Listed
    beside: Listed
    fronted: regex.Pattern[str]
    subordinate: Ending
    supposed: Ending
    maybe: Listed
    ceasing: regex.Pattern[str]
    upholding: regex.Pattern[str]
    talking: regex.Pattern[str]
    where: Ending
    aim: Listed
    instance: regex.Pattern[str]
    domestic: regex.Pattern[str]
    press: regex.Pattern[str]
    order: Ending
    last: Ending
    own_office: regex.Pattern[str]
    venue: regex.Pattern[str]
    passive: Ending
    suffering: regex.Pattern[str]
    accused: Ending
    pointed: Listed
    adverbial: regex.Pattern[str]


def words(lore: Lore) -> Words:
    """The table vi/speech/words compiled (use as ``lore.once(words)``)."""
    listed = {row.role: _ordered(row.words) for row in lore.rows("vi/speech/words", WordRow)}
    known = {role: _alternation(words) for role, words in listed.items()}
    before = {role: Ending(rf"(?<![^\W_]){known[role]}\s*[\"“”]?\s*$", listed[role]) for role in _BEFORE}
    within = {role: Listed(rf"(?<![^\W_]){known[role]}(?![^\W_])", listed[role]) for role in _WITHIN}
    after = {role: regex.compile(rf"(?<![^\W_]){known[role]}(?![^\W_])") for role in _AFTER}
    made: dict[str, Any] = {**before, **within, **after, **_led(known, listed), **_found(known, listed), **_shaped(known)}
    return Words(**made)


def _led(known: dict[str, str], listed: dict[str, list[str]]) -> dict[str, Ending]:
    """The words that stand before another in a form of their own, by role."""
    body, light = TAGS["body"], known["light"]
    return {
        "joined": Ending(rf"(?<![^\W_]){known['link']}\s*[\"“”]?\s*$", listed["link"]),
        "joined_lightly": Ending(rf"(?<![^\W_]){known['link']}(?: {light}){{1,3}}\s*[\"“”]?\s*$", listed["light"]),
        "link": Ending(rf"(?:[,;:…(–-]|(?<![^\W_]){known['link']})\s*[\"“”]?\s*$", [*",;:…(–-", *listed["link"]]),
        "preposition": Ending(
            rf"(?:(?<![^\W_])(?!cùng {known['some']}){known['preposition']}(?: {known['some']})?|[{body}])\s*$",
            [body, *listed["preposition"], *listed["some"]],
        ),
        "me": Ending(rf"(?<![^\W_])(?<!{TAGS['joint']} ){known['me']}(?: {light}){{0,3}}\s*[\"“”]?\s*$", [*listed["me"], *listed["light"]]),
    }


def _found(known: dict[str, str], listed: dict[str, list[str]]) -> dict[str, Listed]:
    """The words that are found in a stretch in a form of their own, by role."""
    actors = "".join(TAGS[kind] for kind in ACTORS)
    return {
        "asserting": Listed(rf"(?<![^\W_])(?<!(?<![^\W_]){known['negation']} ){known['asserting']}(?![^\W_])", listed["asserting"]),
        "tail": Listed(
            rf"(?:[\"”],?|,|\s-)\s{known['tail']}(?![^\W_])[^;]{{0,120}}$"
            rf"|[\"”], (?:[{actors}]|\S{{1,24}} nói|\S{{1,24}} cho)[^;]{{0,160}}$",
            ['", ', "”, ", *listed["tail"]],
        ),
    }


def _shaped(known: dict[str, str]) -> dict[str, regex.Pattern[str]]:
    """The other words that stand in a form of their own, by role."""
    date, amount, light = TAGS["date"], TAGS["amount"], known["light"]
    actors = "".join(TAGS[kind] for kind in ACTORS)
    return {
        "gap": regex.compile(
            rf"(?:, {known['apposition']}(?![^\W_])[^,;.]{{0,80}},(?= )|[\s,:\"“”'–-]|(?<![^\W_]){light}(?![^\W_])|[{date}{amount}]|\d+"
            rf"|\([^()]{{0,60}}\)|(?:và|cùng) {known['company']}(?: [^\s,;.]{{1,24}}){{1,4}})*+"
        ),
        "and_me": regex.compile(rf"[{actors}] {known['joiner']} $"),
        "me_and": regex.compile(rf"(?<![^\W_]){known['me']} {known['joiner']} $"),
        "outsider": regex.compile(rf"[\W\d]{{0,3}}(?:{known['many']} ){{0,3}}{known['outsider']}(?![^\W_])"),
        "led_in": regex.compile(rf"; {known['adverbial']}(?: [^\s,;.{actors}]{{1,24}}){{1,8}} $"),
        "seat": regex.compile(rf"[\s,:]*{known['seat']}(?: {known['me']})?(?: {light}){{0,3}}\s*"),
        "condition": regex.compile(rf"(?<![^\W_]){known['condition']}(?![^\W_])[^,;]{{0,160}}$"),
        "complement": regex.compile(known["complement"]),
        "adverbial": regex.compile(rf",? {known['adverbial']}(?![^\W_])[^,;.]{{0,90}}, "),
        "joiner": regex.compile(known["joiner"]),
        "suffering": regex.compile(rf"(?<![^\W_]){known['suffering']}(?: [^\s,.;:\"“”]{{1,14}}){{1,3}}\s*$"),
        "domestic": regex.compile(rf"\s*{known['domestic']}(?![^\W_])"),
        "press": regex.compile(rf"\s*{known['press']}(?![^\W_])"),
        "own_office": regex.compile(rf"\s*{known['own_office']}(?![^\W_])"),
        "venue": regex.compile(r"(?<![^\W_])(?:tại|ở) [^,.;]{2,40}, $"),
        "instance": regex.compile(rf"\W*{known['instance']}(?![^\W_])"),
        "lead": regex.compile(rf"\s*(?:{known['opening']}(?: {known['opening']}){{0,3}})?\s*"),
        "opening": regex.compile(rf"(?:^|[,;:“\"–-]|(?<![^\W_]){known['link']})\s*(?:{known['opening']}|\s)*$"),
    }


def _ordered(words: list[str]) -> list[str]:
    return sorted({plain(word).lower() for word in words}, key=lambda word: (-len(word), word))


def _alternation(words: list[str]) -> str:
    return "(?:" + "|".join(map(regex.escape, words)) + ")"


def speech(lore: Lore) -> Patterns:
    """The patterns of governing verbs (use as ``lore.once(speech)``)."""
    return Patterns(lore, "vi/patterns/speech")


def verbs(view: View, text: str, lore: Lore) -> list[Verb]:
    """The governing verbs of a sentence; ``text`` is the cleaned text of the article."""
    small = lore.once(words)
    found = sorted(
        ((found.match.start(), -found.match.end(), number, found.pattern) for number, found in enumerate(lore.once(speech).find(view))),
    )
    kept: list[Verb] = []
    reached = 0
    for start, minus_end, _, pattern in found:
        if start < reached:
            continue
        before = view.text[max(0, start - _LONGEST_WORD) : start]
        owned = bool(pattern.row.means.get("owned", False))
        denied = not owned and small.negation.search(before) is not None
        if denied and pattern.row.means["role"] in ("say", "other", "position", "do", "will", "back"):
            continue
        if pattern.row.means["role"] in ("position", "ask", "invite") and small.passive.search(before):
            continue
        if pattern.row.means["role"] == "position" and small.suffering.search(before):
            continue
        if small.accused.search(before):
            continue
        if (_noun(before, small) and not denied and not owned) or _named(text, view.starts[start]):
            continue
        kept.append(Verb(pattern, start, -minus_end, denied))
        reached = -minus_end
    return kept


def _noun(before: str, small: Words) -> bool:
    """Whether the words before a verb make it a noun ("sự lo ngại"); a longer small word that ends alike does not ("thực sự lo ngại")."""
    noun, light = small.noun.search(before), small.light.search(before)
    return noun is not None and (light is None or light.start() >= noun.start())


def _named(text: str, start: int) -> bool:
    """Whether the word at an offset is part of a name: a capital letter where no sentence or quotation begins."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in ".:!?\n“\"'‘(–-"
