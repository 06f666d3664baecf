"""Accounts of a team, who is logged in, tokens of programs, the log of what was done.

Guarantees: nothing of the ledger changes; ``downgrade`` takes accounts and log away and leaves all else as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID, _SECRET, _TIME = sa.String(32), sa.String(64), sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("made", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("name", name="uq_accounts_name"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", _SECRET, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("begun", _TIME, nullable=False),
        sa.Column("ends", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_index("ix_sessions_ends", "sessions", ["ends"])
    _tokens()
    _audit()


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("digest", _SECRET, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("made", _TIME, nullable=False),
        sa.Column("ends", _TIME),
        sa.Column("revoked", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_tokens_account", ondelete="CASCADE"),
    )
    op.create_index("ix_tokens_account", "tokens", ["account"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made", _TIME, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("seal", _SECRET, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_who", "audit", ["who"])


def downgrade() -> None:
    """Take them away."""
    for table in ("audit", "tokens", "sessions", "accounts"):
        op.drop_table(table)
