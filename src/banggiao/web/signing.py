"""Logging in and out, and one's own account: password, tokens.

Guarantees: a wrong name and a wrong password are answered alike and as slowly; after a few failures nothing is judged for a while; a
login gives the browser another session than it had; a token is shown once.
"""

import datetime
import logging
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao.errors import UsageError
from banggiao.store import Ledger, open_ledger
from banggiao.store.audit import note
from banggiao.team import accounts, sessions, tokens
from banggiao.team.passwords import LONGEST, SHORTEST
from banggiao.team.visitor import ROLES, may
from banggiao.web.door import visitor_of
from banggiao.web.pages import Pages
from banggiao.web.porter import keep_visit, let_in, new_visit, see_out
from banggiao.web.rates import Rate

QUARTER = 900.0
_DAYS = ("30", "90", "365", "")
_LONGEST_PATH = 2_000
log = logging.getLogger("banggiao.web")


class Tries:
    """How often somebody may fail to log in within a quarter of an hour: for a name from one address, from an address, for a name."""

    def __init__(self, pair: int = 5, address: int = 30, name: int = 60) -> None:
        self._rates = {"pair": Rate(pair, QUARTER), "address": Rate(address, QUARTER), "name": Rate(name, QUARTER)}

    def shared(self, part: Callable[[int], int]) -> "Tries":
        """The part of them that one of several processes allows."""
        return Tries(*(part(self._rates[which].most) for which in ("pair", "address", "name")))

    def wait(self, name: str, address: str) -> int:
        """The seconds to wait before a password is judged again."""
        return max(rate.wait(key) for rate, key in self._each(name, address))

    def failed(self, name: str, address: str) -> bool:
        """Count a failure. Whether it was the last one for a while."""
        for rate, key in self._each(name, address):
            rate.count(key)
        return self.wait(name, address) > 0

    def fine(self, name: str, address: str) -> None:
        """Forget the failures of who is in now."""
        self._rates["pair"].forget(f"{name}\n{address}")

    def _each(self, name: str, address: str) -> list[tuple[Rate, str]]:
        keys = {"pair": f"{name}\n{address}", "address": address, "name": name}
        return [(rate, keys[which]) for which, rate in self._rates.items()]


class Signing:
    """The pages of logging in and of one's own account."""

    def __init__(self, pages: Pages, tries: Tries) -> None:
        self.pages = pages
        self.tries = tries

    def login(self, request: Request) -> Response:
        """The form to log in with."""
        visit = new_visit(request)
        if not visitor_of(request).name:
            request.scope["proof"] = request.app.state.proofs.of(f"visit:{visit}")
        return self._form(request, visit, _inside(request.query_params.get("next", "")))

    def _form(self, request: Request, visit: str, following: str, name: str = "", wrong: str = "", status: int = 200) -> Response:
        response = self.pages.render(request, "login.html", status, timeless=True, following=following, name=name, wrong=wrong)
        response.headers["Cache-Control"] = "no-store"
        keep_visit(request, response, visit)
        return response

    async def enter(self, request: Request) -> Response:
        """Log in, or say that name and password do not fit."""
        form: Mapping[str, str] = request.scope["form"]
        given, password, following = form.get("name", ""), form.get("password", ""), _inside(form.get("next", ""))
        address = request.client.host if request.client else ""
        try:
            name = accounts.plain(given)
        except UsageError:
            name = ""
        visit = new_visit(request)
        if wait := self.tries.wait(name, address):
            response = self._form(request, visit, following, name, "often", 429)
            response.headers["Retry-After"] = str(wait)
            return response
        secret = await run_in_threadpool(self._enter, name, password, address, visitor_of(request).session)
        if secret is None:
            return self._form(request, visit, following, name, "wrong", 401)
        response = RedirectResponse(following or "/", 303)
        let_in(request, response, secret)
        return response

    def _enter(self, name: str, password: str, address: str, before: str) -> str | None:
        with self.opened() as ledger:
            secret = sessions.begin(ledger, name, password, _now())
            if secret is None:
                log.warning("a login failed for %r from %s", name, address)
                if self.tries.failed(name, address):
                    with ledger.writing() as connection:
                        note(connection, name or "?", "login.throttled", address)
            else:
                self.tries.fine(name, address)
                if before:
                    sessions.end(ledger, before)
        return secret

    async def leave(self, request: Request) -> Response:
        """Log out."""
        await run_in_threadpool(self._leave, visitor_of(request).session)
        response = RedirectResponse("/login", 303)
        see_out(request, response)
        return response

    def _leave(self, session: str) -> None:
        with self.opened() as ledger:
            sessions.end(ledger, session)

    def account(self, request: Request) -> Response:
        """One's own account."""
        return self._account(request)

    def _account(self, request: Request, told: str = "", secret: str = "", wrong: str = "") -> Response:
        who = visitor_of(request)
        response = self.pages.render(
            request,
            "account.html",
            409 if wrong else 200,
            timeless=True,
            tokens=tokens.tokens(self.pages.ledger(), who.name),
            roles=[role for role in ROLES if may(who.role, role)],
            days=_DAYS,
            shortest=SHORTEST,
            longest=LONGEST,
            told=told,
            secret=secret,
            wrong=wrong,
            now=sessions.moment(_now()),
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    async def change(self, request: Request) -> Response:
        """Change one's password, make or revoke a token; then the page again, with what was done."""
        return await run_in_threadpool(self._change, request, request.scope["form"])

    def _change(self, request: Request, form: Mapping[str, str]) -> Response:
        who, secret, told = visitor_of(request), "", form.get("act", "")
        try:
            with self.opened() as ledger:
                if told == "password":
                    self._password(ledger, request, form)
                elif told == "token":
                    days = form.get("days", "")
                    scope, good = form.get("role", ""), int(days) if days in _DAYS and days else None
                    secret, _ = tokens.make(ledger, who.name, form.get("label", ""), scope, good, who.name, _now())
                elif told == "revoke":
                    tokens.revoke(ledger, form.get("token", ""), who.name, _now(), who.account)
                else:
                    raise UsageError("there is nothing to change")
        except UsageError as error:
            return self._account(request, wrong=str(error))
        return self._account(request, told, secret)

    def _password(self, ledger: Ledger, request: Request, form: Mapping[str, str]) -> None:
        """Change one's password; who sits at somebody's open page does not know the old one."""
        who = visitor_of(request)
        address = request.client.host if request.client else ""
        if self.tries.wait(who.name, address):
            raise UsageError(self.pages.say_words(request).say("login.often"))
        if form.get("new", "") != form.get("again", ""):
            raise UsageError(self.pages.say_words(request).say("account.unlike"))
        if not sessions.proves(ledger, who.name, form.get("old", "")):
            self.tries.failed(who.name, address)
            raise UsageError(self.pages.say_words(request).say("account.not_old"))
        accounts.set_password(ledger, who.name, form.get("new", ""), who.name, keep_session=who.session)

    def opened(self) -> Ledger:
        """The ledger, to be written to."""
        return open_ledger(self.pages.settings.ledger, write=True)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _inside(path: str) -> str:
    """A path of this server to go on to; empty where what is given leads anywhere else."""
    if not path.startswith("/") or path.startswith(("//", "/\\", "/login", "/logout")) or len(path) > _LONGEST_PATH:
        return ""
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc and path.isprintable() and "\\" not in path else ""
