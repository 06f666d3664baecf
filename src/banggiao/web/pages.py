"""The pages: each takes a request and gives an answer, read from the ledger and set in a template.

Guarantees: pages only read; a page for what the ledger does not hold is a 404 in the reader's language; nothing of an article
reaches a page but through a template that escapes it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from banggiao import __version__, dossier
from banggiao.api.app import PREFIX, create_api
from banggiao.dossier import standing
from banggiao.dossier.dates import machine_date
from banggiao.dossier.values import Item
from banggiao.dossier.words import Words, capital
from banggiao.errors import UsageError
from banggiao.kinds import kinds
from banggiao.lore import Lore
from banggiao.settings import LANGUAGES, Settings
from banggiao.store import Ledger
from banggiao.team.visitor import NOBODY
from banggiao.text import fold
from banggiao.web import asking, links, sections
from banggiao.web.cards import cards, headline
from banggiao.web.desk import Desk
from banggiao.web.language import PARAMETER, language_of, remember
from banggiao.web.kept import kept
from banggiao.web.lit import lit
from banggiao.web.marks import LONGEST_TEXT, Begin, Letters, Zone, marked
from banggiao.web.told import Teller, words_of
from banggiao.web.when import AS_OF, KNOWN_ON, When, when

PAGE_ARTICLES = 25
_LONGEST_PAIR = 120
_MOST_PAIRS = 300
_MOST_TELLINGS = 60
_LOOK_LETTERS, _LONGEST_TITLE, _LONGEST_HEAD = 2000, 240, 100


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

    # the pages

    def articles(self, request: Request) -> Response:
        """The list of articles, filtered and paged."""
        ledger = self.desk.ledger()
        if ledger is None:
            return self.render(request, "empty.html", place=self.desk.place)
        asked = request.query_params
        names = dossier.outlets(ledger)
        chosen = {
            "q": asking.text(asked, "q"),
            "outlet": asking.choice(asked, "outlet", names),
            "since": asking.day(asked, "since"),
            "until": asking.day(asked, "until"),
            "relevant": asking.choice(asked, "relevant", ("yes", "no")),
        }
        page = asking.page(asked)
        found = dossier.articles(
            ledger,
            words=chosen["q"],
            relevant={"yes": True, "no": False}.get(chosen["relevant"]),
            outlet=chosen["outlet"] or None,
            since=chosen["since"] or None,
            until=chosen["until"] or None,
            start=(page - 1) * PAGE_ARTICLES,
            limit=PAGE_ARTICLES,
        )
        pages = max(1, -(-found.total // PAGE_ARTICLES))
        return self.render(
            request,
            "articles.html",
            found=found,
            chosen=chosen,
            outlets=names,
            page=page,
            pages=pages,
            first=(page - 1) * PAGE_ARTICLES + 1,
        )

    def article(self, request: Request) -> Response:
        """One article with its records."""
        view = dossier.article(self.ledger(), links.article_id(request.path_params["id"]))
        if view is None:
            raise Missing
        made = cards(view, self.say_words(request))
        present = dict.fromkeys(card.kind for card in made)
        return self.render(
            request,
            "article.html",
            view=view,
            head=_head(view.source.title, view.text, view.source.article),
            pieces=marked(view, self.lore),
            cards=made,
            kinds=[kind.kind for kind in self.lore.once(kinds) if kind.kind in present],
            longest=LONGEST_TEXT if len(view.text) > LONGEST_TEXT else 0,
        )

    def pairs(self, request: Request) -> Response:
        """The list of pairs, and a form that opens any pair."""
        ledger = self.desk.ledger()
        if ledger is None:
            return self.render(request, "empty.html", place=self.desk.place)
        codes = dossier.states_told(ledger)
        a, b = (asking.choice(request.query_params, name, codes) for name in ("a", "b"))
        if a and b and a != b:
            return RedirectResponse(links.pair_path(a, b), 303)
        found = dossier.top_pairs(ledger, _MOST_PAIRS)
        weight = Counter({code: 0 for code in codes})
        for one, other, number in found:
            weight.update({one: number, other: number})
        rows = [(ordered(one, other, weight), number) for one, other, number in found]
        return self.render(request, "pairs.html", rows=rows, states=self.by_name(request, codes))

    def pair(self, request: Request) -> Response:
        """The dossier of two states, given by code or name."""
        asked = request.path_params["pair"]
        a, b = self._codes(asked)
        if asked != f"{a}-{b}":
            return RedirectResponse(links.query(links.pair_path(a, b), dict(request.query_params)), 307)
        words = self.say_words(request)
        found = dossier.pair_dossier(self.ledger(), a, b)
        whole = asking.choice(request.query_params, "all", sections.ORDER)
        return self.render(
            request,
            "pair.html",
            dossier=found,
            a=a,
            b=b,
            sections=sections.sections(found, words, self.today().isoformat(), whole),
            tier=standing.tier(found.partnerships),
            aims=standing.aims(found.targets, found.statistics),
            teller=Teller(words, found.sources),
            most=sections.MOST,
        )

    def _codes(self, asked: str) -> tuple[str, str]:
        """The two codes of a pair. Raises Missing."""
        first, dash, second = asked.partition("-")
        if not dash or len(asked) > _LONGEST_PAIR:
            raise Missing
        try:
            a, b = dossier.state_code(first, self.lore), dossier.state_code(second, self.lore)
        except UsageError:
            raise Missing from None
        if a == b:
            raise Missing
        return a, b

    def described(self, request: Request) -> Response:
        """The API described, without a script and without anything from elsewhere."""
        made = self.api.openapi()
        calls = [(path, method, call) for path, methods in made["paths"].items() for method, call in methods.items()]
        return self.render(request, "api.html", calls=calls, about=made["info"]["description"], prefix=PREFIX)

    def event(self, request: Request) -> Response:
        """One merged event with every telling side by side."""
        item = dossier.event(self.ledger(), request.path_params["id"])
        if item is None:
            raise Missing
        words = self.say_words(request)
        sources = list({telling.source.article: telling.source for telling in item.tellings}.values())
        fields = [name for name in words.fields("event") if _told(item, name)]
        return self.render(
            request,
            "event.html",
            item=item,
            fields=fields,
            tellings=item.tellings[:_MOST_TELLINGS],
            teller=Teller(words, sources),
            sources=sources,
        )


def exact(text: str) -> Markup:
    """The text escaped so that a browser keeps its every character: a bare carriage return would become a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def _told(item: Item, name: str) -> bool:
    """Whether any telling gives the field a value."""
    return any(one.value not in (None, [], "") for one in item.said.get(name, ()))


def _head(title: str | None, text: str, key: str) -> str:
    """What heads an article's page: its title, else the beginning of its first line, else its id."""
    first = next((line.strip() for line in text[:_LOOK_LETTERS].splitlines() if line.strip()), "")
    head, longest = (title, _LONGEST_TITLE) if title else (first or key, _LONGEST_HEAD)
    return head if len(head) <= longest else head[:longest].rsplit(" ", 1)[0] + " …"


def ordered(a: str, b: str, states: Any) -> tuple[str, str]:
    """The pair with the state that more articles tell of first."""
    return (a, b) if states.get(a, 0) >= states.get(b, 0) else (b, a)
