"""What resolving takes and gives: claims as told, and the merged objects made of them."""

from collections.abc import Mapping
from typing import Any

import msgspec


class Block(msgspec.Struct, frozen=True):
    """Where a claim is merged: only claims of one block are compared.

    ``stated``: the states that the record itself names; ``parties``: these and those that the article's context adds.
    """

    name: str
    stated: tuple[str, ...]
    parties: tuple[str, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as resolving sees it.

    ``published``: the article's date; ``parties`` as in Block; ``countries``: of persons named in the same article, by name.
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
    ``tellings`` counts the articles. ``first`` and ``last`` bound it in time (ISO days).
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
