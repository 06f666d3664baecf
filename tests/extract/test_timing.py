"""A time that is taken over from elsewhere in the article shows the words that tell it."""

import pytest

from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read

LORE = Lore()


@pytest.mark.parametrize(
    ("text", "kind", "date", "shown"),
    [
        (
            "Ngày 5/3/2024, Tổng thống Pháp Jean Dupont đã hội đàm với Chủ tịch nước Lào Kham Xay. Hai bên đã ký bản ghi nhớ về hợp tác giáo dục.",
            "agreement",
            "2024-03-05",
            "Ngày 5/3/2024",
        ),
        (
            "Ngày 5/3/2024, Tổng thống Pháp Jean Dupont đã hội đàm với Chủ tịch nước Lào Kham Xay. Sau hội đàm, hai bên đã ký bản ghi nhớ về hợp tác giáo dục.",
            "event",
            "2024-03-05",
            "Ngày 5/3/2024",
        ),
    ],
)
def test_words_of_a_time_taken_over(text: str, kind: str, date: str, shown: str) -> None:
    found = [one for one in read(Article(id="a", text=text, published="2024-03-06"), LORE).records if one.kind == kind]
    assert found
    assert {one.values["date"] for one in found} == {date}
    assert {tuple(text[span.start : span.end] for span in one.evidence["date"]) for one in found} == {(shown,)}


def test_a_time_of_the_publication_alone_has_no_words() -> None:
    text = "Tổng thống Pháp Jean Dupont đang thăm chính thức Lào."
    (visit,) = (one for one in read(Article(id="a", text=text, published="2024-03-06"), LORE).records if one.kind == "event")
    assert (visit.values["date"], "date" in visit.evidence) == ("2024-03", False)
