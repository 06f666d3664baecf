"""What fills a large ledger makes the same tables as ``ingest`` does; many articles are no copies of one another."""

from itertools import islice

from banggiao.store import open_ledger, refresh
from banggiao.store.fingerprint import fingerprint
from banggiao.store.put import put
from tests.made import LORE, plain_read
from tests.postgres import Place
from tests.proofs.many import varied
from tests.proofs.scale import filled, made

EVENTS = 700


def test_a_ledger_filled_at_once_is_that_of_ingest(place: Place) -> None:
    with open_ledger(place("once"), create=True) as once, open_ledger(place("steps"), create=True) as steps:
        filled(once, EVENTS)
        stream = made(EVENTS)
        while batch := list(islice(stream, 60)):
            with steps.writing() as connection:
                put(connection, [(one, plain_read(one, LORE)) for one in batch], "made")
            refresh(steps, LORE)
        with once.reading() as here, steps.reading() as there:
            assert fingerprint(here) == fingerprint(there)
            assert fingerprint(here).rows["articles"] == EVENTS


def test_varied_articles_differ() -> None:
    texts = [article.text for article in varied(300)]
    assert len(set(texts)) > 290
