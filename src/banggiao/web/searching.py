"""The search page: what fits the words asked for, with facets that follow the choice.

Guarantees: a choice is a link, so that every state of the page can be kept and sent; what is typed is words, never a query
language; at most a page of objects is loaded.
"""

from collections.abc import Mapping
from itertools import pairwise

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.dossier import found, partners
from banggiao.dossier.asked import Asked, asked
from banggiao.dossier.found import FACETS, Count, Query, surveyed
from banggiao.dossier.values import Item
from banggiao.dossier.words import Words, capital
from banggiao.store import Ledger
from banggiao.web import asking, links
from banggiao.web.handing import Lists
from banggiao.web.pages import Pages
from banggiao.web.rows import of_items
from banggiao.web.told import Teller

SHOWN = 25
_DIRECT, _LOOK = 5, 50
_CODES = ("state", "kind", "sector", "confidence")


class Choice(msgspec.Struct, frozen=True):
    """A value of a facet as a link: how many fit, and whether it is chosen (its link then takes it back)."""

    label: str
    number: int
    href: str
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """A facet with its choices."""

    name: str
    choices: tuple[Choice, ...]


class Searching:
    """The search page of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def search(self, request: Request) -> Response:
        """Objects that fit, counted by facet; as CSV or JSON where asked."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        words, times = self.pages.say_words(request), self.pages.when(request)
        ledger = ledger.at(times.times)
        chosen = chosen_of(request.query_params)
        wanted = asked(chosen["q"], self.pages.lore)
        query = query_of(chosen, wanted, times.told_by)
        lists = Lists(request, words, times, "search", f"{words.say('nav.search')}: {chosen['q']}".rstrip(": "), chosen)
        lists.add("", "", lambda most: of_items(found(ledger, query, "told", limit=most).items, words))
        if answer := lists.answer():
            return answer
        page = asking.page(request.query_params)
        listed, numbers = surveyed(ledger, query, "told", (page - 1) * SHOWN, SHOWN)
        return self.pages.render(
            request,
            "search.html",
            found=listed,
            facets=facets(numbers, chosen, words),
            chosen=chosen,
            phrases=wanted.phrases,
            states=wanted.states,
            people=self._people(ledger, wanted, page, times.told_by),
            partners=self._partners(ledger, wanted.states, times.told_by) if page == 1 else (),
            teller=Teller(words, ()),
            lists=lists,
            page=page,
            pages=max(1, -(-listed.total // SHOWN)),
        )

    def _people(self, ledger: Ledger, wanted: Asked, page: int, as_of: str) -> tuple[Item, ...]:
        """Persons that the words name, on the first page."""
        if page > 1 or not wanted.phrases or wanted.states:
            return ()
        return found(ledger, Query(phrases=wanted.phrases, kinds=("person",), as_of=as_of), "told", limit=_DIRECT, most=_LOOK).items

    def _partners(self, ledger: Ledger, states: tuple[str, ...], as_of: str) -> list[tuple[str, str]]:
        """The dossiers that the states named lead to."""
        if len(states) == 1:
            return [(states[0], one.code) for one in partners(ledger, states[0], as_of, _DIRECT)]
        return list(pairwise(states))[:_DIRECT]


def chosen_of(given: Mapping[str, str]) -> dict[str, str]:
    """What is asked for, by parameter; empty where it is not."""
    text = {name: asking.text(given, name) for name in ("q", "person", "outlet")}
    codes = {name: asking.code(given, name) for name in (*_CODES, "with", "year")}
    return text | codes | {name: asking.day(given, name) for name in ("since", "until")}


def query_of(chosen: Mapping[str, str], wanted: Asked, told_by: str = "") -> Query:
    """The query that the choice stands for, as told by a day where one is given."""
    return Query(
        phrases=wanted.words,
        kinds=(chosen["kind"],) if chosen["kind"] else (),
        states=tuple(dict.fromkeys(code for code in (*wanted.parties, chosen["state"], chosen["with"]) if code)),
        facets={name: (chosen[name],) for name in FACETS if name not in ("state", "kind") and chosen[name]},
        since=chosen["since"],
        until=chosen["until"],
        as_of=told_by,
    )


def facets(numbers: Mapping[str, tuple[Count, ...]], chosen: Mapping[str, str], words: Words) -> tuple[Facet, ...]:
    """The facets that have values."""
    made = []
    for name in FACETS:
        choices = []
        for one in numbers[name]:
            taken = one.value == chosen[name] or (name == "state" and one.value == chosen["with"])
            choices.append(Choice(facet_label(name, one.value, words), one.number, _href(name, one.value, chosen, taken), taken))
        if choices:
            made.append(Facet(name, tuple(choices)))
    return tuple(made)


def _href(name: str, value: str, chosen: Mapping[str, str], taken: bool) -> str:
    """The page with a value chosen, or taken back; a second state joins the first."""
    if name == "state":
        states = [code for code in (chosen["state"], chosen["with"]) if code and code != value]
        states = states if taken else [*states[:1], value]
        change = {"state": states[0] if states else "", "with": states[1] if len(states) > 1 else ""}
    else:
        change = {name: "" if taken else value}
    return links.query("/search", {**chosen, **change})


def facet_label(name: str, value: str, words: Words) -> str:
    """A value of a facet in words."""
    if name == "state":
        return words.labels.state(value)
    if name == "kind":
        return capital(words.say(f"many.{value}"))
    if name == "sector":
        return capital(words.value("commitment", "sectors", value))
    return words.say(f"confidence.{value}") if name == "confidence" else value
