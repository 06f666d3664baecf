"""Proving that a ledger is sound: what it holds is what was delivered, and every claim shows the words that say it.

Guarantees: the ledger is only read, from one state, with memory that does not grow with it; each problem is one line that names
the article, claim or object; a ledger without problems has every hash, quote, span, id, party and merged object in order.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import LedgerError
from banggiao.model.ids import claim_id, digest
from banggiao.store import schema as t
from banggiao.store.fingerprint import fingerprint, streamed
from banggiao.store.ledger import Ledger
from banggiao.store.merged import waiting
from banggiao.store.take import records_of
from banggiao.text import fold

_CHUNK = 100
_SHOWN = 100
_INDEXES = ((t.articles, "article_words"), (t.find_texts, "find_words"))


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was checked, and what is wrong. ``digest``: of all contents, empty where they cannot be read; ``more``: problems not listed."""

    articles: int
    claims: int
    spans: int
    objects: int
    digest: str
    problems: tuple[str, ...]
    more: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(ledger: Ledger) -> Verified:
    """Check everything that the ledger holds. Raises LedgerError where it cannot be read at all."""
    with ledger.reading() as connection:
        check = _Check(connection)
        check.note(_of_database(connection, ledger.on_sqlite))
        check.note(_of_ties(connection))
        check.articles()
        check.note(_of_objects(connection))
        found = ""
        try:
            marks = fingerprint(connection)
            found = marks.digest
        except LedgerError as error:
            check.note([str(error)])
        return Verified(
            articles=check.seen,
            claims=check.claims,
            spans=check.spans,
            objects=connection.execute(sa.select(sa.func.count()).select_from(t.objects)).scalar_one(),
            digest=found,
            problems=tuple(check.problems),
            more=check.more,
        )


class _Check:
    """Counts what was checked and collects the first problems."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.problems: list[str] = []
        self.more = self.seen = self.claims = self.spans = 0

    def note(self, problems: Iterator[str] | Sequence[str]) -> None:
        """Add problems; beyond a hundred they are only counted."""
        for problem in problems:
            if len(self.problems) < _SHOWN:
                self.problems.append(problem)
            else:
                self.more += 1

    def articles(self) -> None:
        """Check every article with its claims and their evidence."""
        a = t.articles.c
        last = 0
        columns = (a.number, a.id, a.text, a.folded, a.text_digest, a.sha256, a.raw)
        while rows := self.connection.execute(sa.select(*columns).where(a.number > last).order_by(a.number).limit(_CHUNK)).all():
            last = rows[-1].number
            numbers = [row.number for row in rows]
            records = records_of(self.connection, numbers)
            ids: dict[int, list[str]] = {}
            c = t.claims.c
            for number, key in self.connection.execute(
                sa.select(c.article, c.id).where(c.article.in_(numbers)).order_by(c.article, c.position, c.id)
            ):
                ids.setdefault(number, []).append(key)
            for row in rows:
                self.seen += 1
                self.note(_of_article(row))
                for key, record in zip(ids.get(row.number, ()), records.get(row.number, ()), strict=True):
                    self.claims += 1
                    self.spans += sum(map(len, record.evidence.values()))
                    self.note(_of_claim(row, key, record))


def _of_article(row: Any) -> Iterator[str]:
    """Problems of what was delivered: its bytes and its text against their hashes."""
    name = f"article {row.id!r}"
    if digest(row.text.encode()) != row.text_digest:
        yield f"{name}: the text does not match its hash"
    if fold(row.text) != row.folded:
        yield f"{name}: it is not found by its own words"
    try:
        raw = zlib.decompress(row.raw) if row.raw else row.text.encode()
    except zlib.error as error:
        yield f"{name}: the bytes delivered are damaged ({error})"
        return
    if row.raw and hashlib.sha256(raw).hexdigest() != row.sha256:
        yield f"{name}: the bytes delivered do not match their hash"


def _of_claim(row: Any, key: str, record: Any) -> Iterator[str]:
    """Problems of a claim: its id, its quote and its evidence against the article's text."""
    name = f"article {row.id!r}, claim {key}"
    if claim_id(row.id, record) != key:
        yield f"{name}: its content does not match its id"
    if not 0 <= record.start < record.end <= len(row.text) or row.text[record.start : record.end] != record.quote:
        yield f"{name}: the quote does not stand at {record.start}-{record.end}"
    for field, spans in record.evidence.items():
        for span in spans:
            if not 0 <= span.start <= span.end <= len(row.text):
                yield f"{name}: the evidence of {field} ({span.start}-{span.end}) lies outside of the text"


def _of_database(connection: sa.Connection, sqlite: bool) -> Iterator[str]:
    """Problems of the file itself: damaged pages, full-text indexes that lack rows."""
    if not sqlite:
        return
    for (words,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if words != "ok":
            yield f"database: {words}"
    for table, index in _INDEXES:
        kept = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        listed = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar_one()
        if kept != listed:
            yield f"database: the full-text index of {table.name} lists {listed} of {kept}"


def _of_ties(connection: sa.Connection) -> Iterator[str]:
    """Rows whose other end is missing."""
    for table in t.metadata.sorted_tables:
        for tie in table.foreign_keys:
            other = tie.column.table.alias("other")
            joined = sa.outerjoin(table, other, tie.parent == other.c[tie.column.name])
            missing = (
                sa.select(tie.parent).select_from(joined).where(other.c[tie.column.name].is_(None), tie.parent.is_not(None)).distinct()
            )
            for (key,) in streamed(connection, missing):
                yield f"{table.name}: there is no {tie.column.table.name} {key}"


def _of_objects(connection: sa.Connection) -> Iterator[str]:
    """Claims and merged objects that do not belong together; what waits to be merged is left out."""
    c, o, m, f = t.claims.c, t.objects.c, t.members.c, t.finds.c
    stale = sa.select(t.stale.c.node)
    # a person may have decided that a claim of theirs belongs nowhere
    decided = sa.select(t.articles.c.number).where(t.articles.c.id.in_(sa.select(t.decision_articles.c.article)))
    loose = (
        sa.select(c.id)
        .outerjoin(t.members, m.claim == c.id)
        .where(m.claim.is_(None), c.node.is_not(None), c.node.not_in(stale), c.article.not_in(decided))
    )
    double = sa.select(m.claim).group_by(m.claim).having(sa.func.count() > 1)
    checks = [
        ("claim {}: it belongs to no merged object", loose),
        ("claim {}: it belongs to several merged objects", double),
    ]
    if not waiting(connection):
        checks += [
            ("object {}: no claim tells of it", sa.select(o.id).outerjoin(t.members, m.object == o.id).where(m.object.is_(None))),
            ("object {}: it cannot be found by words", sa.select(o.id).outerjoin(t.finds, f.object == o.id).where(f.object.is_(None))),
        ]
    for what, query in checks:
        for (key,) in streamed(connection, query):
            yield what.format(key)
