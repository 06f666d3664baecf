"""The review page: what waits, each decision by its form, undoing, what is refused, and single keys' buttons."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import Tree
from tests.web.web_ledger import client_of, proof

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.pipeline.corrected import corrected
from banggiao.settings import Settings, load
from banggiao.store import open_ledger
from banggiao.web import links

PATH = "/review?show=differ"


@pytest.fixture
def own(tmp_path: Path, settings: Settings) -> Settings:
    """Settings with a ledger of one's own."""
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    Path(found.ledger).write_bytes(Path(settings.ledger).read_bytes())
    return found


@pytest.fixture
def client(own: Settings, lore: Lore) -> Iterator[TestClient]:
    with client_of(own, lore) as made:
        yield made


def talks(own: Settings) -> list[Any]:
    """The merged talks of Viet Nam and Laos."""
    with open_ledger(own.ledger) as ledger:
        return list(dossier.found(ledger, Query(kinds=("event",), states=("VN", "LA"))).items)


def decide(client: TestClient, **form: str) -> str:
    """Send a form; the note that the page then shows."""
    response = client.post("/review", data={"back": PATH, **proof(client), **form}, follow_redirects=False)
    assert response.status_code == 303
    source = client.get(response.headers["location"]).text
    found = re.search(r'<p class="notice" role="status"><bdi>(.*?)</bdi>', source)
    return unescape(found.group(1)) if found else ""


def test_what_is_told_differently_waits(client: TestClient) -> None:
    tree = Tree(client.get(PATH).text)
    assert (tree.problems, tree.open) == ([], [])
    assert tree.values("class").count("judged") == 1
    assert {"a", "r", "c", "s"} <= set(tree.values("data-key"))


def test_accept_and_undo(client: TestClient, own: Settings) -> None:
    (event,) = talks(own)
    assert decide(client, act="accept", object=event.id) == ""
    assert 'class="judged"' not in client.get(PATH).text
    (decision,) = re.findall(r'name="decision" value="(\w+)"', client.get(PATH).text)
    assert decide(client, act="undo", decision=decision) == ""
    assert 'class="judged"' in client.get(PATH).text


def test_reject_takes_an_object_away_until_it_is_undone(client: TestClient, own: Settings) -> None:
    (event,) = talks(own)
    decide(client, act="reject", object=event.id, reason="not so")
    assert talks(own) == []
    (decision,) = re.findall(r'name="decision" value="(\w+)"', client.get(PATH).text)
    decide(client, act="undo", decision=decision)
    assert [item.id for item in talks(own)] == [event.id]


def test_a_corrected_value_is_shown_and_nothing_is_lost(client: TestClient, own: Settings) -> None:
    (event,) = talks(own)
    assert decide(client, act="correct", object=event.id, field="date", value="2024-03-14", reason="seen there") == ""
    (event,) = talks(own)
    assert event.values["date"] == "2024-03-14"
    assert sorted(one.value for one in event.said["date"]) == ["2024-03-12", "2024-03-13", "2024-03-14"]
    source = client.get(links.event_path(event.id), headers={"Accept-Language": "en"}).text
    assert ("14 Mar 2024" in source, "corrected" in source) == (True, True)


def test_split_and_merge(client: TestClient, own: Settings) -> None:
    (event,) = talks(own)
    decide(client, act="split", object=event.id, claim=event.tellings[0].claim)
    one, two = talks(own)
    decide(client, act="merge", object=one.id, **{"with": two.id})
    (again,) = talks(own)
    assert {telling.claim for telling in again.tellings} == {telling.claim for telling in event.tellings}


@pytest.mark.parametrize(
    ("form", "note"),
    [
        ({"act": "correct", "field": "date", "value": "soon"}, "'soon' is no value of date"),
        ({"act": "correct", "field": "quote", "value": "x"}, "event has no field 'quote'"),
        ({"act": "correct", "field": "type", "value": "<b>"}, "'<b>' is no value of type"),
        ({"act": "merge", "with": "none"}, "no such claims"),
        ({"act": "split", "claim": "none"}, "not one of these"),
        ({"act": "explode"}, "nothing to decide on"),
        ({"act": "accept", "object": "none"}, "nothing to decide on"),
        ({"act": "undo", "decision": "none"}, "no such decision"),
    ],
)
def test_what_cannot_be_decided_is_said(client: TestClient, own: Settings, form: dict[str, str], note: str) -> None:
    (event,) = talks(own)
    assert note in decide(client, **{"object": event.id, **form})
    assert talks(own) == [event]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 400),
        ({"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_no_page_of_elsewhere_decides(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert (
        client.post("/review", data={"act": "accept", "object": "x", **proof(client)}, headers=headers, follow_redirects=False).status_code
        == status
    )


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_no_decision_leads_elsewhere(client: TestClient, back: str) -> None:
    response = client.post("/review", data={"act": "accept", "object": "x", "back": back, **proof(client)}, follow_redirects=False)
    assert response.headers["location"].startswith("/review?note=")


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("event", "parties", "vn, la", ["VN", "LA"]),
        ("event", "people", "Lê Văn Sông , Bounmy Keola", ["Lê Văn Sông", "Bounmy Keola"]),
        ("event", "ordinal", "4", 4),
        ("event", "date", "2024-Q1", "2024-Q1"),
        ("event", "place", "", None),
        ("target", "value", "1.5", 1.5),
        ("commitment", "sectors", "trade,energy", ["trade", "energy"]),
    ],
)
def test_corrected_values(lore: Lore, kind: str, field: str, text: str, value: object) -> None:
    assert corrected(kind, field, text, lore) == value


@pytest.mark.parametrize(
    ("field", "text"), [("parties", "XX1"), ("ordinal", "four"), ("type", "party"), ("none", "x"), ("place", "x" * 301)]
)
def test_values_that_do_not_fit(lore: Lore, field: str, text: str) -> None:
    with pytest.raises(UsageError):
        corrected("event", field, text, lore)
