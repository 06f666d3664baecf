"""Sections on what stands between two states: the framework, documents, mechanisms, anniversaries.

Guarantees: what is inferred says so and shows its arithmetic; what is known from beyond the ledger is a reference with its source.
"""

import datetime
from collections.abc import Iterator

from banggiao.brief.case import Case
from banggiao.brief.document import Block, Heading, Pieces, Row, Statement, filled, named, text
from banggiao.dossier.words import capital
from banggiao.lifecycle import Anniversary, Document, Mechanism, Tier, anniversaries, documents, mechanisms, tiers
from banggiao.lifecycle.tiers import reference_tiers
from banggiao.model.times import Window

_BARE = "diplomatic_relations"
_GONE = frozenset({"expired", "replaced", "ended"})
_SIGNED = frozenset({"signed", "in_force"})
_AHEAD_DAYS = 550


def relations(case: Case) -> Iterator[Block]:
    """The tier in force and since when, those before it, and what is aimed at."""
    found = [tier for tier in tiers(case.world, case.lore) if tier.parties == case.pair]
    told = [tier for tier in found if tier.status != "goal"]
    steps = [tier for tier in told if tier.tier != _BARE]
    now = max((tier for tier in steps if tier.in_force(case.today)), key=lambda tier: (tier.rung or -1, tier.since), default=None)
    if now:
        yield _tier(case, now, "tier_now_disputed" if now.disputed else "tier_now" if now.since else "tier_now_undated")
    for tier in sorted((tier for tier in steps if tier is not now and tier.since), key=lambda tier: tier.since, reverse=True):
        yield _tier(case, tier, "tier_before" if tier.until else "tier_told")
    for tier in told:
        if tier.tier == _BARE:
            yield _tier(case, tier, "tier_told" if tier.since else "tier_undated")
    for tier in found:
        if tier.status == "goal":
            yield _tier(case, tier, "tier_goal")
    yield from _references(case)


def _tier(case: Case, tier: Tier, key: str) -> Statement:
    """A tier in a sentence, with its declared name and the dates that exclude one another."""
    name = case.words.value("partnership", "tier", tier.tier)
    name = capital(name) if key in ("tier_told", "tier_undated") else name
    since = case.date(tier.since[0]) if tier.since else ""
    dates = "; ".join(case.date(one) for one in sorted(tier.since))
    pieces = text(case.say(key, tier=name, since=since, until=case.date(tier.until), dates=dates))
    if tier.disputed and key != "tier_now_disputed":
        pieces += text(case.say("tier_disputed", dates=dates))
    if tier.names and tier.tier != _BARE:
        pieces += text(case.say("declared")) + named(f"{tier.names[0]}.")
    return Statement(pieces, case.notes.of(tier.item) if tier.item else ())


def _references(case: Case) -> Iterator[Statement]:
    """What public sources beyond the ledger say of the tier."""
    for tier in reference_tiers(case.lore, case.a):
        if tier.parties == case.pair and tier.sources:
            notes = case.notes.say(case.say("reference_note", source="; ".join(tier.sources)))
            name = capital(case.words.value("partnership", "tier", tier.tier))
            key = "tier_told" if tier.since else "tier_undated"
            says = case.say(key, tier=name, since=case.date(tier.since[0]) if tier.since else "")
            yield Statement(text(case.say("reference", says=says)), notes)


def agreements(case: Case) -> Iterator[Block]:
    """Documents signed, in preparation, and ended."""
    wanted = {item.id for item in case.of("agreement")}
    found = [one for one in documents(case.world, case.lore) if one.item.id in wanted]
    groups = {
        "in_force": [one for one in found if one.state in _SIGNED],
        "to_come": [one for one in found if one.state not in _SIGNED and one.state not in _GONE],
        "ended": [one for one in found if one.state in _GONE],
    }
    heads = tuple(case.say(f"col.{name}") for name in ("name", "state", "date", "valid"))
    for key, group in groups.items():
        if group:
            yield Heading(case.say(key))
            order = sorted(group, key=lambda one: (one.item.first or "", one.item.id), reverse=True)
            yield filled(heads, tuple(_document(case, one) for one in order), (9, 3, 3, 3))


def _document(case: Case, one: Document) -> Row:
    values = one.item.values
    label = case.words.value("agreement", "status", one.state)
    state = case.say(f"document.{one.state}") if one.state in _GONE and label == one.state else label
    cells = (named(str(values.get("name"))), text(state), text(case.date(values.get("date"))), text(case.span(one.valid)))
    return Row(cells, case.notes.of(one.item, *([one.next] if one.next else ())))


def mechanism_table(case: Case) -> Iterator[Block]:
    """Mechanisms with the last session held and the next one."""
    found = [one for one in mechanisms(case.world, case.lore) if {case.a, case.b} <= set(one.parties)]
    rows = tuple(_mechanism(case, one) for one in found)
    if rows:
        heads = tuple(case.say(f"col.{name}") for name in ("name", "level", "last", "next"))
        yield filled(heads, rows, (8, 3, 4, 4))


def _mechanism(case: Case, one: Mechanism) -> Row:
    last, nexts = one.last, [session for session in one.sessions if not session.held and session.days]
    items = [*one.items[:1], *(last.items if last else ())]
    cells: list[Pieces] = [named(one.name), named(one.level) if one.level else ()]
    cells.append(text(_session(case, last.days, last.edition)) if last and last.days else ())
    ahead = [session for session in nexts if session.days and session.days.last >= case.today]
    if ahead:
        items += ahead[0].items
        cells.append(text(case.say("next_planned", date=case.span(ahead[0].days))))
    elif one.dormant:
        cells.append(text(case.say("dormant", date=case.date(one.dormant.isoformat()))))
    else:
        cells.append(text(case.say("next_expected", date=case.date(f"{one.next:%Y-%m}"))) if one.next else ())
    return Row(tuple(cells), case.notes.of(*items))


def _session(case: Case, days: Window, edition: int | None) -> str:
    date = case.span(days)
    return case.say("session", date=date, n=edition) if edition else date


def anniversary_list(case: Case) -> Iterator[Block]:
    """Anniversaries of the next eighteen months, and what was promised for them."""
    until = case.today + datetime.timedelta(days=_AHEAD_DAYS)
    for one in anniversaries(case.world, case.lore, until):
        if {case.a, case.b} <= set(one.parties) and one.when:
            yield Statement(_anniversary(case, one), case.notes.of(*one.items, *one.promised))


def _anniversary(case: Case, one: Anniversary) -> Pieces:
    key = "anniversary" if one.basis == "told" else "anniversary_inferred"
    of = case.words.value("anniversary", "of", one.of)
    pieces = text(case.say(key, date=capital(case.date(one.when)), n=one.years, of=of, says=one.says))
    objects = [str(item.values.get("object")) for item in one.promised if item.values.get("object")]
    return pieces + (text(case.say("promised")) + named("; ".join(objects)) if objects else ())
