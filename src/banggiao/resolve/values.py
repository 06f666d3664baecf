"""What resolving takes and gives: claims as told, and the merged objects made of them."""

from collections.abc import Mapping
from typing import Any

import msgspec


class States(msgspec.Struct, frozen=True):
    """The states of a claim: those that the record itself names, and ``parties``: these and those that the article's context adds."""

    stated: tuple[str, ...]
    parties: tuple[str, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as resolving sees it.

    ``published``: the article's date; ``parties`` as in States; ``countries``: of persons named in the same article, by name.
    ``origin``: equal for articles that are copies of one (the article itself where it is none); ``story``: a sample of the
    article's sequences of words; ``siblings``: how many claims of this type and these parties the article has;
    ``beside``: the other types that it tells of these parties; ``news``: the day that it is news of, if that is known;
    ``reader``: who read it where the built-in reader did not.
    """

    id: str
    article: str
    kind: str
    values: Mapping[str, Any]
    quote: str
    parties: tuple[str, ...] = ()
    confidence: float = 0.5
    published: str | None = None
    countries: Mapping[str, str] = {}
    origin: str = ""
    story: frozenset[int] = frozenset()
    siblings: int = 1
    beside: frozenset[str] = frozenset()
    news: str | None = None
    reader: str = ""

    @property
    def telling(self) -> str:
        """What counts as one telling: republished copies of an article are one."""
        return self.origin or self.article

    def beside_in_reading(self, other: "Told") -> bool:
        """Whether one reading of one article holds both claims, as two."""
        return (self.article, self.reader) == (other.article, other.reader)


class Rulings(msgspec.Struct, frozen=True):
    """What persons decided on claims: pairs that are one or two (the smaller id first), each with the decision; claims rejected;
    claims accepted; and corrections of fields by claim: ``(claim, field, value, decision)``."""

    together: Mapping[tuple[str, str], str] = {}
    apart: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    corrected: tuple[tuple[str, str, Any, str], ...] = ()


NONE = Rulings()
"""No decisions at all."""


class Link(msgspec.Struct, frozen=True, order=True):
    """A judgement that two claims (or names) are one thing: how surely, and why."""

    score: float
    reason: str


class Member(msgspec.Struct, frozen=True):
    """A claim's place in a merged object: how surely it belongs there, and why."""

    claim: str
    score: float
    reason: str


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """A merged object.

    ``values`` are those shown; ``told`` lists for each field every value told, the shown one first, with the claims that tell it.
    ``tellings`` counts the articles, copies of one article once. ``first`` and ``last`` bound it in time (ISO days).
    ``decided``: for each field that a person has corrected, the decision and the value decided (it is the one shown).
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    values: Mapping[str, Any]
    told: Mapping[str, tuple[tuple[Any, tuple[str, ...]], ...]]
    members: tuple[Member, ...]
    tellings: int
    first: str | None = None
    last: str | None = None
    decided: Mapping[str, tuple[str, Any]] = {}
