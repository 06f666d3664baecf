"""What merged objects are found by, numbered by day and tagged; indexes for lists of articles; whole texts on PostgreSQL.

Guarantees: what was found is found, and counted alike, without a new run; ``downgrade`` gives the tables of before, filled.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from banggiao.store.tags import ANY, facet_of, packed, place, tag, token, unpacked
from banggiao.store.words import FUNCTION, make_function, postgres_words, tagged_words, whole_words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ROWS = 500
_FTS = (
    "CREATE VIRTUAL TABLE find_words USING fts5(folded, tags, content='find_texts', content_rowid='number', tokenize='unicode61')",
    """CREATE TRIGGER find_words_in AFTER INSERT ON find_texts BEGIN
         INSERT INTO find_words(rowid, folded, tags) VALUES (new.number, new.folded, new.tags); END""",
    """CREATE TRIGGER find_words_out AFTER DELETE ON find_texts BEGIN
         INSERT INTO find_words(find_words, rowid, folded, tags) VALUES ('delete', old.number, old.folded, old.tags); END""",
)
_FTS_BEFORE = (
    "CREATE VIRTUAL TABLE find_words USING fts5(folded, content='finds', content_rowid='number', tokenize='unicode61')",
    """CREATE TRIGGER find_words_in AFTER INSERT ON finds BEGIN
         INSERT INTO find_words(rowid, folded) VALUES (new.number, new.folded); END""",
    """CREATE TRIGGER find_words_out AFTER DELETE ON finds BEGIN
         INSERT INTO find_words(find_words, rowid, folded) VALUES ('delete', old.number, old.folded); END""",
)
_INDEXES = {
    "ix_articles_relevant_first_day": "relevant, first_day",
    "ix_articles_relevant_number": "relevant, number",
    "ix_articles_number_first_day": "number, first_day, relevant",
    "ix_articles_outlet": "substr(outlet, 1, 100), first_day",
}
_COUNTED_ANEW = ("state", "kind", "month", "told")
"""Facets that the tables of before kept elsewhere."""


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _drop_index() -> None:
    """Drop SQLite's full-text index of merged objects."""
    for trigger in ("find_words_out", "find_words_in"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE find_words")


def upgrade() -> None:
    """Make the tables and fill them from those of before."""
    if _sqlite():
        _drop_index()
    op.execute("CREATE TABLE finds_before AS SELECT object, kind, folded, day, first_told, last_told, confidence FROM finds")
    op.drop_table("finds")
    _tables()
    if _sqlite():
        for statement in _FTS:
            op.execute(statement)
    else:
        op.execute(make_function())
        op.drop_column("articles", "words")
        for statement in (*whole_words("articles"), *tagged_words("find_texts")):
            op.execute(statement)
    _fill()
    op.drop_table("finds_before")
    op.drop_table("facets")
    for name, columns in _INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON articles ({columns})")


def _tables() -> None:
    op.create_table(
        "finds",
        sa.Column("number", _LONG, autoincrement=False, nullable=False),
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("first_told", sa.String(10), nullable=False),
        sa.Column("last_told", sa.String(10), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("tags", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_finds"),
        sa.UniqueConstraint("object", name="uq_finds_object"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_finds_object", ondelete="CASCADE"),
    )
    op.create_index("ix_finds_kind_due", "finds", ["kind", "due"])
    op.create_table(
        "find_texts",
        sa.Column("number", _LONG, autoincrement=False, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_find_texts"),
        sa.ForeignKeyConstraint(["number"], ["finds.number"], name="fk_find_texts_number", ondelete="CASCADE"),
    )
    op.create_table(
        "tags",
        sa.Column("id", _LONG, autoincrement=False, nullable=False),
        sa.Column("facet", sa.String(12), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
    )
    op.create_index("ix_tags_facet", "tags", ["facet", "value"])


def _parts(query: str) -> Iterator[list[Any]]:
    """The rows of a query, some at a time."""
    rows = iter(op.get_bind().execute(sa.text(query), execution_options={"yield_per": _ROWS}))
    while part := list(islice(rows, _ROWS)):
        yield part


def _of(query: str, keys: Sequence[Any]) -> list[Any]:
    """The rows of a query with ``:keys``."""
    return list(op.get_bind().execute(sa.text(query).bindparams(sa.bindparam("keys", list(keys), expanding=True))))


def _fill() -> None:
    before = (
        "SELECT b.object, b.kind, b.folded, b.day, b.first_told, b.last_told, b.confidence, coalesce(o.last_day, '') AS due"
        " FROM finds_before b JOIN objects o ON o.id = b.object ORDER BY b.day, b.object"
    )
    last: dict[str, int] = {}
    named: dict[int, tuple[str, str]] = {}
    for part in _parts(before):
        values = _values(part)
        rows, texts = [], []
        for row in part:
            last = {row.day: last.get(row.day, place(row.day)) + 1}
            tags = sorted(tag(*value) for value in values[row.object])
            named.update((tag(*value), value) for value in values[row.object])
            found = dict(row._mapping) | {"number": last[row.day], "tags": packed(tags)}
            texts.append({"number": last[row.day], "folded": found.pop("folded"), "tags": " ".join(map(token, tags))})
            rows.append(found)
        _insert("finds", rows)
        _insert("find_texts", texts)
    keys = sorted(named)
    for at in range(0, len(keys), _ROWS):
        _insert("tags", [{"id": key, "facet": named[key][0], "value": named[key][1]} for key in keys[at : at + _ROWS]])


def _values(part: Sequence[Any]) -> dict[str, set[tuple[str, str]]]:
    """The values of every facet of some objects."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in part:
        found[row.object] |= {("kind", row.kind), ("month", row.day[:7])}
        if row.first_told:
            found[row.object].add(("told", row.first_told[:4]))
    keys = [row.object for row in part]
    for key, facet, value in _of("SELECT object, facet, value FROM facets WHERE object IN :keys", keys):
        found[key] |= {(facet, value), (facet, ANY if facet == "differs" else value)}
    for key, code in _of("SELECT object, code FROM object_parties WHERE object IN :keys", keys):
        found[key].add(("state", code))
    return found


def _insert(table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        columns = list(rows[0])
        op.get_bind().execute(sa.table(table, *(sa.column(name) for name in columns)).insert(), list(rows))


def downgrade() -> None:
    """The tables of before, filled."""
    for name in _INDEXES:
        op.drop_index(name, "articles")
    if _sqlite():
        _drop_index()
    columns = "f.object, f.kind, f.day, f.first_told, f.last_told, f.confidence, f.tags, t.folded"
    op.execute(f"CREATE TABLE finds_after AS SELECT {columns} FROM finds f JOIN find_texts t ON t.number = f.number")
    op.drop_table("find_texts")
    op.drop_table("finds")
    _tables_before()
    if _sqlite():
        for statement in _FTS_BEFORE:
            op.execute(statement)
    else:
        op.drop_column("articles", "words")
        op.execute(f"DROP FUNCTION {FUNCTION}(text)")
        for statement in (*postgres_words("articles"), *postgres_words("finds")):
            op.execute(statement)
    names = {key: (facet, value) for key, facet, value in op.get_bind().execute(sa.text("SELECT id, facet, value FROM tags"))}
    for part in _parts("SELECT object, kind, folded, day, first_told, last_told, confidence, tags FROM finds_after"):
        facets = [
            {"object": row.object, "facet": names[one][0], "value": names[one][1]}
            for row in part
            for one in unpacked(row.tags)
            if facet_of(one) not in _COUNTED_ANEW and names[one] != ("differs", ANY)
        ]
        _insert("finds", [{name: value for name, value in row._mapping.items() if name != "tags"} for row in part])
        _insert("facets", facets)
    op.drop_table("finds_after")
    op.drop_table("tags")


def _tables_before() -> None:
    op.create_table(
        "finds",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("first_told", sa.String(10), nullable=False),
        sa.Column("last_told", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_finds"),
        sa.UniqueConstraint("object", name="uq_finds_object"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_finds_object", ondelete="CASCADE"),
    )
    op.create_index("ix_finds_kind_day", "finds", ["kind", "day", "object"])
    op.create_index("ix_finds_day", "finds", ["day", "object", "kind"])
    op.create_table(
        "facets",
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("facet", sa.String(12), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("object", "facet", "value", name="pk_facets"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_facets_object", ondelete="CASCADE"),
    )
    op.create_index("ix_facets_facet_value_object", "facets", ["facet", "value", "object"])
