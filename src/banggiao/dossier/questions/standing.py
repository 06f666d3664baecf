"""What stands between states: tiers on a day, mechanisms and their rhythm, anniversaries ahead."""

import datetime
from typing import Any

from banggiao.dossier.questions.answer import Answer, answer, by, cited, day, span
from banggiao.lifecycle import Session, Tier, World, anniversaries, mechanisms, promises
from banggiao.lifecycle import tiers as told_tiers
from banggiao.lifecycle.due import Due
from banggiao.lifecycle.tiers import reference_tiers
from banggiao.lore import Lore

_DAYS_A_MONTH = 30.4375


def tiers(world: World, lore: Lore, state: str, history: bool = False, partner: str | None = None) -> Answer:
    """The tiers of a state in force on the world's day, reports first, then what reference alone knows; ``history``: ended ones too."""
    told = [tier for tier in told_tiers(world, lore) if state in tier.parties]
    known = {(tier.parties, tier.tier) for tier in told}
    both = [*told, *(tier for tier in reference_tiers(lore, state) if (tier.parties, tier.tier) not in known)]
    rows = [_tier(tier, state, world) for tier in both if (history or tier.in_force(world.as_of)) and partner in (None, *tier.parties)]
    if not history:
        rows = _highest(rows)
    rows.sort(key=lambda row: (-(row["rung"] if row["rung"] is not None else -1), row["tier"], row["partner"], row["since"] or ""))
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["tier"]] = counts.get(row["tier"], 0) + 1
    columns = ("partner", "tier", "names", "since", "until", "disputed", "basis", "quote", "source")
    return answer("tiers", columns, rows, world, [(tier, str(number)) for tier, number in counts.items()])


def _tier(tier: Tier, state: str, world: World) -> dict[str, Any]:
    cite = cited(tier.item)
    if tier.item is None:
        cite["source"] = ", ".join(tier.sources)
    return {
        "partner": next((code for code in tier.parties if code != state), state), "tier": tier.tier, "names": tier.names,
        "since": tier.since[0] if tier.since else None, "since_told": tier.since, "until": tier.until, "disputed": tier.disputed,
        "basis": tier.basis, "status": tier.status, "rung": tier.rung, "in_force": tier.in_force(world.as_of), **cite,
    }  # fmt: skip


def _highest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of several tiers of one ladder the highest alone; those beside the ladder all stay."""
    top: dict[str, int] = {}
    for row in rows:
        if row["rung"] is not None:
            top[row["partner"]] = max(top.get(row["partner"], -1), row["rung"])
    return [row for row in rows if row["rung"] is None or row["rung"] == top[row["partner"]]]


def rhythm(world: World, lore: Lore, late: bool = False, dormant: bool = False) -> Answer:
    """The mechanisms with their sessions; ``late``: sessions held after they were due; ``dormant``: mechanisms that sleep."""
    rows: list[dict[str, Any]] = []
    promised = _promised(world, lore)
    for found in mechanisms(world, lore):
        if dormant and not found.dormant:
            continue
        base = {
            "parties": found.parties, "mechanism": found.name, "aliases": found.aliases, "level": found.level, "period": found.period,
            "period_basis": found.period_basis, "next": day(found.next), "dormant": day(found.dormant),
            "silent": (world.as_of - found.last.days.last).days if found.last and found.last.days else None,
        }  # fmt: skip
        for session in found.sessions:
            due, behind = promised.get(session.items[0].id, (session.due, session.late))
            if not late or behind:
                rows.append({**base, **_session(session, due, behind)})
        if not found.sessions and not late:
            empty = dict.fromkeys(("edition", "leg", "leg_basis", "held", "date", "due", "late", "late_months"))
            rows.append({**base, **empty, "id": found.items[0].id, **cited(found.items[0])})
    columns = ("mechanism", "edition", "leg", "held", "date", "due", "late_months", "next", "dormant", "quote", "source")
    return answer("mechanisms", columns, rows, world)


def _session(session: Session, due: Due | None, behind: int | None) -> dict[str, Any]:
    """A session as a row, with the date by which it was due and how far behind that it was held."""
    return {
        "edition": session.edition, "leg": session.leg, "leg_basis": session.leg_basis if session.leg else None, "held": session.held,
        "date": span(session.days), "due": by(due), "late": behind, "late_months": round(behind / _DAYS_A_MONTH, 1) if behind else None,
        "id": session.items[0].id, **cited(session.items[0]),
    }  # fmt: skip


def _promised(world: World, lore: Lore) -> dict[str, tuple[Due | None, int | None]]:
    """For sessions that fulfil a promise (by their first object) the date named in it and how far behind that they were held."""
    found: dict[str, tuple[Due | None, int | None]] = {}
    for promise in promises(world, lore):
        for step in promise.steps:
            if step.rule == "session_held" and step.item and promise.due:
                found.setdefault(step.item.id, (promise.due, promise.late))
    return found


def ahead(world: World, lore: Lore, months: int) -> Answer:
    """Anniversaries of the next months, told and computed, with what was promised for them."""
    until = world.as_of + datetime.timedelta(days=round(months * _DAYS_A_MONTH))
    rows = []
    for found in anniversaries(world, lore, until):
        promised = tuple(" ".join(item.tellings[0].quote.split()) for item in found.promised if item.tellings)
        rows.append({
            "when": found.when, "parties": found.parties, "years": found.years, "of": found.of, "since": found.since, "basis": found.basis,
            "says": found.says, "promised": promised, "id": found.items[0].id if found.items else None,
            **cited(found.items[0] if found.items else None),
        })  # fmt: skip
    columns = ("when", "parties", "years", "of", "says", "basis", "promised", "quote", "source")
    return answer("anniversaries", columns, rows, world)
