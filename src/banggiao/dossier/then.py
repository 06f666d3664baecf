"""The ledger in numbers as it was known on a day, or as of a day.

Guarantees: the numbers are those of the objects and articles that other questions about the same times show.
"""

from collections import Counter, defaultdict

import sqlalchemy as sa

from banggiao.dossier.at import times_of
from banggiao.dossier.load import items
from banggiao.dossier.values import Summary
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.merged import waiting

_CHUNK = 500


def summary_then(ledger: Ledger) -> Summary:
    """As ``summary``, of what the ledger's times show: articles published by then, and objects as they were."""
    a, c, o, p = t.articles.c, t.claims.c, t.objects.c, t.parties.c
    with ledger.reading() as connection:
        times = times_of(connection)
        articles = connection.execute(sa.select(a.number, a.relevant, a.published)).all()
        known = {row.number: bool(row.relevant) for row in articles if times.knows(row.published)}
        records: Counter[str] = Counter()
        for number, kind in connection.execute(sa.select(c.article, c.kind)):
            records.update([kind] if number in known else [])
        told: dict[str, set[int]] = defaultdict(set)
        for code, number in connection.execute(sa.select(p.code, c.article).join(t.claims, c.id == p.claim).distinct()):
            told[code].update({number} & known.keys())
        objects: Counter[str] = Counter()
        ids = connection.execute(sa.select(o.id).order_by(o.id)).scalars().all()
        for at in range(0, len(ids), _CHUNK):
            objects.update(item.kind for item in items(connection, ids[at : at + _CHUNK]))
        return Summary(
            articles=len(known),
            relevant=sum(known.values()),
            records=dict(sorted(records.items())),
            objects=dict(sorted(objects.items())),
            states={code: len(found) for code, found in sorted(told.items(), key=lambda pair: (-len(pair[1]), pair[0])) if found},
            skipped=tuple((row.source, row.reason) for row in connection.execute(sa.select(t.skipped).order_by(t.skipped.c.source))),
            stale=waiting(connection),
        )
