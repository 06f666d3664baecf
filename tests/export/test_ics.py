"""Calendars: read back by icalendar; days, spans, states and identity of entries."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made import LORE, made_item

from banggiao.dossier.values import Item, Source, Telling
from banggiao.dossier.words import Words
from banggiao.export import export_ics
from banggiao.export.calendar import Entry, calendar_name, entries
from banggiao.export.ics import calendar
from banggiao.lifecycle import world_of

icalendar = pytest.importorskip("icalendar")

TODAY = datetime.date(2026, 6, 1)
WORDS = {language: Words(LORE, language) for language in ("vi", "en")}


def found(*items: Item, language: str = "vi", about: str = "") -> tuple[Entry, ...]:
    return entries(world_of(items, TODAY), LORE, WORDS[language], about)


def read(made: Sequence[Entry], language: str = "vi") -> list[Any]:
    """The entries as an independent parser reads them."""
    stream = io.BytesIO()
    assert export_ics(made, stream, WORDS[language], "Lịch") == len(made)
    parsed = icalendar.Calendar.from_ical(stream.getvalue())
    assert parsed["X-WR-CALNAME"] == "Lịch"
    return list(parsed.walk("VEVENT"))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# values of an event, first day, exclusive end, status
DAYS = [
    ({"date": "2026-09-10", "status": "planned"}, "2026-09-10", "2026-09-11", "CONFIRMED"),
    ({"date": "2026-09-10/2026-09-12", "status": "planned"}, "2026-09-10", "2026-09-13", "CONFIRMED"),
    ({"date": "2026-09-10", "status": "proposed"}, "2026-09-10", "2026-09-11", "TENTATIVE"),
    ({"date": "2026-09-10", "status": "cancelled"}, "2026-09-10", "2026-09-11", "CANCELLED"),
    # known to the month, quarter or year: the whole of it, tentative, never a day
    ({"date": "2026-09", "status": "planned"}, "2026-09-01", "2026-10-01", "TENTATIVE"),
    ({"date": "2026-Q4", "status": "planned"}, "2026-10-01", "2027-01-01", "TENTATIVE"),
    ({"date": "2027", "status": "planned"}, "2027-01-01", "2028-01-01", "TENTATIVE"),
]


@pytest.mark.parametrize(("values", "first", "end", "status"), DAYS, ids=[f"{values['date']} {values['status']}" for values, *_ in DAYS])
def test_days(values: dict[str, Any], first: str, end: str, status: str) -> None:
    (event,) = read(found(made_item("event", "a", type="visit", parties=["LA", "VN"], **values)))
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), event["STATUS"]) == (day(first), day(end), status)
    exact = len(values["date"]) > 7
    assert ("chưa rõ ngày" in event["SUMMARY"], event["X-BANGGIAO-PRECISION"]) == (not exact, "DAY" if exact else "SPAN")


def test_what_was_never_announced_or_has_no_date_is_no_entry() -> None:
    held = made_item("event", "a", type="call", parties=["LA", "VN"], date="2026-02-01", status="held")
    undated = made_item("event", "b", type="visit", parties=["LA", "VN"], status="planned")
    assert found(held, undated) == ()


def test_a_commitment_due_in_a_year_spans_it() -> None:
    item = made_item(
        "commitment", "c", first="2027-01-01", act="agree", by=["LA", "VN"], sectors=["trade"], due="2027", object="mở cửa khẩu"
    )
    (event,) = read(found(item))
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), event["STATUS"]) == (day("2027-01-01"), day("2028-01-01"), "TENTATIVE")
    assert event["SUMMARY"] == "Hạn cam kết: mở cửa khẩu (trong 2027, chưa rõ ngày)"


def test_expected_sessions_are_tentative_months_with_their_reason() -> None:
    sessions = [
        made_item("event", f"s{n}", first=f"{2022 + n}-03-10", told=f"{2022 + n}-03-11", type="session", parties=["LA", "VN"],
                  date=f"{2022 + n}-03-10", status="held", mechanism="Ủy ban hợp tác", ordinal=n)
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    (event,) = [one for one in read(found(*sessions)) if one["CATEGORIES"].to_ical() == b"SESSION"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), event["STATUS"]) == (day("2027-03-01"), day("2027-04-01"), "TENTATIVE")
    assert "Suy ra từ nhịp 365 ngày" in event["DESCRIPTION"]


def test_anniversaries_show_their_arithmetic() -> None:
    told = made_item("anniversary", "n", first="2027-09-05", parties=["LA", "VN"], years=65, of="diplomatic_relations", when="2027-09-05", since="1962-09-05")  # fmt: skip
    (event,) = read(found(told, language="en"), "en")
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), event["STATUS"]) == (day("2027-09-05"), day("2027-09-06"), "CONFIRMED")
    assert event["SUMMARY"] == "65 years of diplomatic relations: Laos – Vietnam"
    assert "Arithmetic: 1962-09-05 + 65 = 2027-09-05." in event["DESCRIPTION"]


def test_identity_outlives_more_tellings_and_a_new_date() -> None:
    one = made_item("event", "a", type="visit", parties=["LA", "VN"], date="2026-09", status="planned", told="2026-05-01")
    later = made_item("event", "b", type="visit", parties=["LA", "VN"], date="2026-09-20", status="planned", told="2026-05-20").tellings[0]
    more = Item(id="other", kind="event", parties=one.parties, tellings=(*one.tellings, later), said={**one.said, **made_item("event", "b", date="2026-09-20").said})  # fmt: skip
    (before,), (after,) = found(one), found(more)
    assert (before.uid, before.sequence, before.exact) == (after.uid, 0, False)
    assert (after.sequence, after.exact, after.first) == (1, True, day("2026-09-20"))


def test_words_narrow_a_calendar_and_name_it() -> None:
    items = [made_item("event", str(n), type="visit", parties=["LA", "VN"], date=f"2026-09-1{n}", status="planned", people=[name]) for n, name in enumerate(("An Văn Bình", "Lê Thị Cúc"))]  # fmt: skip
    assert [entry.summary for entry in found(*items, about="le thi cuc")] == ["Chuyến thăm: Lào – Việt Nam (Lê Thị Cúc)"]
    assert calendar_name(("LA", "VN"), WORDS["en"]) == "Calendar of relations: Laos – Vietnam"


@given(st.text(), st.text())
def test_whatever_an_article_says_stays_within_its_entry(summary: str, quote: str) -> None:
    """Lines are short, and no text makes a line or an entry of its own."""
    telling = Telling(
        claim="c", source=Source(article="a"), kind="event", values={}, quote=quote, start=0, end=1, pattern="p", confidence=1.0
    )  # fmt: skip
    entry = Entry(
        uid="u@banggiao", kind="event", first=TODAY, last=TODAY, exact=True, status="CONFIRMED", summary=summary, tellings=(telling,)
    )
    data = calendar([entry], WORDS["vi"], summary)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\r\nBEGIN:") == 1
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["UID"] == "u@banggiao"
