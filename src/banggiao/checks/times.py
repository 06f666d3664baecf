"""Checks of dates: held or planned, publication, weekdays, ranges, containment, disputes (18 to 22, 32)."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import combinations

from banggiao.checks.values import Verdict, in_words
from banggiao.lifecycle.tables import WordsRow, cues, terms
from banggiao.lifecycle.world import World, days_of, published
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import Window, window
from banggiao.text import fold

_SLACK = 1
_MONTH = 31
_FROM_TEXT = frozenset({"text", "inferred"})
_WEEKDAY = "weekday"


def held_or_planned(world: World, lore: Lore) -> Iterator[Verdict]:
    """What was held lies before its publication (a day's difference allowed), what is planned after it."""
    for item in world.of("event"):
        for telling in item.tellings:
            days, told, status = window(telling.values.get("date")), published(telling), telling.values.get("status")
            if days is None or told is None or status not in ("held", "planned") or telling.source.published_basis in _FROM_TEXT:
                continue
            if status == "planned" and days.days > _MONTH:
                continue  # a year alone says too little
            if status == "held":
                fine = days.first <= told.last + datetime.timedelta(days=_SLACK)
            else:
                fine = days.last >= told.first - datetime.timedelta(days=_SLACK)
            yield Verdict(
                "holds" if fine else "fails", f"{status} {telling.values.get('date')}; {telling.source.published}", (item,), (telling,)
            )


def publication_dates(world: World, lore: Lore) -> Iterator[Verdict]:
    """The dates that a page gives for its own publication lie close."""
    limit = lore.once(terms)["window_days"]
    told = {telling.source.article: item for kind in world.kinds.values() for item in kind for telling in item.tellings}
    for paper in world.papers.values():
        days = [(found, basis) for value, basis in paper.dates if (found := window(value)) and found.days == 1]
        if len(days) < 2 or paper.id not in told:
            continue
        gap = max(one.first for one, _ in days) - min(one.first for one, _ in days)
        says = "; ".join(f"{basis} {found.first}" for found, basis in days) + f": {gap.days}"
        item = told[paper.id]
        yield Verdict(
            "holds" if gap.days <= limit else "fails", says, (item,), tuple(one for one in item.tellings if one.source.article == paper.id)
        )


def weekday(world: World, lore: Lore) -> Iterator[Verdict]:
    """The weekday named is that of the calendar."""
    names = {
        fold(word): int(row.role[-1])
        for row in lore.rows("lifecycle/words", WordsRow)
        if row.role.startswith(_WEEKDAY)
        for word in row.words
    }
    for item in world.of("event"):
        for telling in item.tellings:
            match, days = lore.once(cues)["weekday"].search(telling.quote.lower()), window(telling.values.get("date"))
            year = int(match["year"]) if match and match["year"] else days.first.year if days else None
            if not match or year is None:
                continue
            try:
                day = datetime.date(year, int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            fine = day.isoweekday() == names[fold(match["name"])]
            yield Verdict("holds" if fine else "fails", f"{match[0]}; {day}: {day.isoweekday()}", (item,), (telling,))


def range_of_days(world: World, lore: Lore) -> Iterator[Verdict]:
    """No visit, and no other event, lasts too long."""
    numbers = lore.once(terms)
    for item in world.of("event"):
        told = str(item.values.get("date") or "")
        days = days_of(item)
        if "/" not in told or days is None or len(told.split("/")[0]) < 10:
            continue
        limit = numbers["visit_days" if item.values.get("type") == "visit" else "event_days"]
        yield Verdict("fails" if days.days > limit else "holds", f"{told}: {days.days} ≤ {limit:.0f}", (item,))


def containment(world: World, lore: Lore) -> Iterator[Verdict]:
    """What the guest of a visit does, told in the same article as during it, lies within the visit's days."""
    visits = [item for item in world.of("event") if item.values.get("type") == "visit" and _exact(item)]
    for visit in visits:
        articles, people = set(visit.articles), set(visit.values.get("people") or ())
        near = {item.id: item for article in sorted(articles) for _, item in world.told_in(article, "event")}
        for item in near.values():
            meets = item.values.get("type") in ("reception", "talks", "session", "signing") and item.parties == visit.parties
            if not meets or not _exact(item) or not people & set(item.values.get("people") or ()):
                continue
            outer, inner = _whole(visit), days_of(item)
            if outer and inner and abs((inner.first - outer.first).days) <= lore.once(terms)["event_days"]:
                fine = inner.near(Window(outer.first, outer.last), _SLACK)
                says = f"{inner.first}; {outer.first}–{outer.last}"
                yield Verdict("holds" if fine else "fails", says, (visit, item))


def date_disputes(world: World, lore: Lore) -> Iterator[Verdict]:
    """Tellings of one event or tier name days that exclude one another."""
    for kind, field in (("event", "date"), ("partnership", "since"), ("agreement", "date")):
        for item in world.of(kind):
            own = {
                str(one.values.get(field)) for one in item.tellings if in_words(one, field) and (kind == "event" or field in one.evidence)
            }
            told = [(str(said.value), days) for said in item.said.get(field, ()) if str(said.value) in own and (days := window(said.value))]
            if any(not one.near(two) and not _bridged(one, two, told) for (_, one), (_, two) in combinations(told, 2)):
                yield Verdict("fails", "; ".join(value for value, _ in told), (item,))


def _bridged(one: Window, two: Window, told: Sequence[tuple[str, Window]]) -> bool:
    """Whether a third telling names days of which both are part."""
    return any(days.days < _MONTH and days.near(one) and days.near(two) for _, days in told)


def _whole(visit: Item) -> Window | None:
    """From the first to the last day that any telling of a visit gives it."""
    told = [days for said in visit.said.get("date", ()) if (days := window(said.value)) and days.days <= _MONTH]
    return Window(min(days.first for days in told), max(days.last for days in told)) if told else days_of(visit)


def _exact(item: Item) -> bool:
    days = days_of(item)
    return item.values.get("status") == "held" and days is not None and days.days <= _MONTH
