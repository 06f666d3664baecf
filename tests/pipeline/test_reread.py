"""Reading anew: what would change is told first, and committing does just that."""

from pathlib import Path

import msgspec
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.dossier import timeline
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.pipeline.named import decide_on
from banggiao.pipeline.reread import reread

TEXTS = {
    "a": "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar",
    "b": "VN+IN call 2026-02-20 An Văn Bình",
    "c": "VN+US call 2026-02-20 An Văn Bình",
}


def newer(article: Article, lore: Lore) -> Reading:
    """Sees another day in the first, nothing in the second, and one event more in the third."""
    reading = plain_read(article, lore)
    if article.id == "a":
        records = tuple(msgspec.structs.replace(one, values={**one.values, "date": "2026-01-31"}) for one in reading.records)
    elif article.id == "b":
        records = ()
    else:
        more = msgspec.structs.replace(reading.records[0], start=6, values={**reading.records[0].values, "type": "meeting"})
        records = (*reading.records, msgspec.structs.replace(more, end=12, quote=article.text[6:12]))
    return Reading(id=article.id, relevant=bool(records), records=records, published=reading.published)


def test_what_would_change_and_the_change(tmp_path: Path) -> None:
    articles = [made_article(key, text, published="2026-02-21") for key, text in TEXTS.items()]
    with made_ledger(tmp_path / "l.db", *((article, plain_read(article, LORE)) for article in articles)) as ledger:
        call = next(item for item in timeline(ledger, "VN", "IN") if item.values["type"] == "call")
        made = decide_on(ledger, LORE, "accept", [call.id], author="An", reason="đúng")
        before = [item.as_json() for item in timeline(ledger, "VN", "IN")]
        found = reread(ledger, LORE, read=newer)
        assert [(one.what, one.article, one.kind, one.fields) for one in found.changes] == [
            ("altered", "a", "event", ("date",)),
            ("gone", "b", "event", ()),
            ("new", "c", "event", ()),
        ]
        assert (found.articles, found.same, found.adrift, found.committed) == (3, 1, [made.id], False)
        assert [item.as_json() for item in timeline(ledger, "VN", "IN")] == before
        assert len(reread(ledger, LORE, read=newer, commit=True).changes) == 3
        assert [item.values["date"] for item in timeline(ledger, "VN", "IN")] == ["2026-01-31"]
        assert reread(ledger, LORE, read=newer).articles == 0
        assert reread(ledger, LORE, read=newer, whole=True).changes == []
