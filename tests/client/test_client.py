"""The client against the real application: what it gives, what it sends, what it raises; once over a real line."""

import datetime
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from tests.web.web_ledger import TODAY, client_of, readings

from banggiao import errors
from banggiao.client import Client
from banggiao.errors import ServerError, ServerMissing, ServerRefused, UsageError
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.wire import SentArticle
from banggiao.settings import Settings, load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.team import accounts, tokens
from banggiao.web import create_app

TALKS = "Ngày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Lào Bounmy Keola."


@pytest.fixture(scope="module")
def lore() -> Lore:
    return Lore()


@pytest.fixture
def settings(tmp_path: Path, lore: Lore) -> Settings:
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "ledger.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, readings(), "test")
        refresh(ledger, lore)
    return found


class Counting(httpx.BaseTransport):
    """Carries requests to the application and keeps what was asked and answered."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.asked: list[tuple[str, int]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.inner.handle_request(request)
        self.asked.append((str(request.url.raw_path, "ascii") if isinstance(request.url.raw_path, bytes) else "", answer.status_code))
        return answer


@pytest.fixture
def line(settings: Settings, lore: Lore) -> Iterator[Counting]:
    with client_of(settings, lore) as app:
        yield Counting(app._transport)


@pytest.fixture
def client(line: Counting) -> Iterator[Client]:
    with Client("http://127.0.0.1/", transport=line) as made:
        yield made


def test_lists_come_in_parts_as_frozen_objects(client: Client, line: Counting) -> None:
    events = list(client.events(state="VN"))
    assert [(type(one), one.kind, one.values["type"]) for one in events] == [(Item, "event", "talks")]
    (event,) = events
    assert (event.first, event.last, event.disputed) == ("2024-03-13", "2024-03-13", ("date",))
    assert client.item(event.id) == event
    whole = list(client.objects())
    parts = list(client.objects(limit=2))
    assert ([one.id for one in parts], len(whole) > 4) == ([one.id for one in whole], True)
    assert sum("limit=2&" in f"{path}&" for path, _ in line.asked) == -(-len(whole) // 2)


def test_narrowed_as_asked(client: Client) -> None:
    assert [one.values["name"] for one in client.people(q="keola")] == ["Bounmy Keola"]
    assert [one.kind for one in client.objects("target", "statistic", order="earliest")] == ["statistic", "target"]
    assert list(client.events(state=("VN", "LA"), since=datetime.date(2024, 4, 1))) == []
    assert len(list(client.commitments(sector="trade", confidence="high"))) == 1
    assert {one.value: one.number for one in client.counts("event")["state"]} == {"LA": 2, "RU": 1, "VN": 1}


def test_pairs_states_articles_numbers(client: Client) -> None:
    assert [(one.a, one.b) for one in client.pairs()] == [("LA", "RU"), ("LA", "VN")]
    dossier = client.pair_dossier("Việt Nam", "LA")
    assert (dossier.a, dossier.b, len(dossier.timeline), list(dossier.people)) == ("VN", "LA", 1, ["VN", "LA"])
    assert client.state("lào").en == "Laos"
    assert [one.source.article for one in client.articles("hoi dam", relevant=True)] == [
        "vn-la-2",
        "vn-la/một",
        '"><svg onload=hit()>/../..?q=1#x',
    ]
    for row in client.articles():
        assert client.article(row.source.article).source == row.source
    assert client.summary().articles == 6
    assert client.me().role == "analyst"


def test_what_is_counted(client: Client) -> None:
    span = {"since": "2023-01", "until": "2024-06"}
    assert [(one.a, one.b, one.number, dict(one.ranks)) for one in client.network(**span)] == [
        ("LA", "RU", 1, {"untold": 1}),
        ("LA", "VN", 1, {"minister": 1}),
    ]
    trends = client.trends(state="VN", **span)
    assert [(one.month, one.rank, one.number) for one in trends.contacts] == [("2024-03", "minister", 1)]
    assert [(one.month, one.sector, one.number) for one in trends.commitment_sectors] == [("2024-03", "trade", 1)]
    assert [one.values["type"] for one in client.contacts(level="minister", limit=1, **span)] == ["talks"]


def test_questions(client: Client) -> None:
    found = client.question("targets", "VN", "LA", as_of=datetime.date(2026, 1, 1))
    assert (found.name, found.next, found.total, found.as_of) == ("targets", None, len(found.items), "2026-01-01")
    assert client.ask("Việt Nam và Lào đã nhất trí gì?", "en").understood
    with pytest.raises(ServerMissing, match="not understood"):
        client.ask("xin chào")


def test_a_text_is_read(client: Client) -> None:
    made = client.read(TALKS, published="2024-03-12")
    assert (made.published, {one["kind"] for one in made.records}) == ("2024-03-12", {"event", "post"})


def test_articles_are_given_a_few_at_a_time(client: Client, line: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banggiao.client.client._AT_ONCE", 2)
    sent = [SentArticle(id=f"new-{n}", text=TALKS if n != 2 else " ", outlet="Báo Ba") for n in (0, 1, 2)] + [
        SentArticle(id="..", text=TALKS)
    ]
    received = client.ingest(iter(sent))
    assert [(one.number, one.id, one.state) for one in received.stored] == [(1, "new-0", "new"), (2, "new-1", "new")]
    assert [one.number for one in received.refused] == [3, 4]
    assert [status for path, status in line.asked if path.endswith("/articles")] == [201, 409]
    assert [one.state for one in client.ingest(sent[:1]).stored] == ["same"]


def test_decisions(client: Client) -> None:
    (event,) = client.events(state="VN")
    made = client.decide("correct", [event.id], "seen there", field="people", value=["Lê Văn Sông"])
    assert [one.values["people"] for one in client.events(state="VN")] == [["Lê Văn Sông"]]
    undone = client.undo(made.id, "was wrong")
    assert [one.id for one in client.decisions()] == [undone.id, made.id]
    assert client.decision(made.id).undone


def test_what_has_not_changed_is_not_sent_again(client: Client, line: Counting) -> None:
    assert client.summary() == client.summary()
    assert [status for _, status in line.asked] == [200, 304]


@pytest.mark.parametrize(
    ("call", "error", "status"),
    [
        (lambda client: client.item("none"), ServerMissing, 404),
        (lambda client: client.state("Atlantis"), ServerMissing, 404),
        (lambda client: client.article("a\x00b"), ServerRefused, 400),
        (lambda client: list(client.events(since="yesterday")), ServerRefused, 422),
        (lambda client: client.decide("accept", ["000000"], "x"), ServerRefused, 409),
        (lambda client: client.ingest([SentArticle(id="long", text="x" * 9_000_000)]), ServerRefused, 413),
    ],
)
def test_what_is_refused_is_an_error_of_the_tree(client: Client, call: Any, error: type[ServerRefused], status: int) -> None:
    with pytest.raises(error) as caught:
        call(client)
    assert (caught.value.status, isinstance(caught.value, errors.BanggiaoError)) == (status, True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(500, content=b"oops"), "the server failed"),
        (httpx.Response(200, content=b"<html>"), "not that of a server of banggiao"),
        (httpx.Response(303, headers={"Location": "https://elsewhere.example/"}), "the server failed"),
        (httpx.Response(503, content=json.dumps({"type": "", "title": "", "status": 503, "detail": "no ledger"}).encode()), "no ledger"),
        (httpx.ConnectError("refused"), "does not answer"),
        (httpx.ReadTimeout("slow"), "does not answer"),
    ],
)
def test_servers_that_fail(answer: Any, words: str) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    with Client("http://127.0.0.1", transport=httpx.MockTransport(respond)) as client, pytest.raises(ServerError, match=words):
        client.summary()


@pytest.mark.parametrize(
    ("url", "token", "insecure", "fine"),
    [
        ("https://ledger.example", "bgt_x", False, True),
        ("http://localhost:8000", "bgt_x", False, True),
        ("http://ledger.example", None, False, True),
        ("http://ledger.example", "bgt_x", False, False),
        ("http://ledger.example", "bgt_x", True, True),
        ("ledger.example", None, False, False),
        ("ftp://ledger.example", None, False, False),
    ],
)
def test_a_token_is_not_sent_in_the_open(url: str, token: str | None, insecure: bool, fine: bool) -> None:
    if fine:
        Client(url, token, insecure=insecure).close()
    else:
        with pytest.raises(UsageError):
            Client(url, token, insecure=insecure)


def test_over_a_real_line_with_a_token(settings: Settings, lore: Lore) -> None:
    with open_ledger(settings.ledger, write=True) as ledger:
        accounts.add(ledger, "lan", "analyst", "bốn con ngựa trắng", "shell")
        secret, _ = tokens.make(ledger, "lan", "test", "analyst", 1, "lan", datetime.datetime.now(datetime.UTC))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(settings, lore, lambda: TODAY, team=True), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with Client(url, secret) as client:
                assert (client.me().name, client.me().role) == ("lan", "analyst")
                assert client.ingest([SentArticle(id="real", text=TALKS)]).new == 1
                assert client.article("real").text == TALKS
            with Client(url, "bgt_wrong") as stranger, pytest.raises(ServerRefused, match="send a token") as caught:
                stranger.me()
            assert caught.value.status == 401
        finally:
            server.should_exit = True
            thread.join(timeout=10)
    with Client(url) as nobody, pytest.raises(ServerError, match="does not answer"):
        nobody.me()
