"""The review page: records that are unsure or told differently, judged by a person with single keys.

Guarantees: what is decided goes through ``pipeline.decide`` and can be undone here; a decision is taken only from a page of this
server (``web.door``); without a script everything works by buttons.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.dossier.promise import say
from banggiao.dossier.values import Item
from banggiao.errors import UsageError
from banggiao.kinds import kinds
from banggiao.lore import Lore
from banggiao.pipeline.corrected import corrected
from banggiao.pipeline.decide import decide
from banggiao.store import Ledger, open_ledger
from banggiao.store.decisions import Decision, decisions, undone
from banggiao.store.judged import WORDS
from banggiao.web import asking, links
from banggiao.web.door import visitor_of
from banggiao.web.judging import PERSON_FIELDS, candidate, claims_of, disputed, waiting
from banggiao.web.pages import Pages
from banggiao.web.told import Teller

_LAST = 15
_LONGEST_ID = 64
_SHOW = ("low", "differ")
_KINDS = ("event", "person", "commitment", "partnership", "agreement", "target", "statistic", "stance", "role", "mechanism", "anniversary")
_BACK = ("/review", "/events/", "/commitments", "/people/", "/mechanisms/")


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
        alone = dossier.item(ledger, asking.code(given, "object"))
        items = [alone] if alone else waiting(ledger, chosen, _accepted(made, gone), teller, self.pages.lore)
        if alone:
            chosen["object"] = alone.id
        return self.pages.render(
            request,
            "review.html",
            waiting=[candidate(ledger, item, teller) for item in items],
            differing={item.id: disputed(item, teller) for item in items},
            alone=alone,
            codes=_codes(self.pages.lore),
            timeless=True,
            chosen=chosen,
            kinds=_KINDS,
            last=[(one, one.id in gone) for one in reversed(made[-_LAST:])],
            states=self.pages.by_name(request, dossier.states_told(ledger)),
            teller=teller,
            note=asking.text(given, "note"),
            back=links.query("/review", chosen),
        )

    async def decided(self, request: Request) -> Response:
        """Carry out a decision, then show the page again."""
        form: Mapping[str, str] = request.scope.get("form", {})
        note = ""
        try:
            await run_in_threadpool(self._decide, form, visitor_of(request).name)
        except UsageError as error:
            note = str(error)
        back = form.get("back", "")
        return RedirectResponse(_noted(back if back.startswith(_BACK) else "/review", note), 303)

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
            claims: tuple[str, ...] = claims_of(item)
            others: tuple[str, ...] = ()
            field, value = None, None
            if act == "correct":
                field, value = _right(item, form.get("field", ""), form.get("value", ""), self.pages.lore)
            elif act == "merge":
                other = _named(ledger, form.get("with", ""), item.kind)
                claims, others = claims[:1], claims_of(other)[:1] if other and other.id != item.id else ()
            elif act == "split":
                claims, others = _parted(claims, form.get("claim", ""))
            decide(ledger, self.pages.lore, act, claims, others=others, field=field, value=value, **common)


def _right(item: Item, field: str, text: str, lore: Lore) -> tuple[str, Any]:
    """The field and value that a correction means. A person's post stands in an office, which keeps its organisation. Raises UsageError."""
    if item.kind != "person":
        return field, corrected(item.kind, field, text, lore)
    if field not in PERSON_FIELDS:
        raise UsageError(f"{field[:40]!r} is no field of a person that can be corrected")
    value = corrected("person", field, text, lore)
    if field != "post":
        return field, value
    office = item.values.get("office") or {}
    return "office", {"post": value, "organisation": office.get("organisation"), "former": False}


def _named(ledger: Ledger, given: str, kind: str) -> Item | None:
    """The object of a kind that an id, or the address of its page, names; also by an id that it once had."""
    key = given.strip().partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2][:_LONGEST_ID]
    return dossier.item(ledger, key, kind) or dossier.item(ledger, dossier.now_called(ledger, key, kind) or "", kind)


def _codes(lore: Lore) -> dict[str, list[str]]:
    """The codes that fields may hold, by kind and field, to choose from when correcting."""
    return {
        f"{kind.kind}.{field.name}": [code.code for code in field.codes]
        for kind in lore.once(kinds)
        for field in kind.fields
        if field.codes
    }


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


def _noted(back: str, note: str) -> str:
    return f"{back}{'&' if '?' in back else '?'}{links.query('', {'note': note})[1:]}" if note else back
