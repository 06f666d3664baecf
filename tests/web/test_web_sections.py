"""The dossier's sections: the tier in force, what is due, targets beside figures, and what is cut."""

import pytest

from banggiao.dossier.values import Dossier, Item, Said, Source, Telling
from banggiao.lore import Lore
from banggiao.web.sections import SHOWN, aims, sections, tier
from banggiao.web.words import Words


def item(kind: str, key: str, *, first: str | None = None, told: str = "2024-01-01", **values: object) -> Item:
    """A merged object told by one article."""
    telling = Telling(
        claim=key,
        source=Source(article=key, published=told),
        kind=kind,
        values=values,
        quote="lời",
        start=0,
        end=3,
        pattern="test.made",
        confidence=1.0,
    )
    said = {name: (Said(value, (key,)),) for name, value in values.items()}
    return Item(id=key, kind=kind, parties=("LA", "VN"), said=said, tellings=(telling,), first=first, last=first)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), None),
        # bare relations give way to a tier, however old its telling
        ((("diplomatic_relations", "current", "1976-08-05", "2025-01-01"), ("strategic", "current", None, "2015-01-01")), "1"),
        # of two tiers the one that was so last
        ((("strategic", "current", None, "2024-09-01"), ("comprehensive_strategic", "established", "2025-10-29", "2025-10-30")), "1"),
        ((("strategic", "current", None, "2024-09-01"), ("comprehensive", "current", "2013-01-01", "2013-01-02")), "0"),
        # a tier that is only aimed at is none
        ((("strategic", "current", None, "2020-01-01"), ("comprehensive_strategic", "goal", None, "2024-01-01")), "0"),
    ],
)
def test_tier(found: tuple[tuple[str, str, str | None, str], ...], expected: str | None) -> None:
    items = [
        item("partnership", str(at), first=first, told=told, tier=name, status=status)
        for at, (name, status, first, told) in enumerate(found)
    ]
    chosen = tier(items)
    assert (chosen and chosen.id) == expected


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


@pytest.mark.parametrize(
    ("target", "figures", "expected"),
    [
        ({"measure": "trade", "unit": "USD", "value": 2e9}, [("2022", 1e9), ("2023", 1.5e9)], ("2023", 75)),  # the latest figure
        ({"measure": "trade", "unit": "EUR", "value": 2e9}, [("2022", 1e9)], (None, None)),  # another unit
        ({"measure": "trade", "unit": "USD", "value": 0}, [("2022", 1e9)], ("2022", None)),
        ({"measure": "trade", "unit": "USD", "value": 1e9}, [("2022", 3e9)], ("2022", 300)),
    ],
)
def test_targets_beside_figures(
    target: dict[str, object], figures: list[tuple[str, float]], expected: tuple[str | None, int | None]
) -> None:
    told = [item("statistic", year, first=f"{year}-01-01", measure="trade", unit="USD", value=value) for year, value in figures]
    (aim,) = aims([item("target", "t", **target)], told)
    assert (aim.latest and aim.latest.id, aim.reached) == expected
    assert 0 <= aim.bar <= 100
