"""What became of the subject of a promise: the later records that fulfil, change, replace or drop it.

Guarantees: pure; an outcome names the record that it rests on; what cannot be told apart from something else is no outcome.
"""

import datetime
from collections.abc import Iterable

import msgspec

from banggiao.lifecycle.documents import document, follows
from banggiao.lifecycle.invitations import realised_by
from banggiao.lifecycle.mechanisms import Session
from banggiao.lifecycle.subjects import Subject
from banggiao.lifecycle.targets import TargetSeries
from banggiao.lifecycle.world import World, days_of, said_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window, window

_DONE = frozenset({"signed", "in_force"})


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A change of state: to what, on which days, by which record; ``disputed_by`` are records that say otherwise."""

    state: str
    days: Window | None
    item: Item
    rule: str
    disputed_by: tuple[Item, ...] = ()


def outcomes(subject: Subject, said: datetime.date | None, world: World, targets: Iterable[TargetSeries], lore: Lore) -> list[Outcome]:
    """What happened to a subject after it was promised on the day ``said``."""
    if subject.kind == "session":
        return list(_session(subject, said))
    if subject.kind == "target":
        return list(_target(subject, targets))
    if subject.kind == "programme":
        return list(_programme(subject, world, lore))
    if subject.kind == "document":
        return list(_document(subject, said, world, lore))
    return list(_visit(subject, said, world))


def _session(subject: Subject, said: datetime.date | None) -> Iterable[Outcome]:
    """A session of the edition (and leg) promised; where neither was named, the next one held."""
    assert subject.mechanism is not None
    for session in subject.mechanism.held:
        if session.days and said and session.days.last <= said:
            continue
        if _is(session, subject):
            yield Outcome(state="done", days=session.days, item=session.items[0], rule="session_held")
            return
    for item in subject.mechanism.items:
        values = item.values
        if values.get("status") == "cancelled" and subject.edition and values.get("ordinal") == subject.edition:
            yield Outcome(state="dropped", days=days_of(item), item=item, rule="session_cancelled")


def _is(session: Session, subject: Subject) -> bool:
    if subject.edition and session.edition != subject.edition:
        return False
    return subject.leg is None or session.leg == subject.leg


def _target(subject: Subject, targets: Iterable[TargetSeries]) -> Iterable[Outcome]:
    """A figure at or above the target; a higher target in its place."""
    _, parties, measure, unit, value = subject.key
    for found in targets:
        if (found.parties, found.measure, found.unit) != (parties, measure, unit):
            continue
        for level in found.levels:
            if level.value != value:
                continue
            if level.reached:
                against = tuple(actual.item for actual in level.against)
                yield Outcome(state="done", days=level.reached.days, item=level.reached.item, rule="target_reached", disputed_by=against)
            elif level.progress:
                yield Outcome(state="in_progress", days=level.progress.days, item=level.progress.item, rule="target_below")
            if level.superseded:
                yield Outcome(state="superseded", days=level.superseded.days, item=level.superseded.item, rule="target_raised")


def _document(subject: Subject, said: datetime.date | None, world: World, lore: Lore) -> Iterable[Outcome]:
    """The document signed; or one of its kind with another validity in its place."""
    assert subject.item is not None
    promised = subject.key[4]
    for item in world.between("agreement", subject.item.parties):
        found = follows(subject.item, item, lore)
        if not found:
            continue
        for telling in item.tellings:
            if telling.values.get("status") not in _DONE or not _later(telling.values.get("date"), said_on(telling), said):
                continue
            period = telling.values.get("period")
            modified = bool(promised and period and period != promised)
            state = "done_modified" if modified else "done"
            yield Outcome(
                state=state, days=days_of(item), item=item, rule="document_with_other_validity" if modified else "document_signed"
            )
            return


def _programme(subject: Subject, world: World, lore: Lore) -> Iterable[Outcome]:
    """A programme in force is being carried out until another takes its place."""
    assert subject.item is not None
    found = document(subject.item, world, lore)
    if found.next and found.valid and found.valid.last < world.as_of:
        yield Outcome(state="superseded", days=days_of(found.next), item=found.next, rule="programme_followed")
    elif found.valid and found.valid.first <= world.as_of:
        yield Outcome(state="in_progress", days=found.valid, item=subject.item, rule="programme_in_force")


def _later(date: object, told: datetime.date | None, said: datetime.date | None) -> bool:
    days = window(date) if isinstance(date, str) else None
    when = days.last if days else told
    return bool(when and said and when > said)


def _visit(subject: Subject, said: datetime.date | None, world: World) -> Iterable[Outcome]:
    """The visit carried out by the same traveller."""
    assert subject.item is not None
    done = realised_by(subject.item, said, world)
    if done:
        yield Outcome(state="done", days=days_of(done), item=done, rule="visit_made")
