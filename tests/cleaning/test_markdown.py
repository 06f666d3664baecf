"""Markdown as crawls deliver it, as a table; whole cleanings of small pages."""

import pytest

from banggiao.cleaning.clean import clean, clean_text
from banggiao.lore import Lore
from banggiao.model.article import Article

LORE = Lore()


@pytest.mark.parametrize(
    ("delivered", "cleaned"),
    [
        ("Theo [Bản tin mẫu](https://bao.example/a), hai nước ký kết.", "Theo Bản tin mẫu, hai nước ký kết."),
        ("## Hợp tác\n\nHai bên ký.", "Hợp tác\n\nHai bên ký."),
        ("**Hai bên** nhất trí *rất* cao.", "Hai bên nhất trí rất cao."),
        ("__Hai bên__ nhất trí.", "Hai bên nhất trí."),
        ("![Lễ ký](https://bao.example/a.jpg)\nHai bên ký.", "\nHai bên ký."),
        # a line that is but a link stays, zones know it
        ("- [Tin khác](https://bao.example/b)", "- [Tin khác](https://bao.example/b)"),
        # no Markdown
        (
            "Điều [1] và (trang 2), 3 * 4 * 5, coi_trọng hợp_tác, C# và #tin",
            "Điều [1] và (trang 2), 3 * 4 * 5, coi_trọng hợp_tác, C# và #tin",
        ),
        ("* Hai bên ký * Ba bên ký", "* Hai bên ký * Ba bên ký"),
        ("[[[[", "[[[["),
    ],
)
def test_marks_go_and_words_stay(delivered: str, cleaned: str) -> None:
    assert clean_text(delivered, LORE).text == cleaned


def test_front_matter_is_header_but_for_the_title() -> None:
    text = '---\ntitle: "Hai nước ký kết"\ndate: 2020-03-12\nurl: https://bao.example/a\n---\n\nHai bên đã trao đổi về hợp tác.\n'
    cleaned = clean(Article(id="a", text=text), LORE)
    read = [(z.kind, cleaned.text[z.start : z.end].strip()) for z in cleaned.zones if z.kind != "header"]
    assert read == [("title", 'Hai nước ký kết"'), ("lead", "Hai bên đã trao đổi về hợp tác.")]
