"""The dossier of a pair as its page shows it: sections in order, long ones cut, commitments by what is due.

Guarantees: nothing is left out silently: a section that is cut says of how many; ``due`` groups are computed for a day, never told
by the ledger; the same dossier and day give the same page.
"""

from collections.abc import Sequence

import msgspec

from banggiao.dossier.pair import SHOWN
from banggiao.dossier.standing import last_told, latest_first
from banggiao.dossier.values import Dossier, Item
from banggiao.dossier.words import Words

MOST = 3_000
"""How many are shown at most."""
ORDER = (
    "partnerships",
    "people",
    "timeline",
    "commitments",
    "agreements",
    "mechanisms",
    "targets",
    "statistics",
    "stances",
    "anniversaries",
    "sources",
)


class Part(msgspec.Struct, frozen=True):
    """A part of a section under a heading of its own (empty: none)."""

    heading: str
    items: tuple[Item, ...]


class Section(msgspec.Struct, frozen=True):
    """A section: its name, its parts as shown (sources have none), how many items are shown, and how many there are."""

    name: str
    parts: tuple[Part, ...]
    shown: int
    total: int


def sections(dossier: Dossier, words: Words, today: str, whole: str = "") -> tuple[Section, ...]:
    """The sections that hold something. ``whole`` names the one to be shown as far as MOST."""
    found = []
    for name in ORDER:
        limit = MOST if name == whole else SHOWN
        if name == "sources":
            section = Section(name, (), min(limit, len(dossier.sources)), dossier.total(name))
        else:
            parts, total = _parts(name, dossier, limit, words, today)
            section = Section(name, parts, sum(len(part.items) for part in parts), total)
        if section.total:
            found.append(section)
    return tuple(found)


def _parts(name: str, dossier: Dossier, limit: int, words: Words, today: str) -> tuple[tuple[Part, ...], int]:
    """The parts of a section, and how many items it has in all."""
    if name == "people":
        sides = [(code, dossier.people.get(code, ())) for code in (dossier.a, dossier.b)]
        parts = tuple(Part(words.labels.state(code), found[:limit]) for code, found in sides if found)
        return parts, dossier.total(name)
    items: tuple[Item, ...] = getattr(dossier, name)
    if name == "timeline":
        return _by_year(items, limit, words), dossier.total(name)
    if name == "commitments":
        return _by_due(items, limit, today, words), dossier.total(name)
    return (Part("", latest_first(items)[:limit]),), dossier.total(name)


def _by_year(items: Sequence[Item], limit: int, words: Words) -> tuple[Part, ...]:
    """Events by the year that they began in, the latest first."""
    years: dict[str, list[Item]] = {}
    for item in latest_first(items)[:limit]:
        years.setdefault(item.first[:4] if item.first else words.say("pair.undated"), []).append(item)
    return tuple(Part(year, tuple(found)) for year, found in years.items())


def _by_due(items: Sequence[Item], limit: int, today: str, words: Words) -> tuple[Part, ...]:
    """Commitments not yet due (the soonest first), past due (the latest first), and without a due date."""
    dated = sorted((item for item in items if item.last), key=lambda item: (item.last or "", item.id))
    ahead = [item for item in dated if (item.last or "") >= today]
    past = [item for item in reversed(dated) if (item.last or "") < today]
    rest = sorted((item for item in items if not item.last), key=last_told, reverse=True)
    parts, left = [], limit
    for key, group in (("pair.due_ahead", ahead), ("pair.due_past", past), ("pair.due_none", rest)):
        if group[:left]:
            parts.append(Part(words.say(key), tuple(group[:left])))
            left -= len(group[:left])
    return tuple(parts)
