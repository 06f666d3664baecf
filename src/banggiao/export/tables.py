"""The ledger as flat tables, for CSV and Parquet alike, and the codebook that documents them.

Guarantees: one table for each record kind (merged facts, one row each, deduplicated) and one of all tellings; columns come from the
record kinds and from ``export/columns`` in a fixed order, each with its type and what it means in both languages; rows come sorted.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from banggiao.dossier.values import Item, Telling
from banggiao.dossier.whole import facts
from banggiao.kinds import FieldRow, kinds
from banggiao.lore import Lore
from banggiao.store import Ledger

Form = Literal["text", "number", "integer", "flag", "list"]
TELLINGS, POSTS = "telling", "post"


class ColumnRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of export/columns: a column of one table or of all tables of facts, and whether it stands before or after the fields."""

    table: str
    place: Literal["before", "beyond", "after"]
    name: str
    holds: Form
    vi: str
    en: str


class Column(msgspec.Struct, frozen=True):
    """A column: its name, the form of its values, what it means, and the codes it may hold."""

    name: str
    form: Form
    vi: str
    en: str
    codes: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """A table: its name, what a row of it says, and its columns."""

    name: str
    says: str
    columns: tuple[Column, ...]


_FORMS: dict[str, Form] = {"codes": "list", "list_of_codes": "list", "names": "list", "number": "number", "flag": "flag"}
_WHOLE = frozenset({"ordinal", "years"})


def sheets(lore: Lore) -> tuple[Sheet, ...]:
    """Every table, in the order of the record kinds, tellings last (use as ``lore.once(sheets)``)."""
    rows = lore.rows("export/columns", ColumnRow)
    found = []
    for kind in lore.once(kinds):
        fields = tuple(_column(field) for field in kind.fields)
        extra = _more(rows, kind.kind, "beyond")
        before = _more(rows, "facts", "before") if kind.kind != POSTS else _more(rows, POSTS, "before")
        found.append(Sheet(kind.kind, kind.says, before + fields + extra + _more(rows, "facts", "after")))
    says = "One claim of one article, of whatever kind, with its words and where they stand."
    return (*found, Sheet(TELLINGS, says, _more(rows, TELLINGS, "before")))


def sheet(name: str, lore: Lore) -> Sheet:
    """The table of that name. Raises StopIteration where there is none."""
    return next(one for one in lore.once(sheets) if one.name == name)


def _more(rows: Sequence[ColumnRow], table: str, place: str) -> tuple[Column, ...]:
    return tuple(Column(row.name, row.holds, row.vi, row.en) for row in rows if row.table == table and row.place == place)


def _column(field: FieldRow) -> Column:
    form: Form = "integer" if field.name in _WHOLE else _FORMS.get(field.holds, "text")
    return Column(field.name, form, field.vi, field.en, tuple(code.code for code in field.codes))


def rows(table: Sheet, ledger: Ledger, states: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a table as values by column; only those that name all ``states``."""
    wanted = [] if table.name == TELLINGS else ["person" if table.name == POSTS else table.name]
    for item in facts(ledger, wanted, states):
        for row in _rows(table.name, item):
            yield {column.name: _as(column.form, row.get(column.name)) for column in table.columns}


def _rows(table: str, item: Item) -> Iterable[dict[str, Any]]:
    if table == TELLINGS:
        return (_telling(item, telling) for telling in item.tellings)
    if table == POSTS:
        return (_post(item, said.value, said.claims) for said in item.said.get("office", ()))
    return ({"id": item.id, **item.values, **_after(item, item.tellings)},)


def _after(item: Item, tellings: Sequence[Telling]) -> dict[str, Any]:
    """The columns on where a fact is told."""
    best = best_telling(tellings)
    articles = sorted({telling.source.article for telling in tellings})
    return {
        "first_day": item.first,
        "last_day": item.last,
        "disputed": item.disputed,
        "article_count": len(articles),
        "articles": articles,
        "first_published": min((telling.source.published for telling in tellings if telling.source.published), default=None),
        "confidence": best.confidence,
        "quote": best.quote,
        "quote_article": best.source.article,
        "quote_start": best.start,
        "quote_end": best.end,
    }


def best_telling(tellings: Iterable[Telling]) -> Telling:
    """The telling to show first: the surest, of equals the first published."""
    return max(tellings, key=lambda telling: (telling.confidence, telling.score))


def _post(person: Item, office: Any, claims: Sequence[str]) -> dict[str, Any]:
    """A person's office with the tellings that tell it."""
    tellings = tuple(telling for telling in person.tellings if telling.claim in set(claims)) or person.tellings
    values = person.values
    return {"person_id": person.id, "person": values.get("name"), "country": values.get("country"), **office, **_after(person, tellings)}


def _telling(item: Item, telling: Telling) -> dict[str, Any]:
    source = telling.source
    return {
        "id": telling.claim,
        "fact": item.id,
        "kind": telling.kind,
        "article": source.article,
        "outlet": source.outlet,
        "published": source.published,
        "published_basis": source.published_basis,
        "url": source.url,
        "quote": telling.quote,
        "start": telling.start,
        "end": telling.end,
        "pattern": telling.pattern,
        "confidence": telling.confidence,
        "reason": telling.reason,
        "values": msgspec.json.encode({**telling.values, **telling.extra}).decode(),
    }


def _as(form: Form, value: Any) -> Any:
    """A value in the form of its column; what does not fit is no value."""
    if value is None:
        return None
    if form == "list":
        return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    if form in ("number", "integer"):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return (float(value) if form == "number" else int(value)) if number else None
    if form == "flag":
        return bool(value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
