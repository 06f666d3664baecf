"""The rhythm of mechanisms: sessions by edition and leg, how often they meet, when the next is due, whether they sleep.

Guarantees: a session is one of (mechanism, edition, leg); the same edition on days far apart is two legs, never one session; what
is computed (a period, the next session, dormancy) says so; nothing is expected of a mechanism with one session and no period told.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from banggiao.extract.events.naming import number_of
from banggiao.lifecycle.due import Due, due_of
from banggiao.lifecycle.naming import same_name, telling_words
from banggiao.lifecycle.tables import cues, terms
from banggiao.lifecycle.world import World, days_of, quotes, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window

_APART_DAYS = 31
_YEAR = 365


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session, held or planned. ``leg_basis``: "told" or "inferred" (by the order of dates). ``late``: days behind the due date."""

    edition: int | None
    leg: int | None
    days: Window | None
    held: bool
    items: tuple[Item, ...]
    leg_basis: str = "told"
    due: Due | None = None
    late: int | None = None


class Mechanism(msgspec.Struct, frozen=True, kw_only=True):
    """A standing mechanism. ``period``: days between sessions, with ``period_basis`` "told" or "inferred".

    ``next``: when the next session is expected (always inferred); ``dormant``: since when it is silent beyond that.
    """

    parties: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    level: str | None
    words: frozenset[str]
    sessions: tuple[Session, ...]
    items: tuple[Item, ...]
    period: int | None = None
    period_basis: str | None = None
    next: datetime.date | None = None
    dormant: datetime.date | None = None

    @property
    def held(self) -> tuple[Session, ...]:
        """The sessions that took place, in order of time."""
        return tuple(session for session in self.sessions if session.held)

    @property
    def last(self) -> Session | None:
        """The latest session held on known days."""
        return max((one for one in self.held if one.days), key=lambda one: one.days.last if one.days else datetime.date.min, default=None)


def mechanisms(world: World, lore: Lore) -> tuple[Mechanism, ...]:
    """All mechanisms that sessions or mentions name, by parties and name."""
    groups: dict[tuple[str, ...], list[tuple[frozenset[str], list[Item]]]] = defaultdict(list)
    named = [(str(item.values.get("mechanism") or item.values.get("name") or ""), item) for item in _named(world)]
    # the longest names first, so that a short one finds the one it belongs to
    for name, item in sorted(named, key=lambda pair: (-len(telling_words(pair[0], pair[1].parties, lore)), pair[0], pair[1].id)):
        words = telling_words(name, item.parties, lore)
        if not words:
            continue
        fitting = [group for group in groups[item.parties] if same_name(group[0], words, lore)]
        exact = [group for group in fitting if group[0] == words]
        if len(exact or fitting) == 1:
            (exact or fitting)[0][1].append(item)
        else:
            groups[item.parties].append((words, [item]))
    made = [_mechanism(parties, words, items, world, lore) for parties, found in groups.items() for words, items in found]
    return tuple(sorted(made, key=lambda one: (one.parties, one.name)))


def _named(world: World) -> Iterable[Item]:
    """Sessions of bilateral mechanisms, and mechanisms named without one."""
    sessions = (item for item in world.of("event") if item.values.get("type") == "session" and item.values.get("mechanism"))
    return (item for item in (*sessions, *world.of("mechanism")) if len(item.parties) > 1)


def _mechanism(parties: tuple[str, ...], words: frozenset[str], items: Sequence[Item], world: World, lore: Lore) -> Mechanism:
    names: dict[str, int] = defaultdict(int)
    for item in items:
        for said in item.said.get("mechanism", ()) + item.said.get("name", ()):
            names[str(said.value)] += len(said.claims)
    order = sorted(names, key=lambda name: (-names[name], -len(name), name))
    sessions = sessions_of([item for item in items if item.kind == "event"], world, lore)
    level = next((str(item.values["level"]) for item in items if item.values.get("level")), None)
    bare = Mechanism(
        parties=parties, name=order[0], aliases=tuple(order[1:]), level=level, words=words, sessions=sessions, items=tuple(items)
    )  # fmt: skip
    return _with_rhythm(bare, world, lore)


def sessions_of(items: Sequence[Item], world: World, lore: Lore) -> tuple[Session, ...]:
    """The sessions that events tell of, held ones with the date by which they were due."""
    took_place = [item for item in items if _took_place(item, world, lore)]
    held = _legs(_grouped(took_place))
    planned = [item for item in items if item not in took_place and item.values.get("status") != "cancelled"]
    fulfilled: set[str] = set()
    found = []
    for session in held:
        promised = [item for item in planned if _fulfils(session, item)]
        fulfilled |= {item.id for item in promised}
        dues = [due for item in promised if (due := due_of(item, "date", lore))]
        due = min(dues, key=lambda one: (one.said or datetime.date.max, one.days), default=None)
        late = (session.days.first - due.days.last).days if session.days and due else None
        found.append(msgspec.structs.replace(session, due=due, late=late if late and late > 0 else None))
    open_ = [_planned(item, lore) for item in planned if item.id not in fulfilled]
    return tuple(sorted((*found, *open_), key=_by_time))


def _took_place(item: Item, world: World, lore: Lore) -> bool:
    """Whether it was held: said to be, and not on days that lay ahead when that was said or lie ahead now."""
    if item.values.get("status") != "held":
        return False
    days, told = days_of(item), told_on(item)
    if days and days.days > _APART_DAYS and (due := due_of(item, "date", lore)):
        days = due.days
    return not (days and (days.first > world.as_of or (told and days.first > told)))


def _planned(item: Item, lore: Lore) -> Session:
    due = due_of(item, "date", lore)
    return Session(
        edition=item.values.get("ordinal"), leg=item.values.get("leg"), days=due.days if due else None, held=False, items=(item,), due=due
    )  # fmt: skip


def _by_time(session: Session) -> tuple[datetime.date, int, int, str]:
    first = session.days.first if session.days else datetime.date.max
    return (first, session.edition or 0, session.leg or 0, session.items[0].id)


def _grouped(items: Sequence[Item]) -> list[Session]:
    """Events that are one session: equal editions and legs (where told) on days that lie close."""
    found: list[Session] = []
    for item in sorted(items, key=lambda one: (one.first or "9999", one.id)):
        days, edition, leg = days_of(item), item.values.get("ordinal"), item.values.get("leg")
        for at, session in enumerate(found):
            near = days is None or session.days is None or days.near(session.days, _APART_DAYS)
            if near and _agree(session.edition, edition) and _agree(session.leg, leg) and (days or edition):
                found[at] = msgspec.structs.replace(
                    session, edition=session.edition or edition, leg=session.leg or leg,
                    days=_narrower(session.days, days), items=(*session.items, item),
                )  # fmt: skip
                break
        else:
            found.append(Session(edition=edition, leg=leg, days=days, held=True, items=(item,)))
    return found


def _agree(one: int | None, two: int | None) -> bool:
    return one is None or two is None or one == two


def _narrower(one: Window | None, two: Window | None) -> Window | None:
    return min((days for days in (one, two) if days), key=lambda days: days.days, default=None)


def _legs(sessions: Sequence[Session]) -> list[Session]:
    """Sessions of one edition on several days are legs: those that are not told are counted by date."""
    found = []
    for session in sessions:
        earlier = [one for one in sessions if session.edition and one.edition == session.edition and _by_time(one) < _by_time(session)]
        if session.leg is None and earlier and session.days and all(one.days for one in earlier):
            session = msgspec.structs.replace(
                session, leg=max(len(earlier), max(one.leg or 0 for one in earlier)) + 1, leg_basis="inferred"
            )
        found.append(session)
    return found


def _fulfils(session: Session, planned: Item) -> bool:
    """Whether a session held is the one that was planned."""
    told = told_on(planned)
    if session.days and told and session.days.last < told:
        return False
    edition, leg = planned.values.get("ordinal"), planned.values.get("leg")
    if edition is None and leg is None:
        return False
    return _agree(session.edition, edition) and (leg is None or session.leg == leg)


def _with_rhythm(found: Mechanism, world: World, lore: Lore) -> Mechanism:
    """The mechanism with its period, the next session expected, and since when it sleeps."""
    days = sorted({session.days.first for session in found.held if session.days and session.days.days <= _YEAR})
    told = any(lore.once(cues)["yearly"].search(quotes(item)) for item in found.items)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    gaps = [gap for gap in gaps if gap > _APART_DAYS]
    if told:
        period, basis = _YEAR, "told"
    elif gaps and len(days) >= lore.once(terms)["period_sessions"]:
        period, basis = round(median(gaps)), "inferred"
    else:
        return found
    if not days or period > lore.once(terms)["max_period_days"]:
        return msgspec.structs.replace(found, period=period, period_basis=basis)
    ahead = [one.days.first for one in found.sessions if not one.held and one.days and one.days.last >= world.as_of]
    expected = min(ahead) if ahead else days[-1] + datetime.timedelta(days=period)
    sleeps = not ahead and world.as_of > expected + datetime.timedelta(days=round(period * lore.once(terms)["dormant_share"]))
    return msgspec.structs.replace(found, period=period, period_basis=basis, next=expected, dormant=days[-1] if sleeps else None)


def edition_in(words: str, lore: Lore) -> tuple[int | None, int | None]:
    """The edition and the leg that words name."""
    return _number(lore.once(cues)["edition"].search(words.lower()), lore), _number(lore.once(cues)["leg"].search(words.lower()), lore)


def _number(match: re.Match[str] | None, lore: Lore) -> int | None:
    return number_of([match["n"]], lore) if match else None
