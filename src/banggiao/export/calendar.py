"""What a calendar of relations shows: planned events, commitments due, sessions expected, anniversaries.

Guarantees: a date vaguer than a day never becomes a day: it spans all days that it covers, is tentative and says so; what is inferred
is tentative and shows its arithmetic; an entry keeps its ``uid`` when more articles tell of it, and its ``sequence`` grows with them.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from banggiao.dossier.values import Item, Telling
from banggiao.dossier.words import Words, capital
from banggiao.lifecycle import Anniversary, Mechanism, Promise, World, anniversaries, mechanisms, promises
from banggiao.lifecycle.tables import states
from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.model.times import Window, window
from banggiao.text import fold

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
_STATUS: dict[str, Status] = {"held": "CONFIRMED", "planned": "CONFIRMED", "cancelled": "CANCELLED"}
_ARRANGED = frozenset({"planned", "proposed", "cancelled"})
_WHAT_LETTERS = 140


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry on the days ``first`` to ``last``, both included. ``exact``: whether these days were told as such.

    ``told``: the latest day on which an article told of it; ``tellings``: those that the description quotes.
    """

    uid: str
    kind: str
    first: datetime.date
    last: datetime.date
    exact: bool
    status: Status
    summary: str
    notes: tuple[str, ...] = ()
    place: str | None = None
    sequence: int = 0
    told: datetime.date | None = None
    tellings: tuple[Telling, ...] = ()


def entries(world: World, lore: Lore, words: Words, about: str = "") -> tuple[Entry, ...]:
    """The entries of a world by date. ``about``: only those whose words hold these (accents and case do not matter)."""
    found = (
        *_planned(world.of("event"), words),
        *_due(promises(world, lore), words),
        *_expected(mechanisms(world, lore), words),
        *_anniversaries(anniversaries(world, lore), words),
    )
    wanted = [entry for entry in found if fold(about) in fold(" ".join((entry.summary, *entry.notes)))]
    return tuple(sorted(wanted, key=lambda entry: (entry.first, entry.last, entry.kind, entry.uid)))


def calendar_name(states: Sequence[str], words: Words, about: str = "") -> str:
    """The name of the calendar of these states."""
    what = " ".join(part for part in (words.parties(states), about) if part) or words.say("ics.everything")
    return words.say("ics.name", what=what)


def _planned(events: Iterable[Item], words: Words) -> Iterator[Entry]:
    """Events that somebody announced, whatever became of them since."""
    for item in events:
        announced = {str(said.value) for said in item.said.get("status", ())} & _ARRANGED
        if announced and (days := window(item.values.get("date"))):
            status = str(item.values.get("status"))
            values = item.tellings[0].values
            anchor = ("event", values.get("type"), sorted(values.get("parties") or ()), values.get("date"))
            what = _event(item, words)
            what = words.say("ics.proposed", what=what) if status == "proposed" else what
            place = item.values.get("place")
            yield _entry(
                "event", anchor, item.tellings, str(item.values["date"]), days, _STATUS.get(status, "TENTATIVE"), what, words, place
            )


def _event(item: Item, words: Words) -> str:
    """An event in a few words."""
    values = item.values
    what = words.value("event", "type", values.get("type"))
    if values.get("mechanism"):
        what = str(values["mechanism"])
        what = words.say("ics.edition", name=what, n=values["ordinal"]) if values.get("ordinal") else what
    text = words.say("ics.event", what=capital(what), parties=words.parties(item.parties))
    people = ", ".join(values.get("people") or ())
    return f"{text} ({people})" if people else text


def _due(found: Iterable[Promise], words: Words) -> Iterator[Entry]:
    """Commitments with a due date that are open."""
    for promise in found:
        if promise.due and promise.open:
            values = promise.item.values
            quote = promise.item.tellings[0].quote
            what = words.say("ics.due", what=_short(str(values.get("object") or quote)))
            anchor = ("commitment", values.get("act"), sorted(values.get("by") or ()), fold(quote))
            tellings = tuple(telling for item in (promise.item, *promise.repeats) for telling in item.tellings)
            notes = (words.say("ics.state", state=state_words(promise.state, words)),)
            told = values.get("due")
            date = str(told) if told and window(told) == promise.due.days else promise.due.as_text()
            yield _entry("commitment", anchor, tellings, date, promise.due.days, "CONFIRMED", what, words, notes=notes)


def state_words(state: str, words: Words) -> str:
    """The label of a promise's state."""
    row = words.labels.lore.once(states).get(state)
    return str(getattr(row, words.language)) if row else state


def _expected(found: Iterable[Mechanism], words: Words) -> Iterator[Entry]:
    """The next sessions that the rhythm of mechanisms lets expect: within the month of the day computed."""
    for mechanism in found:
        last = mechanism.last
        if mechanism.next and mechanism.period and last and last.days:
            month = mechanism.next.strftime("%Y-%m")
            days = window(month)
            assert days is not None
            why = words.say("ics.expected_why", days=mechanism.period, last=words.date(last.days.last.isoformat()))
            what = words.say("ics.expected", name=mechanism.name, parties=words.parties(mechanism.parties))
            tellings = tuple(telling for session in mechanism.held for item in session.items for telling in item.tellings)
            anchor = ("session", mechanism.parties, sorted(mechanism.words), last.edition, last.days.last.isoformat())
            yield _entry("session", anchor, tellings, month, days, "TENTATIVE", what, words, notes=(why,))


def _anniversaries(found: Iterable[Anniversary], words: Words) -> Iterator[Entry]:
    """Round counts of years ahead."""
    for one in found:
        if not (days := window(one.when)):
            continue
        of = words.value("anniversary", "of", one.of)
        what = words.say("ics.anniversary", n=one.years, of=of, parties=words.parties(one.parties))
        key = "ics.arithmetic" if one.basis == "told" else "ics.inferred"
        notes = (words.say(key, says=one.says),) if one.says else ()
        tellings = tuple(telling for item in (*one.items, *one.promised) for telling in item.tellings)
        status: Status = "CONFIRMED" if one.basis == "told" else "TENTATIVE"
        anchor = ("anniversary", one.parties, one.of, one.years, str(one.when)[:4])
        yield _entry("anniversary", anchor, tellings, str(one.when), days, status, what, words, notes=notes)


def _entry(
    kind: str,
    anchor: tuple[object, ...],
    tellings: Sequence[Telling],
    date: str,
    days: Window,
    status: Status,
    what: str,
    words: Words,
    place: str | None = None,
    notes: tuple[str, ...] = (),
) -> Entry:
    """An entry; its uid is made of what the first telling says, so that later ones do not change it."""
    exact = bool(_DAYS.fullmatch(date))
    first = tellings[0].source.article if tellings and kind in ("event", "commitment") else ""
    told = [found.last for telling in tellings if (found := window(telling.source.published))]
    return Entry(
        uid=f"{content_id('calendar', first, *anchor)}@banggiao",
        kind=kind,
        first=days.first,
        last=days.last,
        exact=exact,
        status=status if exact or status == "CANCELLED" else "TENTATIVE",
        summary=what if exact else words.say("ics.vague", what=what, date=words.date(date)),
        notes=notes,
        place=place,
        sequence=max(len({telling.source.article for telling in tellings}) - 1, 0),
        told=max(told, default=None),
        tellings=tuple(tellings),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WHAT_LETTERS else f"{text[: _WHAT_LETTERS - 1].rstrip()}…"
