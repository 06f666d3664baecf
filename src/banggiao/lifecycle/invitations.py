"""Invitations: issued, accepted, realised, lapsed.

Guarantees: an invitation is realised only by a visit of the person (or, where nobody is named, the state) invited to the state that
invites, after it was issued; silence makes it lapsed only after its date, or after the term in ``lifecycle/terms``.
"""

import datetime
from collections.abc import Sequence

import msgspec

from banggiao.lifecycle.due import Due, due_of
from banggiao.lifecycle.tables import cues, terms
from banggiao.lifecycle.world import World, days_of, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.text import fold


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation. ``by`` and ``to``: inviting and invited states; ``guests``: persons invited; ``carrier``: who handed it over.

    ``state``: issued, accepted, realised or lapsed; ``answer``: the record of the acceptance or of the visit; ``age``: days since issued.
    """

    item: Item
    by: tuple[str, ...]
    to: tuple[str, ...]
    guests: tuple[str, ...]
    carrier: str | None
    issued: datetime.date | None
    due: Due | None
    state: str
    answer: Item | None
    age: int | None


def invitations(world: World, lore: Lore) -> tuple[Invitation, ...]:
    """All invitations, those issued last first."""
    proposed = [item for item in world.of("event") if _proposed(item)]
    asked = [item for item in world.of("commitment") if _invites(item, lore) and not any(map(_proposed, world.beside(item, "event")))]
    found = [_of_visit(item, world, lore) for item in proposed] + [_of_request(item, world, lore) for item in asked]
    return tuple(sorted(found, key=lambda one: (-(one.issued or datetime.date.min).toordinal(), one.item.id)))


def _proposed(item: Item) -> bool:
    return item.values.get("type") == "visit" and item.values.get("status") == "proposed" and len(item.parties) > 1


def _invites(item: Item, lore: Lore) -> bool:
    """Whether a request is an invitation by its verb."""
    verbs = (str(telling.extra.get("verb") or "") for telling in item.tellings)
    return item.values.get("act") == "request" and any(lore.once(cues)["invites"].search(verb.lower()) for verb in verbs)


def _of_visit(item: Item, world: World, lore: Lore) -> Invitation:
    values = item.values
    asked = next((one for one in world.beside(item, "commitment") if one.values.get("to")), None)
    by = _codes(values.get("inviter"), item) or (tuple(asked.values.get("by") or ()) if asked else ()) or _codes(values.get("host"), item)
    to = tuple(code for code in item.parties if code not in by) if by else ()
    return _judged(item, by, to, tuple(values.get("people") or ()), world, lore)


def _of_request(item: Item, world: World, lore: Lore) -> Invitation:
    values = item.values
    return _judged(item, tuple(values.get("by") or ()), tuple(values.get("to") or ()), (), world, lore)


def _codes(told: object, item: Item) -> tuple[str, ...]:
    """A state told as inviter or host."""
    return (told,) if isinstance(told, str) and told in item.parties else ()


def _judged(item: Item, by: tuple[str, ...], to: tuple[str, ...], guests: tuple[str, ...], world: World, lore: Lore) -> Invitation:
    issued = told_on(item)
    due = due_of(item, "due" if item.kind == "commitment" else "date", lore)
    done = realised_by(item, issued, world) or _session_held(item, issued, world)
    accepted = None if done else _accepted(item, issued, world)
    age = (world.as_of - issued).days if issued else None
    if done:
        state = "realised"
    elif due and due.days.last < world.as_of or (age is not None and age > lore.once(terms)["invitation_days"]):
        state = "lapsed"
    else:
        state = "accepted" if accepted else "issued"
    message = next((one for one in world.beside(item, "event") if one.values.get("carrier")), None)
    carrier = str(item.values.get("carrier") or (message.values["carrier"] if message else "")) or None
    return Invitation(
        item=item, by=by, to=to, guests=guests, carrier=carrier, issued=issued, due=due, state=state, answer=done or accepted, age=age
    )  # fmt: skip


def realised_by(proposal: Item, issued: datetime.date | None, world: World) -> Item | None:
    """The first visit that fulfils an invitation or plan to visit."""
    return next((item for item in _visits_after(proposal, issued, world, ("held",))), None)


def _accepted(proposal: Item, issued: datetime.date | None, world: World) -> Item | None:
    return next((item for item in _visits_after(proposal, issued, world, ("planned",))), None)


def _visits_after(proposal: Item, issued: datetime.date | None, world: World, status: Sequence[str]) -> list[Item]:
    """Visits between the same states, told or made after the invitation, by the traveller that it names."""
    found = []
    for item in world.of("event"):
        values, days = item.values, days_of(item)
        if (
            item.id == proposal.id
            or values.get("type") != "visit"
            or values.get("status") not in status
            or item.parties != proposal.parties
        ):
            continue
        days = days_of(item)
        when = days.first if days else told_on(item)
        if issued is None or when is None or (days.last if days else when) < issued:
            continue
        if _same_traveller(proposal, item):
            found.append(item)
    return found


def _same_traveller(one: Item, other: Item) -> bool:
    """Whether the person invited travels; where nobody is named, whether the direction is the same."""
    invited, came = ({fold(name) for name in item.values.get("people") or ()} for item in (one, other))
    if invited:
        return bool(invited & came)
    hosts = [item.values.get("host") for item in (one, other)]
    return hosts[0] is not None and hosts[0] == hosts[1]


def _session_held(item: Item, issued: datetime.date | None, world: World) -> Item | None:
    """The session to which a request invites, when it was held."""
    planned = [one for one in world.beside(item, "event") if one.values.get("type") == "session" and one.values.get("ordinal")]
    for one in planned:
        for other in world.between("event", one.parties):
            values, days = other.values, days_of(other)
            same = values.get("type") == "session" and values.get("ordinal") == one.values["ordinal"]
            if same and values.get("status") == "held" and days and issued and days.first > issued:
                return other
    return None
