"""Copies of one text are one telling, in whatever order they come."""

from itertools import permutations
from pathlib import Path

import sqlalchemy as sa
from tests.made import LORE, made_article, plain_read

from banggiao.dossier import timeline
from banggiao.store import open_ledger, refresh
from banggiao.store import schema as t
from banggiao.store.put import put

STORY = " ".join(f"tin{n} ngày{n * 5 % 23} người{n * 3 % 19} việc{n * 7 % 29}" for n in range(40))
EVENT = "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar"
TEXTS = {
    "first": f"{EVENT}\n{STORY}",
    "copy": f"(Báo khác)\n{EVENT}\n{STORY}\nTheo hãng tin",
    "own": f"{EVENT}\n" + " ".join(f"lời{n} khác{n * 3 % 31}" for n in range(80)),
}


def test_copies_are_one_telling_in_any_order(tmp_path: Path) -> None:
    for number, order in enumerate(permutations(TEXTS)):
        with open_ledger(tmp_path / f"{number}.db", create=True) as ledger:
            for key in order:
                article = made_article(key, TEXTS[key])
                with ledger.writing() as connection:
                    put(connection, [(article, plain_read(article, LORE))], "made-1")
                refresh(ledger, LORE)
            with ledger.reading() as connection:
                origins = {row.id: row.origin for row in connection.execute(sa.select(t.articles.c.id, t.articles.c.origin))}
                tellings = connection.execute(sa.select(t.objects.c.tellings)).scalars().all()
            (item,) = timeline(ledger, "VN", "IN")
        assert origins == {"first": "copy", "copy": "copy", "own": "own"}
        assert (list(tellings), item.sources, len(item.articles)) == ([2], 2, 3)
