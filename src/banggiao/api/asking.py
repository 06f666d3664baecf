"""The parameters that lists of the API take.

Guarantees: every parameter is bounded in length and form; control characters are refused.
"""

import datetime
import re
from typing import Annotated, Literal

import msgspec
from fastapi import Depends, Query
from pydantic import BeforeValidator

from banggiao.dossier.asked import asked
from banggiao.dossier.found import Query as Wanted
from banggiao.lore import Lore

Kind = Literal[
    "event", "person", "partnership", "anniversary", "mechanism", "agreement", "commitment", "target", "statistic", "stance", "role"
]
Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Code = Annotated[str, Query(max_length=20, pattern=r"^[A-Za-z0-9_-]*$")]
Limit = Annotated[int, Query(ge=1, le=200, description="how many at most")]
Cursor = Annotated[str | None, Query(max_length=400, description="where to go on, as an earlier part gave it")]


def _iso(given: object) -> object:
    """A day is written as ISO date: no number of seconds, no time of day."""
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("not a day as 2024-03-12")
    return given


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[datetime.date | None, BeforeValidator(_iso)]
Confidence = Literal["high", "middle", "low"]


class Narrowed(msgspec.Struct, frozen=True):
    """What a list is narrowed to."""

    q: str
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    facets: dict[str, tuple[str, ...]]
    days: dict[str, str]

    def wanted(self, lore: Lore, kind: str = "") -> Wanted:
        """The query that it stands for; ``kind``: of this kind alone."""
        kinds, said = (kind,) if kind else self.kinds, asked(self.q, lore)
        states = tuple(dict.fromkeys((*said.parties, *self.states)))
        return Wanted(phrases=said.words, kinds=kinds, states=states, facets=self.facets, **self.days)  # type: ignore[arg-type]


def narrowed(
    q: Annotated[Text, Query(description="words, with or without accents")] = "",
    kind: Annotated[list[Kind] | None, Query(description="kinds of objects")] = None,
    state: Annotated[list[Code] | None, Query(max_length=4, description="codes of states that must all be parties")] = None,
    person: Text = "",
    sector: Code = "",
    outlet: Text = "",
    confidence: Confidence | None = None,
    since: Annotated[Day, Query(description="its day is not before")] = None,
    until: Annotated[Day, Query(description="its day is not after")] = None,
    due_since: Annotated[Day, Query(description="its last day is not before")] = None,
    due_until: Annotated[Day, Query(description="its last day is not after")] = None,
    as_of: Annotated[Day, Query(description="only as articles published by that day tell")] = None,
) -> Narrowed:
    """The parameters of a list of objects."""
    facets = {"person": person, "sector": sector, "outlet": outlet, "confidence": confidence or ""}
    days = {"since": since, "until": until, "due_since": due_since, "due_until": due_until, "as_of": as_of}
    return Narrowed(
        q=q,
        kinds=tuple(kind or ()),
        states=tuple(code.upper() for code in state or () if code),
        facets={name: (value,) for name, value in facets.items() if value},
        days={name: day.isoformat() for name, day in days.items() if day},
    )


Asked = Annotated[Narrowed, Depends(narrowed)]
