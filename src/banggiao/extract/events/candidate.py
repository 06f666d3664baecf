"""Candidates for events, as patterns propose them.

Guarantees: spans are code points of the cleaned text; ``parties`` are sorted codes.
"""

from collections.abc import Mapping

import msgspec

from banggiao.extract.page import View
from banggiao.extract.patterns import Found
from banggiao.model.mentions import DateMention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span


class Trigger(msgspec.Struct, frozen=True):
    """Words that tell of an event: ``[start, end)`` in the view, and what they mean.

    ``type``: of SCHEMA.md; ``frame``: how the words beside it name the sides (see ``frames``); ``weight``: how sure the
    pattern is; ``noun``: a noun that can point back at an event told before.
    """

    found: Found
    start: int
    end: int
    type: str
    frame: str

    @property
    def view(self) -> View:
        """The sentence."""
        return self.found.view

    @property
    def means(self) -> Mapping[str, str | int | bool | list[str]]:
        """What the pattern says of the record."""
        return self.found.pattern.row.means

    @property
    def noun(self) -> bool:
        """Whether the words are a noun (``cuộc gặp``) that may point back at an event told before."""
        return self.frame.startswith("noun")


class Sides(msgspec.Struct, frozen=True):
    """Who takes part: the actors on the left and right of the words that tell the event, and how they were found.

    ``how``: "clause" (both named beside the trigger), "carried" (one from discourse), "joint" (hai bên), "focus". ``each``: every state of the left is a pair with each of the right (visits).
    """

    left: tuple[Actor, ...] = ()
    right: tuple[Actor, ...] = ()
    how: str = "clause"
    each: bool = False

    @property
    def all(self) -> tuple[Actor, ...]:
        """All actors, left ones first."""
        return (*self.left, *self.right)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One event proposed. ``[start, end)``: the stretch to quote; ``named``: how the parties were found; ``remote``: the
    words set it apart in time from what the article reports (``trước đó``); ``guest``: the state that travels; ``strand``:
    what sort of act it is and who does it ("" where nothing tells acts between the same parties apart); ``offices``: state and
    post of all who take part; ``nameless``: those of them that are told without a name."""

    type: str
    parties: tuple[str, ...]
    people: tuple[str, ...]
    status: str
    date: DateMention | None
    start: int
    end: int
    number: int
    zone: str
    pattern: str
    named: str
    noun: bool
    remote: bool = False
    guest: str | None = None
    strand: str = ""
    offices: frozenset[tuple[str, str]] = frozenset()
    nameless: frozenset[tuple[str, str]] = frozenset()
    place: str | None = None
    mechanism: str | None = None
    ordinal: int | None = None
    confidence: float = 0.5
    evidence: Mapping[str, tuple[Span, ...]] = {}
    extra: Mapping[str, str | int] = {}

    @property
    def when(self) -> str | None:
        """The time as a date of SCHEMA.md, None where none is told."""
        return self.date.value if self.date else None
