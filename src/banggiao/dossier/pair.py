"""The dossier of two states, and the timeline of their relation.

Guarantees: the order of the two states does not matter to what is found; everything in a dossier names both states, by its own
words or by its article's context; the same ledger gives the same dossier; what is cut is the oldest, and the dossier says of how
many. Nothing is loaded that is not shown.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.dossier.at import times_of
from banggiao.dossier.load import as_told, items, source_columns, source_of
from banggiao.dossier.values import SECTIONS, Dossier, Item, Source
from banggiao.model.times import window
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.pairs import Pair

SHOWN = 20
"""How many items of a section are there where nothing else is asked for."""
EVENTS = 150
"""How many events of a timeline are."""
_LAST = "9999"


def pair_dossier(
    ledger: Ledger, a: str, b: str, most: int | None = SHOWN, more: Mapping[str, int] | None = None, today: str | None = None
) -> Dossier:
    """The dossier of two states or bodies, given by code; empty where the ledger holds nothing on them.

    Each section holds the latest ``most`` items (None: all), ``more`` gives another limit for sections by name. Of commitments those
    not yet due by ``today`` (an ISO day) come first, the soonest before all; of persons those of whom most articles tell.
    """
    limits = {name: (more or {}).get(name, most) for name in (*SECTIONS, "people", "sources")}
    with ledger.reading() as connection:
        view = _View(connection, a, b, today or datetime.date.today().isoformat())
        return view.cut(limits) if times_of(connection).now and None not in limits.values() else view.whole(limits)


def timeline(
    ledger: Ledger, a: str, b: str, since: str | None = None, until: str | None = None, most: int | None = EVENTS
) -> tuple[Item, ...]:
    """The events of two states by date, undated ones last; of more than ``most`` (None: no limit) the latest.

    ``since``, ``until``: ISO days that bound them (undated ones then fall out).
    """
    with ledger.reading() as connection:
        query = _named((a, b), "event")
        x, o = t.pair_objects.c, t.objects.c
        if since:
            query = query.join(t.objects, o.id == x.object).where(o.last_day >= since)
        if until:
            query = query.where(x.day <= until, x.day != "")
        if most is not None and times_of(connection).now:
            query = query.limit(most)
        found = items(connection, connection.execute(query).scalars().all())
        return _sorted(found if most is None else _latest(found, most))


def _pair(a: str, b: str) -> Pair:
    one, two = sorted((a, b))
    return one, two


def _named(pair: tuple[str, str], kind: str) -> sa.Select[Any]:
    """The ids of the objects of a kind that name both states, the latest first, undated ones last."""
    x = t.pair_objects.c
    one, two = _pair(*pair)
    query = sa.select(x.object).where(x.one == one, x.two == two, x.kind == kind)
    return query.order_by(x.day.desc(), x.told.desc(), x.object.desc())


class _View:
    """Two states as a connection sees them on a day."""

    def __init__(self, connection: sa.Connection, a: str, b: str, today: str) -> None:
        self.connection, self.a, self.b, self.today = connection, a, b, today
        self.pair = _pair(a, b)

    def cut(self, limits: Mapping[str, int | None]) -> Dossier:
        """The dossier of which no more is loaded than the limits allow."""
        ids = self._ids(limits)
        found = {item.id: item for item in items(self.connection, [key for part in ids.values() for key in part])}
        told, people = self._people(int(limits["people"] or 0))
        return Dossier(
            a=self.a,
            b=self.b,
            people=people,
            told=told,
            sources=self._sources(limits["sources"]),
            totals=self._totals(),
            **{name: _sorted(found[key] for key in part) for name, part in ids.items()},
        )

    def whole(self, limits: Mapping[str, int | None]) -> Dossier:
        """The dossier of which all is loaded, as another time asks for; then it is cut."""
        sections = {name: items(self.connection, self._all(kind)) for name, kind in SECTIONS.items()}
        people = {code: self._all_people(code) for code in (self.a, self.b)}
        sources = self._sources(None)
        told = {item.id: len(item.articles) for side in people.values() for item in side}
        totals = {**{name: len(found) for name, found in sections.items()}, **{code: len(side) for code, side in people.items()}}
        people = {code: list(_known_best(side, told, limits["people"])) for code, side in people.items()}
        return Dossier(
            a=self.a,
            b=self.b,
            people={code: tuple(side) for code, side in people.items()},
            told={item.id: told[item.id] for side in people.values() for item in side},
            sources=sources[: limits["sources"]],
            totals={**totals, "sources": len(sources)},
            **{name: _sorted(self._chosen(name, found, limits[name])) for name, found in sections.items()},
        )

    def _all(self, kind: str) -> Sequence[str]:
        return self.connection.execute(_named(self.pair, kind)).scalars().all()

    def _ids(self, limits: Mapping[str, int | None]) -> dict[str, list[str]]:
        """The ids of the objects of each section that are shown, asked for at once."""
        parts = []
        for name, kind in SECTIONS.items():
            for ahead, query in self._listed(kind):
                one = query.limit(int(limits[name] or 0)).subquery()
                parts.append(sa.select(sa.literal(name), sa.literal(ahead), one.c.day, one.c.told, one.c.object))
        rows: dict[str, list[tuple[int, str, str, str]]] = {name: [] for name in SECTIONS}
        for name, *row in self.connection.execute(sa.union_all(*parts)).all():
            rows[name].append(tuple(row))
        # of commitments those ahead come before all that are past
        return {name: [row[-1] for row in sorted(found, reverse=True)[: limits[name]]] for name, found in rows.items()}

    def _listed(self, kind: str) -> list[tuple[int, sa.Select[Any]]]:
        """What lists the objects of a kind; of commitments those ahead of the day (1), the soonest first, apart from the others (0)."""
        x = t.pair_objects.c
        query = _named(self.pair, kind).add_columns(x.day, x.told)
        if kind != "commitment":
            return [(0, query)]
        ahead = query.order_by(None).order_by(x.day, x.told.desc(), x.object.desc()).where(x.day >= self.today)
        return [(1, ahead), (0, query.where(x.day < self.today))]

    def _chosen(self, name: str, found: Sequence[Item], most: int | None) -> Sequence[Item]:
        """Of all items of a section those that are shown."""
        if most is None:
            return found
        if name != "commitments":
            return _latest(found, most)
        ahead = sorted(_latest([one for one in found if (one.last or "") >= self.today], None), key=lambda item: item.last or "")
        return [*ahead, *_latest([one for one in found if (one.last or "") < self.today], None)][:most]

    def _totals(self) -> dict[str, int]:
        """How much there is of each section, and of the persons of each side."""
        x, p, r = t.pair_objects.c, t.pair_people.c, t.pair_articles.c
        one, two = self.pair
        count = sa.func.count()
        kinds = sa.select(x.kind, count).where(x.one == one, x.two == two).group_by(x.kind)
        sides = sa.select(p.code, count).where(p.one == one, p.two == two, p.kind == "person").group_by(p.code)
        reports = sa.select(count).select_from(t.pair_articles).where(r.one == one, r.two == two)
        numbers = {kind: n for kind, n in self.connection.execute(kinds)}
        people = {code: n for code, n in self.connection.execute(sides)}
        return {
            **{name: numbers.get(kind, 0) for name, kind in SECTIONS.items()},
            **{code: people.get(code, 0) for code in (self.a, self.b)},
            "sources": self.connection.execute(reports).scalar_one(),
        }

    def _people(self, most: int) -> tuple[dict[str, int], dict[str, tuple[Item, ...]]]:
        """The persons of each state of whom most articles on the pair tell, with some of what these tell; and how many articles."""
        p = t.pair_people.c
        told: dict[str, int] = {}
        sides: dict[str, list[str]] = {}
        claims: list[str] = []
        for code in (self.a, self.b):
            query = sa.select(p.object, p.articles, p.claims).where(
                p.one == self.pair[0], p.two == self.pair[1], p.code == code, p.kind == "person"
            )
            rows = self.connection.execute(query.order_by(p.articles.desc(), p.object.desc()).limit(most)).all()
            sides[code] = [key for key, _, _ in rows]
            told.update((key, number) for key, number, _ in rows)
            claims += [claim for _, _, listed in rows for claim in listed]
        found = {item.id: as_told(item) for item in items(self.connection, list(told), claims=claims)}
        return told, {code: _known_best([found[key] for key in side], told, None) for code, side in sides.items()}

    def _all_people(self, code: str) -> list[Item]:
        """The persons of a state of whom articles on the pair tell, with all that these tell."""
        p, r = t.pair_people.c, t.pair_articles.c
        one, two = self.pair
        query = sa.select(p.object).where(p.one == one, p.two == two, p.code == code, p.kind == "person").order_by(p.object)
        within = sa.select(r.article).where(r.one == one, r.two == two)
        return [as_told(item) for item in items(self.connection, self.connection.execute(query).scalars().all(), within=within)]

    def _sources(self, most: int | None) -> tuple[Source, ...]:
        """The articles on the pair, the latest first."""
        r, a = t.pair_articles.c, t.articles.c
        here = sa.and_(r.one == self.pair[0], r.two == self.pair[1])
        query = sa.select(*source_columns()).join(t.pair_articles, r.article == a.number).where(here)
        if most is not None:
            # where several of one day stand at the edge, their ids decide
            edge = sa.select(r.day).where(here).order_by(r.day.desc()).offset(max(0, most - 1)).limit(1)
            day = self.connection.execute(edge).scalar()
            query = query.where(r.day >= day) if day else query
        rows = sorted(self.connection.execute(query).all(), key=lambda row: str(row.article_id))
        times = times_of(self.connection)
        found = [one for one in map(source_of, rows) if times.knows(one.published)]
        return tuple(sorted(found, key=lambda source: source.published or "", reverse=True)[:most])


def _latest(found: Iterable[Item], most: int | None) -> list[Item]:
    """The latest of some items, undated ones last, in the order in which the store lists them."""
    return sorted(found, key=lambda item: (_day(item), _told(item), item.id), reverse=True)[:most]


def _day(item: Item) -> str:
    return (item.last if item.kind == "commitment" else item.first) or ""


def _told(item: Item) -> str:
    """The day by which it was last told."""
    return max((days.last.isoformat() for one in item.tellings if (days := window(one.source.published))), default="")


def _known_best(found: Iterable[Item], told: Mapping[str, int], most: int | None) -> tuple[Item, ...]:
    """Persons, those of whom most articles tell first; then by name."""
    chosen = sorted(found, key=lambda item: (told[item.id], item.id), reverse=True)[:most]
    return tuple(sorted(chosen, key=lambda item: (-told[item.id], str(item.values.get("name")), item.id)))


def _sorted(found: Iterable[Item]) -> tuple[Item, ...]:
    """Objects in the order shown: by date, undated ones last; what has no date of its own by its first publication."""
    return tuple(sorted(found, key=lambda item: (item.first or _LAST, item.last or _LAST, _published(item), item.id)))


def _published(item: Item) -> str:
    """When it was first told."""
    return min((telling.source.published or _LAST for telling in item.tellings), default=_LAST)


def on_pair(a: str, b: str) -> sa.Select[Any]:
    """The numbers of the articles with a claim that names both states."""
    r = t.pair_articles.c
    one, two = _pair(a, b)
    return sa.select(r.article).where(r.one == one, r.two == two)
