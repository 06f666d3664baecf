"""What the sections of a briefing are made of, and the collector of their source notes.

Guarantees: one note for each stretch of words of an article, numbered in the order in which the text first leans on it; a statement
has as many notes as articles tell it, up to a bound.
"""

import datetime
from collections.abc import Iterable

import msgspec

from banggiao.brief.document import Note, Pieces, named, text
from banggiao.dossier.values import Dossier, Item, Telling
from banggiao.dossier.words import Words
from banggiao.lifecycle import World
from banggiao.lore import Lore
from banggiao.model.times import Window, window

_MOST_NOTES = 3


class Notes:
    """Numbers source notes as they are asked for."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._numbers: dict[object, int] = {}
        self._notes: list[Note] = []

    def of(self, *items: Item, most: int = _MOST_NOTES) -> tuple[int, ...]:
        """The notes of merged objects."""
        return self.telling((telling for item in items for telling in item.tellings), most)

    def telling(self, tellings: Iterable[Telling], most: int = _MOST_NOTES) -> tuple[int, ...]:
        """The notes of tellings: the surest of each article, up to ``most``."""
        best: dict[str, Telling] = {}
        for one in tellings:
            kept = best.setdefault(one.source.article, one)
            if one.confidence > kept.confidence:
                best[one.source.article] = one
        chosen = sorted(best.values(), key=lambda one: -one.confidence)[:most]
        return tuple(sorted(self._number((one.source.article, one.start, one.end), self._note(one)) for one in chosen))

    def say(self, words: str, url: str | None = None) -> tuple[int, ...]:
        """The note of something that is no article's words."""
        return (self._number(words, Note(0, words, url=url)),)

    def all(self) -> tuple[Note, ...]:
        """Every note, in order of number."""
        return tuple(self._notes)

    def _note(self, telling: Telling) -> Note:
        source = telling.source
        parts = (source.outlet or source.article, source.title, self._words.date(source.published))
        return Note(0, ", ".join(part for part in parts if part), " ".join(telling.quote.split()), source.url)

    def _number(self, key: object, note: Note) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._notes) + 1
            self._notes.append(msgspec.structs.replace(note, number=len(self._notes) + 1))
        return self._numbers[key]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One briefing in the making: two states, their dossier and world, the words to say it in, and what was asked for."""

    a: str
    b: str
    dossier: Dossier
    world: World
    lore: Lore
    words: Words
    notes: Notes
    since: datetime.date | None = None
    purpose: str = ""

    @property
    def today(self) -> datetime.date:
        """The day that counts as today."""
        return self.world.as_of

    @property
    def pair(self) -> tuple[str, ...]:
        """The two codes, sorted, as objects name them."""
        return tuple(sorted((self.a, self.b)))

    def say(self, key: str, /, **values: object) -> str:
        """A label of briefings with values in their places."""
        return self.words.say(f"brief.{key}", **values)

    def date(self, value: object) -> str:
        """A date in words."""
        return self.words.date(str(value)) if value else ""

    def of(self, kind: str) -> tuple[Item, ...]:
        """The objects of a kind that name both states, within the time asked for."""
        return tuple(item for item in self.world.of(kind) if {self.a, self.b} <= set(item.parties) and self.within(item))

    def within(self, item: Item) -> bool:
        """Whether an object is of the time asked for: by its own date, else by when it was last told."""
        if self.since is None:
            return True
        days = [found.last for telling in item.tellings if (found := window(telling.source.published))]
        last = item.last or (max(days).isoformat() if days else "")
        return last >= self.since.isoformat()

    def counted(self) -> tuple[int, ...]:
        """The note of what was counted in the ledger itself."""
        day = self.words.date(self.today.isoformat())
        return self.notes.say(self.say("ledger_note", n=len(self.dossier.sources), date=day))

    def span(self, days: Window | None) -> str:
        """A stretch of days in words, as whole months or years where it is such."""
        if days is None:
            return ""
        first, last = days.first.isoformat(), days.last.isoformat()
        if first == last:
            return self.date(first)
        for one, two in ((first[:4], last[:4]), (first[:7], last[:7])):
            if window(f"{one}/{two}") == days:
                return self.date(one if one == two else f"{one}/{two}")
        return self.date(f"{first}/{last}")

    def published(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day on which articles on the two were published."""
        found = [days for source in self.dossier.sources if (days := window(source.published))]
        return (min(days.first for days in found), max(days.last for days in found)) if found else None


def first_told(item: Item) -> str | None:
    """The publication date that an object was first told on."""
    return min((telling.source.published for telling in item.tellings if telling.source.published), default=None)


def describe(item: Item, words: Words, people: bool = True) -> Pieces:
    """An event in a few words: what, which mechanism and edition, who."""
    values = item.values
    what, name = words.value("event", "type", values.get("type")), values.get("mechanism")
    edition = values.get("ordinal")
    details = [words.say("brief.edition", n=edition)] if edition and str(edition) not in str(name) else []
    who = ", ".join(values.get("people") or ()) if people else ""
    details += [who] if who else []
    pieces = text(f"{what}:") + named(str(name)) if name else text(what)
    return pieces + (text(f"({'; '.join(details)})") if details else ())
