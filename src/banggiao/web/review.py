"""The review page: records that are unsure or told differently, judged by a person with single keys.

Guarantees: what is decided goes through ``pipeline.decide`` and can be undone here; a decision is taken only from a page of this
server (``web.door``); without a script everything works by buttons.
"""

import datetime
from collections.abc import Mapping, Sequence

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.dossier.found import Query, found
from banggiao.dossier.promise import say
from banggiao.dossier.values import Item
from banggiao.errors import UsageError
from banggiao.pipeline.corrected import corrected
from banggiao.pipeline.decide import decide
from banggiao.store import Ledger, open_ledger
from banggiao.store.decisions import Decision, decisions, undone
from banggiao.store.judged import WORDS
from banggiao.web import asking, links
from banggiao.web.door import visitor_of
from banggiao.web.pages import Pages
from banggiao.web.told import Teller

SHOWN = 12
_LOOK, _LAST, _ALIKE, _CLAIMS, _FIELDS = 200, 15, 3, 60, 40
_SHOW = ("low", "differ")
_KINDS = ("event", "person", "commitment", "partnership", "agreement", "target", "statistic", "stance", "role", "mechanism", "anniversary")
_NEAR = datetime.timedelta(days=7)


class Candidate(msgspec.Struct, frozen=True):
    """An object to be judged, with those that may be one with it, and the fields that may be corrected."""

    item: Item
    alike: tuple[Item, ...]
    fields: tuple[str, ...]


class Review:
    """The review of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def review(self, request: Request) -> Response:
        """What waits for a judgement, and what was decided last."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        given = request.query_params
        chosen = {"show": asking.choice(given, "show", _SHOW) or "low", "kind": asking.choice(given, "kind", _KINDS)}
        chosen["state"] = asking.code(given, "state")
        made = _decisions(ledger)
        gone = undone(made)
        teller = Teller(self.pages.say_words(request), ())
        waiting = _waiting(ledger, chosen, _accepted(made, gone), teller)
        return self.pages.render(
            request,
            "review.html",
            waiting=[self._candidate(ledger, item, teller) for item in waiting],
            chosen=chosen,
            kinds=_KINDS,
            last=[(one, one.id in gone) for one in reversed(made[-_LAST:])],
            states=self.pages.by_name(request, dossier.states_told(ledger)),
            teller=teller,
            note=asking.text(given, "note"),
            back=links.query("/review", chosen),
        )

    def _candidate(self, ledger: Ledger, item: Item, teller: Teller) -> Candidate:
        fields = () if item.kind == "person" else teller.words.fields(item.kind)[:_FIELDS]
        return Candidate(item, _alike(ledger, item), fields)

    async def decided(self, request: Request) -> Response:
        """Carry out a decision, then show the page again."""
        form: Mapping[str, str] = request.scope.get("form", {})
        note = ""
        try:
            await run_in_threadpool(self._decide, form, visitor_of(request).name)
        except UsageError as error:
            note = str(error)
        back = form.get("back", "")
        return RedirectResponse(_noted(back if back.startswith(("/review", "/events/", "/commitments")) else "/review", note), 303)

    def _decide(self, form: Mapping[str, str], author: str) -> None:
        """The decision that a form asks for. Raises UsageError."""
        act = form.get("act", "")
        place = self.pages.settings.ledger
        common = {"author": author, "reason": form.get("reason", "")[: asking.LONGEST].strip() or "reviewed on the page"}
        with open_ledger(place, write=True) as ledger:
            if act == "undo":
                decide(ledger, self.pages.lore, "undo", undoes=form.get("decision", ""), **common)
                return
            item = dossier.item(ledger, form.get("object", ""))
            if item is not None and act in WORDS:
                say(ledger, self.pages.lore, act, item.id, **common)
                return
            if item is None or act not in ("accept", "reject", "correct", "merge", "split"):
                raise UsageError("there is nothing to decide on")
            claims: tuple[str, ...] = _claims(item)
            others: tuple[str, ...] = ()
            field, value = None, None
            if act == "correct":
                field = form.get("field", "")
                value = corrected(item.kind, field, form.get("value", ""), self.pages.lore)
            elif act == "merge":
                other = dossier.item(ledger, form.get("with", ""), item.kind)
                claims, others = claims[:1], _claims(other)[:1] if other and other.id != item.id else ()
            elif act == "split":
                claims, others = _parted(claims, form.get("claim", ""))
            decide(ledger, self.pages.lore, act, claims, others=others, field=field, value=value, **common)


def _claims(item: Item) -> tuple[str, ...]:
    return tuple(telling.claim for telling in item.tellings[:_CLAIMS])


def _parted(claims: Sequence[str], claim: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A claim and those that it is to stand apart from. Raises UsageError."""
    if claim not in claims:
        raise UsageError("that telling is not one of these")
    return (claim,), tuple(other for other in claims if other != claim)


def _decisions(ledger: Ledger) -> list[Decision]:
    with ledger.reading() as connection:
        return decisions(connection)


def _accepted(made: Sequence[Decision], gone: frozenset[str]) -> frozenset[str]:
    """The claims that were judged and need no further judgement."""
    judged = (one for one in made if one.act in ("accept", "correct") and one.id not in gone)
    return frozenset(anchor.claim for one in judged for anchor in one.claims)


def _waiting(ledger: Ledger, chosen: Mapping[str, str], accepted: frozenset[str], teller: Teller) -> list[Item]:
    """The objects of low confidence, or told differently, that nobody has judged yet."""
    query = Query(
        kinds=(chosen["kind"],) if chosen["kind"] else (),
        states=(chosen["state"],) if chosen["state"] else (),
        facets={"confidence": ("low",)} if chosen["show"] == "low" else {},
        differs=chosen["show"] == "differ",
    )
    items = [item for item in found(ledger, query, "told", limit=_LOOK).items if not accepted & set(_claims(item))]
    if chosen["show"] == "differ":
        items = [item for item in items if any(teller.cell(item, field).disputed for field in item.disputed)]
    return items[:SHOWN]


def _alike(ledger: Ledger, item: Item) -> tuple[Item, ...]:
    """Other objects of the kind and parties that may be one with it: events of the same type on days near by."""
    if item.kind != "event" or not item.first or not item.last or not item.parties:
        return ()
    first, last = (datetime.date.fromisoformat(day) for day in (item.first, item.last))
    query = Query(
        kinds=("event",),
        states=item.parties,
        facets={"type": (str(item.values.get("type")),)},
        near=((first - _NEAR).isoformat(), (last + _NEAR).isoformat()),
    )
    return tuple(one for one in found(ledger, query, limit=_ALIKE + 1).items if one.id != item.id)[:_ALIKE]


def _noted(back: str, note: str) -> str:
    return f"{back}{'&' if '?' in back else '?'}{links.query('', {'note': note})[1:]}" if note else back
