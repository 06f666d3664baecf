"""Sections on people and events: the counterpart, both sides' office holders, the chronology, what is planned.

Guarantees: a person's last contact is an event that was held and names that person; nothing that lies ahead stands among what was held.
"""

from collections.abc import Iterable, Iterator, Sequence

from banggiao.brief.case import Case, describe
from banggiao.brief.document import Block, Heading, Pieces, Row, Statement, Table, filled, text
from banggiao.dossier.values import Item
from banggiao.dossier.words import capital
from banggiao.lifecycle import invitations
from banggiao.resolve.names import name_words

_PEOPLE, _EVENTS, _CONTACTS = 12, 60, 8
_ARRANGED = frozenset({"planned", "proposed"})
_ANSWERED = frozenset({"realised"})


def people(case: Case) -> Iterator[Block]:
    """The office holders of each side, those told of most first, with their last contact."""
    heads = tuple(case.say(f"col.{name}") for name in ("person", "office", "contact"))
    for code in (case.a, case.b):
        order = case.dossier.people.get(code, ())
        if order:
            yield Heading(case.words.labels.state(code))
            yield filled(heads, tuple(_person(case, item) for item in order[:_PEOPLE]), (4, 6, 7))
        if len(order) > _PEOPLE:
            yield Statement(text(case.say("more", n=len(order) - _PEOPLE)), case.counted())


def counterpart(case: Case) -> Iterator[Block]:
    """Who is named in the purpose of the briefing: offices, and the events with this person."""
    asked = set(name_words(case.purpose, case.lore))
    for person in (*case.dossier.people.get(case.a, ()), *case.dossier.people.get(case.b, ())):
        if any(len(words) > 1 and set(words) <= asked for words in (name_words(name, case.lore) for name in _names(person))):
            yield Statement((*text(f"{person.values.get('name')}: {_offices(case, person)}."),), case.notes.of(person))
            for event in _contacts(case, person)[:_CONTACTS]:
                yield Statement(text(f"{_when(case, event)}:") + describe(event, case.words), case.notes.of(event))


def _person(case: Case, person: Item) -> Row:
    contacts = _contacts(case, person)
    cells: list[Pieces] = [text(str(person.values.get("name"))), text(_offices(case, person))]
    if contacts:
        cells.append(text(f"{_when(case, contacts[0])},") + describe(contacts[0], case.words, people=False))
    else:
        cells.append(text(case.say("no_contact")))
    return Row(tuple(cells), tuple(sorted({*case.notes.of(person, most=1), *case.notes.of(*contacts[:1], most=2)})))


def _names(person: Item) -> tuple[str, ...]:
    return tuple(str(said.value) for said in person.said.get("name", ()))


def _offices(case: Case, person: Item) -> str:
    """The offices told of, each post once, with its organisation where any article names it."""
    found: dict[tuple[str, bool], str | None] = {}
    for said in person.said.get("office", ()):
        key = (str(said.value["post"]), bool(said.value.get("former")))
        found[key] = found.get(key) or said.value.get("organisation")
    words = []
    for (post, former), organisation in found.items():
        label = case.words.value("post", "post", post)
        label = f"{label}, {organisation}" if organisation else label
        words.append(f"{label} ({case.words.say('former')})" if former else label)
    return "; ".join(words)


def _contacts(case: Case, person: Item) -> list[Item]:
    """The events held that name a person, the latest first."""
    names = set(_names(person))
    found = [event for event in held(case) if names & set(event.values.get("people") or ())]
    return sorted(found, key=lambda event: (event.last or "", event.id), reverse=True)


def held(case: Case) -> list[Item]:
    """The events of the two that were held by today."""
    today = case.today.isoformat()
    found = (item for item in case.world.of("event") if {case.a, case.b} <= set(item.parties) and item.values.get("status") == "held")
    return [item for item in found if not item.first or item.first <= today]


def chronology(case: Case) -> Iterator[Block]:
    """What was held, the latest first."""
    found = sorted((item for item in held(case) if case.within(item)), key=lambda item: (item.first or "", item.id), reverse=True)
    if found:
        yield _events(case, found[:_EVENTS])
    if len(found) > _EVENTS:
        yield Statement(text(case.say("earlier", n=len(found) - _EVENTS)), case.counted())


def _events(case: Case, events: Iterable[Item]) -> Table:
    heads = tuple(case.say(f"col.{name}") for name in ("date", "what", "place"))
    return filled(heads, tuple(_event(case, item) for item in events), (4, 10, 4))


def _event(case: Case, item: Item) -> Row:
    what = describe(item, case.words)
    cells = (text(_when(case, item)), text(capital(what[0].text)) + what[1:], text(str(item.values.get("place") or "")))
    return Row(cells, case.notes.of(item))


def _when(case: Case, item: Item) -> str:
    return case.date(item.values.get("date")) or case.words.say("undated")


def ahead(case: Case) -> Iterator[Block]:
    """What is planned or proposed for the time ahead, and invitations that are not taken up yet."""
    today = case.today.isoformat()
    found: Sequence[Item] = [
        item for item in case.world.of("event")
        if {case.a, case.b} <= set(item.parties) and item.values.get("status") in _ARRANGED and (item.last or "") >= today
    ]  # fmt: skip
    if found:
        yield _events(case, found)
    for one in invitations(case.world, case.lore):
        if one.state not in _ANSWERED and one.issued and {*one.by, *one.to} >= {case.a, case.b}:
            guest = ", ".join(one.guests) or case.words.parties(one.to)
            state = case.words.say(f"state.{one.state}").removeprefix("state.")
            date = case.date(one.issued.isoformat())
            sentence = case.say("invited", by=case.words.parties(one.by), guest=guest, date=date, state=state)
            yield Statement(text(sentence), case.notes.of(one.item, *([one.answer] if one.answer else ())))
