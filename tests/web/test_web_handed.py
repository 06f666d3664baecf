"""Calendar feeds and briefings over the web."""

import pytest
from fastapi.testclient import TestClient

icalendar = pytest.importorskip("icalendar")

# address, states named in the calendar's name
FEEDS = [
    ("/calendar.ics?lang=en", "everything"),
    ("/calendar.ics?state=LA&lang=en", "Laos"),
    ("/calendar.ics?pair=VN-LA&lang=en", "Vietnam – Laos"),
    ("/calendar.ics?pair=L%C3%A0o-Vi%E1%BB%87t%20Nam&lang=vi", "Lào – Việt Nam"),
]


@pytest.mark.parametrize(("address", "name"), FEEDS)
def test_feeds(client: TestClient, address: str, name: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert name in calendar["X-WR-CALNAME"]
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_holds_what_is_due(client: TestClient) -> None:
    calendar = icalendar.Calendar.from_ical(client.get("/calendar.ics?lang=vi").content)
    assert all(event.decoded("DTEND") > event.decoded("DTSTART") for event in calendar.walk("VEVENT"))


# form, how the file begins
FORMS = [("md", b"# "), ("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")]


@pytest.mark.parametrize(("form", "begin"), FORMS)
def test_briefings(client: TestClient, form: str, begin: bytes) -> None:
    answer = client.get(f"/pairs/VN-LA/brief.{form}?lang=en&for=talks&since=2020")
    assert answer.status_code == 200 and answer.content.startswith(begin)
    assert answer.headers["content-disposition"] == f'attachment; filename="VN-LA.{form}"'


def test_the_dossier_leads_to_its_files(client: TestClient) -> None:
    page = client.get("/pairs/VN-LA?lang=en").text
    for address in ("/pairs/VN-LA/brief.docx?lang=en", "/calendar.ics?pair=VN-LA&amp;lang=en"):
        assert f'href="{address}"' in page
        assert client.get(address.replace("&amp;", "&")).status_code == 200


MISSING = [
    "/calendar.ics?state=Nosuchland",
    "/calendar.ics?pair=VN",
    "/calendar.ics?pair=VN-VN",
    "/pairs/VN-LA/brief.exe",
    "/pairs/VN/brief.md",
]


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_without_a_ledger_there_is_no_feed(empty: TestClient) -> None:
    assert empty.get("/calendar.ics").status_code == 404
