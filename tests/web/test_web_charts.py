"""The geometry of charts: round scales, bars from the foot up, classes of a shaded map, curves."""

import pytest

from banggiao.web.charts import arc, columns, round_top, step_of, steps, thickness


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, (1, 1)),
        (1, (1, 0.5)),
        (3, (3, 1)),
        (7, (8, 2)),
        (10, (10, 5)),
        (86, (100, 50)),
        (505, (600, 200)),
        (1_000_000, (1_000_000, 500_000)),
    ],
)
def test_a_scale_ends_at_a_round_number(most: float, expected: tuple[float, float]) -> None:
    assert round_top(most) == expected


def test_bars() -> None:
    chart = columns([{"a": 2, "b": 2}, {}, {"b": 1}], ["a", "b"], 300, 100)
    assert [(tick.value, tick.at) for tick in chart.ticks] == [(0, 100), (1, 75), (2, 50), (3, 25), (4, 0)]
    assert [[(part.name, part.y, part.height) for part in bar.segments] for bar in chart.bars] == [
        [("a", 50, 50), ("b", 0, 50)],
        [],
        [("b", 75, 25)],
    ]
    assert [(bar.x, bar.width, bar.left, bar.room, bar.number) for bar in chart.bars] == [
        (9, 82, 0, 100, 4),
        (109, 82, 100, 100, 0),
        (209, 82, 200, 100, 1),
    ]


def test_bars_on_one_scale() -> None:
    assert columns([{"a": 2}], ["a"], 10, 100, 8).bars[0].segments[0].height == 25
    assert columns([], ["a"], 10, 100).bars == ()


@pytest.mark.parametrize(
    ("numbers", "bounds"),
    [
        ([], ()),
        ([3, 3], (3,)),
        ([5, 1, 2], (1, 2, 5)),
        (list(range(1, 11)), (1, 3, 5, 7, 9)),
        ([1, 1, 1, 2, 3, 4, 5, 900], (1, 2, 3, 4, 5)),
    ],
)
def test_classes_of_a_shaded_map(numbers: list[int], bounds: tuple[int, ...]) -> None:
    assert steps(numbers) == bounds


@pytest.mark.parametrize(
    ("number", "bounds", "step"),
    [(3, (3,), 5), (1, (1, 2, 5), 3), (2, (1, 2, 5), 4), (4, (1, 2, 5), 4), (9, (1, 3, 5, 7, 9), 5), (1, (1, 3, 5, 7, 9), 1)],
)
def test_the_class_of_a_number(number: int, bounds: tuple[int, ...], step: int) -> None:
    assert step_of(number, bounds) == step


def test_lines() -> None:
    assert (thickness(4, 4, 1, 5), thickness(1, 4, 1, 5), thickness(0, 0, 1, 5)) == (5, 3, 1)
    assert arc(0, 0, 100, 0, 0.2) == "M0 0Q50 -20 100 0"  # to the north of a way to the east
