"""What merged objects are found by: folded words with a full-text index, days, and facets.

Guarantees: works on SQLite (FTS5) and PostgreSQL (GIN over ``simple``); every block is marked stale, so that the next ``ingest``
fills the new tables; ``downgrade`` leaves the first ledger behind.
"""

import sqlalchemy as sa
from alembic import op

from banggiao.store.words import postgres_words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FTS = (
    "CREATE VIRTUAL TABLE find_words USING fts5(folded, content='finds', content_rowid='number', tokenize='unicode61')",
    """CREATE TRIGGER find_words_in AFTER INSERT ON finds BEGIN
         INSERT INTO find_words(rowid, folded) VALUES (new.number, new.folded); END""",
    """CREATE TRIGGER find_words_out AFTER DELETE ON finds BEGIN
         INSERT INTO find_words(find_words, rowid, folded) VALUES ('delete', old.number, old.folded); END""",
)


def upgrade() -> None:
    """Make the tables and the index."""
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
    op.create_index("ix_objects_kind_last_day", "objects", ["kind", "last_day"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FTS:
            op.execute(statement)
    else:
        for statement in postgres_words("finds"):
            op.execute(statement)
    op.execute("INSERT INTO stale (block) SELECT DISTINCT block FROM claims WHERE block NOT IN (SELECT block FROM stale)")


def downgrade() -> None:
    """Drop the tables and the index."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("find_words_out", "find_words_in"):
            op.execute(f"DROP TRIGGER {trigger}")
        op.execute("DROP TABLE find_words")
    op.drop_index("ix_objects_kind_last_day", "objects")
    op.drop_table("facets")
    op.drop_table("finds")
