"""Persons of history and the states they served, by name.

Guarantees: a name is compared without accents, case and hyphens; nobody of today is told.
"""

import msgspec

from banggiao.lore import Lore
from banggiao.text import fold


class HistoricRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/names/historic: a person of history, the year of death and the state served."""

    name: str
    died: int
    country: str


class Departed(msgspec.Struct, frozen=True):
    """The table, compiled (use as ``lore.once(departed)``)."""

    states: dict[str, str]

    def state(self, name: str) -> str | None:
        """The state that somebody of history served, None for everybody else."""
        return self.states.get(_key(name))


def departed(lore: Lore) -> Departed:
    """The table of persons of history. Raises KnowledgeError where it is invalid."""
    return Departed({_key(row.name): row.country for row in lore.rows("vi/names/historic", HistoricRow)})


def _key(name: str) -> str:
    return fold(name.replace("-", " "))
