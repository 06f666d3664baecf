"""Which side of an event is the host, and which the guests.

Guarantees: a host is only ever one of the parties; where neither the record nor the place tells it, there is none.
"""

from collections.abc import Mapping
from typing import Any

from banggiao.lore import Lore
from banggiao.recognise.gazetteer import State
from banggiao.text import fold


def seats(lore: Lore) -> dict[str, str]:
    """Codes of states by the folded names of the states and their capitals (use as ``lore.once(seats)``)."""
    found: dict[str, str] = {}
    for row in lore.rows("world/states", State):
        for word in (row.vi, row.en, *row.names, *row.capitals):
            found.setdefault(fold(word), row.code)
    return found


def host_of(values: Mapping[str, Any], lore: Lore) -> str | None:
    """The code of the party that hosts an event, None where that is not known."""
    parties = values.get("parties") or ()
    host = values.get("host")
    if host in parties:
        return str(host)
    place = values.get("place")
    table = lore.once(seats)
    words = [part.strip() for part in str(place).split(",")] if place else []
    return next((code for word in reversed(words) if (code := table.get(fold(word))) in parties), None)
