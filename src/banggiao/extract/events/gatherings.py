"""When gatherings take place, where a sentence of its own tells it (``Diễn đàn X diễn ra từ ngày 3 đến 5/6``).

Guarantees: pure; a gathering's time goes only to conferences whose name shares words with it.
"""

from collections.abc import Sequence

import msgspec
import regex

from banggiao.extract.events.candidate import Candidate
from banggiao.extract.events.words import words
from banggiao.extract.page import TAGS, Page
from banggiao.lore import Lore
from banggiao.model.dates import days
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span

_MONTH = 7
_NAME = regex.compile(r"\p{Lu}[\p{L}\d]*")


class Gathering(msgspec.Struct, frozen=True):
    """A time told of a gathering: the ``name``'s words in capitals, and when it takes place."""

    name: frozenset[str]
    date: DateMention


def sentence_of_its_own(lore: Lore) -> regex.Pattern[str]:
    """A gathering, that it takes place, and when (use as ``lore.once(sentence_of_its_own)``)."""
    known = lore.once(words)
    gathering, happens = known.alternation("gathering"), known.alternation("takes_place")
    return regex.compile(rf"(?P<name>\b{gathering}\b[^,;.]{{0,90}}?)\b{happens}\b[^,;.]{{0,50}}?{TAGS['date']}")


def gatherings(page: Page, lore: Lore) -> list[Gathering]:
    """The gatherings whose time a page tells, in the order of the text."""
    told, known = lore.once(sentence_of_its_own), lore.once(words)
    found = []
    for view in page.views:
        if known.has("takes_place", view.text):
            for match in told.finditer(view.text):
                date = view.mentions[match.end() - 1]
                if isinstance(date, DateMention) and date.value and days(date.value) <= _MONTH:
                    name = view.span(match.start("name"), match.end("name")).of(page.scene.text)
                    found.append(Gathering(frozenset(_NAME.findall(name)), date))
    return found


def timed(found: Sequence[Candidate], page: Page, lore: Lore) -> list[Candidate]:
    """The events, conferences without a day of their own given the time told of the gathering of that name."""
    told = gatherings(page, lore)
    return [_timed(one, told, page) if one.type == "conference" else one for one in found]


def _timed(one: Candidate, told: list[Gathering], page: Page) -> Candidate:
    if one.date and one.date.value and days(one.date.value) <= _MONTH:
        return one
    own = set(_NAME.findall(one.mechanism or page.scene.text[one.start : one.end]))
    for gathering in told:
        if gathering.name and gathering.name <= own:
            date = gathering.date
            return msgspec.structs.replace(one, date=date, evidence={**one.evidence, "date": (Span(date.start, date.end),)})
    return one
