"""Whether an article is about relations between states: the gate, the signs, and the judgement."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.scenes import LORE, scene_of

from banggiao.cleaning import clean
from banggiao.extract import extract
from banggiao.extract.relevance import BIAS, about_relations, may_be_relevant, weights
from banggiao.extract.signs import SIGNS, signs, words_of
from banggiao.model import Article
from banggiao.reader import read
from banggiao.reader import scene_of as staged

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

TALKS = (
    "Việt Nam và Lào tăng cường hợp tác\n"
    "Ngày 12/5, tại Hà Nội, Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Lào. Hai bên nhất trí thúc đẩy quan hệ hai nước.\n"
    "Bộ trưởng Ngoại giao Lào đề nghị Việt Nam tiếp tục hỗ trợ Lào đào tạo cán bộ."
)
MATCH = (
    "Việt Nam gặp Campuchia trên sân Mỹ Đình\n"
    "Tối nay đội tuyển Việt Nam gặp Campuchia trong trận đấu cuối vòng bảng. Huấn luyện viên đội tuyển cho biết các cầu thủ đã sẵn sàng.\n"
    "Cổ động viên Campuchia đã tới Hà Nội từ sáng."
)


@pytest.mark.parametrize(("text", "worth", "about"), [
    (TALKS, True, True),
    (MATCH, False, False),
    # words of relations without a state
    ("Hai bên đã đàm phán về giá nhà. Quan hệ giữa chủ và khách vẫn tốt.", False, False),
    # one state only
    ("Chính phủ Việt Nam họp bàn về quan hệ lao động và hợp tác xã.", False, False),
    ("", False, False),
])  # fmt: skip
def test_gate_and_judgement(text: str, worth: bool, about: bool) -> None:
    """The gate looks at words and states, the judgement at what was found."""
    scene = scene_of(text)
    assert may_be_relevant(scene.cleaned, LORE) is worth
    assert about_relations(scene, extract(scene, LORE), LORE) is about
    assert read(Article(id="t", text=text, published="2024-05-20"), LORE).relevant is about


def test_words() -> None:
    """Different words are counted once each, whatever their case; those of diplomacy are of relations too."""
    found = words_of("Hội đàm, hội đàm và ĐÀM PHÁN trước trận đấu", LORE)
    assert found == {"relations": {"hội đàm", "đàm phán"}, "diplomacy": {"hội đàm"}, "other": {"trận đấu"}}


def test_every_sign_has_a_weight() -> None:
    """What is learned fits what is read, and signs stay within their bounds."""
    assert set(LORE.once(weights)) == {BIAS, *SIGNS}
    scene = scene_of(TALKS)
    assert all(0.0 <= value <= 1.0 for value in signs(scene, extract(scene, LORE), LORE).values())


def corpus(most: int) -> Iterator[Article]:
    """Articles of the development gold and of the public corpora."""
    with (SHARED / "gold" / "dev.articles.jsonl").open(encoding="utf-8") as lines:
        yield from (Article(id=row["id"], text=row["text"], published=row.get("published")) for row in map(json.loads, lines))
    for name in ("general", "outlets"):
        with gzip.open(SHARED / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row, _ in zip(map(json.loads, lines), range(most), strict=False):
                yield Article(id=row["id"], text=row["text"])


@pytest.mark.proof
@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not on this machine (../shared)")
def test_gate_turns_away_nothing_that_would_be_kept() -> None:
    """Every article that the gate turns away is one that the whole reader, too, finds to be about other matters."""
    turned_away = 0
    for article in corpus(2000):
        if may_be_relevant(clean(article, LORE), LORE):
            continue
        turned_away += 1
        scene = staged(article, LORE)
        assert not about_relations(scene, extract(scene, LORE), LORE), article.id
    assert turned_away > 1000
