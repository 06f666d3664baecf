"""A ledger that is filled goes down a schema version and up again: what articles say stays, what is merged comes back the same."""

import pytest
import sqlalchemy as sa
from tests.made import LORE, made_article, plain_read
from tests.postgres import Place
from tests.proofs.orders import world
from tests.web.web_ledger import readings as told

from banggiao.export.jsonl import lines
from banggiao.store import migrate, open_ledger, pending, refresh
from banggiao.store.put import put
from banggiao.store.verify import verify


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005"])
def test_down_to_any_version_and_up_again(place: Place, revision: str) -> None:
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, told(), "made-1")
        refresh(ledger, LORE)
        before, said = world(ledger), b"".join(lines(ledger))
        for wanted in (revision, migrate.HEAD):
            with ledger.writing() as connection:
                migrate.migrate(connection, wanted)
                assert migrate.version(connection) == wanted
        refresh(ledger, LORE)
        assert (world(ledger), b"".join(lines(ledger))) == (before, said)
        assert verify(ledger).sound


def test_down_and_up_again(place: Place) -> None:
    texts = [
        "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar",
        "VN+IN talks 2026-01-31 An Văn Bình, Ravi Kumar @ Hà Nội",
        "VN+US call 2026-02-01 An",
    ]
    articles = [made_article(str(n), text, published="2026-02-02") for n, text in enumerate(texts)]
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, [(article, plain_read(article, LORE)) for article in articles], "made-1")
        refresh(ledger, LORE)
        before, said = world(ledger), b"".join(lines(ledger))
        with ledger.writing() as connection:
            migrate.migrate(connection, "0002")
            blocks = connection.execute(sa.text("SELECT DISTINCT block FROM claims ORDER BY block")).scalars().all()
            stale = connection.execute(sa.text("SELECT block FROM stale ORDER BY block")).scalars().all()
        assert list(blocks) == list(stale) == ["event:IN+VN", "event:US+VN"]
        with ledger.writing() as connection:
            migrate.migrate(connection)
        assert pending(ledger) == len(articles) + 3
        refresh(ledger, LORE)
        assert (world(ledger), b"".join(lines(ledger))) == (before, said)
