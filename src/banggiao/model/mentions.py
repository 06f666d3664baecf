"""Mentions: what the recognisers find in the cleaned text.

Guarantees: ``start`` and ``end`` are code points of the cleaned text; mentions of one class never overlap.
"""

import msgspec


class Mention(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """A stretch ``[start, end)`` of the cleaned text that names something."""

    start: int
    end: int


class StateMention(Mention, frozen=True, kw_only=True):
    """A state or coded body. ``code``: ISO 3166-1 alpha-2 or SCHEMA's short name ("EU", "ASEAN").

    ``form``: "name", "short" (Hàn in Hàn-Ấn), "metonym" (Seoul for the government), "place" (a capital as a place), "body",
    "source" (a state named only to place a news outlet: "hãng tin Reuters (Anh)"; no party).
    ``codes``: all codes where one stretch names several states ("liên Triều": KP and KR), else empty.
    """

    code: str
    form: str = "name"
    codes: tuple[str, ...] = ()


class PersonMention(Mention, frozen=True, kw_only=True):
    """A person's name without titles or honorifics. ``name`` is spelled as in the cleaned text."""

    name: str
    honorific: str | None = None


class OfficeMention(Mention, frozen=True, kw_only=True):
    """An office as named: title, ministry or body, and state where said ("Thứ trưởng Ngoại giao Ấn Độ").

    ``post`` is a code of SCHEMA.md; ``country`` the state said within it; ``organisation`` the body's words;
    ``bare``: a title that names no portfolio (may refer back: "Thứ trưởng"); ``count``: 2 in "hai Thứ trưởng";
    ``modifiers``: former, late, acting, elect, incoming; ``counterpart`` for "người đồng cấp".
    """

    post: str
    title: str
    country: str | None = None
    organisation: str | None = None
    bare: bool = False
    count: int = 1
    modifiers: tuple[str, ...] = ()
    counterpart: bool = False


class DateMention(Mention, frozen=True, kw_only=True):
    """A time. ``value``: ISO 8601 date, month, year, quarter or closed interval as resolved, else None.

    ``cls``: "date", "duration", "vague", "time"; ``text`` the words; ``basis``: "explicit" or "resolved".
    """

    value: str | None
    cls: str
    text: str
    basis: str = "explicit"


class AmountMention(Mention, frozen=True, kw_only=True):
    """A counted quantity: the lower bound as a plain number and its unit ("USD", "percent", "people" ...)."""

    value: float
    unit: str
    text: str
    upper: float | None = None


class BodyMention(Mention, frozen=True, kw_only=True):
    """An organ, agency, party or organisation without a code of its own ("Bộ Quốc phòng", "Học viện ...").

    ``country``: the state it belongs to where said within the name; ``kind``: ministry, party, parliament, agency, embassy, company ...
    """

    name: str
    kind: str
    country: str | None = None
