"""By when something was to be done.

Guarantees: pure; a date told as such comes before one found in the words; a date found in the words lies ahead of their publication.
"""

import datetime

import msgspec

from banggiao.lifecycle.world import published, said_on
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling
from banggiao.model.times import Window, window
from banggiao.recognise.dates import find_dates


class Due(msgspec.Struct, frozen=True):
    """The days within which something was to be done, how that is known ("told", "words", "inferred"), and since when it was said."""

    days: Window
    basis: str
    said: datetime.date | None = None

    def as_text(self) -> str:
        """The days in ISO 8601."""
        first, last = self.days.first.isoformat(), self.days.last.isoformat()
        return first if first == last else f"{first}/{last}"


def due_of(item: Item, field: str, lore: Lore) -> Due | None:
    """The due date of an object: the narrowest of the value told in ``field`` and the dates of its words that lie within it."""
    told = window(item.values.get(field)) if isinstance(item.values.get(field), str) else None
    found = [due for telling in item.tellings if (due := _in_words(telling, told, lore))]
    if found:
        return min(found, key=lambda due: (due.days.days, due.said or datetime.date.max))
    said = min((day for telling in item.tellings if (day := said_on(telling))), default=None)
    return Due(told, "told", said) if told else None


def _in_words(telling: Telling, within: Window | None, lore: Lore) -> Due | None:
    """The last date in a telling's words that lies ahead of its publication."""
    days = published(telling)
    ahead = []
    for mention in find_dates(telling.quote, telling.source.published, lore):
        found = window(mention.value) if mention.cls == "date" else None
        if found and (days is None or found.last > days.last):
            ahead.append(found)
    fitting = [found for found in ahead if within is None or (within.first <= found.first and found.last <= within.last)]
    return Due(fitting[-1], "told" if within else "words", said_on(telling)) if fitting else None
