"""The door: proofs on forms, kinds of what is sent, roles by address, rates, slow bodies, and which names a server answers to."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from tests.web.web_ledger import client_of, proof

from banggiao.lore import Lore
from banggiao.settings import Settings, load
from banggiao.web import app as web_app
from banggiao.web import safety
from banggiao.web.door import Alone
from banggiao.web.forms import FIELDS, Proofs, said
from banggiao.web.rates import Rate
from banggiao.web.safety import Bounds, Guard

TEMPLATES = Path(web_app.__file__).parent / "templates"
FORM = {"act": "accept", "object": "x"}


def test_every_form_that_is_sent_bears_its_proof() -> None:
    field = '<input type="hidden" name="proof" value="{{ proof }}">'
    forms = [(path.name, form) for path in TEMPLATES.glob("*.html") for form in re.findall(r"<form.*?</form>", path.read_text(), re.DOTALL)]
    assert len(forms) > 5
    assert [(name, form[:80]) for name, form in forms if 'method="post"' in form and field not in form] == []


@pytest.mark.parametrize(
    ("given", "content", "status"),
    [
        ("right", None, 303),
        ("another", None, 403),
        ("", None, 403),
        ("é", None, 403),
        (None, None, 403),
        ("right", "application/json", 415),
        ("right", "text/plain", 415),
        ("right", "multipart/form-data; boundary=x", 415),
    ],
)
def test_a_form_is_taken_only_with_its_proof(client: TestClient, given: str | None, content: str | None, status: int) -> None:
    form = FORM if given is None else {**FORM, "proof": proof(client)["proof"] if given == "right" else given}
    headers = {"Content-Type": content} if content else {}
    assert client.post("/review", data=form, headers=headers, follow_redirects=False).status_code == status


@pytest.mark.parametrize("path", ["/", "/articles", "/login/", "/review/", "/api/v1/events"])
def test_other_addresses_take_nothing(client: TestClient, path: str) -> None:
    assert client.post(path, data=proof(client)).status_code == 405


def test_a_proof_fits_its_visit_and_server() -> None:
    one, two = Proofs(), Proofs()
    assert one.fits("a", one.of("a"))
    assert not one.fits("b", one.of("a"))
    assert not two.fits("a", one.of("a"))


def test_a_form_of_too_many_fields_says_nothing() -> None:
    assert said(b"a=1&b=2&a=3&c=") == {"a": "1", "b": "2", "c": ""}
    assert said(b"&".join(b"f%d=x" % number for number in range(FIELDS + 1))) == {}


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 303), ("0.0.0.0", 403)])
def test_where_others_come_in_without_login_nobody_decides(settings: Settings, lore: Lore, host: str, status: int) -> None:
    found = load({"home": str(settings.home), "ledger": settings.ledger, "host": host}, env={})
    with client_of(found, lore) as client:
        assert client.post("/review", data={**FORM, **proof(client)}, follow_redirects=False).status_code == status
        assert ('method="post"' in client.get("/review?show=differ").text) == (status == 303)
    assert Alone(host).known(Request({"type": "http"}))[0].may("analyst") == (status == 303)


def _ask(guard: Guard, method: str = "GET", body: list[bytes] | None = None, slow: float = 0, **headers: str) -> int:
    """The status of an answer of a guard."""
    waiting = list(body or [])
    answers: list[Any] = []

    async def receive() -> Any:
        await asyncio.sleep(slow)
        part = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": part, "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        answers.append(message)

    given = {"host": "127.0.0.1", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "method": method, "path": "/", "raw_path": b"/", "query_string": b"", "client": ("192.0.2.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    asyncio.run(guard(scope, receive, send))
    return int(answers[0]["status"])


def _failed(request: Request, status: int) -> Response:
    return PlainTextResponse("", status)


def _guard(**more: Any) -> Guard:
    return Guard(PlainTextResponse("fine"), **{"host": "127.0.0.1", "failed": _failed, "most": lambda path: 10, **more})


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        ([b"12345", b"67890"], "10", 200),
        ([b"12345", b"678901"], "10", 413),
        ([], "11", 413),
        ([], "", 411),
        ([], "-1", 411),
        ([], "9" * 99, 413),
    ],
)
def test_bodies_are_bounded_whatever_they_say(body: list[bytes], length: str, status: int) -> None:
    assert _ask(_guard(), "POST", body, content_length=length) == status


def test_a_slow_body_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "BODY_SECONDS", 0.05)
    assert _ask(_guard(), "POST", [b"a"] * 9, 0.02, content_length="9") == 408


def test_rates_bound_what_is_asked_and_sent() -> None:
    guard = _guard(bounds=Bounds(asked=2, sent=1))
    assert [_ask(guard) for _ in range(3)] == [200, 200, 429]
    assert [_ask(guard, "POST", content_length="0") for _ in range(2)] == [200, 429]


def test_a_rate_forgets_with_time_and_never_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    rate = Rate(2, 60, lambda: now[0])
    assert [rate.spend("a") for _ in range(3)] == [0, 0, 61]
    now[0] = 61
    assert rate.spend("a") == 0
    monkeypatch.setattr("banggiao.web.rates.MOST_KEYS", 10)
    for number in range(100):
        rate.spend(str(number))
    assert len(rate._counts) <= 10


@pytest.mark.parametrize(
    ("host", "names", "asked", "status"),
    [
        ("127.0.0.1", (), "localhost:8000", 200),
        ("127.0.0.1", (), "ledger.example", 400),
        ("0.0.0.0", (), "ledger.example", 200),
        ("0.0.0.0", ("ledger.example",), "LEDGER.example:80", 200),
        ("0.0.0.0", ("ledger.example",), "evil.example", 400),
        ("127.0.0.1", ("ledger.example",), "127.0.0.1", 400),
    ],
)
def test_a_server_answers_to_its_names(host: str, names: tuple[str, ...], asked: str, status: int) -> None:
    assert _ask(_guard(host=host, names=names), host=asked) == status
