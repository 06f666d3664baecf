"""Zones: every pattern's examples and counter-examples, and layouts as tables."""

import pytest

from banggiao.cleaning.clean import clean
from banggiao.cleaning.lines import ZoneRow, compiled
from banggiao.lore import Lore
from banggiao.model.article import Article

LORE = Lore()
ROWS = LORE.rows("vi/cleaning/zones", ZoneRow)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_pattern_examples(row: ZoneRow) -> None:
    """Each pattern finds its examples and none of its counter-examples."""
    pattern = {p.id: p.pattern for p in compiled(LORE)}[row.id]
    assert [text for text in row.examples if not pattern.search(text)] == []
    assert [text for text in row.counters if pattern.search(text)] == []


def kinds(text: str) -> list[tuple[str, str]]:
    """The zones of a text as (kind, words) without outer spaces."""
    cleaned = clean(Article(id="a", text=text), LORE)
    return [(zone.kind, cleaned.text[zone.start : zone.end].strip()) for zone in cleaned.zones]


def test_zones_cover_the_text() -> None:
    """Zones are in order, touch each other and cover everything."""
    cleaned = clean(Article(id="a", text="Tựa đề\n\nĐoạn một.\nLễ ký. Ảnh: AFP\nĐoạn hai.\nMinh Anh"), LORE)
    assert [z.start for z in cleaned.zones][1:] == [z.end for z in cleaned.zones][:-1]
    assert (cleaned.zones[0].start, cleaned.zones[-1].end) == (0, len(cleaned.text))
