"""Finding articles by words.

Guarantees: case and accents do not matter; every word asked for must stand in the article; the words are words, never a query
language, so nothing that a user types can be an error.
"""

import re

import sqlalchemy as sa

from banggiao.store import schema as t
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")


def has_words(words: str, sqlite: bool) -> sa.ColumnElement[bool]:
    """The condition that an article holds all the words (true where none are given)."""
    wanted = _WORD.findall(fold(words))
    if not wanted:
        return sa.true()
    if sqlite:
        query = " ".join(f'"{word}"' for word in wanted)
        found = sa.text("SELECT rowid FROM article_words WHERE article_words MATCH :words").bindparams(words=query)
        return t.articles.c.number.in_(found.columns(sa.column("rowid", sa.Integer)))
    vector = sa.func.to_tsvector(sa.literal_column("'simple'"), t.articles.c.folded)
    return vector.op("@@")(sa.func.plainto_tsquery(sa.literal_column("'simple'"), " ".join(wanted)))
