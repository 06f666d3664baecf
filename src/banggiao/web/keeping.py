"""What administrators see: the accounts, and the log of what was done.

Guarantees: only administrators come here (``web.gates``); every change is in the log under their name; the log is only read.
"""

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from banggiao.errors import UsageError
from banggiao.store import open_ledger
from banggiao.store.audit import Entry, broken, entries
from banggiao.team import accounts
from banggiao.team.passwords import LONGEST, SHORTEST
from banggiao.team.visitor import ROLES
from banggiao.web import asking, links
from banggiao.web.door import visitor_of
from banggiao.web.pages import Pages

PAGE_ENTRIES = 100
_DONE = ("add", "role", "password", "disable", "enable")
_DIGITS = 12


class Keeping:
    """The pages of administrators."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def users(self, request: Request) -> Response:
        """All accounts, with what can be done to each."""
        return self._users(request)

    def _users(self, request: Request, told: str = "", wrong: str = "") -> Response:
        response = self.pages.render(
            request,
            "users.html",
            409 if wrong else 200,
            timeless=True,
            accounts=accounts.accounts(self.pages.ledger()),
            roles=ROLES,
            shortest=SHORTEST,
            longest=LONGEST,
            told=told,
            wrong=wrong,
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    async def change(self, request: Request) -> Response:
        """Change an account, then the page again, with what was done."""
        return await run_in_threadpool(self._change, request, request.scope["form"])

    def _change(self, request: Request, form: Mapping[str, str]) -> Response:
        act, name, by = form.get("act", ""), form.get("name", ""), visitor_of(request).name
        try:
            with open_ledger(self.pages.settings.ledger, write=True) as ledger:
                if act == "add":
                    accounts.add(ledger, name, form.get("role", ""), form.get("password", ""), by)
                elif act == "role":
                    accounts.set_role(ledger, name, form.get("role", ""), by)
                elif act == "password":
                    accounts.set_password(ledger, name, form.get("password", ""), by)
                elif act in ("disable", "enable"):
                    (accounts.disable if act == "disable" else accounts.enable)(ledger, name, by)
                else:
                    raise UsageError("there is nothing to change")
        except UsageError as error:
            return self._users(request, wrong=str(error))
        return self._users(request, told=act)

    def audit(self, request: Request) -> Response:
        """The log, the latest entries first, and whether it is sound."""
        given = request.query_params
        before, who = given.get("before", ""), asking.text(given, "who")
        number = int(before) if before.isascii() and before.isdigit() and len(before) <= _DIGITS else None
        with self.pages.ledger().reading() as connection:
            found = entries(connection, number, PAGE_ENTRIES + 1, who)
            odd = broken(connection)
        shown, more = found[:PAGE_ENTRIES], len(found) > PAGE_ENTRIES
        return self.pages.render(
            request,
            "audit.html",
            timeless=True,
            entries=[(entry, _detail(entry)) for entry in shown],
            odd=odd,
            who=who,
            older=links.query("/audit", {"before": shown[-1].number, "who": who}) if more else "",
        )


def _detail(entry: Entry) -> str:
    """What more an entry says, in one line."""
    return "; ".join(f"{key}: {_plain(value)}" for key, value in entry.detail.items() if key != "made")


def _plain(value: Any) -> str:
    return str(value)[: asking.LONGEST]
