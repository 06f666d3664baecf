"""Targets against figures as drawings, and contacts over time on the pages of pairs and states."""

import re

import pytest
from fastapi.testclient import TestClient
from tests.made import made_item as item
from tests.web.test_web_pages import Tree
from tests.web.web_ledger import FIRST, span

from banggiao.dossier.values import Item
from banggiao.web.courses import HEIGHT, WIDTH, courses


def figure(key: str, year: str, value: object, measure: str = "trade", last: str = "12-31") -> Item:
    made = item("statistic", key, first=f"{year}-01-01", measure=measure, unit="USD", value=value, parties=["LA", "VN"], period=year)
    return Item(**{name: getattr(made, name) for name in made.__struct_fields__} | {"last": f"{year}-{last}"})


def goal(key: str, by: str | None, value: object, measure: str = "trade") -> Item:
    made = item("target", key, first=by, measure=measure, unit="USD", value=value, parties=["LA", "VN"], by=by)
    return Item(**{name: getattr(made, name) for name in made.__struct_fields__} | {"last": by})


def test_a_course() -> None:
    (course,) = courses(
        [goal("g", "2025-12-31", 20.0)], [figure("b", "2023", 10), figure("a", "2021", 5.0), figure("part", "2024", 8, last="09-30")]
    )
    assert [(mark.item.id, mark.whole) for mark in course.figures] == [("a", True), ("b", True), ("part", False)]
    assert [mark.x for mark in course.figures] == sorted(mark.x for mark in course.figures)
    assert [mark.y for mark in course.figures] == [HEIGHT * 0.75, HEIGHT * 0.5, HEIGHT * 0.6]
    assert course.goals[0].y == 0
    assert course.line.count("L") == 1  # whole years alone
    assert [tick.value for tick in course.ticks] == [0, 5, 10, 15, 20]
    assert [year.value for year in course.years] == [2021, 2022, 2023, 2024, 2025]


def test_a_target_without_a_date_stands_at_the_edge() -> None:
    (course,) = courses([goal("g", None, 3)], [figure("a", "2021", 2)])
    assert course.goals[0].x == WIDTH


@pytest.mark.parametrize(
    ("goals", "figures"),
    [
        ([], [figure("a", "2021", 2)]),
        ([goal("g", "2025", 3)], []),
        ([goal("g", "2025", 3, "tourists")], [figure("a", "2021", 2)]),
        ([goal("g", "2025", "many")], [figure("a", "2021", 2)]),
        ([goal("g", None, 3)], [item("statistic", "a", measure="trade", unit="USD", value=2, parties=["LA", "VN"])]),
    ],
)
def test_nothing_to_hold_against_each_other(goals: list[Item], figures: list[Item]) -> None:
    assert courses(goals, figures) == ()


def test_the_dossier_draws_both(client: TestClient) -> None:
    source = client.get("/pairs/VN-LA", headers={"Accept-Language": "en"}).text
    tree = Tree(source)
    assert (tree.problems, tree.open) == ([], [])
    target, value = span(FIRST, "2 tỷ USD"), span(FIRST, "1,5 tỷ USD")
    goals = re.findall(r'<a class="aim-goal" href="[^"]+#w(\d+-\d+)" aria-label="([^"]+)"', source)
    points = re.findall(r'<a class="aim-point" href="[^"]+#w(\d+-\d+)" aria-label="([^"]+)"', source)
    assert goals == [(f"{target.start}-{target.end}", "Target: 2\u00a0billion\u00a0USD by 2025")]
    assert points == [(f"{value.start}-{value.end}", "2023: 1.5\u00a0billion\u00a0USD")]
    bars = re.findall(r'<a class="bar-link" href="([^"]+)" aria-label="([^"]+)"', source)
    assert [label for _, label in bars] == ["Mar 2024: 1. Ministers: 1"]
    assert "state=VN" in bars[0][0] and "with=LA" in bars[0][0]


def test_the_page_of_a_state_draws_its_contacts(client: TestClient) -> None:
    source = client.get("/states/LA", headers={"Accept-Language": "en"}).text
    bars = re.findall(r'<a class="bar-link" href="[^"]+" aria-label="([^"]+)"', source)
    assert bars == ["Feb 2024: 1. No office told: 1", "Mar 2024: 1. Ministers: 1"]
    then = client.get("/states/LA?as_of=2024-02-10", headers={"Accept-Language": "en"}).text
    assert re.findall(r'<a class="bar-link" href="[^"]+" aria-label="([^"]+)"', then) == ["Feb 2024: 1. No office told: 1"]
