"""All that a ledger holds, one merged object after the other, for what hands it on.

Guarantees: everything comes from one state of the ledger, sorted by kind, first day and id; memory holds one chunk at a time.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from banggiao.dossier.load import items
from banggiao.dossier.values import Item
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

_CHUNK = 500


def facts(ledger: Ledger, kinds: Sequence[str] = (), states: Sequence[str] = ()) -> Iterator[Item]:
    """The merged objects of these kinds (none named: of all kinds) that name all ``states``."""
    o, p = t.objects.c, t.object_parties.c
    query = sa.select(o.id)
    if kinds:
        query = query.where(o.kind.in_(kinds))
    for code in states:
        query = query.where(o.id.in_(sa.select(p.object).where(p.code == code)))
    with ledger.reading() as connection:
        ids = connection.execute(query.order_by(o.kind, o.first_day.is_(None), o.first_day, o.id)).scalars().all()
        for at in range(0, len(ids), _CHUNK):
            yield from items(connection, ids[at : at + _CHUNK])
