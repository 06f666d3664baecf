"""Blocking: likely pairs meet, and they meet whichever of the two comes first."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import LORE, told

from banggiao.resolve.events import Events
from banggiao.resolve.facts import Facts
from banggiao.resolve.people import People
from banggiao.resolve.values import Told

A, B = "An Văn Bình", "Ravi Kumar"


def _meet(judge: Any, one: Told, two: Told) -> bool:
    """Whether the first finds the second."""
    return bool(judge.keys(one)[1] & judge.keys(two)[0])


# a case, the first telling, the second, whether they are compared
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("one day", {"date": "2026-01-30"}, {"date": "2026-01-30"}, True),
    ("a day apart", {"date": "2026-01-30"}, {"date": "2026-01-31"}, True),
    ("two days apart", {"date": "2026-01-30"}, {"date": "2026-02-01"}, False),
    ("a day of the month", {"date": "2026-01-30"}, {"date": "2026-01"}, True),
    ("another month", {"date": "2026-02-20"}, {"date": "2026-01"}, False),
    ("undated, published in the week", {"date": "2026-01-30"}, {"published": "2026-01-31"}, True),
    ("undated, published long after", {"date": "2026-01-30"}, {"published": "2026-04-30"}, False),
    ("both undated, published in one week", {"published": "2026-01-30"}, {"published": "2026-01-28"}, True),
    ("nothing tells when, the same persons", {"people": [A, B]}, {"people": [B], "date": "2026-01-30"}, True),
    ("nothing tells when, other persons", {"people": [A]}, {"people": [B], "date": "2026-01-30"}, False),
    ("other states", {"date": "2026-01-30", "parties": ("US", "VN")}, {"date": "2026-01-30"}, False),
    ("one state more", {"date": "2026-01-30", "parties": ("IN", "US", "VN")}, {"date": "2026-01-30"}, True),
]


def _event(key: str, values: dict[str, Any]) -> Told:
    return told(key, **{"type": "talks", "status": "held", "people": [], **values})


def test_likely_pairs_meet_both_ways() -> None:
    judge = Events(LORE)
    for case, first, second, meet in PAIRS:
        one, two = _event("1", first), _event("2", second)
        assert (case, _meet(judge, one, two), _meet(judge, two, one)) == (case, meet, meet)


_dates = st.sampled_from(
    [None, "2026", "2026-01", "2026-Q1", "2026-01-29", "2026-01-30", "2026-01-30/2026-02-02", "2026-02-01", "2026-02-06"]
)
_events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["talks", "visit", "conference", "session"]),
        "date": _dates,
        "published": st.sampled_from([None, "2026", "2026-01-28", "2026-02-02", "2026-02-09"]),
        "people": st.lists(st.sampled_from([A, B, "R. Kumar", "Kumar"]), max_size=2, unique=True),
        "parties": st.sampled_from([("IN", "VN"), ("US", "VN"), ("IN", "US", "VN"), ("VN",)]),
        "mechanism": st.sampled_from([None, "Đối thoại chính sách"]),
        "ordinal": st.sampled_from([None, 4]),
        "date_text": st.sampled_from([None, "ngày 30/1"]),
    }
)


@settings(max_examples=300, deadline=None)
@given(one=_events, two=_events)
def test_finding_is_mutual(one: dict[str, Any], two: dict[str, Any]) -> None:
    judge = Events(LORE)
    a, b = _event("1", one), _event("2", two)
    assert _meet(judge, a, b) == _meet(judge, b, a)
    assert judge.link(a, b) == judge.link(b, a)


def test_names_meet_by_words_that_tell() -> None:
    judge = People(LORE)
    names = [
        ("Orban Viktor", "Viktor Orbán", True),
        ("Kim Jong-un", "Kim Jongun", True),
        ("S. Kumaran", "Suresh Kumaran", True),
        ("Nguyễn Văn An", "Nguyễn Thị Bé", False),
    ]
    for first, second, meet in names:
        one, two = (told(key, "post", person=name, post="minister", country="IN") for key, name in ((first, first), (second, second)))
        assert (first, _meet(judge, one, two)) == (first, meet)


def test_facts_meet_by_what_must_be_equal() -> None:
    judge = Facts("target", LORE)
    one, two, other = (
        told(str(n), "target", parties=("IN", "VN"), measure="trade", value=value, unit="USD", by=by)
        for n, (value, by) in enumerate([(15e9, "2030"), (15e9, None), (20e9, "2030")])
    )
    assert (_meet(judge, one, two), _meet(judge, one, other)) == (True, False)
