"""The tables of the ledger, for SQLite and PostgreSQL alike.

Guarantees: every type is portable; values that are lists or objects are JSON text that keeps the order of its keys, so that
what was put in comes out byte for byte; ids of claims and merged objects are hashes of content (``banggiao.model.ids``).

    articles ─┬─< claims ─┬─< evidence          what each article says, and the words that show it
              │           ├─< parties           the states that a claim is about, stated or by context
              │           └─< members >─ objects   merged objects, why each claim belongs to one
              │                             ├── finds ── find_texts   what an object is found by: days, tags; folded words
              │                             └─< dealings  contacts and commitments by pair of states, month and level
              └─< marks, copies                 what finds copies of an article, and which are
    pair_objects, pair_people, pair_articles    what is found by two states; kept: answers on two states
    claims.node ─< handles, links               claims that are one without more ado, where they are found, what links them
    decisions ─< decision_articles              what persons decided, and the articles that it rests on
    accounts ─┬─< sessions                      a team: who is logged in, by the hash of the cookie's secret
              └─< tokens                        what programs show instead, by the hash of theirs
    audit       every decision and change of an account, each entry sealed with the one before
    tags        the values that merged objects are counted and narrowed by (``store.tags``)
    skipped     inputs that could not be read      stale   nodes whose merged objects are to be computed anew

A claim without a node and an article without an origin are new: ``store.merged`` has not seen them yet.
"""

from typing import Any

import msgspec
import sqlalchemy as sa


class JsonText(sa.TypeDecorator[Any]):
    """A plain value as JSON text, keys in the order given."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """The JSON text to store."""
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:
        """The value stored."""
        return None if value is None else msgspec.json.decode(value)


_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=_NAMES)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("text_digest", sa.String(64), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("outlet", sa.Text),
    sa.Column("outlets", JsonText, nullable=False),
    sa.Column("given", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("published_basis", sa.Text),
    sa.Column("dates", JsonText, nullable=False),
    sa.Column("first_day", sa.String(10), index=True),
    sa.Column("relevant", sa.Boolean, nullable=False),
    sa.Column("extras", JsonText, nullable=False),
    sa.Column("reader", sa.String(64), nullable=False),
    sa.Column("origin", sa.Text, index=True),
    sa.Column("sample", sa.LargeBinary),
    sa.Column("signature", sa.LargeBinary),
    sa.Index("ix_articles_relevant_first_day", "relevant", "first_day"),
    sa.Index("ix_articles_relevant_number", "relevant", "number"),
    sa.Index("ix_articles_number_first_day", "number", "first_day", "relevant"),
    sqlite_autoincrement=True,
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("node", sa.String(32), index=True),
    sa.Column("fields", JsonText, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("pattern", sa.Text, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("extra", JsonText, nullable=False),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("claim", sa.String(32), sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)

parties = sa.Table(
    "parties",
    metadata,
    sa.Column("claim", sa.String(32), sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("code", sa.String(16), primary_key=True),
    sa.Column("stated", sa.Boolean, nullable=False),
    sa.Index("ix_parties_code_claim", "code", "claim"),
)

objects = sa.Table(
    "objects",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("first_day", sa.String(10)),
    sa.Column("last_day", sa.String(10)),
    sa.Column("fields", JsonText, nullable=False),
    sa.Column("tellings", sa.Integer, nullable=False),
    sa.Column("decided", JsonText, nullable=False),
    sa.Index("ix_objects_kind_first_day", "kind", "first_day"),
    sa.Index("ix_objects_kind_last_day", "kind", "last_day"),
)

object_parties = sa.Table(
    "object_parties",
    metadata,
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("code", sa.String(16), primary_key=True),
    sa.Index("ix_object_parties_code_object", "code", "object"),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("claim", sa.String(32), sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("alias", sa.String(32), nullable=False, index=True),
)

marks = sa.Table(
    "marks",
    metadata,
    sa.Column("mark", sa.BigInteger, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True, index=True),
)

copies = sa.Table(
    "copies",
    metadata,
    sa.Column("one", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("two", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True, index=True),
)

handles = sa.Table(
    "handles",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True),
    sa.Column("node", sa.String(32), primary_key=True, index=True),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("one", sa.String(32), primary_key=True),
    sa.Column("two", sa.String(32), primary_key=True, index=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("made", sa.String(32), nullable=False, index=True),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("act", sa.String(16), nullable=False),
    sa.Column("body", JsonText, nullable=False),
)

decision_articles = sa.Table(
    "decision_articles",
    metadata,
    sa.Column("decision", sa.String(32), sa.ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("article", sa.Text, primary_key=True, index=True),
)

_LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""A number of 64 bits; the key of a SQLite table must be called INTEGER to number its rows."""

finds = sa.Table(
    "finds",
    metadata,
    sa.Column("number", _LONG, primary_key=True, autoincrement=False),
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
    sa.Column("first_told", sa.String(10), nullable=False),
    sa.Column("last_told", sa.String(10), nullable=False),
    sa.Column("due", sa.String(10), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("tags", sa.LargeBinary, nullable=False),
    sa.Index("ix_finds_kind_due", "kind", "due"),
)

find_texts = sa.Table(
    "find_texts",
    metadata,
    sa.Column("number", _LONG, sa.ForeignKey("finds.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("tags", sa.Text, nullable=False),
)

tags = sa.Table(
    "tags",
    metadata,
    sa.Column("id", _LONG, primary_key=True, autoincrement=False),
    sa.Column("facet", sa.String(12), nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Index("ix_tags_facet", "facet", "value"),
)

dealings = sa.Table(
    "dealings",
    metadata,
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("a", sa.String(16), primary_key=True),
    sa.Column("b", sa.String(16), primary_key=True),
    sa.Column("parties", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("sectors", sa.Text, nullable=False),
    sa.Column("told", sa.String(10), nullable=False),
    sa.Index("ix_dealings_kind_month", "kind", "month", "level", "parties", "a", "b", "type", "told", "sectors"),
    sa.Index("ix_dealings_a_month", "a", "kind", "month"),
    sa.Index("ix_dealings_b_month", "b", "kind", "month"),
)

pair_objects = sa.Table(
    "pair_objects",
    metadata,
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("one", sa.String(16), primary_key=True),
    sa.Column("two", sa.String(16), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
    sa.Column("told", sa.String(10), nullable=False),
    sa.Index("ix_pair_objects_one_two", "one", "two", "kind", "day", "told", "object"),
)

pair_people = sa.Table(
    "pair_people",
    metadata,
    sa.Column("object", sa.String(32), sa.ForeignKey("objects.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("one", sa.String(16), primary_key=True),
    sa.Column("two", sa.String(16), primary_key=True),
    sa.Column("code", sa.String(16), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("claims", JsonText, nullable=False),
    sa.Column("mark", sa.String(32), nullable=False),
    sa.Index("ix_pair_people_one_two", "one", "two", "code", "kind", "articles", "object"),
)

pair_articles = sa.Table(
    "pair_articles",
    metadata,
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("one", sa.String(16), primary_key=True),
    sa.Column("two", sa.String(16), primary_key=True),
    sa.Column("day", sa.Text, nullable=False),
    sa.Index("ix_pair_articles_one_two", "one", "two", "day", "article"),
)

kept = sa.Table(
    "kept",
    metadata,
    sa.Column("one", sa.String(16), primary_key=True),
    sa.Column("two", sa.String(16), primary_key=True),
    sa.Column("question", sa.String(16), primary_key=True),
    sa.Column("since", sa.String(10), nullable=False),
    sa.Column("until", sa.String(10), nullable=False),
    sa.Column("version", sa.String(32), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    info={"spare": True},
)
"""Answers that are computed anew wherever they are missing: no part of what a ledger holds."""

skipped = sa.Table(
    "skipped",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
)

stale = sa.Table("stale", metadata, sa.Column("node", sa.String(32), primary_key=True))

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("disabled", sa.Boolean, nullable=False),
    sa.Column("made", sa.String(32), nullable=False),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("begun", sa.String(32), nullable=False),
    sa.Column("ends", sa.String(32), nullable=False, index=True),
    info={"spare": True},
)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("made", sa.String(32), nullable=False),
    sa.Column("ends", sa.String(32)),
    sa.Column("revoked", sa.String(32)),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("made", sa.String(32), nullable=False),
    sa.Column("who", sa.Text, nullable=False, index=True),
    sa.Column("act", sa.String(32), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("detail", JsonText, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)

CONTENT = tuple(table for table in metadata.sorted_tables if not table.info.get("spare"))
"""The tables that hold what a ledger is, each after those that its rows refer to."""
