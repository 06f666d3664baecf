"""What a promise is about: a session, a target, a document, a visit.

Guarantees: pure; a subject comes from the records that the same words carry, and only where there is none from the words alone;
two promises with one subject key are one promise said twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, Literal

import msgspec

from banggiao.lifecycle.due import due_of
from banggiao.lifecycle.mechanisms import Mechanism, edition_in
from banggiao.lifecycle.naming import named_in, said_in, telling_words
from banggiao.lifecycle.tables import content_words
from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling

Kind = Literal["session", "target", "document", "programme", "visit"]
_OPEN = frozenset({"to_sign", "negotiating", "proposed"})
_AHEAD = frozenset({"planned", "proposed"})
_MANY = 6


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a promise is about. ``key`` is equal for one and the same subject; ``item``: the merged object that tells it, if any."""

    kind: Kind
    key: tuple[Any, ...]
    item: Item | None = None
    mechanism: Mechanism | None = None
    edition: int | None = None
    leg: int | None = None


class Subjects:
    """Finds the subjects of promises in a world."""

    def __init__(self, world: World, mechanisms: Sequence[Mechanism], lore: Lore) -> None:
        self.lore = lore
        self.world = world
        self.by_parties: dict[tuple[str, ...], list[Mechanism]] = defaultdict(list)
        for one in mechanisms:
            self.by_parties[one.parties].append(one)

    def of(self, item: Item) -> tuple[Subject, ...]:
        """The subjects of a commitment, by its first telling that has any."""
        for telling in item.tellings:
            found = {subject.key: subject for subject in self._found(item, telling)}
            if found:
                return tuple(found[key] for key in sorted(found, key=str))
        return ()

    def _found(self, item: Item, telling: Telling) -> Iterable[Subject]:
        session = self._session(item, telling)
        if session:
            yield session
        for other, told in self._beside(telling):
            subject = _SUBJECT[told.kind](other, told)
            if subject and not (session and told.kind == "event"):
                yield subject

    def _beside(self, telling: Telling) -> Iterable[tuple[Telling, Item]]:
        """What the same words say besides."""
        for kind in _SUBJECT:
            for other, item in self.world.told_in(telling.source.article, kind):
                if other.start < telling.end and telling.start < other.end:
                    yield other, item

    def _session(self, item: Item, telling: Telling) -> Subject | None:
        """The session of a known mechanism that the words speak of, by edition, leg or a day to be held on."""
        here = self._known(item)
        if not here:
            return None
        edition, leg = edition_in(telling.quote, self.lore)
        if edition is None and leg is None and not due_of(item, "due", self.lore):
            return None
        words = telling_words(telling.quote, item.parties, self.lore)
        fitting = [
            one for one in here if named_in(one.words, words) and any(said_in(name, telling.quote) for name in (one.name, *one.aliases))
        ]
        if not fitting and leg is not None:
            # "the second session of the Dialogue": the one mechanism of the article that has such a head
            fitting = [one for one in here if self._speaks_of(one, telling) and one.name.lower().split()[0] in telling.quote.lower()]
        if not fitting:
            return None
        chosen = max(fitting, key=lambda one: (len(one.words), one.name))
        edition = edition or (self._edition_here(chosen, telling) if leg else None)
        key = ("session", chosen.parties, chosen.name, edition, leg)
        return Subject(kind="session", key=key, mechanism=chosen, edition=edition, leg=leg)

    def _known(self, item: Item) -> list[Mechanism]:
        """The mechanisms of a commitment's parties, and those of all but one of them."""
        fewer = combinations(item.parties, len(item.parties) - 1) if 2 < len(item.parties) <= _MANY else ()
        return [one for parties in (item.parties, *fewer) for one in self.by_parties.get(parties, ())]

    def _speaks_of(self, mechanism: Mechanism, telling: Telling) -> bool:
        return any(told.source.article == telling.source.article for item in mechanism.items for told in item.tellings)

    def _edition_here(self, mechanism: Mechanism, telling: Telling) -> int | None:
        """The edition that the same article reports."""
        told = (one for item in mechanism.items for one in item.tellings if one.source.article == telling.source.article)
        return next((int(one.values["ordinal"]) for one in told if one.values.get("ordinal")), None)


def _target(telling: Telling, item: Item) -> Subject | None:
    values = telling.values
    key = ("target", tuple(sorted(values.get("parties") or ())), values.get("measure"), values.get("unit"), values.get("value"))
    return Subject(kind="target", key=key, item=item)


def _document(telling: Telling, item: Item) -> Subject | None:
    """A document yet to be made; or one in force with a validity, which is to be carried out (any other is only leant on)."""
    period = telling.values.get("period")
    made = telling.values.get("status") not in _OPEN
    if made and not period:
        return None
    kind: Kind = "programme" if made else "document"
    name = telling.values.get("name")
    return Subject(
        kind=kind, key=(kind, item.parties, name if made else telling.values.get("type"), None if made else name, period), item=item
    )


def _event(telling: Telling, item: Item) -> Subject | None:
    if telling.values.get("type") != "visit" or telling.values.get("status") not in _AHEAD:
        return None
    return Subject(kind="visit", key=("visit", item.id), item=item)


_SUBJECT = {"target": _target, "agreement": _document, "event": _event}


def words_of(item: Item, lore: Lore) -> frozenset[str]:
    """The words that say what a promise is about."""
    telling = item.tellings[0]
    return content_words(str(telling.extra.get("object") or telling.quote), lore)
