"""The dossier's sections: what is due, and what is cut."""

import pytest
from tests.made import made_item as item

from banggiao.dossier.values import Dossier
from banggiao.dossier.words import Words
from banggiao.lore import Lore
from banggiao.web.sections import SHOWN, sections


def test_commitments_by_what_is_due(lore: Lore) -> None:
    dues = {"late": "2023-01-01", "today": "2024-06-01", "soon": "2024-07-01", "far": "2030-01-01", "never": None}
    dossier = Dossier(a="VN", b="LA", commitments=tuple(item("commitment", key, first=due) for key, due in dues.items()))
    (section,) = sections(dossier, Words(lore, "en"), "2024-06-01")
    assert [(part.heading, [found.id for found in part.items]) for part in section.parts] == [
        ("Not yet due", ["today", "soon", "far"]),
        ("Past due, outcome unknown", ["late"]),
        ("No due date", ["never"]),
    ]


@pytest.mark.parametrize(("whole", "shown"), [("", SHOWN), ("agreements", SHOWN), ("timeline", SHOWN + 5)])
def test_long_sections_are_cut_and_say_so(lore: Lore, whole: str, shown: int) -> None:
    events = tuple(item("event", f"{at:03}", first=f"2024-01-{at % 28 + 1:02}") for at in range(SHOWN + 5))
    (section,) = sections(Dossier(a="VN", b="LA", timeline=events), Words(lore, "vi"), "2024-06-01", whole)
    assert (section.shown, section.total) == (shown, SHOWN + 5)
