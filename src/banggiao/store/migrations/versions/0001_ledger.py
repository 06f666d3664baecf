"""The first ledger: articles, claims with evidence, merged objects, and the full-text index.

Guarantees: works on SQLite (FTS5) and PostgreSQL (GIN over ``simple``); ``downgrade`` leaves nothing behind. What PostgreSQL finds
words by is ``banggiao.store.words``; what is sorted by there sorts code point by code point, as on SQLite.
"""

import sqlalchemy as sa
from alembic import op

from banggiao.store.words import postgres_words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_FTS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(folded, content='articles', content_rowid='number', tokenize='unicode61')",
    """CREATE TRIGGER article_words_in AFTER INSERT ON articles BEGIN
         INSERT INTO article_words(rowid, folded) VALUES (new.number, new.folded); END""",
    """CREATE TRIGGER article_words_out AFTER DELETE ON articles BEGIN
         INSERT INTO article_words(article_words, rowid, folded) VALUES ('delete', old.number, old.folded); END""",
    """CREATE TRIGGER article_words_new AFTER UPDATE OF folded ON articles BEGIN
         INSERT INTO article_words(article_words, rowid, folded) VALUES ('delete', old.number, old.folded);
         INSERT INTO article_words(rowid, folded) VALUES (new.number, new.folded); END""",
)

_IN_CODE_ORDER = (
    'ALTER TABLE articles ALTER COLUMN id TYPE text COLLATE "C"',
    'ALTER TABLE skipped ALTER COLUMN source TYPE text COLLATE "C"',
)


def upgrade() -> None:
    """Make all tables and the index."""
    _articles()
    _claims()
    _objects()
    op.create_table(
        "skipped",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_skipped"),
    )
    op.create_table("stale", sa.Column("block", sa.Text, nullable=False), sa.PrimaryKeyConstraint("block", name="pk_stale"))
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FTS:
            op.execute(statement)
    else:
        for statement in (*_IN_CODE_ORDER, *postgres_words("articles")):
            op.execute(statement)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("outlets", sa.Text, nullable=False),
        sa.Column("given", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("published_basis", sa.Text),
        sa.Column("dates", sa.Text, nullable=False),
        sa.Column("first_day", sa.String(10)),
        sa.Column("relevant", sa.Boolean, nullable=False),
        sa.Column("extras", sa.Text, nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_text_digest", "articles", ["text_digest"])
    op.create_index("ix_articles_first_day", "articles", ["first_day"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("block", sa.Text, nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("pattern", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("extra", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_claims_article", ondelete="CASCADE"),
    )
    op.create_index("ix_claims_article", "claims", ["article"])
    op.create_index("ix_claims_block", "claims", ["block"])
    op.create_table(
        "evidence",
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("claim", "number", name="pk_evidence"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_evidence_claim", ondelete="CASCADE"),
    )
    op.create_table(
        "parties",
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("stated", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("claim", "code", name="pk_parties"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_parties_claim", ondelete="CASCADE"),
    )
    op.create_index("ix_parties_code_claim", "parties", ["code", "claim"])


def _objects() -> None:
    op.create_table(
        "objects",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("block", sa.Text, nullable=False),
        sa.Column("first_day", sa.String(10)),
        sa.Column("last_day", sa.String(10)),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("tellings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_objects"),
    )
    op.create_index("ix_objects_block", "objects", ["block"])
    op.create_index("ix_objects_kind_first_day", "objects", ["kind", "first_day"])
    op.create_table(
        "object_parties",
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("object", "code", name="pk_object_parties"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_object_parties_object", ondelete="CASCADE"),
    )
    op.create_index("ix_object_parties_code_object", "object_parties", ["code", "object"])
    op.create_table(
        "members",
        sa.Column("object", sa.String(32), nullable=False),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("object", "claim", name="pk_members"),
        sa.ForeignKeyConstraint(["object"], ["objects.id"], name="fk_members_object", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_members_claim", ondelete="CASCADE"),
    )
    op.create_index("ix_members_claim", "members", ["claim"])


def downgrade() -> None:
    """Drop all tables and the index."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("article_words_new", "article_words_out", "article_words_in"):
            op.execute(f"DROP TRIGGER {trigger}")
        op.execute("DROP TABLE article_words")
    for table in ("stale", "skipped", "members", "object_parties", "objects", "parties", "evidence", "claims", "articles"):
        op.drop_table(table)
