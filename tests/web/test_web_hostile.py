"""Hostile articles on every kind of page, in a real browser: no script runs, nothing is asked for elsewhere, the layout holds.

A few articles always; two hundred, every one of their pages, at both widths, in ``make proof``.
"""

import datetime
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from tests.web.hostile_articles import PAYLOADS, articles
from tests.web.test_web_browser import CHROMIUM, WIDTHS, browser, uvicorn  # noqa: F401 - a fixture among them
from tests.web.web_ledger import served

from banggiao.errors import InputError
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.pipeline.given import take_given
from banggiao.settings import Settings, load
from banggiao.store import Ledger, open_ledger, refresh
from banggiao.store.put import put
from banggiao.team import accounts, tokens
from banggiao.web import links

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
FILES = re.compile(r"/(static|api)\b|\.ics$|/brief\.|^/(openapi|logout)")
LOOK = r"""() => {
  const all = [...document.querySelectorAll('*')];
  const foreign = 'script, img:not([src^="/"]), iframe, object, embed, style, link, meta, base, math, plaintext, xmp, textarea:not(.cited), noscript';
  const leads = (element) => ['href', 'action', 'src'].map((name) => element.getAttribute(name) || '');
  return {
    ran: window.hit !== undefined,
    wider: document.documentElement.scrollWidth > innerWidth,
    foreign: [...document.querySelectorAll('main *')].filter((one) => one.matches(foreign)).map((one) => one.outerHTML.slice(0, 80)),
    acting: all.filter((one) => [...one.attributes].some((it) => it.name.startsWith('on') || it.name === 'style')).map((one) => one.outerHTML.slice(0, 80)),
    outward: all.flatMap(leads).filter((to) => to && !/^([/?#](?![/\\])|https:\/\/example\.org\/)/.test(to)).slice(0, 3),
    mains: document.querySelectorAll('main').length,
  };
}"""
FINE = {"ran": False, "wider": False, "foreign": [], "acting": [], "outward": [], "mains": 1}
PASSWORD = "bốn con ngựa trắng"


def ledger_of(home: Path, number: int, lore: Lore) -> Settings:
    """Settings with a ledger of so many hostile articles, some of them read by the reader itself, and one account."""
    found = load({"home": str(home), "ledger": str(home / "ledger.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        made = list(articles(number))
        with ledger.writing() as connection:
            assert not put(connection, made, "test").refused
        refresh(ledger, lore)
        for article, _ in made[: number // 4]:
            again = Article(
                id=f"{article.id} r", text=article.text, source=article.id, raw=article.raw, title=article.title, published="2024-05-01"
            )
            assert [one.state for one in take_given(ledger, lore, [again])] == ["new"]
        _keep_hostile_names(ledger)
    return found


def _keep_hostile_names(ledger: Ledger) -> None:
    accounts.add(ledger, "lan", "administrator", PASSWORD, PAYLOADS[0])
    for payload in PAYLOADS[:20]:
        tokens.make(ledger, "lan", payload[:80], "reader", 1, payload[:200], datetime.datetime.now(datetime.UTC))


class Watched:
    """A browser's page, and everything wrong that happens on it."""

    def __init__(self, player: Any, site: str, width: int) -> None:
        self.context = player.new_context(viewport={"width": width, "height": 844}, locale="vi")
        self.page = self.context.new_page()
        self.site, self.width, self.seen = site, width, 0
        self.wrong: list[str] = []
        self.context.on("request", lambda request: self._left(request.url))
        self.page.on("console", lambda message: self._said(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def _left(self, url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            self.wrong.append(f"asked for {url[:200]}")

    def _said(self, text: str) -> None:
        if not text.startswith("Failed to load resource: the server responded with a status of 40"):
            self.wrong.append(text[:300])

    def look(self, path: str) -> None:
        """Open a page and look for what may not be there."""
        self.page.goto(self.site + path)
        self.seen += 1
        found = self.page.evaluate(LOOK)
        if found != FINE:
            odd = {key: value for key, value in found.items() if value != FINE[key]}
            self.wrong.append(f"{path[:160]} at {self.width}: {odd}")


def pages_of(settings: Settings, app: Any, few: int) -> list[str]:
    """Pages of every kind: of those that show one thing, ``few`` (0: every article and payload, forty of other things)."""
    several = slice(None, few or None)
    words = [quote(payload[:150], safe="") for payload in PAYLOADS[several]]
    with open_ledger(settings.ledger) as ledger, ledger.reading() as connection:
        keys = connection.exec_driver_sql("SELECT id FROM articles ORDER BY number").scalars().all()
        objects = connection.exec_driver_sql("SELECT kind, id FROM objects ORDER BY tellings DESC, id").all()
    of = {kind: [one for name, one in objects if name == kind][: few or 40] for kind in ("event", "person", "mechanism")}
    made = ["/", "/?as_of=2024-05-01", "/pairs/VN-LA", "/pairs/LA-VN?known_on=2024-06-01", "/states/LA", "/states/VN", "/bodies/ASEAN"]
    made += [
        "/commitments?state=VN&with=LA",
        "/calendar?month=2024-03&state=LA&with=VN",
        "/calendar?month=2024-03&view=list",
        "/review?show=differ",
    ]
    made += [f"/{name}?q={word}" for word in words for name in ("search", "ask", "articles")]
    made += [f"/articles?page={page}" for page in range(1, 2 + (len(keys) // 25 if not few else 0))]
    made += [links.article_path(key) for key in keys[several]]
    made += (
        [f"/events/{one}" for one in of["event"]]
        + [f"/people/{one}" for one in of["person"]]
        + [f"/mechanisms/{one}" for one in of["mechanism"]]
    )
    made += [f"/{word}" for word in words] + [f"/states/{word}" for word in words[:5]]
    plain = [route.path for route in app.routes if "GET" in (getattr(route, "methods", None) or ()) and "{" not in route.path]
    return [*dict.fromkeys([*made, *(path for path in plain if not FILES.search(path))])]


def kinds_of(app: Any) -> list[Any]:
    """The routes that are pages."""
    return [route for route in app.routes if "GET" in (getattr(route, "methods", None) or ()) and not FILES.search(route.path)]


def look_at_all(player: Any, settings: Settings, lore: Lore, few: int, widths: tuple[int, ...]) -> tuple[list[str], int]:
    """What is wrong on any page, and how many were looked at; every kind of page is among them."""
    wrong: list[str] = []
    seen = 0
    with served(settings, lore) as (site, app):
        pages = pages_of(settings, app, few)
        asked = {urlsplit(path).path for path in pages}
        unseen = [route.path for route in kinds_of(app) if not any(route.path_regex.match(path) for path in asked)]
        assert unseen == []
        for width in widths:
            watched = Watched(player, site, width)
            for path in pages:
                watched.look(path)
            watched.context.close()
            wrong, seen = wrong + watched.wrong, seen + watched.seen
    with served(settings, lore, team=True) as (site, _):
        for width in widths:
            watched = Watched(player, site, width)
            watched.look(f"/login?next={quote(PAYLOADS[3], safe='')}")
            watched.page.locator("#name").fill("lan")
            watched.page.locator("#password").fill(PASSWORD)
            watched.page.locator("main form button").click()
            for path in ("/account", "/users", "/audit", f"/audit?who={quote(PAYLOADS[3], safe='')}", "/"):
                watched.look(path)
            watched.context.close()
            wrong, seen = wrong + watched.wrong, seen + watched.seen
    return wrong, seen


def test_a_few_hostile_articles_on_every_kind_of_page(browser: Any, tmp_path: Path, lore: Lore) -> None:  # noqa: F811
    settings = ledger_of(tmp_path, 12, lore)
    wrong, seen = look_at_all(browser, settings, lore, few=2, widths=(WIDTHS["narrow"],))
    assert ("\n".join(wrong), seen > 30) == ("", True)


@pytest.mark.proof
def test_two_hundred_hostile_articles_on_every_page(browser: Any, tmp_path: Path, lore: Lore) -> None:  # noqa: F811
    settings = ledger_of(tmp_path, 200, lore)
    wrong, seen = look_at_all(browser, settings, lore, few=0, widths=(WIDTHS["narrow"],))
    more, others = look_at_all(browser, settings, lore, few=10, widths=(WIDTHS["wide"],))
    print(f"{seen + others} pages of {200 + 200 // 4} hostile articles looked at")
    assert ("\n".join([*wrong, *more][:20]), seen > 600) == ("", True)


def test_what_no_database_keeps_is_refused(tmp_path: Path, lore: Lore) -> None:
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "ledger.db")}, env={})
    sent: list[Article | InputError] = [
        Article(id="zero", text="Việt Nam\x00 và Lào", source="1"),
        Article(id="a\x00b", text="Việt Nam và Lào", source="2"),
        Article(id="half", text="Việt Nam \ud800 và Lào", source="3"),
        Article(id="title", text="Việt Nam và Lào", title="\x00", source="4"),
        Article(id="x" * 700, text="Việt Nam và Lào", source="5"),
    ]
    with open_ledger(found.ledger, create=True) as ledger:
        assert [one.state for one in take_given(ledger, lore, sent)] == ["refused"] * 5
