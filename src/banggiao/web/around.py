"""The pages of a state, a person and a mechanism.

Guarantees: each section holds a bounded number of items and says where all of them are; everything is as told by the day asked as of.
"""

import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.dossier.found import Query, counts, found
from banggiao.dossier.values import Item, Telling
from banggiao.dossier.world import world
from banggiao.errors import UsageError
from banggiao.lifecycle import Mechanism, mechanisms
from banggiao.web import asking, links
from banggiao.web.pages import Missing, Pages
from banggiao.web.tables import FORMATS, table
from banggiao.web.told import Teller, Value

_SECTION, _PARTNERS, _CONTACTS = 15, 40, 100
_LONGEST_NAME = 60
_STATE_SECTIONS = {"event": "latest", "person": "told", "commitment": "told", "stance": "told", "role": "told", "agreement": "latest"}


class Held(msgspec.Struct, frozen=True):
    """An office with the days on which it was first and last told."""

    office: Value
    first: str | None
    last: str | None
    former: bool


class Around:
    """The pages of states, persons and mechanisms of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def state(self, request: Request) -> Response:
        """A state or body: its partners, people, events, commitments, positions and seats."""
        asked = request.path_params["code"]
        try:
            code = dossier.state_code(asked, self.pages.lore) if len(asked) <= _LONGEST_NAME else ""
        except UsageError:
            code = ""
        if not code:
            raise Missing
        if code != asked:
            return RedirectResponse(links.query(links.state_path(code), dict(request.query_params)), 307)
        ledger = self.pages.ledger()
        as_of = asking.day(request.query_params, "as_of")
        words = self.pages.say_words(request)
        sections = []
        for kind, order in _STATE_SECTIONS.items():
            page = found(ledger, Query(kinds=(kind,), states=(code,), as_of=as_of), order, limit=_SECTION, most=_SECTION + 1)  # type: ignore[arg-type]
            if page.items:
                sections.append((kind, page, links.query("/search", {"state": code, "kind": kind, "as_of": as_of})))
        return self.pages.render(
            request,
            "state.html",
            code=code,
            sections=sections,
            partners=dossier.partners(ledger, code, as_of, _PARTNERS),
            numbers=counts(ledger, Query(states=(code,), as_of=as_of)),
            teller=Teller(words, ()),
            chosen={"as_of": as_of},
        )

    def person(self, request: Request) -> Response:
        """A person: names, offices over time, contacts, and what was said in the person's name."""
        ledger = self.pages.ledger()
        as_of = asking.day(request.query_params, "as_of")
        item = dossier.item(ledger, request.path_params["id"], "person", as_of)
        if item is None:
            raise Missing
        words = self.pages.say_words(request)
        names = tuple(str(one.value) for one in item.said.get("name", ()))
        contacts = found(ledger, Query(kinds=("event",), states=item.parties, facets={"person": names}, as_of=as_of), limit=_CONTACTS)
        spoken = found(ledger, Query(kinds=("commitment", "stance"), facets={"speaker": names}, as_of=as_of), "told", limit=_CONTACTS)
        form = asking.choice(request.query_params, "format", FORMATS)
        if form:
            return table((item, *contacts.items, *spoken.items), words, form, "banggiao-person")
        sources = list({telling.source.article: telling.source for telling in item.tellings}.values())
        teller = Teller(words, sources)
        return self.pages.render(
            request,
            "person.html",
            item=item,
            held=held(item, teller),
            contacts=contacts,
            spoken=spoken,
            sources=sources,
            teller=teller,
            others=Teller(words, ()),
            chosen={"as_of": as_of},
        )

    def mechanism(self, request: Request) -> Response:
        """A mechanism: its sessions by edition and leg, its rhythm, and when the next is expected."""
        ledger = self.pages.ledger()
        as_of = asking.day(request.query_params, "as_of")
        item = dossier.item(ledger, request.path_params["id"], "", as_of)
        if item is None or not item.parties or not item.values.get("name" if item.kind == "mechanism" else "mechanism"):
            raise Missing
        day = self.pages.day(as_of)
        told = world(ledger, item.parties, day, day if as_of else None)
        found_one = next((one for one in mechanisms(told, self.pages.lore) if item.id in {other.id for other in one.items}), None)
        if found_one is None:
            raise Missing
        words = self.pages.say_words(request)
        form = asking.choice(request.query_params, "format", FORMATS)
        if form:
            return table(found_one.items, words, form, "banggiao-mechanism")
        return self.pages.render(
            request,
            "mechanism.html",
            item=item,
            mechanism=found_one,
            sessions=sessions(found_one),
            mentions=[one for one in found_one.items if one.kind == "mechanism"],
            teller=Teller(words, ()),
            chosen={"as_of": as_of},
            today=day.isoformat(),
        )


def sessions(mechanism: Mechanism) -> list[tuple[int | None, int | None, tuple[Item, ...]]]:
    """Edition, leg and tellings of each session, the latest first."""
    ordered = sorted(mechanism.sessions, key=lambda one: one.days.first if one.days else datetime.date.min, reverse=True)
    return [(one.edition, one.leg, one.items) for one in ordered]


def held(item: Item, teller: Teller) -> tuple[Held, ...]:
    """A person's offices, the one told of last first."""
    cell = teller.cell(item, "office")
    made = []
    for one, value in zip(item.said.get("office", ()), cell.values, strict=False):
        days = sorted(filter(None, (_published(telling) for telling in item.tellings if telling.claim in one.claims)))
        made.append(Held(value, days[0] if days else None, days[-1] if days else None, bool(one.value.get("former"))))
    return tuple(sorted(made, key=lambda one: (not one.former, one.last or "", one.first or ""), reverse=True))


def _published(telling: Telling) -> str | None:
    return telling.source.published
