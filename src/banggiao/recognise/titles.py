"""The tables of offices, compiled: titles, portfolios, heads of bodies, modifiers, places.

Guarantees: every title has a post; every family named in by_body is one of titles.
"""

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.lexicon import Lexicon
from banggiao.recognise.phrases import Phrases, plain


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/offices/titles: titles that behave alike (its ``about`` explains the fields)."""

    post: str
    family: str
    titles: tuple[str, ...]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    state: str | None = None
    only: tuple[str, ...] = ()
    former: bool = False


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/offices/by_body: the post of a family of titles over a kind of body or portfolio."""

    family: str
    body: str
    post: str


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/offices/{portfolios,bodies,inner,places}: words of one kind; ``closed`` bodies need no more words, ``country`` is whose they are."""

    kind: str
    names: tuple[str, ...]
    closed: bool = False
    country: str | None = None


class Modifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/offices/modifiers."""

    place: str
    what: str
    names: tuple[str, ...]


class Tables(msgspec.Struct, frozen=True):
    """All tables of offices (use as ``lore.once(tables)``)."""

    titles: Phrases[Title]
    by_title: dict[str, Title]
    rules: dict[tuple[str, str], str]
    portfolios: Lexicon[str]
    heads: Lexicon[Kind]
    inner: Lexicon[str]
    places: Lexicon[str]
    before: tuple[tuple[str, str], ...]
    after: Lexicon[str]


def _lexicon(lore: Lore, name: str) -> Lexicon[str]:
    return Lexicon((word, row.kind) for row in lore.rows(f"vi/offices/{name}", Kind) for word in row.names)


def tables(lore: Lore) -> Tables:
    """The tables, compiled. Raises KnowledgeError where one is invalid."""
    by_title: dict[str, Title] = {}
    for row in lore.rows("vi/offices/titles", Title):
        for title in row.titles:
            by_title.setdefault(plain(title), row)
    rows = lore.rows("vi/offices/modifiers", Modifier)
    before = sorted(((plain(word), row.what) for row in rows if row.place == "before" for word in row.names), key=lambda e: -len(e[0]))
    return Tables(
        titles=Phrases(by_title.items(), case="any"),
        by_title=by_title,
        rules={(row.family, row.body): row.post for row in lore.rows("vi/offices/by_body", Rule)},
        portfolios=_lexicon(lore, "portfolios"),
        heads=Lexicon((word, row) for row in lore.rows("vi/offices/bodies", Kind) for word in row.names),
        inner=_lexicon(lore, "inner"),
        places=_lexicon(lore, "places"),
        before=tuple(before),
        after=Lexicon((word, row.what) for row in rows if row.place == "after" for word in row.names),
    )
