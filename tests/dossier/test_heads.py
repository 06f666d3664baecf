"""What an article is called in lists."""

import pytest

from banggiao.dossier.heads import head_of
from banggiao.lore import Lore

LORE = Lore()

# title, beginning of the text, the head
HEADS = [
    ("a title", "Việt Nam và Lào hội đàm", "Ngày 12/3, tại Hà Nội ...", "Việt Nam và Lào hội đàm"),
    ("lost letters are restored", "Vi??t Nam và Lào hội đàm", "x", "Việt Nam và Lào hội đàm"),
    ("entities are letters", "Vi&ecirc;ng Chăn &amp; H&agrave; Nội", "x", "Viêng Chăn & Hà Nội"),
    ("no title: the first line", None, "\n\nBộ trưởng Ngoại giao thăm Lào\nNgày 12/3 ...", "Bộ trưởng Ngoại giao thăm Lào"),
    (
        "a header with a date is no title",
        None,
        "date 2025-10-25\nBộ trưởng Ngoại giao thăm Lào\nNgày 12/3 tới thăm.",
        "Bộ trưởng Ngoại giao thăm Lào",
    ),
    (
        "nor where it stands as the title",
        "date 2025-10-25",
        "Bộ trưởng Ngoại giao thăm Lào\nNgày 12/3 tới thăm.",
        "Bộ trưởng Ngoại giao thăm Lào",
    ),
    ("nothing: its id", None, " \n ", "bai-1"),
    ("markup alone: the text", "</title><script>hit()</script>", "Tin ngắn.", "Tin ngắn."),
]


@pytest.mark.parametrize(("case", "title", "text", "head"), HEADS, ids=[case for case, *_ in HEADS])
def test_heads(case: str, title: str | None, text: str, head: str) -> None:
    assert head_of(title, text, "bai-1", LORE) == head


def test_a_long_head_ends_at_a_word() -> None:
    head = head_of("Việt Nam và Lào " * 20, "x", "k", LORE, 40)
    assert len(head) <= 42 and head.endswith(" …") and not head.removesuffix(" …").endswith(" ")
