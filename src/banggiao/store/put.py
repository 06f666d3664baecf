"""Putting articles with their readings into the ledger.

Guarantees: an article is kept once; putting the same again changes nothing, a newer reader's reading replaces the older one's
wholly, and another text under a known id is refused; every merged object that a change may touch is marked stale in the same
transaction, so that a stop at any moment is made good by the next run.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import InputError
from banggiao.model import Article, Claim, Reading, Record
from banggiao.model.ids import claim_id, digest
from banggiao.model.records import ELSEWHERE
from banggiao.model.times import window
from banggiao.resolve import States, states_of
from banggiao.store import schema as t
from banggiao.store.kept import forget_kept, forget_kept_of
from banggiao.store.pairs import Mark, put_pair_articles
from banggiao.store.rows import insert
from banggiao.text import fold

_LEVEL = 6
_CHUNK, _ROWS = 500, 100
LONGEST_ID = 600
"""Longest id of an article, in letters: an index entry of PostgreSQL holds 2,700 bytes."""


class Known(msgspec.Struct, frozen=True):
    """What the ledger has of an article: its number, the digest of its text, what was given with it, and its reader."""

    number: int
    text_digest: str
    given: str | None
    title: str | None
    url: str | None
    outlet: str | None
    reader: str


def known(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Known]:
    """What the ledger has of the articles with these ids."""
    a = t.articles.c
    query = sa.select(a.id, a.number, a.text_digest, a.given, a.title, a.url, a.outlet, a.reader)
    found: dict[str, Known] = {}
    for at in range(0, len(ids), _CHUNK):
        for row in connection.execute(query.where(a.id.in_(ids[at : at + _CHUNK]))):
            found[row[0]] = Known(*row[1:])
    return found


def joined(article: Article, had: Known | None, reader: str) -> Article | None:
    """The article to be read, with what the ledger already knows of it; None where there is nothing new to read.

    Raises InputError where the ledger has another text, or another publication date, under the same id.
    """
    if len(article.id) > LONGEST_ID:
        raise InputError(article.source, f"its id is longer than {LONGEST_ID} letters")
    for words in (article.text, article.id, article.title, article.url, article.outlet, article.published):
        if words:
            _check_letters(article.source, words)
    if had is None:
        return article
    if had.text_digest != text_digest(article):
        raise InputError(article.source, f"the ledger has another text under the id {article.id!r}")
    if article.published and had.given and article.published != had.given:
        raise InputError(article.source, f"the ledger has {article.id!r} as published {had.given}, not {article.published}")
    filled = msgspec.structs.replace(
        article,
        published=had.given or article.published,
        title=had.title or article.title,
        url=had.url or article.url,
        outlet=had.outlet or article.outlet,
    )
    same = (filled.published, filled.title, filled.url, filled.outlet) == (had.given, had.title, had.url, had.outlet)
    return None if same and had.reader == reader else filled


def _check_letters(source: str, words: str) -> None:
    """Refuse what no database keeps. Raises InputError."""
    if "\x00" in words:
        raise InputError(source, "holds a NUL character")
    try:
        words.encode()
    except UnicodeEncodeError:
        raise InputError(source, "holds half a surrogate pair, which is no character") from None


def text_digest(article: Article) -> str:
    """The digest of an article's text."""
    return digest(article.text.encode())


class Kept(msgspec.Struct, frozen=True):
    """What became of a batch: articles that are new, that were read anew, that the ledger had already, and those refused."""

    new: int
    anew: int
    same: int
    refused: tuple[InputError, ...]


def put(connection: sa.Connection, batch: Iterable[tuple[Article, Reading]], reader: str) -> Kept:
    """Keep articles (of different ids) with their readings; what the ledger had of them before is replaced.

    Another process may have put an article since it was looked up, so that each is judged once more here.
    """
    pairs = list(batch)
    had = known(connection, [article.id for article, _ in pairs])
    writer = _Writer(connection, reader)
    refused, same = [], 0
    for article, reading in pairs:
        try:
            if joined(article, had.get(article.id), reader) is None:
                same += 1
            else:
                writer.add(article, reading, had.get(article.id))
        except InputError as error:
            refused.append(error)
    writer.finish()
    anew = sum(1 for article, _ in pairs if article.id in had) - same - len(refused)
    return Kept(len(pairs) - same - len(refused) - anew, anew, same, tuple(refused))


def put_beside(connection: sa.Connection, readings: Iterable[Reading], reader: str) -> None:
    """Keep what a reader of that name (every record's ``reader``) reads in articles that are there, beside what others read in them."""
    found = list(readings)
    had = known(connection, [reading.id for reading in found])
    writer = _Writer(connection, reader)
    for reading in found:
        writer.beside(had[reading.id].number, reading)
    writer.finish()


class _Writer:
    """Collects the rows of a batch and writes them."""

    def __init__(self, connection: sa.Connection, reader: str) -> None:
        self.connection = connection
        self.reader = reader
        self.rows: dict[sa.Table, list[dict[str, Any]]] = {t.claims: [], t.evidence: [], t.parties: []}
        self.fresh: list[tuple[Article, Reading]] = []
        self.sources: set[str] = set()
        self.added: set[str] = set()
        self.stale: set[str] = set()
        self.numbers: set[int] = set()

    def add(self, article: Article, reading: Reading, had: Known | None) -> None:
        """Collect an article that is new; write one that is read anew, and collect its claims."""
        self.sources.add(article.source)
        if had is None:
            self.fresh.append((article, reading))
            return
        self.stale.update(forget_claims(self.connection, had.number, read_by("")))
        values = _article_values(article, reading, self.reader)
        self.connection.execute(sa.update(t.articles).where(t.articles.c.number == had.number).values(values))
        self._claims(had.number, reading)

    def beside(self, number: int, reading: Reading) -> None:
        """Collect claims that another reader makes of an article that is there; what it made before is replaced."""
        self.stale.update(forget_claims(self.connection, number, read_by(self.reader)))
        self._claims(number, reading)

    def _claims(self, number: int, reading: Reading) -> None:
        self.numbers.add(number)
        for position, (record, states) in enumerate(states_of(reading)):
            key = claim_id(reading.id, record)
            if key not in self.added:
                self.added.add(key)
                _add_claim(self.rows, key, number, position, record, states)

    def finish(self) -> None:
        """Write new articles and the claims, and mark what is stale by them."""
        self._articles()
        for table, values in self.rows.items():
            insert(self.connection, table, values)
        forget_kept(self.connection, put_pair_articles(self.connection, self.numbers))
        mark_stale(self.connection, self.stale)
        _forget_skipped(self.connection, self.sources)

    def _articles(self) -> None:
        """Write the new articles in their order, and collect their claims."""
        a = t.articles.c
        query = sa.insert(t.articles).returning(a.id, a.number)
        for at in range(0, len(self.fresh), _ROWS):
            part = self.fresh[at : at + _ROWS]
            rows = [_article_values(article, reading, self.reader) for article, reading in part]
            numbers = {key: int(number) for key, number in self.connection.execute(query, rows)}
            for article, reading in part:
                self._claims(numbers[article.id], reading)


def read_by(reader: str) -> sa.ColumnElement[bool]:
    """The claims that a reader made (empty: the built-in one)."""
    pattern = t.claims.c.pattern
    return pattern == f"{ELSEWHERE}{reader}" if reader else ~pattern.startswith(ELSEWHERE)


def forget_claims(connection: sa.Connection, number: int, which: sa.ColumnElement[bool]) -> set[str]:
    """Delete those claims of an article; what others read in it is to be merged anew. Returns the nodes that are stale by it."""
    mine = t.claims.c.article == number
    stale = forget_objects(connection, sa.select(t.claims.c.id).where(mine))
    # judgements on a claim of its own rest on all that its article tells, which may be other now
    alone = connection.execute(sa.select(t.claims.c.node).where(mine, t.claims.c.node == t.claims.c.id)).scalars().all()
    stale.update(forget_nodes(connection, [node for node in alone if node]))
    connection.execute(sa.delete(t.claims).where(mine, which))
    connection.execute(sa.update(t.claims).where(mine).values(node=None))
    return stale


def _article_values(article: Article, reading: Reading, reader: str) -> dict[str, Any]:
    days = window(reading.published)
    outlet = article.outlet or next((claim.value for claim in reading.outlets), None)
    return {
        "id": article.id,
        "text": article.text,
        "folded": fold(article.text),
        "text_digest": text_digest(article),
        "sha256": article.sha256 or text_digest(article),
        "raw": zlib.compress(article.raw, _LEVEL) if article.raw else b"",
        "title": article.title,
        "url": article.url,
        "outlet": outlet,
        "outlets": [_claim_json(claim) for claim in reading.outlets],
        "given": article.published,
        "published": reading.published,
        "published_basis": reading.published_basis,
        "dates": [_claim_json(claim) for claim in reading.dates],
        "first_day": days.first.isoformat() if days else None,
        "relevant": reading.relevant,
        "extras": [dict(extra) for extra in reading.extras],
        "reader": reader,
    }


def _claim_json(claim: Claim) -> dict[str, Any]:
    span = [claim.span.start, claim.span.end] if claim.span else None
    return {"value": claim.value, "basis": claim.basis, "span": span}


def _add_claim(rows: Mapping[sa.Table, list[dict[str, Any]]], key: str, number: int, position: int, record: Record, states: States) -> None:
    """The rows of one claim, of its evidence and of the states that it is about."""
    rows[t.claims].append(
        {
            "id": key,
            "article": number,
            "position": position,
            "kind": record.kind,
            "node": None,
            "fields": dict(record.values),
            "quote": record.quote,
            "start": record.start,
            "end": record.end,
            "pattern": record.pattern,
            "confidence": record.confidence,
            "extra": dict(record.extra),
        }
    )
    spans = ((field, span) for field, found in record.evidence.items() for span in found)
    rows[t.evidence].extend(
        {"claim": key, "number": n, "field": field, "start": span.start, "end": span.end} for n, (field, span) in enumerate(spans)
    )
    rows[t.parties].extend({"claim": key, "code": code, "stated": code in states.stated} for code in states.parties)


def forget_objects(connection: sa.Connection, claims: sa.Select[Any], marks: set[Mark] | None = None) -> set[str]:
    """Delete the merged objects of claims (given by a selection of their ids). Returns the nodes of all that were members.

    ``marks``: takes those of the persons among them, where the caller writes them anew at once.
    """
    c, m = t.claims.c, t.members.c
    ids = connection.execute(sa.select(m.object).where(m.claim.in_(claims)).distinct()).scalars().all()
    nodes = set(connection.execute(sa.select(c.node).where(c.id.in_(claims), c.node.is_not(None))).scalars())
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        nodes.update(connection.execute(sa.select(c.node).join(t.members, m.claim == c.id).where(m.object.in_(part))).scalars())
        found = forget_kept_of(connection, part)
        if marks is None:
            forget_kept(connection, {mark[:2] for mark in found})
        else:
            marks |= found
        connection.execute(sa.delete(t.objects).where(t.objects.c.id.in_(part)))
    return nodes - {None}


def forget_nodes(connection: sa.Connection, nodes: Sequence[str]) -> set[str]:
    """Drop keys and links of nodes. Returns the other nodes that they were linked with."""
    near: set[str] = set()
    for at in range(0, len(nodes), _CHUNK):
        part = nodes[at : at + _CHUNK]
        gone = t.links.c.one.in_(part) | t.links.c.two.in_(part)
        for one, two in connection.execute(sa.select(t.links.c.one, t.links.c.two).where(gone)):
            near |= {one, two}
        connection.execute(sa.delete(t.links).where(gone))
        connection.execute(sa.delete(t.handles).where(t.handles.c.node.in_(part)))
    return near - set(nodes)


def mark_stale(connection: sa.Connection, nodes: Iterable[str]) -> None:
    """Mark nodes whose merged objects are to be computed anew."""
    wanted = sorted(set(nodes))
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        marked = set(connection.execute(sa.select(t.stale.c.node).where(t.stale.c.node.in_(part))).scalars())
        insert(connection, t.stale, [{"node": name} for name in part if name not in marked])


def note_skipped(connection: sa.Connection, errors: Sequence[InputError]) -> None:
    """Keep which inputs could not be read and why."""
    reasons = {_kept_name(error.source): _kept_name(error.reason) for error in errors}
    for source, reason in sorted(reasons.items()):
        connection.execute(sa.delete(t.skipped).where(t.skipped.c.source == source))
        connection.execute(sa.insert(t.skipped).values(source=source, reason=reason))


def _forget_skipped(connection: sa.Connection, sources: Iterable[str]) -> None:
    """Inputs that were skipped before and are read now are skipped no more."""
    wanted = sorted({_kept_name(source) for source in sources if source})
    for at in range(0, len(wanted), _CHUNK):
        connection.execute(sa.delete(t.skipped).where(t.skipped.c.source.in_(wanted[at : at + _CHUNK])))


def _kept_name(words: str) -> str:
    """A name or reason that any database keeps: a file's name may hold bytes that are no letters, or be very long."""
    plain = words.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()
    return plain if len(plain) <= LONGEST_ID else f"{plain[: LONGEST_ID - 33]}…{digest(plain.encode())[:32]}"
