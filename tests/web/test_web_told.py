"""Cells of merged values: names that differ in nothing but case and empty words are told once, with all who tell them."""

import msgspec
import pytest
from tests.made import LORE, made_item

from banggiao.dossier.words import Words
from banggiao.model.items import Said
from banggiao.web.told import Teller

TELLER = Teller(Words(LORE, "vi"), ())


@pytest.mark.parametrize(
    ("kind", "names", "shown"),
    [
        (
            "partnership",
            ["Quan hệ Đối tác chiến lược toàn diện", "đối tác chiến lược toàn diện", "mối quan hệ Đối tác Chiến lược Toàn diện"],
            ["Quan hệ Đối tác chiến lược toàn diện"],
        ),
        ("partnership", ["Đối tác chiến lược", "Đối tác chiến lược vì hòa bình"], ["Đối tác chiến lược", "Đối tác chiến lược vì hòa bình"]),
        ("agreement", ["Hiệp định dẫn độ", "Hiệp định Dẫn độ", "Hiệp định hàng không"], ["Hiệp định dẫn độ", "Hiệp định hàng không"]),
    ],
)
def test_names_told_once(kind: str, names: list[str], shown: list[str]) -> None:
    told = made_item(kind, "k")
    item = msgspec.structs.replace(told, said={"name": tuple(Said(name, ("k",)) for name in names)})
    assert [value.text for value in TELLER.cell(item, "name").values] == shown
