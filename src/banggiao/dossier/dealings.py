"""Who deals with whom, how often, at which level and when: the numbers behind map, network and trends.

Guarantees: counting happens in the store; a number and the list behind it come from one question (``Asked``), so that they agree;
events count once they were held and their date tells a month, commitments in the month in which they were first told. A gathering
of more than six parties counts for each party and for no pair.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

from banggiao.dossier.found import Page
from banggiao.dossier.load import as_told, items
from banggiao.lore import Lore
from banggiao.store import schema as t
from banggiao.store.dealings import rows_of
from banggiao.store.ledger import Ledger

CONTACT, COMMITMENT = "contact", "commitment"
MONTHS = 24
"""How many months are looked at where no period is asked for."""
_YEAR, _MONTH, _LONGEST = 12, 7, 1200
_D = t.dealings.c


class Rank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rank of contacts and the levels of posts in it (lifecycle/ranks), with its words."""

    rank: str
    levels: tuple[int, ...]
    vi: str
    en: str


class ContactType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of events that are contacts (lifecycle/contacts)."""

    type: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted; what is empty is not asked.

    ``kind``: "contact", "commitment" or a type of events; ``since``, ``until``: months, both included; ``state``, ``other``: parties;
    ``pairs``: only what is between two states and no gathering; ``rank``: the highest rank present; ``sector``: of a commitment, or
    of one told beside an event; ``as_of``: only what was told by that day.
    """

    kind: str = CONTACT
    since: str = ""
    until: str = ""
    state: str = ""
    other: str = ""
    pairs: bool = False
    rank: str = ""
    sector: str = ""
    as_of: str = ""

    @property
    def states(self) -> tuple[str, ...]:
        """The states asked for."""
        return tuple(sorted({code for code in (self.state, self.other) if code}))


class Tie(msgspec.Struct, frozen=True):
    """Two states, how often they dealt with each other, and how often at each rank."""

    a: str
    b: str
    number: int
    ranks: Mapping[str, int]

    @property
    def highest(self) -> str:
        """The highest rank at which they met."""
        return next(iter(self.ranks), "")


def ranks(lore: Lore) -> dict[str, Rank]:
    """The ranks by name, the highest first (use as ``lore.once(ranks)``)."""
    return {row.rank: row for row in lore.rows("lifecycle/ranks", Rank)}


def _rank_of(lore: Lore) -> dict[int, str]:
    """The rank of each level."""
    return {level: row.rank for row in lore.once(ranks).values() for level in row.levels}


def contact_types(lore: Lore) -> tuple[str, ...]:
    """The types of events that are contacts (use as ``lore.once(contact_types)``)."""
    return tuple(row.type for row in lore.rows("lifecycle/contacts", ContactType))


def last_month(ledger: Ledger, until: str, kind: str = CONTACT, state: str = "", other: str = "") -> str:
    """The last month up to ``until`` in which the ledger knows of a dealing, ``until`` itself where it knows of none."""
    return _edge(ledger, sa.func.max(_D.month), until, Asked(kind=kind, state=state, other=other)) or until


def first_month(ledger: Ledger, until: str, kind: str = CONTACT, state: str = "", other: str = "") -> str:
    """The first month in which the ledger knows of a dealing, ``until`` where it knows of none."""
    return _edge(ledger, sa.func.min(_D.month), until, Asked(kind=kind, state=state, other=other)) or until


def _edge(ledger: Ledger, edge: sa.ColumnElement[str], until: str, asked: Asked) -> str | None:
    known = [_D.kind == _kind(asked.kind), _D.month > "", _D.month <= until, *_of_states(asked)]
    with ledger.reading() as connection:
        found: str | None = connection.execute(sa.select(edge).where(*known)).scalar()
    return found


def period(ledger: Ledger, asked: Asked, day: str) -> tuple[str, str]:
    """The first and last month asked for, in order; the last ``MONTHS`` months that the ledger knows by a day where none is asked."""
    latest = last_month(ledger, day[:_MONTH], asked.kind, asked.state, asked.other)
    until = asked.until or max(asked.since, latest)
    since = asked.since or before(until, MONTHS - 1)
    return max(min(since, until), before(max(since, until), _LONGEST)), max(since, until)


def before(month: str, months: int) -> str:
    """The month so many months before (after, where the number is negative)."""
    at = int(month[:4]) * _YEAR + int(month[5:7]) - 1 - months
    return f"{at // _YEAR:04}-{at % _YEAR + 1:02}"


def ties(ledger: Ledger, asked: Asked, lore: Lore) -> tuple[Tie, ...]:
    """The pairs of states with what is counted, those with most first."""
    query = sa.select(_D.a, _D.b, _D.level, sa.func.count()).where(*_where(asked, lore), _D.b != "").group_by(_D.a, _D.b, _D.level)
    names, order = lore.once(_rank_of), list(lore.once(ranks))
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with ledger.reading() as connection:
        for a, b, level, number in connection.execute(query):
            found[a, b][names[level]] += number
    made = [Tie(a, b, sum(by.values()), {rank: by[rank] for rank in order if by[rank]}) for (a, b), by in found.items()]
    return tuple(sorted(made, key=lambda tie: (-tie.number, tie.a, tie.b)))


def by_month(ledger: Ledger, asked: Asked, lore: Lore) -> dict[str, dict[str, int]]:
    """For each month how many there are at each rank; a dealing counts once, however many its parties."""
    query = sa.select(_D.month, _D.level, _D.parties, sa.func.count()).where(*_where(asked, lore))
    names, states = lore.once(_rank_of), len(asked.states)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with ledger.reading() as connection:
        for month, level, parties, rows in connection.execute(query.group_by(_D.month, _D.level, _D.parties)):
            found[month][names[level]] += rows // rows_of(parties, states)
    return {month: dict(found[month]) for month in sorted(found)}


def by_sector(ledger: Ledger, asked: Asked, lore: Lore) -> dict[str, dict[str, int]]:
    """For each sector how many there are in each month, the sector with most first; one of several sectors counts in each."""
    query = sa.select(_D.month, _D.sectors, _D.parties, sa.func.count()).where(*_where(asked, lore), _D.sectors != "")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    states = len(asked.states)
    with ledger.reading() as connection:
        for month, sectors, parties, rows in connection.execute(query.group_by(_D.month, _D.sectors, _D.parties)):
            for sector in sectors.split():
                if not asked.sector or sector == asked.sector:
                    found[sector][month] += rows // rows_of(parties, states)
    return {sector: dict(sorted(found[sector].items())) for sector in sorted(found, key=lambda one: (-found[one].total(), one))}


def undated(ledger: Ledger, asked: Asked, lore: Lore) -> int:
    """How many fit but for a date that tells no month."""
    whole = msgspec.structs.replace(asked, since="", until="")
    query = sa.select(_D.parties, sa.func.count()).where(_D.month == "", *_where(whole, lore)).group_by(_D.parties)
    with ledger.reading() as connection:
        return sum(rows // rows_of(parties, len(asked.states)) for parties, rows in connection.execute(query))


def listed(ledger: Ledger, asked: Asked, lore: Lore, start: int = 0, limit: int = 50, after: tuple[str, str] | None = None) -> Page:
    """The events or commitments behind a number, the latest first. ``after``: the place that an earlier page ended at."""
    f = t.finds.c
    behind = sa.select(_D.object).where(*_where(asked, lore)).distinct().subquery()
    whole = sa.select(f.object, f.day).join(behind, behind.c.object == f.object)
    page = whole
    if after:
        page = page.where(sa.or_(f.day < after[0], sa.and_(f.day == after[0], f.object > after[1])))
    with ledger.reading() as connection:
        total = int(connection.execute(sa.select(sa.func.count()).select_from(behind)).scalar_one())
        rows = connection.execute(page.order_by(f.day.desc(), f.object).offset(start).limit(limit + 1)).all()
        ids = [row.object for row in rows[:limit]]
        if asked.as_of:
            known = sa.select(t.articles.c.number).where(t.articles.c.first_day <= asked.as_of)
            shown = [as_told(one) for one in items(connection, ids, within=known) if one.tellings]
        else:
            shown = items(connection, ids)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=tuple(shown), total=total, after=(last.day, last.object) if last else None)


def _kind(kind: str) -> str:
    """The kind of objects that is counted."""
    return COMMITMENT if kind == COMMITMENT else "event"


def _where(asked: Asked, lore: Lore) -> list[sa.ColumnElement[bool]]:
    """The conditions that what is asked puts on dealings."""
    made = [_D.kind == _kind(asked.kind), *_of_states(asked)]
    if asked.kind == CONTACT:
        made.append(_D.type.in_(lore.once(contact_types)))
    elif asked.kind != COMMITMENT:
        made.append(_D.type == asked.kind)
    if asked.since or asked.until:
        made.append(_D.month >= (asked.since or "0"))
    if asked.until:
        made.append(_D.month <= asked.until)
    if asked.pairs:
        made.append(_D.b != "")
    if asked.rank:
        made.append(_D.level.in_(lore.once(ranks)[asked.rank].levels))
    if asked.sector:
        made.append(_D.sectors.contains(f" {asked.sector} ", autoescape=True))
    if asked.as_of:
        made += [_D.told != "", _D.told <= asked.as_of]
    return made


def _of_states(asked: Asked) -> list[sa.ColumnElement[bool]]:
    """That these states are parties."""
    if len(asked.states) > 1:
        return [_D.a == asked.states[0], _D.b == asked.states[1]]
    return [sa.or_(_D.a == code, _D.b == code) for code in asked.states]
