"""The tier in force, and targets beside figures."""

import pytest
from tests.made import made_item as item

from banggiao.dossier.standing import aims, tier


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
