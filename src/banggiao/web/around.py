"""The pages of a state, a body, a person and a mechanism.

Guarantees: each section holds a bounded number of items, says where all of them are, and is a list that can be kept, followed and
cited; what checks find about a person or mechanism stands on its page; an address that an earlier ledger gave leads to the same object.
"""

import datetime
from collections.abc import Callable, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.checks import Finding
from banggiao.dossier.found import Query, counts, found
from banggiao.dossier.heads import heads
from banggiao.dossier.states import bodies
from banggiao.dossier.values import Item, Telling
from banggiao.dossier.world import RHYTHM
from banggiao.errors import UsageError
from banggiao.lifecycle import Mechanism, mechanisms
from banggiao.store import Ledger
from banggiao.web import links
from banggiao.web.checked import found_on, grave, notes, on, world_at
from banggiao.web.handing import Lists, Rows
from banggiao.web.pages import Missing, Pages
from banggiao.web.rows import of_items, of_pair
from banggiao.web.told import Teller, Value
from banggiao.web.trends import timeline

_SECTION, _PARTNERS, _CONTACTS, _SOURCES = 15, 40, 100, 100
_LONGEST_NAME = 60
_WORLDS = 3
"""Partners of a person whose records are checked together with the person's."""
_STATE_SECTIONS = {"event": "latest", "person": "told", "commitment": "told", "stance": "told", "role": "told", "agreement": "latest"}


class Held(msgspec.Struct, frozen=True):
    """An office with the days on which it was first and last told, each with its words."""

    office: Value
    first: Value | None
    last: Value | None
    former: bool


class Around:
    """The pages of states, persons and mechanisms of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def people(self, request: Request) -> Response:
        """The list of people is a search."""
        return RedirectResponse(links.query("/search", {**request.query_params, "kind": "person"}), 307)

    def mechanisms(self, request: Request) -> Response:
        """The list of mechanisms is a search."""
        return RedirectResponse(links.query("/search", {**request.query_params, "kind": "mechanism"}), 307)

    def body(self, request: Request) -> Response:
        """A body of several states; a state that is asked for so has its own page."""
        return self._one(request, body=True)

    def state(self, request: Request) -> Response:
        """A state; a body that is asked for so is shown, too."""
        return self._one(request, body=False)

    def _one(self, request: Request, body: bool) -> Response:
        """A state or body: its partners, people, events, commitments, positions and seats."""
        asked = request.path_params["code"]
        try:
            code = dossier.state_code(asked, self.pages.lore) if len(asked) <= _LONGEST_NAME else ""
        except UsageError:
            code = ""
        if not code:
            raise Missing
        is_body = code in self.pages.lore.once(bodies)
        if code != asked or (body and not is_body):
            path = links.body_path(code) if is_body else links.state_path(code)
            return RedirectResponse(links.query(path, dict(request.query_params)), 307)
        ledger, times, words = self.pages.ledger(request), self.pages.when(request), self.pages.say_words(request)
        lists = Lists(request, words, times, code, words.labels.state(code))
        lists.add("", "", lambda most: of_items(found(ledger, Query(states=(code,), as_of=times.told_by), "told", limit=most).items, words),
                  feed=links.query("/calendar.ics", {"state": code, "lang": words.language}))  # fmt: skip
        sections = []
        for kind, order in _STATE_SECTIONS.items():
            query = Query(kinds=(kind,), states=(code,), as_of=times.told_by)
            page = found(ledger, query, order, limit=_SECTION, most=_SECTION + 1)  # type: ignore[arg-type]
            lists.add(kind, words.say(f"many.{kind}"), self._rows(ledger, query, lists), dated=kind != "person")
            if page.items:
                sections.append((kind, page, links.query("/search", {"state": code, "kind": kind})))
        partners = dossier.partners(ledger, code, times.told_by, _PARTNERS)
        lists.add("partners", words.say("state.partners"), lambda most: [of_pair(code, one.code, one.events, words) for one in partners][:most],
                  dated=False)  # fmt: skip
        if answer := lists.answer():
            return answer
        return self.pages.render(
            request,
            "state.html",
            code=code,
            is_body=is_body,
            sections=sections,
            partners=partners,
            numbers=counts(ledger, Query(states=(code,), as_of=times.told_by)),
            teller=Teller(words, ()),
            contacts=timeline(ledger, times, self.pages.lore, words, code),
            lists=lists,
        )

    def _rows(self, ledger: Ledger, query: Query, lists: Lists) -> Rows:
        """All that a query finds, what was told last first."""
        return lambda most: of_items(found(ledger, query, "told", limit=most).items, lists.words)

    def person(self, request: Request) -> Response:
        """A person: names, offices over time, contacts, and what was said in the person's name."""
        ledger, times, words = self.pages.ledger(request), self.pages.when(request), self.pages.say_words(request)
        key = request.path_params["id"]
        item = dossier.item(ledger, key, "person")
        if item is None:
            return self._moved(request, ("person",), links.person_path)
        names = tuple(str(one.value) for one in item.said.get("name", ()))
        contacts = Query(kinds=("event",), states=item.parties, facets={"person": names}, as_of=times.told_by)
        spoken = Query(kinds=("commitment", "stance"), facets={"speaker": names}, as_of=times.told_by)
        lists = Lists(request, words, times, "person", str(item.values.get("name")))
        lists.add("", "", lambda most: of_items((item, *found(ledger, contacts, "told", limit=most).items,
                                                 *found(ledger, spoken, "told", limit=most).items), words))  # fmt: skip
        lists.add("contacts", words.say("person.contacts"), self._rows(ledger, contacts, lists))
        lists.add("spoken", words.say("person.spoken"), self._rows(ledger, spoken, lists))
        if answer := lists.answer():
            return answer
        sources = list({telling.source.article: telling.source for telling in item.tellings}.values())
        teller = Teller(words, sources)
        met = found(ledger, contacts, limit=_CONTACTS)
        said = found(ledger, spoken, "told", limit=_CONTACTS)
        return self.pages.render(
            request,
            "person.html",
            item=item,
            held=held(item, teller),
            contacts=met,
            spoken=said,
            sources=sources[:_SOURCES],
            heads=heads(ledger, (source.article for source in sources[:_SOURCES]), self.pages.lore),
            teller=teller,
            others=Teller(words, ()),
            notes=notes(self._checked(ledger, request, item, met.items), words),
            lists=lists,
        )

    def _checked(self, ledger: Ledger, request: Request, item: Item, contacts: Sequence[Item]) -> list[Finding]:
        """What checks find about a person among the records of the pairs that the person met last."""
        pairs = dict.fromkeys(one.parties for one in contacts if len(one.parties) > 1)
        ids = {item.id, *(one.id for one in contacts)}
        made: dict[tuple[str, str], Finding] = {}
        for parties in list(pairs)[:_WORLDS]:
            for one in grave(on(found_on(ledger, parties, self.pages.when(request), self.pages.lore), ids)):
                made.setdefault((one.check.check, one.says), one)
        return list(made.values())

    def mechanism(self, request: Request) -> Response:
        """A mechanism: its sessions by edition and leg, its rhythm, and when the next is expected."""
        ledger, times, words = self.pages.ledger(request), self.pages.when(request), self.pages.say_words(request)
        item = dossier.item(ledger, request.path_params["id"])
        if item is None:
            return self._moved(request, ("mechanism", "event"), links.mechanism_path)
        if not item.parties or not item.values.get("name" if item.kind == "mechanism" else "mechanism"):
            raise Missing
        told = world_at(ledger, item.parties, times, RHYTHM)
        one = next((one for one in mechanisms(told, self.pages.lore) if item.id in {other.id for other in one.items}), None)
        if one is None:
            raise Missing
        lists = Lists(request, words, times, "mechanism", one.name)
        lists.add("", "", lambda most: of_items(one.items[:most], words))
        if answer := lists.answer():
            return answer
        return self.pages.render(
            request,
            "mechanism.html",
            item=item,
            mechanism=one,
            naming=_naming(one),
            leveled=next((other for other in one.items if other.values.get("level") == one.level), one.items[0]),
            sessions=sessions(one),
            mentions=[other for other in one.items if other.kind == "mechanism"],
            teller=Teller(words, ()),
            notes=notes(on(found_on(ledger, item.parties, times, self.pages.lore), {other.id for other in one.items}), words),
            lists=lists,
        )

    def _moved(self, request: Request, kinds: Sequence[str], path: Callable[[str], str]) -> Response:
        """The page of the object that once had the id asked for. Raises Missing."""
        ledger, key = self.pages.ledger(), str(request.path_params["id"])
        now = next((found for kind in kinds if (found := dossier.now_called(ledger, key, kind))), None)
        if now in (None, key):
            raise Missing
        return RedirectResponse(links.query(path(str(now)), dict(request.query_params)), 301)


def sessions(mechanism: Mechanism) -> list[tuple[int | None, int | None, tuple[Item, ...]]]:
    """Edition, leg and tellings of each session, the latest first."""
    ordered = sorted(mechanism.sessions, key=lambda one: one.days.first if one.days else datetime.date.min, reverse=True)
    return [(one.edition, one.leg, one.items) for one in ordered]


def _naming(mechanism: Mechanism) -> Item:
    """The object of a mechanism whose words its name and level are."""
    named = [one for one in mechanism.items if mechanism.name in (one.values.get("name"), one.values.get("mechanism"))]
    return (named or list(mechanism.items))[0]


def held(item: Item, teller: Teller) -> tuple[Held, ...]:
    """A person's offices, the one told of last first."""
    cell = teller.cell(item, "office")
    made = []
    for one, value in zip(item.said.get("office", ()), cell.values, strict=False):
        told = sorted((telling for telling in item.tellings if telling.claim in one.claims and telling.source.published), key=_published)
        first, last = (teller.published(told[0]), teller.published(told[-1])) if told else (None, None)
        made.append((_published(told[-1]) if told else "", Held(value, first, last, bool(one.value.get("former")))))
    return tuple(one for _, one in sorted(made, key=lambda pair: (not pair[1].former, pair[0]), reverse=True))


def _published(telling: Telling) -> str:
    return telling.source.published or ""
