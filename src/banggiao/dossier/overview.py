"""What the ledger holds in numbers: the summary, and the pairs of states that it tells of."""

from collections import Counter, defaultdict

import sqlalchemy as sa

from banggiao.dossier.then import summary_then
from banggiao.dossier.values import PairRow, Size, Summary
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger


def summary(ledger: Ledger) -> Summary:
    """The ledger in numbers (as of its times); states by the number of articles that tell of them, most first."""
    if not ledger.times.now:
        return summary_then(ledger)
    a, c, o, p = t.articles.c, t.claims.c, t.objects.c, t.parties.c
    count = sa.func.count()
    told = sa.select(p.code, sa.func.count(sa.distinct(c.article)).label("told")).join(t.claims, c.id == p.claim).group_by(p.code)
    with ledger.reading() as connection:
        by_relevance = {bool(key): number for key, number in connection.execute(sa.select(a.relevant, count).group_by(a.relevant))}
        return Summary(
            articles=sum(by_relevance.values()),
            relevant=by_relevance.get(True, 0),
            records={kind: number for kind, number in connection.execute(sa.select(c.kind, count).group_by(c.kind).order_by(c.kind))},
            objects={kind: number for kind, number in connection.execute(sa.select(o.kind, count).group_by(o.kind).order_by(o.kind))},
            states={code: number for code, number in connection.execute(told.order_by(sa.desc("told"), p.code))},
            skipped=tuple((row.source, row.reason) for row in connection.execute(sa.select(t.skipped).order_by(t.skipped.c.source))),
            stale=connection.execute(sa.select(count).select_from(t.stale)).scalar_one(),
        )


def size(ledger: Ledger) -> Size:
    """How much the ledger holds, without looking at every record."""
    o = t.objects.c
    count = sa.func.count()
    with ledger.reading() as connection:
        return Size(
            articles=connection.execute(sa.select(count).select_from(t.articles)).scalar_one(),
            objects={kind: number for kind, number in connection.execute(sa.select(o.kind, count).group_by(o.kind).order_by(o.kind))},
            skipped=tuple(
                (row.source, row.reason) for row in connection.execute(sa.select(t.skipped).order_by(t.skipped.c.source).limit(50))
            ),
            stale=connection.execute(sa.select(count).select_from(t.stale)).scalar_one(),
        )


def pairs(ledger: Ledger) -> tuple[PairRow, ...]:
    """The pairs of states with merged events, those with most events first."""
    first, second = t.object_parties.alias("first"), t.object_parties.alias("second")
    o, m, c = t.objects.c, t.members.c, t.claims.c
    both = first.join(second, sa.and_(first.c.object == second.c.object, first.c.code < second.c.code))
    query = (
        sa.select(first.c.code, second.c.code, o.id, c.article)
        .select_from(both.join(t.objects, o.id == first.c.object).join(t.members, m.object == o.id).join(t.claims, c.id == m.claim))
        .where(o.kind == "event")
    )
    events: dict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    with ledger.reading() as connection:
        for a, b, event, article in connection.execute(query):
            events[a, b].add(event)
            told[a, b].add(article)
    counts = Counter({pair: len(found) for pair, found in events.items()})
    order = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return tuple(PairRow(a=a, b=b, events=counts[a, b], articles=len(told[a, b])) for a, b in order)
