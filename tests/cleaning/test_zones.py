"""Zones: every pattern's examples and counter-examples, and layouts as tables."""

import json
import re
from pathlib import Path

import pytest

from banggiao.cleaning.clean import clean
from banggiao.cleaning.lines import ZoneRow, compiled
from banggiao.lore import Lore
from banggiao.model.article import Article
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.spans import Span

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


BODY = "Hai bên đã trao đổi về hợp tác thương mại và giáo dục trong nhiều năm tới tại thủ đô."
MORE = "Chiều cùng ngày, đoàn gặp gỡ cộng đồng và thăm một trường học ở ngoại ô thành phố."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # title, lead, body
        (f"Hai nước ký kết\n\n{BODY}\n{MORE}", [("title", "Hai nước ký kết"), ("lead", BODY), ("body", MORE)]),
        # no title: the first line is a sentence
        (f"{BODY}\n{MORE}", [("lead", BODY), ("body", MORE)]),
        # a header of a crawl, alone and with the title behind it
        (f"date 2020-04 Photo : KBS News\n\n{BODY}", [("header", "date 2020-04 Photo : KBS News"), ("lead", BODY)]),
        (f"date 2020-04-02 Hai nước ký kết\n\n{BODY}", [("header", "date 2020-04-02"), ("title", "Hai nước ký kết"), ("lead", BODY)]),
        # a line that stands twice is a caption, the title excepted
        (
            f"Hai nước ký kết\n{BODY}\nHai bộ trưởng bắt tay.\n{MORE}\nHai bộ trưởng bắt tay.\nHai nước ký kết",
            [("title", "Hai nước ký kết"), ("lead", BODY), ("caption", "Hai bộ trưởng bắt tay."), ("body", MORE),
             ("caption", "Hai bộ trưởng bắt tay."), ("caption", "Hai nước ký kết")],
        ),
        # an article delivered twice is read once
        (
            f"Hai nước ký kết\n{BODY}\n{MORE}\nLễ bế mạc diễn ra tối qua.\nHai nước ký kết\n{BODY}\n{MORE}\nLễ bế mạc diễn ra tối qua.",
            [("title", "Hai nước ký kết"), ("lead", BODY), ("body", f"{MORE}\nLễ bế mạc diễn ra tối qua."), ("teaser", "Hai nước ký kết"),
             ("teaser", BODY), ("teaser", MORE), ("teaser", "Lễ bế mạc diễn ra tối qua.")],
        ),
        # captions by their credits: on a line of their own, within brackets, and in the middle of a line
        (f"{BODY}\nLễ ký. Ảnh: AFP\n{MORE}", [("lead", BODY), ("caption", "Lễ ký. Ảnh: AFP"), ("body", MORE)]),
        (f"{BODY}\nLễ ký. (Nguồn: Báo X)\n{MORE}", [("lead", BODY), ("caption", "Lễ ký. (Nguồn: Báo X)"), ("body", MORE)]),
        (
            f"{BODY} Hai bộ trưởng tại lễ ký, ngày 2/4. Ảnh:BNG {MORE}",
            [("lead", BODY), ("caption", "Hai bộ trưởng tại lễ ký, ngày 2/4. Ảnh:BNG"), ("body", MORE)],
        ),
        (f"{BODY} Lễ ký. Ảnh: REUTERS{MORE}", [("lead", BODY), ("caption", "Lễ ký. Ảnh: REUTERS"), ("body", MORE)]),
        (f"{BODY} Lễ ký (Ảnh: An Bình){MORE}", [("lead", BODY), ("caption", "Lễ ký (Ảnh: An Bình)"), ("body", MORE)]),
        (f"{BODY} Lễ ký. Ảnh: Hoài Sa {MORE}", [("lead", BODY), ("caption", "Lễ ký. Ảnh: Hoài Sa"), ("body", MORE)]),
        (f"{BODY} Lễ ký. Ảnh: Planespotters {MORE}", [("lead", BODY), ("caption", "Lễ ký. Ảnh: Planespotters"), ("body", MORE)]),
        # teasers: a bar, a link's word, below the mark that ends a report, another article's dateline
        (f"Hai nước mở đường bay |\n{BODY}", [("teaser", "Hai nước mở đường bay |"), ("lead", BODY)]),
        (f"{BODY}\nXem thêm: Lào mở cửa\n{MORE}\n{BODY[:-1]} nữa.", [
            ("lead", BODY), ("teaser", "Xem thêm: Lào mở cửa"), ("body", f"{MORE}\n{BODY[:-1]} nữa.")]),
        (f"{BODY}\n{MORE}./.\nTin khác của báo.", [("lead", BODY), ("body", f"{MORE}./."), ("teaser", "Tin khác của báo.")]),
        (f"{BODY}\n{MORE}./.Tin khác của báo.", [("lead", BODY), ("body", f"{MORE}./."), ("teaser", "Tin khác của báo.")]),
        (
            f"Hai nước ký kết\n(Đất Mới) - {BODY}\nMột tin khác\n(Đất Mới) - {MORE}",
            [("title", "Hai nước ký kết"), ("lead", f"(Đất Mới) - {BODY}"), ("teaser", "Một tin khác"), ("teaser", f"(Đất Mới) - {MORE}")],
        ),
        # a credit between the bar and the caption
        (f"{BODY}\nLễ ký. Ảnh: AFP |\n{MORE}", [("lead", BODY), ("caption", "Lễ ký. Ảnh: AFP |"), ("body", MORE)]),
        # source lines, authors, link tails
        (f"{BODY}\n{MORE}\nMinh Anh\n(Theo Reuters)", [
            ("lead", BODY), ("body", MORE), ("source_line", "Minh Anh"), ("source_line", "(Theo Reuters)")]),
        (f"{BODY}\n{MORE}\nNguồn bài viết : tin.example", [("lead", BODY), ("body", MORE), ("source_line", "Nguồn bài viết : tin.example")]),
        (f"{BODY}\n{MORE}\nXem thêm: lmth.98765432-iht-uhk/nv.oabtom", [
            ("lead", BODY), ("body", MORE), ("link_tail", "Xem thêm: lmth.98765432-iht-uhk/nv.oabtom")]),
        # captions gathered below the author
        (f"{BODY}\n{MORE}\nMinh Anh\nHai bộ trưởng bắt tay.", [
            ("lead", BODY), ("body", MORE), ("source_line", "Minh Anh"), ("caption", "Hai bộ trưởng bắt tay.")]),
        # a subheading that the text repeats is no author
        (f"{BODY}\n{MORE}\nHàn Quốc\nĐoàn tới Hàn Quốc hôm qua.", [("lead", BODY), ("body", f"{MORE}\nHàn Quốc\nĐoàn tới Hàn Quốc hôm qua.")]),
        ("", []),
        ("   \n ", [("body", "")]),
    ],
)  # fmt: skip
def test_layouts(text: str, expected: list[tuple[str, str]]) -> None:
    """Each layout's zones, in order."""
    assert kinds(text) == expected


def test_the_delivered_title_is_the_title_even_with_a_full_stop() -> None:
    cleaned = clean(Article(id="a", text=f"Hai nước ký kết.\n{BODY}", title="Hai nước ký kết."), LORE)
    assert [zone.kind for zone in cleaned.zones] == ["title", "lead"]


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_gold_lies_in_read_zones() -> None:
    """At least 99.5 % of the gold quotes stand in title, lead or body at one of their places."""
    total, missed = 0, []
    for name in ("seeds", "dev"):
        lines = (SHARED / "gold" / f"{name}.articles.jsonl").read_text(encoding="utf-8").splitlines()
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
        for row in map(json.loads, (SHARED / "gold" / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()):
            cleaned = clean(Article(id="a", text=texts[row["id"]]), LORE)
            unread = [cleaned.to_source(Span(z.start, z.end)) for z in cleaned.zones if z.kind not in READ_ZONES]
            for record in row["records"]:
                total += 1
                places = [m.start() for m in re.finditer(re.escape(record["quote"]), cleaned.delivered)]
                spans = [Span(at, at + len(record["quote"])) for at in places]
                if all(any(span.overlaps(zone) for zone in unread) for span in spans):
                    missed.append((row["id"], record["quote"]))
    assert total > 1900
    assert len(missed) <= 0.005 * total, missed


NOISE = {
    "000": ["Việt Nam-Ấn Độ thúc đẩy hợp tác"], "001": ["Xem thêm: mth"], "002": ["date 2023-01"], "003": ["date 2025", "(Nguồn: Báo"],
    "004": ["Shangri-La |", "Tổng Lãnh sự quán", "Ảnh: TTXVN |", "Bà Caitlin", "Nguồn bài viết"],
}  # fmt: skip


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize("seed", NOISE)
def test_noise_of_the_founding_reports_is_not_read(seed: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    cleaned = clean(Article(id=seed, text=path.read_bytes().decode()), LORE)
    for words in NOISE[seed]:
        assert cleaned.zone_at(cleaned.text.index(words)) not in READ_ZONES, words
