"""What the checks of consistency find, for the pages that show the records in question.

Guarantees: a finding shows its arithmetic, links to the objects it rests on and to the words of each telling; errors come first; what a
page shows is told from the world that its states and times make, as ``banggiao check`` tells it.
"""

from collections.abc import Iterable, Sequence

import msgspec

from banggiao.checks import Finding, findings
from banggiao.dossier.kept import findings_on
from banggiao.dossier.values import Item
from banggiao.dossier.words import Words, capital
from banggiao.dossier.world import Only, world
from banggiao.lifecycle import World
from banggiao.lore import Lore
from banggiao.store import Ledger
from banggiao.web.cards import headline
from banggiao.web.links import article_path, item_path
from banggiao.web.when import When

MOST = 20
"""Most findings that a page shows."""
_OBJECTS, _WORDS = 4, 6
_PAIR = 2


class Link(msgspec.Struct, frozen=True):
    """A link with its words; ``source`` says whose words they are."""

    text: str
    href: str
    source: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as a page shows it: how grave, which check, its rule and arithmetic, what it is about, and the words."""

    severity: str
    label: str
    rule: str
    says: str
    about: tuple[Link, ...]
    words: tuple[Link, ...]


def world_at(ledger: Ledger, states: Sequence[str], when: When, only: Only | None = None) -> World:
    """The world of these states at the times of a page, or the part of it that is asked for."""
    return world(ledger.at(when.times), states, when.day, when.known, only=only)


def found_on(ledger: Ledger, states: Sequence[str], when: When, lore: Lore) -> tuple[Finding, ...]:
    """What the checks find on these states at the times of a page, errors first; on two of them as it is kept."""
    if len(states) == _PAIR and when.known is None:
        return findings_on(ledger, states[0], states[1], lore, when.day)
    return found_in(world_at(ledger, states, when), lore)


def on(found: Iterable[Finding], ids: Iterable[str]) -> list[Finding]:
    """The findings that rest on one of these objects."""
    wanted = set(ids)
    return [one for one in found if wanted & {item.id for item in one.items}]


def grave(found: Iterable[Finding]) -> list[Finding]:
    """The findings that are more than information."""
    return [one for one in found if one.severity != "I"]


def found_in(told: World, lore: Lore) -> tuple[Finding, ...]:
    """What the checks find in a world, errors first."""
    return told.once(lambda one: findings(one, lore)) if told.papers else ()


def notes(found: Iterable[Finding], words: Words, most: int = MOST) -> tuple[Note, ...]:
    """Findings as a page shows them."""
    return tuple(_note(one, words) for one in list(found)[:most])


def _note(one: Finding, words: Words) -> Note:
    return Note(
        severity=one.severity,
        label=capital(str(getattr(one.check, words.language))),
        rule=one.check.rule,
        says=one.says,
        about=tuple(Link(_name(item, words), item_path(item)) for item in one.items[:_OBJECTS] if item.tellings),
        words=tuple(
            Link(telling.quote, article_path(telling.source.article, (telling.start, telling.end)), _source(telling.source, words))
            for telling in one.tellings[:_WORDS]
        ),
    )


def _name(item: Item, words: Words) -> str:
    name = str(item.values.get("name")) if item.kind == "person" else headline(item.kind, item.values, words) or words.kind(item.kind)
    when = words.date(str(item.first)) if item.first and item.first == item.last else words.date((item.first or "")[:4])
    return " · ".join(part for part in (capital(name), words.parties(item.parties), when) if part)


def _source(source: object, words: Words) -> str:
    outlet, article, published = (getattr(source, name) for name in ("outlet", "article", "published"))
    return ", ".join(part for part in (outlet or article, words.date(published)) if part)
