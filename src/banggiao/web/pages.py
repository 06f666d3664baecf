"""The pages: each takes a request and gives an answer, read from the ledger and set in a template.

Guarantees: pages only read; a page for what the ledger does not hold is a 404 in the reader's language; nothing of an article
reaches a page but through a template that escapes it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from banggiao import __version__
from banggiao.api.app import PREFIX, create_api
from banggiao.dossier.dates import machine_date
from banggiao.dossier.words import Words, capital
from banggiao.lore import Lore
from banggiao.settings import LANGUAGES, Settings
from banggiao.store import Ledger
from banggiao.team.visitor import NOBODY
from banggiao.text import fold
from banggiao.web import links
from banggiao.web.cards import headline
from banggiao.web.desk import Desk
from banggiao.web.kept import kept
from banggiao.web.language import PARAMETER, language_of, remember
from banggiao.web.lit import lit
from banggiao.web.marks import Begin, Letters, Zone
from banggiao.web.told import words_of
from banggiao.web.when import AS_OF, KNOWN_ON, When, when

_OF_ONE_LOOK = (AS_OF, KNOWN_ON, PARAMETER, "page", "format", "list", "note")
"""Parameters that another look at a page does not take along."""


class Missing(Exception):
    """What was asked for is not there; shown as a 404."""


class Pages:
    """The pages of one ledger. ``version`` marks static files, ``today`` is the clock."""

    def __init__(self, settings: Settings, lore: Lore, version: str, today: Callable[[], date]) -> None:
        self.settings = settings
        self.lore = lore
        self.version = version
        self.today = today
        self.desk = Desk(settings.ledger)

    @cached_property
    def api(self) -> FastAPI:
        """The API over the same ledger."""
        return create_api(self.desk.ledger, self.lore, __version__, self.settings.ledger)

    @cached_property
    def words(self) -> dict[str, Words]:
        """The words of each language."""
        return {language: Words(self.lore, language) for language in LANGUAGES}

    @cached_property
    def templates(self) -> Environment:
        """The templates. Everything that is put into one is escaped."""
        env = Environment(
            loader=PackageLoader("banggiao.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        env.globals.update(link=links, machine_date=machine_date, words_of=words_of, lit=lit, headline=headline)
        env.filters.update(capital=capital, exact=exact)
        env.tests.update(
            begin=lambda piece: isinstance(piece, Begin),
            letters=lambda piece: isinstance(piece, Letters),
            zone=lambda mark: isinstance(mark, Zone),
        )
        return env

    def render(self, request: Request, template: str, code: int = 200, /, **values: Any) -> Response:
        """A template as an answer in the request's language."""
        language = language_of(request, self.settings.lang)
        words, times, here = self.words[language], self.when(request), links.here(request)
        frame = {
            "words": words,
            "words_in": self.words,
            "say": words.say,
            "language": language,
            "switch": [(code, links.query(here, {**request.query_params, PARAMETER: code})) for code in LANGUAGES],
            "path": here,
            "again": [(name, value) for name, value in request.query_params.items() if name not in _OF_ONE_LOOK],
            "when": times,
            "timeless": False,
            "lists": (),
            "static": f"/static/{self.version}",
            "today": times.day.isoformat(),
            "visitor": request.scope.get("visitor", NOBODY),
            "proof": request.scope.get("proof", ""),
        }
        page = self.templates.get_template(template).render({**frame, **values})
        headers = {"Content-Language": language, "Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
        response = HTMLResponse(kept(page, times.given), code, headers)
        remember(request, response)
        return response

    def failed(self, request: Request, status: int, note: str = "") -> Response:
        """The page of an error."""
        return self.render(request, "error.html", status, status=status, note=note)

    def say_words(self, request: Request) -> Words:
        """The words of the request's language."""
        return self.words[language_of(request, self.settings.lang)]

    def ledger(self, request: Request | None = None) -> Ledger:
        """The ledger, asked about the request's times; where there is none yet, there is nothing to find in it."""
        ledger = self.desk.ledger()
        if ledger is None:
            raise Missing
        return ledger.at(self.when(request).times) if request else ledger

    def when(self, request: Request) -> When:
        """The times that a request asks about."""
        return when(request.query_params, self.today())

    def by_name(self, request: Request, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Codes of states with their names, sorted by name."""
        words = self.say_words(request)
        return sorted(((code, words.labels.state(code)) for code in codes), key=lambda pair: fold(pair[1]))

    # the pages that are only templates

    def described(self, request: Request) -> Response:
        """The API described, without a script and without anything from elsewhere."""
        made = self.api.openapi()
        calls = [(path, method, call) for path, methods in made["paths"].items() for method, call in methods.items()]
        return self.render(request, "api.html", calls=calls, about=made["info"]["description"], prefix=PREFIX)


def exact(text: str) -> Markup:
    """The text escaped so that a browser keeps its every character: a bare carriage return would become a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))
