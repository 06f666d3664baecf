"""Merging step by step, copies of articles, and decisions.

Guarantees: what articles say stays as it is; merged objects are dropped both ways and computed anew by the next run.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nodes instead of blocks; tables for keys, links, copies and decisions."""
    op.execute("DELETE FROM objects")
    op.drop_table("stale")
    op.create_table("stale", sa.Column("node", sa.String(32), nullable=False), sa.PrimaryKeyConstraint("node", name="pk_stale"))
    op.drop_index("ix_claims_block", "claims")
    op.drop_column("claims", "block")
    op.add_column("claims", sa.Column("node", sa.String(32)))
    op.create_index("ix_claims_node", "claims", ["node"])
    op.drop_index("ix_objects_block", "objects")
    op.drop_column("objects", "block")
    op.add_column("objects", sa.Column("decided", sa.Text, nullable=False, server_default="{}"))
    op.add_column("members", sa.Column("alias", sa.String(32), nullable=False, server_default=""))
    op.create_index("ix_members_alias", "members", ["alias"])
    op.add_column("articles", sa.Column("origin", sa.Text))
    op.add_column("articles", sa.Column("sample", sa.LargeBinary))
    op.add_column("articles", sa.Column("signature", sa.LargeBinary))
    op.create_index("ix_articles_origin", "articles", ["origin"])
    _copies()
    _links()
    _decisions()


def _copies() -> None:
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("mark", "article", name="pk_marks"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_marks_article", ondelete="CASCADE"),
    )
    op.create_index("ix_marks_article", "marks", ["article"])
    op.create_table(
        "copies",
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("two", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("one", "two", name="pk_copies"),
        sa.ForeignKeyConstraint(["one"], ["articles.number"], name="fk_copies_one", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["two"], ["articles.number"], name="fk_copies_two", ondelete="CASCADE"),
    )
    op.create_index("ix_copies_two", "copies", ["two"])


def _links() -> None:
    op.create_table(
        "handles",
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("node", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("key", "node", name="pk_handles"),
    )
    op.create_index("ix_handles_node", "handles", ["node"])
    op.create_table(
        "links",
        sa.Column("one", sa.String(32), nullable=False),
        sa.Column("two", sa.String(32), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("one", "two", name="pk_links"),
    )
    op.create_index("ix_links_two", "links", ["two"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_made", "decisions", ["made"])
    op.create_table(
        "decision_articles",
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("decision", "article", name="pk_decision_articles"),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name="fk_decision_articles_decision", ondelete="CASCADE"),
    )
    op.create_index("ix_decision_articles_article", "decision_articles", ["article"])


def downgrade() -> None:
    """Blocks again; decisions and what finds copies are lost, merged objects are to be computed anew."""
    for table in ("decision_articles", "decisions", "links", "handles", "copies", "marks", "stale"):
        op.drop_table(table)
    op.execute("DELETE FROM objects")
    op.drop_index("ix_articles_origin", "articles")
    for column in ("origin", "sample", "signature"):
        op.drop_column("articles", column)
    op.drop_index("ix_members_alias", "members")
    op.drop_column("members", "alias")
    op.drop_column("objects", "decided")
    op.add_column("objects", sa.Column("block", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_objects_block", "objects", ["block"])
    op.drop_index("ix_claims_node", "claims")
    op.drop_column("claims", "node")
    op.add_column("claims", sa.Column("block", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_claims_block", "claims", ["block"])
    op.create_table("stale", sa.Column("block", sa.Text, nullable=False), sa.PrimaryKeyConstraint("block", name="pk_stale"))
    _blocks()


def _blocks() -> None:
    """A claim's block is its kind and the states that it names; all of them are to be computed anew."""
    connection = op.get_bind()
    named: dict[str, list[str]] = {}
    query = sa.text("SELECT claim, code FROM parties WHERE stated ORDER BY claim, code")
    for claim, code in connection.execute(query):
        named.setdefault(claim, []).append(code)
    blocks = set()
    for claim, kind in connection.execute(sa.text("SELECT id, kind FROM claims")).all():
        block = f"{kind}:{'+'.join(named.get(claim, []))}"
        blocks.add(block)
        connection.execute(sa.text("UPDATE claims SET block = :block WHERE id = :claim"), {"block": block, "claim": claim})
    for block in sorted(blocks):
        connection.execute(sa.text("INSERT INTO stale (block) VALUES (:block)"), {"block": block})
