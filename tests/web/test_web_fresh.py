"""Answers that are kept: given again only where nothing that they depend on has changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web import create_app

TEXT = "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar"


class Clock:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.day = date(2026, 2, 1)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(tmp_path: Path, clock: Clock) -> Iterator[TestClient]:
    made_ledger(tmp_path / "l.db", *_read("a", TEXT)).close()
    with TestClient(
        create_app(load({"ledger": tmp_path / "l.db"}, {"HOME": str(tmp_path)}), LORE, clock), base_url="http://localhost"
    ) as made:
        yield made


def _read(key: str, text: str):  # type: ignore[no-untyped-def]
    article = made_article(key, text, published="2026-02-01")
    return [(article, plain_read(article, LORE))]


def test_who_has_a_page_is_told_so(client: TestClient) -> None:
    first = client.get("/search?q=ravi")
    tag = first.headers["etag"]
    again = client.get("/search?q=ravi")
    had = client.get("/search?q=ravi", headers={"If-None-Match": tag})
    assert (again.text, again.headers["etag"]) == (first.text, tag)
    assert (had.status_code, had.content, had.headers["etag"]) == (304, b"", tag)
    assert "page;dur=" in first.headers["server-timing"] and "page;dur=" in had.headers["server-timing"]
    assert had.headers["content-security-policy"] == first.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/search?q=kumar", {}),
        ("/search?q=ravi&lang=en", {}),
        ("/search?q=ravi", {"Accept-Language": "en"}),
        ("/search?q=ravi", {"Cookie": "lang=en"}),
    ],
)
def test_another_request_has_another_answer(client: TestClient, address: str, headers: dict[str, str]) -> None:
    tag = client.get("/search?q=ravi").headers["etag"]
    other = client.get(address, headers={"If-None-Match": tag, **headers})
    assert (other.status_code, other.headers["etag"] == tag) == (200, False)


def test_what_is_put_in_shows_at_once(client: TestClient, tmp_path: Path) -> None:
    before = client.get("/search?q=kenji")
    with open_ledger(tmp_path / "l.db", write=True) as ledger:
        with ledger.writing() as connection:
            put(connection, _read("b", "JP+VN call 2026-01-31 Kenji Sato"), "made-1")
        refresh(ledger, LORE)
    after = client.get("/search?q=kenji", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Kenji Sato" not in before.text and "Kenji Sato" in after.text


def test_a_new_day_makes_pages_anew(client: TestClient, clock: Clock) -> None:
    tag = client.get("/commitments").headers["etag"]
    clock.day = date(2026, 2, 2)
    assert client.get("/commitments", headers={"If-None-Match": tag}).status_code == 200


def test_errors_and_what_is_not_there_are_not_kept(client: TestClient) -> None:
    assert [client.get("/events/nothing").status_code for _ in range(2)] == [404, 404]
    assert "etag" not in client.get("/events/nothing").headers


def test_where_there_is_no_ledger_the_page_is_asked_every_time(tmp_path: Path) -> None:
    settings = load({"ledger": tmp_path / "none.db"}, {"HOME": str(tmp_path)})
    with TestClient(create_app(settings, LORE), base_url="http://localhost") as client:
        assert "etag" not in client.get("/").headers
        made_ledger(tmp_path / "none.db", *_read("a", TEXT)).close()
        assert "etag" in client.get("/search").headers
