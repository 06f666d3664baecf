"""The API: every route against its description, lists in parts, ETags, problems, a text read and forgotten, hostile parameters."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.web_ledger import FIRST, HOSTILE_ID, client_of, readings

from banggiao.api.reading import LONGEST
from banggiao.lore import Lore
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

PREFIX = "/api/v1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("api")
    lore = Lore()
    found = load({"home": str(home), "ledger": str(home / "ledger.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, readings(), "test")
        refresh(ledger, lore)
    with client_of(found, lore) as made:
        yield made


def get(client: TestClient, path: str) -> Any:
    response = client.get(PREFIX + path)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json"), path
    return response.json()


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("/events", 2),
        ("/events?state=VN&state=LA", 1),
        ("/events?state=vn", 1),
        ("/people?q=keola", 1),
        ("/objects?q=giao+duc", 1),
        ("/objects?kind=target&kind=statistic", 2),
        ("/commitments?sector=trade", 1),
        ("/commitments?due_until=2024-01-01", 0),
        ("/events?as_of=2024-02-10", 1),
        ("/roles", 0),
        ("/articles", 6),
        ("/articles?q=hoi+dam&relevant=true", 3),
        ("/articles?since=2024-03-01", 2),
        ("/articles?state=la", 3),
    ],
)
def test_lists(client: TestClient, path: str, total: int) -> None:
    made = get(client, path)
    assert (made["total"], len(made["items"]), made["next"]) == (total, total, None)


@pytest.mark.parametrize(
    "path", ["/objects?limit=3", "/objects?limit=3&order=latest", "/objects?limit=2&order=earliest", "/articles?limit=2"]
)
def test_parts_make_the_whole(client: TestClient, path: str) -> None:
    whole = [json.dumps(item) for item in get(client, re.sub("limit=[23]", "limit=200", path))["items"]]
    parts: list[str] = []
    following: str | None = PREFIX + path
    while following:
        response = client.get(following)
        parts += [json.dumps(item) for item in response.json()["items"]]
        assert response.links["first"]["url"] == PREFIX + path
        following = response.links.get("next", {}).get("url")
    assert parts == whole
    assert len(set(parts)) == len(parts)


def test_an_object_tells_its_words(client: TestClient) -> None:
    (found,) = get(client, "/events?state=VN")["items"]
    made = get(client, f"/objects/{found['id']}")
    assert made == found
    telling = made["tellings"][0]
    assert FIRST[telling["start"] : telling["end"]] == telling["quote"]


def test_an_article_is_given_as_delivered(client: TestClient) -> None:
    assert get(client, "/articles/vn-la/một")["text"] == FIRST
    made = client.get(f"{PREFIX}/articles/" + quote(HOSTILE_ID, safe=""))
    assert (made.status_code, made.headers["x-content-type-options"]) == (200, "nosniff")


def test_counts_and_states_and_pairs(client: TestClient) -> None:
    assert get(client, "/counts?kind=event")["kind"] == [{"value": "event", "number": 2}]
    state = get(client, "/states/lào")
    assert (state["code"], state["vi"], state["en"], [one["code"] for one in state["partners"]]) == ("LA", "Lào", "Laos", ["RU", "VN"])
    assert get(client, "/pairs/VN/Lào")["a"] == "VN"
    assert {"a": "LA", "b": "VN", "events": 1} in get(client, "/pairs")["items"]
    assert get(client, "/summary")["articles"] == 6


def test_what_is_known_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{PREFIX}/events")
    again = client.get(f"{PREFIX}/events", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/objects/none", 404),
        ("/objects/NOT-AN-ID", 422),
        ("/articles/none", 404),
        ("/states/Atlantis", 404),
        ("/pairs/VN/VN", 404),
        ("/events?limit=0", 422),
        ("/events?limit=201", 422),
        ("/events?since=yesterday", 422),
        ("/events?q=" + "x" * 201, 422),
        ("/events?q=%00", 422),
        ("/events?order=worst", 422),
        ("/events?cursor=!!", 400),
        ("/events?cursor=W10", 400),
        ("/articles?cursor=LTE", 400),  # -1
        ("/articles/a%00b", 400),
    ],
)
def test_problems(client: TestClient, path: str, status: int) -> None:
    response = client.get(PREFIX + path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status
    assert "content-security-policy" in response.headers


def test_without_a_ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("none")
    with client_of(load({"home": str(home), "ledger": str(home / "none.db")}, env={}), Lore()) as client:
        assert client.get(f"{PREFIX}/events").status_code == 503


def test_a_text_is_read_and_forgotten(client: TestClient) -> None:
    before = get(client, "/summary")
    text = f"{FIRST}\nHai Bộ trưởng Ngoại giao hội đàm và ký kết văn kiện hợp tác giữa Việt Nam và Lào."
    response = client.post(f"{PREFIX}/readings", json={"text": text, "published": "2024-03-12"})
    assert response.status_code == 200
    made = response.json()
    assert made["published"] == "2024-03-12"
    for record in made["records"]:
        assert text[record["start"] : record["end"]] == record["quote"]
    assert get(client, "/summary") == before


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"text": ""}', {}, 422),
        ('{"text": "a", "more": 1}', {}, 422),
        ("no json", {}, 422),
        ('{"text": "a", "published": "soon"}', {}, 422),
        ('{"text": "a", "published": "2024-02-30"}', {}, 400),
        ('{"text": "a"}', {"Content-Type": "text/plain"}, 415),
        ('{"text": "\\ud800"}', {}, 422),
        (json.dumps({"text": "a" * (LONGEST + 1)}), {}, 422),
        ("x" * 800_000, {}, 413),
        ('{"text": "a"}', {"Origin": "https://evil.example"}, 403),
        ('{"text": "a"}', {"Sec-Fetch-Site": "cross-site"}, 403),
        ('{"text": "a"}', {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_what_is_sent_is_bounded(client: TestClient, body: str, headers: dict[str, str], status: int) -> None:
    made = client.post(f"{PREFIX}/readings", content=body, headers={"Content-Type": "application/json", **headers})
    assert made.status_code == status


def test_other_methods_are_refused_as_problems(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE"):
        response = client.request(method, f"{PREFIX}/events", content=b"")
        assert (response.status_code, response.headers["content-type"]) == (405, "application/problem+json")


def test_the_description_names_every_route(client: TestClient) -> None:
    made = get(client, "/openapi.json")
    assert {"/events", "/objects/{id}", "/readings", "/articles/{id}", "/pairs/{a}/{b}"} <= set(made["paths"])
    assert "Item" in made["components"]["schemas"]
    page = client.get(f"{PREFIX}/docs").text
    assert [path for path in made["paths"] if f"{PREFIX}{path}" not in page] == []


PARAMETERS = ("q", "state", "person", "sector", "outlet", "confidence", "since", "until", "as_of", "order", "limit", "cursor", "kind")
ANYTHING = st.one_of(st.text(max_size=30), st.sampled_from(["2024-03-12", "VN", "event", "high", "'", '"', "%", "-1", "9" * 30]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["/objects", "/events", "/counts", "/articles"]),
    query=st.dictionaries(st.sampled_from(PARAMETERS), ANYTHING, max_size=4),
)
def test_nothing_that_is_asked_breaks_it(client: TestClient, path: str, query: dict[str, str]) -> None:
    response = client.get(PREFIX + path, params={key: value.encode("utf-8", "replace").decode() for key, value in query.items()})
    assert response.status_code in (200, 400, 422)
