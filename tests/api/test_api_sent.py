"""What is sent to the API: articles kept, refused, kept once; decisions made and undone; questions answered; who asks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.web_ledger import client_of

from banggiao.lore import Lore
from banggiao.model.wire import LONGEST_TEXT, MOST_ARTICLES
from banggiao.pipeline import given as pipeline_given
from banggiao.settings import Settings, load

PREFIX = "/api/v1"
TALKS = "Ngày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Lào Bounmy Keola."
AGREED = "Việt Nam và Lào hội đàm tại Viêng Chăn. Hai bên nhất trí nâng kim ngạch thương mại song phương lên 2 tỷ USD vào năm 2025."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"home": str(tmp_path), "ledger": str(tmp_path / "ledger.db")}, env={})


@pytest.fixture(scope="module")
def lore() -> Lore:
    return Lore()


@pytest.fixture
def client(settings: Settings, lore: Lore) -> Iterator[TestClient]:
    """The API of a ledger that is not there yet."""
    with client_of(settings, lore) as made:
        yield made


def send(client: TestClient, articles: Any, **headers: str) -> Any:
    content = articles if isinstance(articles, bytes | str) else json.dumps(articles)
    return client.post(f"{PREFIX}/articles", content=content, headers={"Content-Type": "application/json", **headers})


def article(**more: Any) -> dict[str, Any]:
    return {"id": "a1", "text": TALKS, "published": "2024-03-12", "outlet": "Báo Một", **more}


def test_an_article_is_kept_once_and_found(client: TestClient) -> None:
    first, again = send(client, article()), send(client, article())
    assert (first.status_code, again.status_code) == (201, 200)
    href = f"{PREFIX}/articles/a1"
    assert first.json() == {"stored": [{"number": 1, "id": "a1", "state": "new", "href": href}], "refused": [], "new": 1}
    assert again.json() == {"stored": [{"number": 1, "id": "a1", "state": "same", "href": href}], "refused": [], "new": 0}
    kept = client.get(href).json()
    assert (kept["text"], kept["source"]["outlet"], len(kept["records"])) == (TALKS, "Báo Một", 3)
    (event,) = client.get(f"{PREFIX}/events?q=hoi+dam&state=LA").json()["items"]
    assert event["values"]["date"] == "2024-03-12"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("application/json", json.dumps([article(), article(id="a2", text=AGREED)])),
        ("application/x-ndjson", json.dumps(article()) + "\n\n" + json.dumps(article(id="a2", text=AGREED)) + "\n"),
        ("application/jsonl; charset=utf-8", json.dumps(article()) + "\n" + json.dumps(article(id="a2", text=AGREED))),
    ],
)
def test_several_come_as_a_list_or_as_lines(client: TestClient, content: str, body: str) -> None:
    made = send(client, body, **{"Content-Type": content})
    assert (made.status_code, [one["id"] for one in made.json()["stored"]]) == (201, ["a1", "a2"])


def test_more_known_of_an_article_is_read_anew(client: TestClient) -> None:
    send(client, {"id": "a1", "text": TALKS})
    assert send(client, article()).json()["stored"][0]["state"] == "anew"


def test_without_an_id_the_text_is_the_id(client: TestClient) -> None:
    first, again = (send(client, {"text": TALKS}).json()["stored"][0] for _ in range(2))
    assert (first["id"], first["state"], again["state"]) == (again["id"], "new", "same")


def test_what_is_refused_costs_only_itself(client: TestClient) -> None:
    sent = [
        article(),
        {"id": "no-text"},
        article(id="blank", text=" \n "),
        article(id="long", text="dài " * LONGEST_TEXT),
        article(text=AGREED),
        article(id="day", published="2023-02-30"),
        article(id="odd", more=1),
        article(id="zero", text="a\x00b"),
        article(id="late", text=AGREED),
    ]
    made = send(client, sent)
    assert made.status_code == 201
    assert [(one["number"], one["id"]) for one in made.json()["stored"]] == [(1, "a1"), (9, "late")]
    reasons = {one["number"]: one["reason"] for one in made.json()["refused"]}
    assert {number: word in reasons[number] for number, word in {2: "text", 3: "not an article", 4: "length", 5: "already used"}.items()} == {
        2: True, 3: True, 4: True, 5: True
    }  # fmt: skip
    assert ("no date" in reasons[6], "unknown field" in reasons[7], sorted(reasons)) == (True, True, [2, 3, 4, 5, 6, 7, 8])
    assert client.get(f"{PREFIX}/summary").json()["skipped"] == []


def test_the_ledger_keeps_its_text(client: TestClient) -> None:
    send(client, article())
    made = send(client, article(text=AGREED))
    assert (made.status_code, made.headers["content-type"]) == (409, "application/problem+json")
    assert "another text" in made.json()["errors"][0]["reason"]


@pytest.mark.parametrize(
    ("body", "content", "status"),
    [
        ("", "application/json", 409),
        ("[", "application/json", 422),
        ("[]", "application/json", 422),
        ("7", "application/json", 409),
        ("\n\n", "application/x-ndjson", 422),
        (json.dumps([{}] * (MOST_ARTICLES + 1)), "application/json", 422),
        ("[" * 100_000, "application/json", 422),
        (json.dumps(article()), "text/plain", 415),
        (b"\xff\xfe", "application/json", 409),
        ("x" * 9_000_000, "application/json", 413),
    ],
)
def test_bodies_that_are_no_articles(client: TestClient, body: Any, content: str, status: int) -> None:
    made = send(client, body, **{"Content-Type": content})
    assert (made.status_code, made.headers["content-type"]) == (status, "application/problem+json")


def test_reading_ends_in_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_given, "SECONDS", -1.0)
    monkeypatch.setattr("banggiao.api.receiving.take_given", lambda ledger, lore, given: pipeline_given.take_given(ledger, lore, given, -1))
    made = send(client, article())
    assert (made.status_code, made.json()["errors"][0]["reason"]) == (409, "there was no time left to read it; send it again")


def decide(client: TestClient, **asked: Any) -> Any:
    return client.post(f"{PREFIX}/decisions", json={"reason": "seen there", **asked})


def test_decisions_are_made_listed_and_undone(client: TestClient) -> None:
    send(client, article())
    (event,) = client.get(f"{PREFIX}/events").json()["items"]
    made = decide(client, act="correct", ids=[event["id"]], field="place", value="Huế")
    assert (made.status_code, made.json()["act"], made.json()["field"]) == (201, "correct", "place")
    href = made.headers["location"]
    assert client.get(f"{PREFIX}/events").json()["items"][0]["values"]["place"] == "Huế"
    undone = decide(client, act="undo", ids=[made.json()["id"]])
    assert undone.json()["undoes"] == made.json()["id"]
    assert client.get(href).json()["undone"] is True
    assert client.get(f"{PREFIX}/events").json()["items"][0]["values"]["place"] == "Hà Nội"
    first = client.get(f"{PREFIX}/decisions?limit=1")
    rest = client.get(first.links["next"]["url"]).json()
    assert [one["act"] for one in [*first.json()["items"], *rest["items"]]] == ["undo", "correct"]
    assert rest["next"] is None


def test_a_word_on_a_promise(client: TestClient) -> None:
    """What is no commitment has no state; a commitment is confirmed by a record, and refused."""
    send(client, article(text=f"{TALKS} Hai bên nhất trí tăng cường hợp tác thương mại."))
    (event,) = client.get(f"{PREFIX}/events").json()["items"]
    assert "is no commitment" in decide(client, act="confirm", ids=[event["id"]]).json()["detail"]
    (promise, *_) = client.get(f"{PREFIX}/commitments").json()["items"]
    made = decide(client, act="confirm", ids=[promise["id"], event["id"]], value="done")
    assert (made.status_code, made.json()["value"], len(made.json()["others"])) == (201, "done", 1)
    assert decide(client, act="refuse", ids=[promise["id"]]).json()["act"] == "refuse"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"act": "accept", "ids": ["000000"]}, 409),
        ({"act": "accept", "ids": []}, 422),
        ({"act": "accept", "ids": ["abc"]}, 422),
        ({"act": "explode", "ids": ["000000"]}, 422),
        ({"act": "undo", "ids": ["000000"]}, 409),
        ({"act": "accept", "ids": ["000000"], "reason": " "}, 422),
        ({"act": "accept", "ids": ["000000"], "author": "somebody"}, 422),
    ],
)
def test_what_cannot_be_decided(client: TestClient, asked: dict[str, Any], status: int) -> None:
    send(client, article())
    made = decide(client, **asked)
    assert (made.status_code, made.headers["content-type"]) == (status, "application/problem+json")


def test_there_is_nothing_to_decide_on_without_a_ledger(client: TestClient) -> None:
    assert decide(client, act="accept", ids=["000000"]).status_code == 503


QUESTIONS = (
    "anniversaries", "checks", "commitments", "conflicts", "delivery", "events", "invitations", "kpi", "mechanisms", "panel", "people",
    "stances", "targets",
)  # fmt: skip


def test_questions_on_two_states(client: TestClient) -> None:
    send(client, [article(), article(id="a2", text=AGREED)])
    made = {question: client.get(f"{PREFIX}/pairs/VN/LA/{question}?as_of=2026-01-01").json() for question in QUESTIONS}
    assert {question: set(answer) for question, answer in made.items()} == {
        question: {"items", "total", "next", "name", "columns", "as_of", "sources", "notes"} for question in QUESTIONS
    }
    assert made["targets"]["items"][0]["quote"] in AGREED
    assert made["commitments"]["as_of"] == "2026-01-01"
    parts = client.get(f"{PREFIX}/pairs/VN/LA/events?limit=1")
    assert (len(parts.json()["items"]), parts.json()["total"], "next" in parts.links) == (1, 2, True)


def test_a_question_in_plain_words(client: TestClient) -> None:
    send(client, [article(id="a2", text=AGREED)])
    made = client.get(f"{PREFIX}/ask", params={"q": "Việt Nam và Lào đã nhất trí gì?", "lang": "en"})
    assert (made.status_code, made.json()["total"] > 0, made.json()["understood"] != "") == (200, True, True)
    assert client.get(f"{PREFIX}/ask", params={"q": "xin chào"}).status_code == 404


def test_who_asks(client: TestClient) -> None:
    assert client.get(f"{PREFIX}/me").json()["role"] == "analyst"


def test_where_others_come_in_without_login_nothing_is_taken(settings: Settings, lore: Lore) -> None:
    open_host = load({"home": str(settings.home), "ledger": settings.ledger, "host": "0.0.0.0"}, env={})
    with client_of(open_host, lore) as client:
        assert (send(client, article()).status_code, decide(client, act="accept", ids=["000000"]).status_code) == (403, 403)
        assert client.post(f"{PREFIX}/readings", json={"text": TALKS}).status_code == 200
        assert not Path(settings.ledger).exists()
