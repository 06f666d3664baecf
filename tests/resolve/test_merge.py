"""Merging: what is one event, one person, one fact; and that the order of claims never matters."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import LORE, told

from banggiao.resolve import merge

A, B = "An Văn Bình", "Ravi Kumar"
SIDES = {A: "VN", B: "IN", "Kumar": "IN", "Shri Ravi Kumar": "IN", "Lê Thị Cúc": "VN", "Anil Mehta": "IN"}


def _event(**values: Any) -> dict[str, Any]:
    return {"type": "reception", "date": "2026-01-30", "status": "held", "people": [A, B], "countries": SIDES, **values}


# a case, the first telling, the second, whether they are one event
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("the same told twice", _event(), _event(), True),
    ("a day apart, by time zone", _event(), _event(date="2026-01-31"), True),
    ("two days apart", _event(), _event(date="2026-02-01"), False),
    ("the month alone is told", _event(), _event(date="2026-01", place="Hà Nội"), True),
    ("a day without its year", _event(date=None, date_text="ngày 30/1"), _event(), True),
    ("another day without its year", _event(date=None, date_text="ngày 29-1"), _event(), False),
    ("a month is no day", _event(date=None, date_text="tháng 1/2026"), _event(people=[A]), False),
    ("another month", _event(), _event(date="2026-03"), False),
    ("a courtesy call told by the guest", _event(), _event(type="meeting"), True),
    ("talks are no reception", _event(), _event(type="talks"), False),
    ("a call is no reception", _event(), _event(type="call"), False),
    ("with an honorific", _event(), _event(people=[A, "Shri Ravi Kumar"]), True),
    ("one side's person is not named", _event(), _event(people=[A]), True),
    ("the same host, another guest", _event(), _event(people=[A, "Anil Mehta"]), False),
    ("nobody in common", _event(), _event(people=["Lê Thị Cúc", "Anil Mehta"]), False),
    ("pair and day alone", _event(people=[]), _event(people=[]), False),
    ("a traveller in the same weeks", _event(type="visit", people=[B], date="2026-01"), _event(type="visit", people=[B]), True),
    ("a letter apart in a long name", _event(people=["Suravaram Reddy"]), _event(people=["Suravanram Reddy"]), True),
    ("an invitation is not the visit", _event(type="visit", people=[B], status="proposed"), _event(type="visit", people=[B]), False),
    ("planned, then held", _event(status="planned"), _event(), True),
    ("places in two countries", _event(place="Hà Nội"), _event(place="New Delhi"), False),
    ("a house and its city", _event(place="Trụ sở Bộ Ngoại giao"), _event(place="Hà Nội"), True),
    ("relations are raised once", _event(type="upgrade", people=[]), _event(type="upgrade", people=[]), True),
]


@pytest.mark.parametrize(("case", "one", "two", "same"), PAIRS, ids=[case for case, *_ in PAIRS])
def test_events(case: str, one: dict[str, Any], two: dict[str, Any], same: bool) -> None:
    assert len(merge([told("1", **one), told("2", **two)], LORE)) == (1 if same else 2)


@pytest.mark.parametrize(("status", "events"), [("held", 1), ("planned", 2)])
def test_what_is_yet_to_come_is_spoken_of_again_and_again(status: str, events: int) -> None:
    """Undated talks of the same two in articles with some words in common: of those to come there may be several."""
    both = [told(key, **_event(type="talks", date=None, status=status)) for key in "12"]
    stories = (frozenset(range(100)), frozenset(range(85, 185)))
    assert len(merge([msgspec.structs.replace(one, story=story) for one, story in zip(both, stories, strict=True)], LORE)) == events


def test_two_records_of_one_article_are_two_events() -> None:
    assert len(merge([told("1", article="x", **_event()), told("2", article="x", **_event())], LORE)) == 2


def test_sessions_are_told_apart_by_edition_and_leg() -> None:
    base = {"type": "session", "people": [], "mechanism": "Đối thoại chính sách", "status": "held"}
    first = told("1", **base, ordinal=4, date="2022-06")
    assert len(merge([first, told("2", **base, ordinal=4, date="2022-06-20")], LORE)) == 1
    assert len(merge([first, told("2", **base, ordinal=5, date="2022-06-20")], LORE)) == 2
    legs = [told("1", **base, ordinal=4, leg=1, date="2022-06"), told("2", **base, ordinal=4, leg=2, date="2022-06")]
    assert len(merge(legs, LORE)) == 2


def test_a_vague_telling_never_joins_two_days() -> None:
    claims = [
        told("1", **_event(date="2026-01-03")),
        told("2", **_event(date="2026-01", place="Hà Nội")),
        told("3", **_event(date="2026-01-25")),
    ]
    assert sorted(len(item.members) for item in merge(claims, LORE)) == [1, 2]


def test_equal_words_join_only_where_they_are_many() -> None:
    long = "hai bên đã gặp nhau tại một hội trường lớn ở ngoại ô thành phố"
    short = "hai bên đã gặp nhau"
    bare: dict[str, Any] = {"type": "meeting", "people": [], "status": "held"}
    assert len(merge([told("1", quote=long, **bare), told("2", quote=long, **bare)], LORE)) == 1
    assert len(merge([told("1", quote=short, **bare), told("2", quote=short, **bare)], LORE)) == 2


def test_every_value_stays_with_its_claims_and_the_precise_date_is_shown() -> None:
    claims = [told("1", **_event(date="2026-01", place="Hà Nội")), told("2", **_event(place="Trụ sở, Hà Nội"))]
    (item,) = merge(claims, LORE)
    assert item.values["date"] == "2026-01-30"
    assert item.told["date"] == (("2026-01-30", ("2",)), ("2026-01", ("1",)))
    assert {value for value, _ in item.told["place"]} == {"Hà Nội", "Trụ sở, Hà Nội"}
    assert (item.first, item.last, item.tellings) == ("2026-01-30", "2026-01-30", 2)
    assert [(member.claim, bool(member.reason)) for member in item.members] == [("1", True), ("2", True)]


def test_of_a_visit_its_first_and_last_day_are_shown() -> None:
    dates = ("2026-01-30", "2026-01-30/2026-02-01", "2026-01")
    (visit,) = merge([told(str(n), **_event(type="visit", people=[B], date=date)) for n, date in enumerate(dates)], LORE)
    assert [value for value, _ in visit.told["date"]] == ["2026-01-30/2026-02-01", "2026-01-30", "2026-01"]


def _post(key: str, person: str, post: str = "foreign_minister", country: str = "IN") -> Any:
    return told(key, kind="post", parties=(country,), person=person, post=post, country=country)


# a case, names (with posts) of one country, the number of persons
PEOPLE: list[tuple[str, list[tuple[str, str]], int]] = [
    ("accents and honorifics", [("Ravi Kumár", "m"), ("Shri Ravi Kumar", "n")], 1),
    ("hyphens", [("Kim Jong-un", "m"), ("Kim Jong Un", "n")], 1),
    ("turned round, equal post", [("Orban Viktor", "m"), ("Viktor Orbán", "m")], 1),
    ("turned round, other post", [("Orban Viktor", "m"), ("Viktor Orbán", "n")], 2),
    ("initials, equal post", [("S. Kumaran", "m"), ("Suresh Kumaran", "m")], 1),
    ("initials, other post", [("S. Kumaran", "m"), ("Suresh Kumaran", "n")], 2),
    ("initials that fit two", [("S. Kumaran", "m"), ("Suresh Kumaran", "m"), ("Sunil Kumaran", "m")], 3),
    ("a letter apart in a long word", [("Suravaram Reddy", "m"), ("Suravanram Reddy", "m")], 1),
    ("a letter apart in a short word", [("Trần Hồng Hà", "m"), ("Trần Hùng Hà", "m")], 2),
    ("a surname, equal post", [("Kumaran", "m"), ("Suresh Kumaran", "m")], 1),
    ("a surname that fits two", [("Kumaran", "m"), ("Suresh Kumaran", "m"), ("Anil Kumaran", "m")], 3),
    ("a Vietnamese given name", [("Bình", "m"), ("An Văn Bình", "m")], 2),
    ("a middle word makes another person", [("Lý Cường", "m"), ("Lý Khắc Cường", "m")], 2),
    ("two with one middle initial in common", [("Nguyễn Mạnh Cường", "m"), ("Nguyễn Minh Hằng", "m")], 2),
    ("other letters for one sound", [("Serguei Kumarov", "m"), ("Sergey Kumarov", "m"), ("Kumarov", "m")], 1),
    ("written after the ear", [("Kaysone Phomlavong", "m"), ("Cay-xỏn Phôm-la-vông", "m")], 1),
    ("a short form of the given name", [("Joseph Kumaran", "m"), ("Joe Kumaran", "m")], 1),
    ("a short form, other post", [("Joseph Kumaran", "m"), ("Joe Kumaran", "n")], 2),
    ("names between left out", [("Dina Ercilia Kumaran Zegarra", "m"), ("Dina Kumaran", "m")], 1),
    ("names between left out, two fit", [("Dina A. Kumaran", "m"), ("Dina B. Kumaran", "m"), ("Dina Kumaran", "m")], 3),
    ("an article of the surname", [("Bashar al-Kumari", "m"), ("Bashar El Kumari", "m"), ("Bashar Kumari", "m")], 1),
    ("letters swapped", [("Heather Nauertal", "m"), ("Heather Nuaertal", "m")], 1),
    ("the name of the father", [("Hussein bin Abdullah", "m"), ("Abdullah", "m")], 2),
    ("words of courtesy alone", [("Tan Sri Dato", "m"), ("Dato", "m"), ("Dato", "m")], 3),
    ("a surname like a syllable", [("Theresa May", "m"), ("May", "m")], 1),
    ("accents tell persons apart", [("Lê Minh Hùng", "m"), ("Lê Minh Hưng", "m")], 2),
    ("the place of the tone tells nothing", [("Lê Thị Hoà", "m"), ("Lê Thị Hòa", "n")], 1),
    ("accents left out", [("Le Minh Hung", "m"), ("Lê Minh Hưng", "m")], 1),
    ("accents left out, other post", [("Le Minh Hung", "m"), ("Lê Minh Hưng", "n")], 2),
    ("accents left out, two fit", [("Le Minh Hung", "m"), ("Lê Minh Hưng", "m"), ("Lê Minh Hùng", "m")], 2),
]


@pytest.mark.parametrize(("case", "names", "persons"), PEOPLE, ids=[case for case, *_ in PEOPLE])
def test_people(case: str, names: list[tuple[str, str]], persons: int) -> None:
    claims = [_post(str(number), name, post) for number, (name, post) in enumerate(names)]
    assert len(merge(claims, LORE)) == persons


@pytest.mark.parametrize(("one", "two"), [("Kim Yong Chol", "Kim Jong Chol"), ("Lý Xuân", "Lý Suân")])
def test_no_sound_is_another_where_syllables_tell(one: str, two: str) -> None:
    assert len(merge([_post("1", one, country="KP"), _post("2", two, country="KP")], LORE)) == 2


# a case, how often the name is told of IN, of KR, with which posts, the number of persons
COUNTRIES = [
    ("in passing of another country", 5, 1, "m", "m", 1),
    ("as often of both", 2, 1, "m", "m", 2),
    ("another post", 5, 1, "m", "n", 2),
]


@pytest.mark.parametrize(("case", "one", "two", "here", "there", "persons"), COUNTRIES, ids=[case for case, *_ in COUNTRIES])
def test_a_name_told_of_two_countries(case: str, one: int, two: int, here: str, there: str, persons: int) -> None:
    claims = [_post(f"a{n}", "Suresh Kumaran", here) for n in range(one)]
    claims += [_post(f"b{n}", "Suresh Kumaran", there, country="KR") for n in range(two)]
    found = merge(claims, LORE)
    assert len(found) == persons
    assert persons > 1 or (found[0].values["country"], found[0].parties) == ("IN", ("IN",))


def test_a_person_shows_the_fullest_name_and_every_office() -> None:
    (person,) = merge([_post("1", "S. Kumaran"), _post("2", "Suresh Kumaran"), _post("3", "Suresh Kumaran", "minister")], LORE)
    assert (person.kind, person.values["name"]) == ("person", "Suresh Kumaran")
    assert [(office["post"], claims) for office, claims in person.told["office"]] == [
        ("foreign_minister", ("1", "2")),
        ("minister", ("3",)),
    ]


def test_facts_are_one_where_their_keys_are_equal() -> None:
    tier = {"kind": "partnership", "parties": ("IN", "VN"), "tier": "strategic"}
    claims = [told("1", **tier, since="2007"), told("2", **tier, since=None), told("3", **{**tier, "tier": "comprehensive_strategic"})]
    assert [item.values.get("since") for item in merge(claims, LORE) if item.tellings == 2] == ["2007"]
    words = {"kind": "commitment", "act": "agree", "by": ["VN", "IN"], "to": None}
    claims = [told("1", quote="Hai bên nhất trí hợp tác.", **words), told("2", quote="hai bên nhất trí hợp tác", **words)]
    assert len(merge(claims, LORE)) == 1


PLAN = "Chương trình hành động triển khai quan hệ đối tác"

# a case, tellings of documents (name, period), which of them are one
DOCUMENTS: list[tuple[str, list[tuple[str, str | None]], list[str]]] = [
    ("one programme told twice", [(PLAN, "2021/2023"), (f"{PLAN} giai đoạn 2021-2023", None)], ["01"]),
    ("periods that follow one another", [(PLAN, "2021/2023"), (PLAN, "2024/2026")], ["0", "1"]),
    ("one begin, two ends", [(PLAN, "2024/2026"), (PLAN, "2024/2028")], ["0", "1"]),
    ("years in the names", [(f"{PLAN} 2021-2023", None), (f"{PLAN} 2021-2025", None)], ["0", "1"]),
    ("a period and years in a name", [(PLAN, "2021/2023"), (f"{PLAN} (2024 - 2026)", None)], ["0", "1"]),
    ("what tells none joins one of two", [(PLAN, "2021/2023"), (PLAN, None), (PLAN, "2024/2026")], ["01", "2"]),
    ("a programme called by its head", [(f"{PLAN} giai đoạn 2024-2028", None), ("Kế hoạch hành động 2024-2028", "2024/2028")], ["01"]),
    (
        "two sectors and a head",
        [
            ("Kế hoạch hành động về nông nghiệp", "2024/2026"),
            ("Chương trình hành động về biển", "2024/2026"),
            ("Chương trình hành động", "2024/2026"),
        ],
        ["0", "1", "2"],
    ),
    ("a number in a name", [("Hiệp định hợp tác biển số 3", None), ("Hiệp định hợp tác biển", None)], ["01"]),
    ("other numbers", [("Hiệp định vay số 3 cho đường sắt", None), ("Hiệp định vay số 4 cho đường sắt", None)], ["0", "1"]),
]


@pytest.mark.parametrize(("case", "tellings", "groups"), DOCUMENTS, ids=[case for case, *_ in DOCUMENTS])
def test_documents_of_other_years_are_others(case: str, tellings: list[tuple[str, str | None]], groups: list[str]) -> None:
    claims = [
        told(str(n), kind="agreement", parties=("IN", "VN"), name=name, type="action_programme", status="signed", period=period)
        for n, (name, period) in enumerate(tellings)
    ]
    for order in (claims, claims[::-1]):
        assert sorted("".join(sorted(one.claim for one in item.members)) for item in merge(order, LORE)) == groups


_names = st.sampled_from([A, B, "Kumar", "Shri Ravi Kumar", "Lê Thị Cúc", "Anil Mehta"])
_events = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["reception", "meeting", "talks", "visit", "session"]),
            "date": st.sampled_from([None, "2026-01", "2026-01-29", "2026-01-30", "2026-01-31", "2026-02-01", "2026"]),
            "status": st.sampled_from(["held", "planned", "proposed"]),
            "people": st.lists(_names, max_size=3, unique=True),
            "place": st.sampled_from([None, "Hà Nội", "New Delhi", "Trụ sở Bộ Ngoại giao"]),
            "ordinal": st.sampled_from([None, 4, 5]),
            "mechanism": st.sampled_from([None, "Đối thoại chính sách"]),
        }
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(events=_events, seed=st.integers(0, 1000))
def test_the_order_of_events_never_matters(events: list[dict[str, Any]], seed: int) -> None:
    claims = [told(f"{n:02}", article=f"a{n % 9}", countries=SIDES, **event) for n, event in enumerate(events)]
    shuffled = list(claims)
    random.Random(seed).shuffle(shuffled)
    found = merge(shuffled, LORE)
    assert found == merge(claims, LORE)
    assert sorted(member.claim for item in found for member in item.members) == [claim.id for claim in claims]


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(
        st.tuples(st.sampled_from(["Kumaran", "S. Kumaran", "Suresh Kumaran", "Kumaran Suresh", "Anil Kumaran"]), st.sampled_from("mn"))
    ),
    seed=st.integers(0, 1000),
)
def test_the_order_of_people_never_matters(people: list[tuple[str, str]], seed: int) -> None:
    claims = [_post(f"{n:02}", name, post) for n, (name, post) in enumerate(people)]
    shuffled = list(claims)
    random.Random(seed).shuffle(shuffled)
    assert merge(shuffled, LORE) == merge(claims, LORE)
