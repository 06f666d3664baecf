"""The names of states, bodies, regions and cities, compiled into one phrase finder.

Guarantees: a longer name hides a shorter one within it (``Ấn Độ Dương`` hides ``Ấn Độ``); each phrase knows its kind.
"""

from collections.abc import Iterator

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.phrases import Phrases, spellings
from banggiao.text import tone_fold


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/states: a state or territory of ISO 3166-1 (and XK).

    ``vi``, ``en``: names for display; ``names`` are sure wherever they stand; ``weak`` are ordinary words or parts of
    persons' names too; ``short`` count beside another state only; ``capitals`` and ``seats`` may stand for the government.
    """

    code: str
    iso3: str
    vi: str
    en: str
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/bodies: ``code`` is the schema's short name or the usual Latin one; ``part``: the names are of its organs.

    ``party``: it can itself be a party to relations; ``country``: the state whose agency it is.
    """

    code: str
    party: bool
    names: tuple[str, ...]
    part: bool = False
    country: str | None = None


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/regions or world/homonyms: names of one ``kind`` that are no states; ``heir`` is the state after a former one."""

    kind: str
    names: tuple[str, ...]
    heir: str | None = None


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/pairs: expressions that name several states at once."""

    codes: tuple[str, ...]
    names: tuple[str, ...]


class Cities(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/cities: cities of a state that are places only."""

    code: str
    names: tuple[str, ...]


class Weak(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/weak: how weak names behave. ``initial``: at the head of a sentence they are the state ("yes"), are it
    where the text surely names it elsewhere ("known"), or never ("no"); ``foreign``: also a given name or part of foreign
    names; ``needs_known``: counts only where the text surely names the state elsewhere.
    """

    names: tuple[str, ...]
    initial: str
    foreign: bool = False
    needs_known: bool = False


class Name(msgspec.Struct, frozen=True):
    """What a phrase stands for. ``kind``: name, weak, short, capital, seat, city, pair, body, language, block (the last two are no mentions)."""

    kind: str
    codes: tuple[str, ...] = ()
    initial: str = "yes"
    foreign: bool = False
    needs_known: bool = False
    lone: bool = True


BLOCK, LANGUAGE = Name("block"), Name("language")


def codes(lore: Lore) -> frozenset[str]:
    """The codes of all states and bodies (use as ``lore.once(codes)``)."""
    bodies = (row.code for row in lore.rows("world/bodies", Body) if not row.part)
    return frozenset({*(row.code for row in lore.rows("world/states", State)), *bodies})


def gazetteer(lore: Lore) -> Phrases[Name]:
    """All names with what they stand for (use as ``lore.once(gazetteer)``). Raises KnowledgeError for invalid tables."""
    return Phrases(dict.fromkeys([*_pairs(lore), *_states(lore), *_cities(lore), *_bodies(lore), *_blocks(lore)]))


def _pairs(lore: Lore) -> Iterator[tuple[str, Name]]:
    for row in lore.rows("world/pairs", Pair):
        for words in row.names:
            yield words, Name("pair", row.codes)


def _states(lore: Lore) -> Iterator[tuple[str, Name]]:
    """The names of states: sure and long ones also capitalised or in capitals, weak and short ones also in capitals."""
    manners = {tone_fold(word): row for row in lore.rows("world/weak", Weak) for word in row.names}
    for row in lore.rows("world/states", State):
        codes = (row.code,)
        for kind, words in (("name", row.names), ("capital", row.capitals), ("seat", row.seats)):
            for word in words:
                for form in spellings(word):
                    yield form, Name(kind, codes)
        for word in row.weak:
            manner = manners[tone_fold(word)]
            name = Name("weak", codes, manner.initial, manner.foreign, manner.needs_known)
            yield from ((form, name) for form in dict.fromkeys((word, word.upper())))
        for word in row.short:
            given = manners.get(tone_fold(word))
            name = Name("short", codes, "no", needs_known=True, lone=given is not None)
            yield from ((form, name) for form in dict.fromkeys((word, word.upper())))


def _cities(lore: Lore) -> Iterator[tuple[str, Name]]:
    for row in lore.rows("world/cities", Cities):
        yield from ((form, Name("city", (row.code,))) for word in row.names for form in spellings(word))


def _bodies(lore: Lore) -> Iterator[tuple[str, Name]]:
    for row in lore.rows("world/bodies", Body):
        name = Name("body", (row.code,)) if row.party else BLOCK
        for word in row.names:
            forms = (*spellings(word), word[:1].lower() + word[1:]) if " " in word else (word,)
            yield from ((form, name) for form in forms)


def _blocks(lore: Lore) -> Iterator[tuple[str, Name]]:
    for table in ("world/regions", "world/homonyms"):
        for row in lore.rows(table, Names):
            for word in row.names:
                what = LANGUAGE if row.kind == "language" else Name("block", (row.heir,)) if row.heir else BLOCK
                yield from ((form, what) for form in (word, word[:1].upper() + word[1:], word.upper()))
