"""What states have to do with each other, by pair, month and level.

Guarantees: every node is marked stale, so that the next ``ingest`` fills the new table; ``downgrade`` leaves all else as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KIND_MONTH = ["kind", "month", "level", "parties", "a", "b", "type", "told", "sectors"]


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dealings",
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("a", sa.String(16), nullable=False),
        sa.Column("b", sa.String(16), nullable=False),
        sa.Column("parties", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("sectors", sa.Text, nullable=False),
        sa.Column("told", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("object", "a", "b", name="pk_dealings"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_dealings_object", ondelete="CASCADE"),
    )
    op.create_index("ix_dealings_kind_month", "dealings", _KIND_MONTH)
    op.create_index("ix_dealings_a_month", "dealings", ["a", "kind", "month"])
    op.create_index("ix_dealings_b_month", "dealings", ["b", "kind", "month"])
    op.execute("INSERT INTO stale (node) SELECT DISTINCT node FROM claims WHERE node IS NOT NULL AND node NOT IN (SELECT node FROM stale)")


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("dealings")
