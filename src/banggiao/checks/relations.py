"""Checks of tiers, documents, forums, visits and proposals (24, 26 to 31, 35)."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import msgspec

from banggiao.checks.values import Verdict, in_words
from banggiao.lifecycle.documents import documents
from banggiao.lifecycle.promises import promises
from banggiao.lifecycle.tables import cues, terms
from banggiao.lifecycle.tiers import Tier, reference_tiers, tiers
from banggiao.lifecycle.world import World, days_of, published, quotes, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import window
from banggiao.recognise.states import find_states
from banggiao.resolve.names import likeness, name_words

_YEAR = 365.25


class ForumRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of checks/forums: a seat or chair with its term."""

    words: tuple[str, ...]
    role: str
    years: int
    single: bool


class ReferenceCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of world/reference_counts: how many partners a ministry counted on a day."""

    state: str
    day: str
    counts: dict[str, int]
    total: int
    source: str


def host_and_place(world: World, lore: Lore) -> Iterator[Verdict]:
    """Who receives at a seat that names a state (not in the state at large), told in the same words, is of that state."""
    countries = {telling.values.get("person"): telling.values.get("country") for item in world.of("person") for telling in item.tellings}
    for item in world.of("event"):
        host, place = item.values.get("host"), str(item.values.get("place") or "")
        named = [state for state in find_states(place, lore) if state.form != "name" or state.end - state.start < len(place)]
        where = {state.code for state in named} & set(item.parties)
        home = host if host in item.parties else countries.get(host)
        told = any(one.values.get("place") == place and in_words(one, "place") for one in item.tellings)
        if item.values.get("type") == "reception" and where and told and home in item.parties:
            yield Verdict("holds" if home in where else "fails", f"{host} ({home}); {place} ({', '.join(sorted(where))})", (item,))


def tiers_in_time(world: World, lore: Lore) -> Iterator[Verdict]:
    """A tier told as current is the highest known to be in force on that day (by reports, else by reference); none begins below one in force."""
    known: dict[tuple[str, ...], list[Tier]] = defaultdict(list)
    told = tiers(world, lore)
    for tier in (*told, *reference_tiers(lore)):
        if tier.rung is not None and tier.since and tier.status == "in_force":
            known[tier.parties].append(tier)
    for tier in told:
        if tier.rung is None or tier.item is None:
            continue
        for telling in tier.item.tellings:
            days = published(telling)
            if telling.values.get("status") != "current" or days is None:
                continue
            above = [one for one in known[tier.parties] if one.rung is not None and one.rung > tier.rung and _surely_begun(one, days.first)]
            others = [one for one in known[tier.parties] if one.tier != tier.tier]
            if above:
                one = above[0]
                says = f"{telling.source.published}: {tier.tier}; {one.tier} {one.since[0]} ({one.basis})"
                yield Verdict("fails", says, (tier.item, *((one.item,) if one.item else ())), (telling,))
            elif others or tier.since:
                yield Verdict(
                    "holds", f"{telling.source.published}: {tier.tier} {tier.since[0] if tier.since else ''}", (tier.item,), (telling,)
                )


def _surely_begun(tier: Tier, day: datetime.date) -> bool:
    return bool(tier.begins and tier.begins.last < day)


def tier_count(world: World, lore: Lore) -> Iterator[Verdict]:
    """The partners known from reference number what the ministry said on that day."""
    for row in lore.rows("world/reference_counts", ReferenceCount):
        day = datetime.date.fromisoformat(row.day)
        if not any(row.state in item.parties for item in world.of("partnership")):
            continue
        partners: dict[str, str] = {}
        for tier in reference_tiers(lore, row.state):
            if tier.rung is not None and (tier.in_force(day) or tier.status != "in_force") and "EU" not in tier.parties:
                partners[next(code for code in tier.parties if code != row.state)] = tier.tier
        found = Counter(partners.values())
        parts = " + ".join(f"{number} {name}" for name, number in sorted(found.items()))
        items = tuple(item for item in world.of("partnership") if row.state in item.parties)[:1]
        yield Verdict("holds" if len(partners) == row.total else "fails", f"{row.day}: {parts} = {len(partners)}; {row.total}", items)


def validity_gap(world: World, lore: Lore) -> Iterator[Verdict]:
    """Time that no programme covers between one and the next."""
    limit = lore.once(terms)["gap_days"]
    for found in documents(world, lore):
        if found.next and found.valid and (found.gap is None or found.gap.days <= limit):
            says = f"{found.valid.last}; " + (f"{found.gap.first}–{found.gap.last}: {found.gap.days}" if found.gap else "0")
            yield Verdict("fails" if found.gap else "holds", says, (found.item, found.next))


def forum_terms(world: World, lore: Lore) -> Iterator[Verdict]:
    """A chair has one holder at a time; a seat lasts no longer than its term."""
    for row in lore.rows("checks/forums", ForumRow):
        held = [item for item in world.of("role") if item.values.get("role") == row.role and _names(item, row)]
        for item in held:
            days = window(item.values.get("period"))
            if days and days.days > row.years * _YEAR + 1:
                yield Verdict("fails", f"{item.values.get('period')}: {days.days / _YEAR:.1f} > {row.years}", (item,))
        for one, two in combinations(held, 2) if row.single else ():
            a, b = window(one.values.get("period")), window(two.values.get("period"))
            if a and b and one.values.get("country") != two.values.get("country") and a.days <= _YEAR + 1 and b.days <= _YEAR + 1:
                says = f"{one.values.get('country')} {one.values.get('period')}; {two.values.get('country')} {two.values.get('period')}"
                yield Verdict("fails" if a.near(b) else "holds", says, (one, two))


def _names(item: Item, row: ForumRow) -> bool:
    body = str(item.values.get("body") or "").lower()
    return any(word in body for word in row.words)


def first_ever(world: World, lore: Lore) -> Iterator[Verdict]:
    """A visit called the first (or the first in so many years) against the visits on record."""
    visits = [
        item for item in world.of("event") if item.values.get("type") == "visit" and item.values.get("status") == "held" and days_of(item)
    ]
    for item in visits:
        words, days = quotes(item), days_of(item)
        years = lore.once(cues)["after_years"].search(words)
        cue = years or lore.once(cues)["first_visit"].search(words)
        if days is None or not cue:
            continue
        span = int(years["n"]) if years else None
        earlier = []
        for other in visits:
            when = days_of(other)
            before = other is not item and when is not None and when.last < days.first and _same_way(item, other)
            before = before and (years is not None or _same_travellers(item, other, lore))
            if before and when and (span is None or (days.first - when.last).days < (span - 1) * _YEAR):
                earlier.append(other)
        says = f"{days.first}, {cue[0]}: " + ", ".join(str(one.first) for one in earlier)
        yield Verdict("fails" if earlier else "notes", says, (item, *earlier))


def _same_travellers(one: Item, other: Item, lore: Lore) -> bool:
    """Whether somebody travelled both times, as far as the travellers are named: a first time is a person's own."""
    a, b = ([name_words(name, lore) for name in item.values.get("people") or ()] for item in (one, other))
    return not a or not b or any(likeness(x, y) for x in a for y in b)


def _same_way(one: Item, other: Item) -> bool:
    """Whether two visits go to the same host from the same state, and by the same person where the first is a person's own."""
    hosts = {item.values.get("host") for item in (one, other)}
    return (
        one.parties == other.parties
        and len(hosts) == 1
        and None not in hosts
        and one.values.get("visit_rank") == other.values.get("visit_rank")
    )


def told_by_both(world: World, lore: Lore) -> Iterator[Verdict]:
    """How many receptions of a pair are told by one article alone."""
    pairs: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in world.of("event"):
        if item.values.get("type") == "reception" and len(item.parties) == 2:
            pairs[item.parties].append(item)
    for parties, found in sorted(pairs.items()):
        once = tuple(item for item in found if len(item.articles) == 1)
        yield Verdict("notes" if once else "holds", f"{'–'.join(parties)}: {len(once)} / {len(found)}", once or tuple(found))


def proposal_answered(world: World, lore: Lore) -> Iterator[Verdict]:
    """Whether what one side proposed was agreed by both; of each pair how many proposals wait for an answer."""
    open_ones: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    proposed: Counter[tuple[str, ...]] = Counter()
    for promise in promises(world, lore):
        if promise.entry != "proposed":
            continue
        proposed[promise.item.parties] += 1
        answer = next((step for step in promise.steps if step.rule == "answered" and step.item), None)
        if answer and answer.item:
            says = f"{told_on(promise.item) or '?'}: {answer.days.first if answer.days else '?'}"
            yield Verdict("holds", says, (promise.item, answer.item))
        else:
            open_ones[promise.item.parties].append(promise.item)
    for parties, items in sorted(open_ones.items()):
        yield Verdict("notes", f"{'–'.join(parties)}: {len(items)} / {proposed[parties]}", tuple(items))
