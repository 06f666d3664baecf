"""When two records of one kind state the same fact: the keys of the published schema, one row for each kind.

Guarantees: a kind has its keys in ``KEYS`` and nowhere else; every key is a small function of two records and the text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from banggiao.evaluate.compare import alike, bare, codes, contained, near, overlap, words

Values = Mapping[str, Any]
Key = Callable[[Values, Values, str], bool]


def same(field: str) -> Key:
    """The field's values are equal."""
    return lambda a, b, _: bool(a.get(field) == b.get(field))


def same_set(field: str) -> Key:
    """The field holds the same codes."""
    return lambda a, b, _: codes(a.get(field)) == codes(b.get(field))


def in_common(field: str) -> Key:
    """The field holds a code in common."""
    return lambda a, b, _: bool(codes(a.get(field)) & codes(b.get(field)))


def name_within(field: str) -> Key:
    """The words of one name stand in the other."""
    return lambda a, b, _: contained(a.get(field), b.get(field))


def name_alike(field: str) -> Key:
    """The names share most of their words."""
    return lambda a, b, _: alike(a.get(field), b.get(field))


def word_in_common(field: str) -> Key:
    """The names share a word."""
    return lambda a, b, _: bool(words(a.get(field)) & words(b.get(field)))


def same_bare(field: str) -> Key:
    """The field's words are equal, whatever their case and accents."""
    return lambda a, b, _: bare(a.get(field)) == bare(b.get(field))


def number_near(field: str) -> Key:
    """The numbers are near."""
    return lambda a, b, _: near(a.get(field), b.get(field))


def quote_shared(a: Values, b: Values, text: str) -> bool:
    """The quotes are one by at least half."""
    return overlap(a.get("quote"), b.get("quote"), text) >= 0.5


def event_parties(a: Values, b: Values, text: str) -> bool:
    """The same parties, for a conference one in common (few texts name all who attend)."""
    return (in_common if a.get("type") == "conference" else same_set)("parties")(a, b, text)


KEYS: dict[str, tuple[Key, ...]] = {
    "event": (same("type"), event_parties),
    "post": (same("country"), same("post"), name_within("person")),
    "partnership": (same("tier"), same_set("parties")),
    "anniversary": (same("years"), same_set("parties")),
    "mechanism": (name_alike("name"), in_common("parties")),
    "agreement": (name_alike("name"), in_common("parties")),
    "commitment": (same("act"), same_set("by"), quote_shared),
    "target": (same("measure"), same_bare("unit"), number_near("value")),
    "statistic": (same("measure"), same_bare("unit"), number_near("value")),
    "stance": (same_set("by"), quote_shared),
    "role": (same("country"), same("role"), word_in_common("body")),
}


def same_fact(kind: str, a: Values, b: Values, text: str) -> bool:
    """Whether two records of a kind state the same fact of the text."""
    return all(key(a, b, text) for key in KEYS[kind])
