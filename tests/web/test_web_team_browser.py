"""A team's pages in a real browser: logging in by keyboard, a token made and used, nobody kept out, at both widths."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.web.test_web_browser import CHROMIUM, WIDTHS, browser  # noqa: F401 - a fixture among them
from tests.web.test_web_hostile import PASSWORD, Watched, served

from banggiao.lore import Lore
from banggiao.settings import Settings, load
from banggiao.store import open_ledger
from banggiao.team import accounts

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")


@pytest.fixture
def site(tmp_path: Path, settings: Settings, lore: Lore) -> Iterator[str]:
    """The address of a team's pages."""
    own = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    shutil.copy(settings.ledger, own.ledger)
    with open_ledger(own.ledger, write=True) as ledger:
        accounts.add(ledger, "lan", "administrator", PASSWORD, "shell")
        accounts.add(ledger, "an", "reader", PASSWORD, "shell")
        accounts.disable(ledger, "an", "lan")
    with served(own, lore, team=True) as (address, _):
        yield address


@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
def test_a_team_logs_in_by_keyboard_and_gives_a_program_a_token(browser: Any, site: str, width: int) -> None:  # noqa: F811
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    watched = Watched(browser, site, width)
    page = watched.page
    found = []

    def look(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        worst = ("serious", "critical")
        found.extend((name, one["id"]) for one in axe.run(page).response["violations"] if one["impact"] in worst)

    page.goto(f"{site}/pairs/VN-LA")
    assert page.evaluate("document.activeElement.id") == "name"
    look("login")
    for keys in ("lan", "Tab", PASSWORD, "Enter"):
        (page.keyboard.press if keys in ("Tab", "Enter") else page.keyboard.type)(keys)
    page.wait_for_url("**/pairs/VN-LA")
    look("pair")
    page.locator(".who a[href='/account']").click()
    page.locator("#label").fill("lịch")
    page.keyboard.press("Enter")
    secret = page.locator("#secret").input_value()
    look("account")
    assert httpx.get(f"{site}/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).json() == {"name": "lan", "role": "reader"}
    for path in ("/users", "/audit"):
        page.goto(site + path)
        look(path)
    page.locator(".who button").click()
    page.wait_for_url("**/login")
    page.goto(f"{site}/audit")
    assert page.url.endswith("/login?next=%2Faudit")
    watched.context.close()
    assert (found, watched.wrong) == ([], [])
