"""What is found by two states, and answers kept for them.

Guarantees: what articles tell of is filled at once, every node is marked stale, so that the next ``ingest`` fills the rest;
``downgrade`` leaves all else as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CODE, _ID = sa.String(16), sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    _objects()
    _people()
    _articles()
    op.create_table(
        "kept",
        sa.Column("one", _CODE, nullable=False),
        sa.Column("two", _CODE, nullable=False),
        sa.Column("question", sa.String(16), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("until", sa.String(10), nullable=False),
        sa.Column("version", _ID, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("one", "two", "question", name="pk_kept"),
    )
    op.execute(
        "INSERT INTO pair_articles (article, one, two, day) "
        "SELECT DISTINCT a.number, x.code, y.code, coalesce(a.published, '') FROM claims c JOIN articles a ON a.number = c.article "
        f"JOIN parties x ON x.claim = c.id JOIN parties y ON y.claim = c.id AND x.code{_plain()} < y.code{_plain()}"
    )
    op.execute("INSERT INTO stale (node) SELECT DISTINCT node FROM claims WHERE node IS NOT NULL AND node NOT IN (SELECT node FROM stale)")


def _plain() -> str:
    """Codes are in order letter by letter."""
    return "" if op.get_bind().dialect.name == "sqlite" else ' COLLATE "C"'


def _objects() -> None:
    op.create_table(
        "pair_objects",
        sa.Column("object", _ID, nullable=False),
        sa.Column("one", _CODE, nullable=False),
        sa.Column("two", _CODE, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("told", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("object", "one", "two", name="pk_pair_objects"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_pair_objects_object", ondelete="CASCADE"),
    )
    op.create_index("ix_pair_objects_one_two", "pair_objects", ["one", "two", "kind", "day", "told", "object"])


def _people() -> None:
    op.create_table(
        "pair_people",
        sa.Column("object", _ID, nullable=False),
        sa.Column("one", _CODE, nullable=False),
        sa.Column("two", _CODE, nullable=False),
        sa.Column("code", _CODE, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
        sa.Column("mark", _ID, nullable=False),
        sa.PrimaryKeyConstraint("object", "one", "two", "code", name="pk_pair_people"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_pair_people_object", ondelete="CASCADE"),
    )
    op.create_index("ix_pair_people_one_two", "pair_people", ["one", "two", "code", "kind", "articles", "object"])


def _articles() -> None:
    op.create_table(
        "pair_articles",
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("one", _CODE, nullable=False),
        sa.Column("two", _CODE, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article", "one", "two", name="pk_pair_articles"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_pair_articles_article", ondelete="CASCADE"),
    )
    op.create_index("ix_pair_articles_one_two", "pair_articles", ["one", "two", "day", "article"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("kept", "pair_articles", "pair_people", "pair_objects"):
        op.drop_table(table)
