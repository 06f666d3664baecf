"""The ledger as readable tables: SQL views for whoever opens the file or the database with a tool of their own (Datasette, psql).

Guarantees: one view for each kind of merged object with a column for each field (``event_list``, ``post_list`` ...), one of
tellings, one of words, one of articles, one of the names of states; what a person decided stands before what articles tell; the
views hold no data, are written from the record kinds, and are renewed when these change; migrations drop them first.
"""

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from banggiao.kinds import FieldRow, KindRow, kinds
from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.recognise.gazetteer import Body, State
from banggiao.store.ledger import Ledger

_MADE = "view_list"
_POSTS = "post"
_PLAIN = frozenset({"number", "flag"})
_ARTICLES = """SELECT id, title, outlet, url, published, published_basis, first_day, relevant, origin FROM articles"""
_TELLINGS = """SELECT c.id, m.object AS fact, c.kind, c.quote, c.start, c."end", c.confidence, c.pattern, m.reason, a.id AS article,
 a.title, a.outlet, a.url, a.published
 FROM claims c JOIN articles a ON a.number = c.article LEFT JOIN members m ON m.claim = c.id"""
_WORDS = """SELECT e.claim, c.kind, e.field, substr(a.text, e.start + 1, e."end" - e.start) AS words, e.start, e."end", a.id AS article
 FROM evidence e JOIN claims c ON c.id = e.claim JOIN articles a ON a.number = c.article"""
_BEST = """(SELECT {column} FROM members m JOIN claims c ON c.id = m.claim JOIN articles a ON a.number = c.article
 WHERE m.object = o.id ORDER BY c.confidence DESC, c.id LIMIT 1) AS {name}"""


class MoreRow(msgspec.Struct, frozen=True):
    """A row of export/columns, as far as fields of a record kind go that are not judged (``place``: "beyond")."""

    table: str
    place: str
    name: str
    holds: str


class View(msgspec.Struct, frozen=True):
    """A view: its name and the query that it stands for, in the dialect asked for."""

    name: str
    query: str


def views(lore: Lore, dialect: str) -> tuple[View, ...]:
    """Every view in the order of making. ``dialect``: "sqlite" or "postgresql"."""
    made = [
        View("state_list", _states(lore)),
        View("article_list", _ARTICLES),
        View("telling_list", _TELLINGS),
        View("word_list", _WORDS),
        *(View(f"{kind.kind}_list", _objects(kind, _more(kind, lore), dialect)) for kind in lore.once(kinds)),
    ]
    digest = content_id([[view.name, view.query] for view in made])
    names = ", ".join(f"({_text(name)}, {_text(digest)})" for name in [view.name for view in made] + [_MADE])
    return (*made, View(_MADE, f"SELECT column1 AS name, column2 AS digest FROM (VALUES {names}) AS v"))


def _on_sqlite(lore: Lore) -> tuple[View, ...]:
    return views(lore, "sqlite")


def _on_server(lore: Lore) -> tuple[View, ...]:
    return views(lore, "postgresql")


def keep_views(ledger: Ledger, lore: Lore) -> bool:
    """Make the views anew where they are absent or of other record kinds. Returns whether it did. Raises LedgerError."""
    wanted = lore.once(_on_sqlite if ledger.on_sqlite else _on_server)
    with ledger.reading() as connection:
        if _made(connection) == _names(wanted):
            return False
    with ledger.writing() as connection:
        drop_views(connection)
        for view in wanted:
            connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {view.query}")
    return True


def drop_views(connection: sa.Connection) -> None:
    """Drop the views that banggiao made, and no other."""
    for name in reversed(list(_made(connection))):
        connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{name}"')


def _made(connection: sa.Connection) -> dict[str, str]:
    """The views made, with the digest of them all; none where there are none."""
    if _MADE not in sa.inspect(connection).get_view_names():
        return {}
    return {name: digest for name, digest in connection.exec_driver_sql(f"SELECT name, digest FROM {_MADE}")}


def _names(wanted: tuple[View, ...]) -> dict[str, str]:
    digest = content_id([[view.name, view.query] for view in wanted[:-1]])
    return {view.name: digest for view in wanted}


def _states(lore: Lore) -> str:
    names = {body.code: (body.names[0], body.code) for body in lore.rows("world/bodies", Body) if not body.part}
    names.update({state.code: (state.vi, state.en) for state in lore.rows("world/states", State)})
    values = ", ".join(f"({_text(code)}, {_text(vi)}, {_text(en)})" for code, (vi, en) in sorted(names.items()))
    return f"SELECT column1 AS code, column2 AS vi, column3 AS en FROM (VALUES {values}) AS v"


def _more(kind: KindRow, lore: Lore) -> list[FieldRow]:
    """The fields of a kind that are not judged."""
    rows = [row for row in lore.rows("export/columns", MoreRow) if row.table == kind.kind and row.place == "beyond"]
    return [FieldRow(name=row.name, vi="", en="", holds="number" if row.holds in ("number", "integer") else "text") for row in rows]


def _objects(kind: KindRow, more: list[FieldRow], dialect: str) -> str:
    """The query of a kind's view."""
    return f"SELECT {', '.join(_columns(kind, more, dialect))} FROM objects o WHERE o.kind = {_text(_stored(kind))}"


def _stored(kind: KindRow) -> str:
    """The name that merged objects of the kind have: posts are merged to persons."""
    return "person" if kind.kind == _POSTS else kind.kind


def _columns(kind: KindRow, more: list[FieldRow], dialect: str) -> Iterator[str]:
    joined = "group_concat" if dialect == "sqlite" else "string_agg"
    yield "o.id"
    yield (f"(SELECT {joined}(s.vi, ', ') FROM object_parties p JOIN state_list s ON s.code = p.code WHERE p.object = o.id) AS states")
    if kind.kind == _POSTS:
        yield from _person(dialect)
    else:
        value = _sqlite_value if dialect == "sqlite" else _server_value
        yield from (f'{value(field)} AS "{field.name}"' for field in (*kind.fields, *more))
    yield from ("o.first_day", "o.last_day", "o.tellings")
    for name, column in (("quote", "c.quote"), ("article", "a.id"), ("outlet", "a.outlet"), ("url", "a.url"), ("published", "a.published")):
        yield _BEST.format(column=column, name=name)


def _person(dialect: str) -> Iterator[str]:
    """Name, country and offices of a merged person."""
    value = _sqlite_value if dialect == "sqlite" else _server_value
    for name in ("name", "country"):
        yield f'{value(FieldRow(name=name, vi="", en="", holds="text"))} AS "{name}"'
    if dialect == "sqlite":
        office = "json_extract(e.value, '$[0].post') || COALESCE(' ' || json_extract(e.value, '$[0].organisation'), '')"
        yield f"(SELECT group_concat({office}, '; ') FROM json_each(o.fields, '$.office') e) AS offices"
    else:
        office = "(e -> 0 ->> 'post') || COALESCE(' ' || (e -> 0 ->> 'organisation'), '')"
        yield f"(SELECT string_agg({office}, '; ') FROM json_array_elements(o.fields::json -> 'office') e) AS offices"


def _sqlite_value(field: FieldRow) -> str:
    """The value shown of a field: decided, else the first told; lists are joined."""
    told, decided = f"'$.{field.name}[0][0]'", f"'$.{field.name}[1]'"
    is_told = f"json_type(o.decided, '$.{field.name}') IS NULL"
    if field.holds in _PLAIN:
        return f"CASE WHEN {is_told} THEN json_extract(o.fields, {told}) ELSE json_extract(o.decided, {decided}) END"
    where = f"CASE WHEN {is_told} THEN o.fields ELSE o.decided END, CASE WHEN {is_told} THEN {told} ELSE {decided} END"
    return f"(SELECT group_concat(value, '; ') FROM json_each({where}))"


def _server_value(field: FieldRow) -> str:
    """As ``_sqlite_value``, on PostgreSQL."""
    value = f"COALESCE(o.decided::json -> '{field.name}' -> 1, o.fields::json -> '{field.name}' -> 0 -> 0)"
    if field.holds in _PLAIN:
        return f"({value} #>> '{{}}'){'::double precision' if field.holds == 'number' else '::boolean'}"
    listed = f"(SELECT string_agg(x, '; ') FROM json_array_elements_text({value}) x)"
    return f"CASE json_typeof({value}) WHEN 'array' THEN {listed} ELSE {value} #>> '{{}}' END"


def _text(value: str) -> str:
    """A text as a literal."""
    return "'" + value.replace("'", "''") + "'"
