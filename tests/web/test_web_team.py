"""The pages of a team: nobody comes in unknown, roles, logging in and out, accounts, tokens, the log, cookies, hostile tries."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import Tree
from tests.web.web_ledger import client_of

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.lore import Lore
from banggiao.settings import Settings, load
from banggiao.store import open_ledger
from banggiao.store.audit import entries
from banggiao.store.decisions import decisions
from banggiao.team import accounts
from banggiao.web.signing import Tries, _inside

PASSWORDS = {"lan": "bốn con ngựa trắng", "minh": "năm con trâu đen", "an": "sáu con gà vàng"}
ROLES = {"lan": "administrator", "minh": "analyst", "an": "reader"}
PAGES = ("/", "/search?q=lao", "/articles", "/pairs/VN-LA", "/review", "/account", "/users", "/audit", "/calendar.ics", "/none")


@pytest.fixture(scope="module")
def with_accounts(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> bytes:
    """A ledger's file with three accounts: hashing passwords takes its time, so it is done once."""
    path = tmp_path_factory.mktemp("team") / "accounts.db"
    path.write_bytes(Path(settings.ledger).read_bytes())
    with open_ledger(str(path), write=True) as ledger:
        for name, role in ROLES.items():
            accounts.add(ledger, name, role, PASSWORDS[name], "shell")
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@pytest.fixture
def own(tmp_path: Path, with_accounts: bytes) -> Settings:
    """Settings with a ledger of one's own that has three accounts."""
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    Path(found.ledger).write_bytes(with_accounts)
    return found


@pytest.fixture
def client(own: Settings, lore: Lore) -> Iterator[TestClient]:
    with client_of(own, lore, team=True) as made:
        yield made


def proof_in(source: str) -> str:
    """The proof that the forms of a page bear."""
    found = re.search(r'name="proof" value="(\w+)"', source)
    return found.group(1) if found else ""


def login(client: TestClient, name: str, password: str | None = None, **form: str) -> Any:
    source = client.get("/login", params={key: value for key, value in form.items() if key == "next"}).text
    given = {"name": name, "password": PASSWORDS.get(name, "") if password is None else password, "proof": proof_in(source)}
    return client.post("/login", data={**given, **form})


def send(client: TestClient, path: str, page: str = "", **form: str) -> Any:
    """Send a form as it stands on a page."""
    return client.post(path, data={"proof": proof_in(client.get(page or path).text), **form})


def log(own: Settings) -> list[tuple[str, str]]:
    with open_ledger(own.ledger) as ledger, ledger.reading() as connection:
        return [(one.who, one.act) for one in entries(connection)]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_comes_in_unknown(client: TestClient, path: str) -> None:
    answer = client.get(path)
    if path.endswith(".ics"):
        assert (answer.status_code, answer.headers["www-authenticate"][:5]) == (401, "Basic")
    else:
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
    assert "banggiao" not in answer.text


@pytest.mark.parametrize("path", ["/events", "/objects/none", "/openapi.json", "/docs", "/nothing", "/me"])
def test_programs_are_told_what_to_send(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert (answer.status_code, answer.headers["www-authenticate"], answer.json()["status"]) == (401, 'Bearer realm="banggiao"', 401)


def test_logging_in_goes_on_where_one_wanted_to(client: TestClient) -> None:
    wanted = client.get("/search?q=lao").headers["location"]
    assert wanted == "/login?next=%2Fsearch%3Fq%3Dlao"
    answer = login(client, "Lan ", next="/search?q=lao", password=PASSWORDS["lan"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=lao")
    kept = answer.headers["set-cookie"]
    assert ("HttpOnly" in kept, "SameSite=lax" in kept, "Secure" in kept, "Max-Age=43200" in kept) == (True, True, False, True)
    source = client.get("/").text
    assert ("/account" in source, "/users" in source, "/audit" in source) == (True, True, True)


def test_over_https_the_cookie_goes_over_https_alone(own: Settings, lore: Lore) -> None:
    with client_of(own, lore, team=True, scheme="https") as client:
        answer = login(client, "lan")
        assert "__Host-session=" in answer.headers["set-cookie"] and "Secure" in answer.headers["set-cookie"]
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert client.get("/").status_code == 200


def test_every_login_has_a_session_of_its_own(own: Settings, lore: Lore) -> None:
    with client_of(own, lore, team=True) as client:
        login(client, "an")
        first = client.cookies["session"]
        login(client, "an")
        second = client.cookies["session"]
        assert (first != second, client.get("/").status_code) == (True, 200)
        answer = send(client, "/logout", "/")
        assert (answer.status_code, answer.headers["location"], "session" in client.cookies) == (303, "/login", False)
    with client_of(own, lore, team=True) as client:
        assert [client.get("/", headers={"Cookie": f"session={secret}"}).status_code for secret in (first, second)] == [303, 303]


def test_a_session_chosen_by_somebody_else_is_none(client: TestClient) -> None:
    chosen = {"Cookie": "session=chosen-by-somebody-else"}
    proof = proof_in(client.get("/login", headers=chosen).text)
    visit = client.cookies["visit"]
    form = {"name": "an", "password": PASSWORDS["an"], "proof": proof}
    client.cookies.clear()
    answer = client.post("/login", data=form, headers={"Cookie": f"{chosen['Cookie']}; visit={visit}"})
    assert (answer.status_code, "chosen" in answer.headers["set-cookie"]) == (303, False)


@pytest.mark.parametrize(
    ("name", "password"), [("lan", "wrong"), ("nobody", "wrong"), ("a b", "x"), ("", ""), ("lan", "x" * 5000), ("lan'--", "x")]
)
def test_wrong_names_and_passwords_are_answered_alike(client: TestClient, name: str, password: str) -> None:
    answer = login(client, name, password)
    assert (answer.status_code, "Tên hoặc mật khẩu không đúng" in answer.text, "session" in client.cookies) == (401, True, False)


def test_after_a_few_failures_nothing_is_judged_for_a_while(client: TestClient, own: Settings) -> None:
    assert [login(client, "lan", "wrong").status_code for _ in range(6)] == [401] * 5 + [429]
    answer = login(client, "lan")
    assert (answer.status_code, int(answer.headers["retry-after"]) > 800) == (429, True)
    assert login(client, "an").status_code == 303
    assert log(own)[:2] == [("an", "login"), ("lan", "login.throttled")]


def test_tries_are_counted_by_name_and_address() -> None:
    tries = Tries(pair=2, address=4, name=3)
    assert [tries.failed("a", "1"), tries.failed("a", "1"), tries.failed("a", "2")] == [False, True, True]
    assert (tries.wait("b", "1"), tries.wait("a", "3") > 0) == (0, True)
    tries.fine("a", "1")
    assert [tries.failed(name, "1") for name in ("c", "d")] == [False, True]


def test_a_login_needs_the_form_that_was_shown_to_this_browser(client: TestClient) -> None:
    proof = proof_in(client.get("/login").text)
    client.cookies.clear()
    assert client.post("/login", data={"name": "lan", "password": PASSWORDS["lan"], "proof": proof}).status_code == 403
    client.get("/login")
    assert client.post("/login", data={"name": "lan", "password": PASSWORDS["lan"], "proof": proof}).status_code == 403


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/search?q=a", "/search?q=a"), ("/articles/a%2Fb", "/articles/a%2Fb"), ("//evil.example", ""), ("https://evil.example", ""),
        ("/\\evil.example", ""), ("/a\\b", ""), ("/a\nb", ""), ("javascript:x", ""), ("/login?next=/", ""), ("", ""), ("/" * 3000, ""),
    ],
)  # fmt: skip
def test_a_login_leads_nowhere_else(given: str, path: str) -> None:
    assert _inside(given) == path


@pytest.mark.parametrize("name", ["an", "minh", "lan"])
def test_what_roles_may(client: TestClient, name: str, own: Settings) -> None:
    login(client, name)
    statuses = {path: client.get(path).status_code for path in ("/", "/review", "/account", "/users", "/audit")}
    keeps = 200 if name == "lan" else 403
    assert statuses == {"/": 200, "/review": 200, "/account": 200, "/users": keeps, "/audit": keeps}
    forms = re.findall(r'<form[^>]*method="post"[^>]*action="(\S+)"', client.get("/review?show=differ").text)
    assert ("/review" in forms) == (name != "an")
    with open_ledger(own.ledger) as ledger:
        (event,) = dossier.found(ledger, Query(kinds=("event",), states=("VN", "LA"))).items
    answer = send(client, "/review", "/", act="accept", object=event.id, reason="seen")
    with open_ledger(own.ledger) as ledger, ledger.reading() as connection:
        made = [(one.author, one.reason) for one in decisions(connection)]
    assert (answer.status_code, made) == ((403, []) if name == "an" else (303, [(name, "seen")]))
    assert (((name, "decision.accept") in log(own)), send(client, "/users", "/account", act="disable", name="an").status_code) == (
        name != "an", 200 if name == "lan" else 403
    )  # fmt: skip


def test_ones_own_password(client: TestClient, own: Settings) -> None:
    login(client, "an")
    new = "bảy con vịt xám"
    for form, words in (
        ({"old": "wrong", "new": new, "again": new}, "Mật khẩu hiện nay không đúng"),
        ({"old": PASSWORDS["an"], "new": new, "again": "other"}, "không giống nhau"),
        ({"old": PASSWORDS["an"], "new": "short", "again": "short"}, "10 to 200 letters"),
    ):
        answer = send(client, "/account", act="password", **form)
        assert (answer.status_code, words in answer.text) == (409, True)
    assert send(client, "/account", act="password", old=PASSWORDS["an"], new=new, again=new).status_code == 200
    assert client.get("/account").status_code == 200
    client.cookies.clear()
    assert (login(client, "an").status_code, login(client, "an", new).status_code) == (401, 303)


def token(client: TestClient, role: str) -> str:
    answer = send(client, "/account", act="token", label="job <b>", role=role, days="30")
    (secret,) = re.findall(r'value="(bgt_[\w-]+)"', answer.text)
    assert secret not in client.get("/account").text
    return str(secret)


def test_tokens_open_the_api_within_their_role(client: TestClient, own: Settings, lore: Lore) -> None:
    login(client, "minh")
    reads, writes = token(client, "reader"), token(client, "analyst")
    assert send(client, "/account", act="token", label="x", role="administrator").status_code == 409
    assert client.post("/api/v1/readings", json={"text": "a"}).status_code == 403  # a browser's session only reads
    assert client.get("/api/v1/me").json() == {"name": "minh", "role": "analyst"}
    with client_of(own, lore, team=True) as program:
        bearer = {name: {"Authorization": f"Bearer {secret}"} for name, secret in (("reads", reads), ("writes", writes), ("none", "bgt_x"))}
        assert [program.get("/api/v1/me", headers=bearer[name]).status_code for name in bearer] == [200, 200, 401]
        assert program.get("/api/v1/me", headers=bearer["reads"]).json()["role"] == "reader"
        article = {"text": "Việt Nam và Lào hội đàm.", "id": "new"}
        sent = [program.post("/api/v1/articles", json=article, headers=bearer[name]).status_code for name in bearer]
        assert sent == [403, 201, 401]
        assert program.post("/api/v1/readings", json={"text": "a"}, headers=bearer["reads"]).status_code == 200
        basic = base64.b64encode(f"calendar:{reads}".encode()).decode()
        assert program.get("/calendar.ics", headers={"Authorization": f"Basic {basic}"}).status_code == 200
        assert program.get("/calendar.ics", headers={"Authorization": "Basic !"}).status_code == 401
        (revoked,) = re.findall(r'name="token" value="(\w+)"', client.get("/account").text)[-1:]
        assert send(client, "/account", act="revoke", token=revoked).status_code == 200
        assert [program.get("/api/v1/me", headers=bearer[name]).status_code for name in ("reads", "writes")] == [401, 200]
        assert ("minh", "articles.add") in log(own)


def test_nobody_revokes_the_token_of_another(client: TestClient) -> None:
    login(client, "minh")
    token(client, "reader")
    (other,) = re.findall(r'name="token" value="(\w+)"', client.get("/account").text)
    login(client, "an")
    assert send(client, "/account", act="revoke", token=other).status_code == 409


def test_administrators_keep_accounts(client: TestClient, own: Settings, lore: Lore) -> None:
    login(client, "lan")
    assert send(client, "/users", act="add", name="Hoa", role="reader", password="tám con cá đỏ").status_code == 200
    with client_of(own, lore, team=True) as hers:
        assert login(hers, "hoa", "tám con cá đỏ").status_code == 303
        send(client, "/users", act="role", name="hoa", role="analyst")
        assert hers.get("/api/v1/me").json()["role"] == "analyst"
        send(client, "/users", act="password", name="hoa", password="chín con ong vàng")
        assert hers.get("/").status_code == 303
        assert login(hers, "hoa", "chín con ong vàng").status_code == 303
        send(client, "/users", act="disable", name="hoa")
        assert hers.get("/").status_code == 303
    refused = [
        send(client, "/users", **form)
        for form in (
            {"act": "disable", "name": "lan"},
            {"act": "role", "name": "lan", "role": "reader"},
            {"act": "add", "name": "<b>"},
            {"act": "x"},
        )
    ]
    assert [(answer.status_code, "<b>&" in answer.text) for answer in refused] == [(409, False)] * 4
    assert [act for who, act in log(own) if who == "lan" and act.startswith("account.")][::-1] == [
        "account.add", "account.role", "account.password", "account.disable"
    ]  # fmt: skip
    source = client.get("/audit").text
    assert ("Nhật ký nguyên vẹn" in source, "khóa tài khoản" in source) == (True, True)
    assert "hoa" not in client.get("/audit?who=shell").text


@pytest.mark.parametrize("path", ["/login", "/account", "/users", "/audit", "/audit?before=2", "/audit?before=x"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_well_formed(client: TestClient, path: str, language: str) -> None:
    if path != "/login":
        login(client, "lan")
        token(client, "reader")
    response = client.get(path, headers={"Accept-Language": language})
    tree = Tree(response.text)
    assert (response.status_code, tree.problems, tree.open) == (200, [], [])
    names, labelled = tree.values("id"), set(tree.values("for"))
    assert len(names) == len(set(names))
    assert [attrs for tag, attrs in tree.tags if tag in ("input", "select") and attrs.get("type") not in ("checkbox", "hidden") and "hidden" not in attrs
            and attrs.get("id") not in labelled] == []  # fmt: skip
    missing = re.findall(r">\s*((?:login|account|users|audit|role|act|who)\.[\w.]+)\s*<", response.text)
    assert missing == []
    assert ("style" in {tag for tag, _ in tree.tags}, tree.values("onclick")) == (False, [])


def test_where_there_is_no_team_there_are_no_such_pages(settings: Settings, lore: Lore) -> None:
    with client_of(settings, lore) as client:
        assert [client.get(path).status_code for path in ("/login", "/account")] == [404, 404]
        assert [client.get(path).status_code for path in ("/users", "/audit")] == [403, 403]
        assert 'action="/logout"' not in client.get("/").text
