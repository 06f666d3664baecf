"""Line ends, composed letters, spaces, entities, tags and wrongly decoded letters, as one table of whole cleanings."""

import pytest

from banggiao.cleaning.clean import clean_text
from banggiao.lore import Lore

LORE = Lore()


@pytest.mark.parametrize(
    ("delivered", "cleaned"),
    [
        ("Một.\r\nHai.\rBa.\u2028Bốn", "Một.\nHai.\nBa.\nBốn"),
        ("Vie\u0302\u0323t Nam, a\u030a", "Việt Nam, å"),  # decomposed
        ("\u212b, \u1100\u1161", "Å, 가"),  # singletons and jamo
        ("hai\u00a0bên \u200b ký\t\tkết\ufeff", "hai bên ký kết"),
        ("a\u00adb", "ab"),
        ("V&igrave; h&#242;a b&#xEC;nh &amp; h&#7907;p t&aacute;c &unknown; &", "Vì hòa bình & hợp tác &unknown; &"),
        ("<p>Một</p><p class='x'>Hai<br/>Ba <b>bốn</b></p>", "\nMột\n\nHai\nBa bốn\n"),
        ("a<script>if (a < b) {}</script>b<style>p {}</style>c<!-- d -->e", "abce"),
        ("x < y và y > z, a <3, <Nguyễn>", "x < y và y > z, a <3, <Nguyễn>"),
        ("<script>chưa đóng >", "chưa đóng >"),
        ("ViÃªÌ£t", "Việt"),  # decomposed, then wrongly decoded
        ("Viá»‡t Nam vÃ\u00a0 LÃ\u00a0o", "Việt Nam và Lào"),
        ("hòa bình, â€œhợp tácâ€\u009d", "hòa bình, “hợp tác”"),
    ],
)
def test_marks_and_spaces(delivered: str, cleaned: str) -> None:
    assert clean_text(delivered, LORE).text == cleaned
