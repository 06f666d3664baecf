"""What the API sends and takes, as types: its description is made of them, and its client gives them back.

Guarantees: an answer of the API decodes into the type that its description names; unknown fields of a newer server are passed over.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import quote

import msgspec

from banggiao.model.items import Item, Source, Telling

T = TypeVar("T")

LONGEST_TEXT = 100_000
"""Most characters of a text that is sent."""
MOST_ARTICLES = 500
"""Most articles that are sent at once."""
Act = Literal["accept", "reject", "correct", "merge", "split", "confirm", "refuse", "undo"]
Date = Annotated[str, msgspec.Meta(pattern=r"^(1[89]|2[01])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
_Name = Annotated[str, msgspec.Meta(max_length=300, pattern=_NO_CONTROLS)]
_Address = Annotated[str, msgspec.Meta(max_length=2_000, pattern=_NO_CONTROLS)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S")]
_Key = Annotated[str, msgspec.Meta(min_length=6, max_length=64, pattern=r"^[0-9a-z]+$")]
_Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000, pattern=r"\S")]


class Part(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a list. ``next``: the cursor of the part that follows, None at the end; ``capped``: there may be more than ``total``."""

    items: tuple[T, ...]
    total: int
    next: str | None = None
    capped: bool = False


class Facet(msgspec.Struct, frozen=True):
    """How many objects have a value."""

    value: str
    number: int


class PairEvents(msgspec.Struct, frozen=True):
    """Two states and how many events they share."""

    a: str
    b: str
    events: int


class Tied(msgspec.Struct, frozen=True):
    """Two states, how often they dealt with each other, and how often at each rank, the highest first."""

    a: str
    b: str
    number: int
    ranks: Mapping[str, int]


class MonthRank(msgspec.Struct, frozen=True):
    """How many contacts of a rank there were in a month."""

    month: str
    rank: str
    number: int


class MonthSector(msgspec.Struct, frozen=True):
    """How many there were of a sector in a month."""

    month: str
    sector: str
    number: int


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """Contacts by month and rank, contacts and commitments by month and sector, between two months, both included."""

    since: str
    until: str
    contacts: tuple[MonthRank, ...]
    contact_sectors: tuple[MonthSector, ...]
    commitment_sectors: tuple[MonthSector, ...]


class Partner(msgspec.Struct, frozen=True):
    """A state with which another one has events."""

    code: str
    events: int


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state or body: its names, its partners, its objects by facet."""

    code: str
    vi: str
    en: str
    partners: tuple[Partner, ...]
    counts: Mapping[str, tuple[Facet, ...]]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The dossier of two states, section by section."""

    a: str
    b: str
    people: Mapping[str, tuple[Item, ...]]
    partnerships: tuple[Item, ...]
    timeline: tuple[Item, ...]
    agreements: tuple[Item, ...]
    mechanisms: tuple[Item, ...]
    commitments: tuple[Item, ...]
    targets: tuple[Item, ...]
    statistics: tuple[Item, ...]
    stances: tuple[Item, ...]
    anniversaries: tuple[Item, ...]
    sources: tuple[Source, ...]


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """How much the ledger holds. ``skipped``: inputs that could not be read; ``stale``: what waits to be merged."""

    articles: int
    objects: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]
    stale: int


class ArticleLine(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list: its records by kind, the states told of."""

    source: Source
    head: str
    relevant: bool
    counts: Mapping[str, int] = {}
    states: tuple[str, ...] = ()


class OwnClaim(msgspec.Struct, frozen=True):
    """A date or outlet that an article claims of itself, and where its text says so."""

    value: str
    basis: str
    span: tuple[int, int] | None = None


class FullArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its text as delivered, its records, and to which merged object each of them belongs."""

    source: Source
    text: str
    sha256: str
    reader: str
    relevant: bool
    records: tuple[Telling, ...]
    objects: Mapping[str, str]
    dates: tuple[OwnClaim, ...] = ()
    outlets: tuple[OwnClaim, ...] = ()
    extras: tuple[Mapping[str, Any], ...] = ()


class SentText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to be read and forgotten; ``published`` (ISO 8601) resolves the days that it names."""

    text: _Text
    title: _Name | None = None
    published: Date | None = None
    url: _Address | None = None
    id: Annotated[str, msgspec.Meta(max_length=300, pattern=_NO_CONTROLS)] = "sent"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What a text was read into; records are those of the published schema."""

    id: str
    published: str | None
    published_basis: str | None
    relevant: bool
    records: tuple[Mapping[str, Any], ...]
    extras: tuple[Mapping[str, Any], ...] = ()


class SentArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An article to be kept. Without an id it gets one made of its text, so that the same text is the same article."""

    text: _Text
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=600, pattern=r"^[^\x00-\x1f\x7f]+$")] | None = None
    published: Date | None = None
    title: _Name | None = None
    outlet: _Name | None = None
    url: _Address | None = None


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is in the ledger: ``new``, ``anew`` (read again, with more known of it) or ``same`` (nothing was new)."""

    number: int
    id: str
    state: Literal["new", "anew", "same"]
    href: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was not taken, and why."""

    number: int
    reason: str


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What became of articles that were sent, by their numbers from 1."""

    stored: tuple[Stored, ...]
    refused: tuple[Refused, ...]
    new: int


class Ruling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A decision asked for: on objects or claims by their ids (at least six letters of each); to undo one, its id.

    To confirm or refuse where a promise stands: the commitment's id, then those of the records that show it (else those suggesting it);
    ``value``: the state, where it is another than the one suggested.
    """

    act: Act
    ids: Annotated[tuple[_Key, ...], msgspec.Meta(min_length=1, max_length=100)]
    reason: _Words
    field: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    value: str | float | bool | tuple[str, ...] | None = None


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision. ``claims``, ``others``: what it rests on; ``undone``: whether another one takes it back."""

    id: str
    act: str
    made: str
    author: str
    reason: str
    claims: tuple[Mapping[str, Any], ...] = ()
    others: tuple[Mapping[str, Any], ...] = ()
    field: str | None = None
    value: Any = None
    undoes: str | None = None
    undone: bool = False


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a table that answers a question. ``sources``: how many articles were looked at; ``understood``: how a question was taken."""

    name: str
    columns: tuple[str, ...]
    items: tuple[Mapping[str, Any], ...]
    total: int
    as_of: str
    sources: int
    next: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    understood: str | None = None


class Me(msgspec.Struct, frozen=True):
    """Who asks: name and role."""

    name: str
    role: str


class ProblemTold(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Mapping[str, Any], ...] = ()


def segment(name: str) -> str:
    """A name as one segment of an address. Segments of dots alone are tidied away, even quoted ones: these get a tilde."""
    return quote(f"~{name}" if _dots(name.lstrip("~")) else name, safe="")


def of_segment(given: str) -> str:
    """The name that a segment (unquoted) stands for."""
    return given[1:] if given.startswith("~") and _dots(given.lstrip("~")) else given


def _dots(name: str) -> bool:
    return name in (".", "..")
