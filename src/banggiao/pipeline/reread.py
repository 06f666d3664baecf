"""The verb ``reread``: read the articles of the ledger anew, and tell what that would change before it changes anything.

Guarantees: nothing is written unless asked for; what is told is what committing does: every record that is new, gone or altered, and
every decision whose words no record tells any more; memory holds one batch of articles at a time.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import InputError
from banggiao.lore import Lore
from banggiao.model import Article, Reading, Record
from banggiao.model.ids import claim_id
from banggiao.pipeline.version import reader_version
from banggiao.pipeline.workers import Read, batches, read_all
from banggiao.store import schema as t
from banggiao.store.anchors import match
from banggiao.store.decisions import decisions
from banggiao.store.ledger import Ledger
from banggiao.store.merged import refresh
from banggiao.store.put import put
from banggiao.store.take import claim_of, records_of

_STEP = 64


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a record of an article: "new", "gone" or "altered" (``fields``: those whose values differ)."""

    what: str
    article: str
    kind: str
    quote: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    fields: tuple[str, ...] = ()


class Reread(msgspec.Struct, kw_only=True):
    """What reading anew would change (or, ``committed``, has changed): articles read, records that stay, changes, decisions adrift."""

    articles: int = 0
    same: int = 0
    changes: list[Change] = []
    adrift: list[str] = []
    failed: list[InputError] = []
    committed: bool = False


def reread(
    ledger: Ledger,
    lore: Lore,
    *,
    whole: bool = False,
    commit: bool = False,
    jobs: int = 1,
    read: Read | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> Reread:
    """Read anew the articles that another reader has read (``whole``: all), and tell what changes. ``commit``: carry it out."""
    from banggiao.pipeline.ingest import built_in

    reader = reader_version(lore.root) if read is None else f"{read.__module__}.{read.__qualname__}"
    outcome = Reread(changes=[], adrift=[], failed=[], committed=commit)
    after: dict[str, list[Record]] = {}
    named = _decided_on(ledger)
    for batch, results in read_all(batches(_articles(ledger, None if whole else reader)), read or built_in(), lore, jobs):
        good = [(article, result) for article, result in zip(batch, results, strict=True) if isinstance(result, Reading)]
        outcome.failed.extend(result for result in results if isinstance(result, InputError))
        _compare(ledger, good, outcome)
        after.update((article.id, list(reading.records)) for article, reading in good if article.id in named)
        if commit:
            with ledger.writing() as connection:
                put(connection, good, reader)
        tell(outcome.articles)
    outcome.adrift = _adrift(ledger, after)
    if commit:
        refresh(ledger, lore)
    return outcome


def _articles(ledger: Ledger, reader: str | None) -> Iterator[Article]:
    """The articles as they were given, in order of id; ``reader``: only those that another one has read."""
    a = t.articles.c
    with ledger.reading() as connection:
        query = sa.select(a.id, a.number) if reader is None else sa.select(a.id, a.number).where(a.reader != reader)
        numbers = [row.number for row in sorted(connection.execute(query))]
    for at in range(0, len(numbers), _STEP):
        with ledger.reading() as connection:
            rows = {row.number: row for row in connection.execute(sa.select(t.articles).where(a.number.in_(numbers[at : at + _STEP])))}
        yield from (_article(rows[number]) for number in numbers[at : at + _STEP] if number in rows)


def _article(row: Any) -> Article:
    """An article as intake gave it: what its own text claims is claimed again by reading it."""
    outlets = [claim_of(value) for value in row.outlets]
    dates = [claim_of(value) for value in row.dates]
    return Article(
        id=row.id,
        text=row.text,
        source=row.id,
        sha256=row.sha256,
        raw=zlib.decompress(row.raw) if row.raw else b"",
        published=row.given,
        title=row.title,
        url=row.url,
        outlet=next((claim.value for claim in outlets if claim.basis == "given"), None),
        dates=tuple(claim for claim in dates if claim.basis == "header" and claim.span is None),
    )


def _compare(ledger: Ledger, good: Sequence[tuple[Article, Reading]], outcome: Reread) -> None:
    """Note what changes in a batch of articles."""
    a = t.articles.c
    with ledger.reading() as connection:
        rows = connection.execute(sa.select(a.id, a.number).where(a.id.in_([article.id for article, _ in good])))
        numbers = {row.id: row.number for row in rows}
        before = records_of(connection, list(numbers.values()), own=True)
    for article, reading in good:
        outcome.articles += 1
        old = before.get(numbers[article.id], [])
        found = changes(article.id, old, list(reading.records))
        outcome.changes.extend(found)
        outcome.same += len(old) - sum(change.what != "new" for change in found)


def changes(article: str, old: Sequence[Record], new: Sequence[Record]) -> list[Change]:
    """What differs between two readings of an article: equal records aside, those of one kind whose words overlap are altered."""
    had, has = ({claim_id(article, record): record for record in records} for records in (old, new))
    gone = [record for key, record in had.items() if key not in has]
    fresh = [record for key, record in has.items() if key not in had]
    found = []
    for record in gone:
        near = [other for other in fresh if other.kind == record.kind and _overlap(record, other)]
        best = max(near, key=lambda other: (_equal(record, other), _overlap(record, other), -other.start), default=None)
        if best is None:
            found.append(Change(what="gone", article=article, kind=record.kind, quote=record.quote, before=dict(record.values)))
            continue
        fresh.remove(best)
        fields = tuple(name for name in {**record.values, **best.values} if record.values.get(name) != best.values.get(name))
        values = {"before": dict(record.values), "after": dict(best.values)}
        found.append(Change(what="altered", article=article, kind=record.kind, quote=best.quote, fields=fields, **values))
    found.extend(Change(what="new", article=article, kind=one.kind, quote=one.quote, after=dict(one.values)) for one in fresh)
    return found


def _overlap(one: Record, two: Record) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _equal(one: Record, two: Record) -> int:
    """How many fields have equal values."""
    return sum(1 for name, value in one.values.items() if two.values.get(name) == value)


def _decided_on(ledger: Ledger) -> set[str]:
    with ledger.reading() as connection:
        return set(connection.execute(sa.select(t.decision_articles.c.article).distinct()).scalars())


def _adrift(ledger: Ledger, after: dict[str, list[Record]]) -> list[str]:
    """The decisions that name a claim which no record of the new readings tells."""
    with ledger.reading() as connection:
        made = decisions(connection)
    found = []
    for decision in made:
        for anchor in decision.anchors:
            records = [one for one in after.get(anchor.article, ()) if one.kind == anchor.kind]
            rows = [(claim_id(anchor.article, one), one.start, one.end, dict(one.values)) for one in records]
            if anchor.article in after and match(anchor, rows) is None:
                found.append(decision.id)
                break
    return found
