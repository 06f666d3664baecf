"""Finding articles and merged objects by words.

Guarantees: case and accents do not matter; every word asked for must stand in the article; the words are words, never a query
language, so nothing that a user types can be an error.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

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
    return sa.literal_column("articles.words").op("@@")(sa.func.plainto_tsquery(sa.literal_column("'simple'"), " ".join(wanted)))


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, with their accents."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def finds_with(phrases: Sequence[str], sqlite: bool, most: int) -> sa.ColumnElement[bool]:
    """The condition that an object is found by all phrases (folded words that stand side by side); on SQLite the last ``most`` kept."""
    wanted = [" ".join(words) for phrase in phrases if (words := words_of(phrase))]
    if not wanted:
        return sa.true()
    if sqlite:
        query = " ".join(f'"{phrase}"' for phrase in wanted)
        found = sa.text("SELECT rowid FROM find_words WHERE find_words MATCH :phrases ORDER BY rowid DESC LIMIT :most")
        return t.finds.c.number.in_(found.bindparams(phrases=query, most=most).columns(sa.column("rowid", sa.Integer)))
    vector: sa.ColumnElement[Any] = sa.literal_column("finds.words")
    return sa.and_(*(vector.op("@@")(sa.func.phraseto_tsquery(sa.literal_column("'simple'"), phrase)) for phrase in wanted))


def these(keys: Sequence[str], sqlite: bool) -> Any:
    """Many keys as rows, for a column to be looked for in: one parameter, however many there are."""
    if sqlite:
        listed = sa.func.json_each(sa.bindparam("keys", msgspec.json.encode(list(keys)).decode(), unique=True))
        return sa.select(listed.table_valued("value").c.value)
    return sa.select(sa.func.unnest(sa.bindparam("keys", list(keys), type_=ARRAY(sa.Text), unique=True)))
