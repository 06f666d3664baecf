"""Tables for research and for leadership: dyads by month, delivery rates with denominators, the KPI sheet."""

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

from banggiao.dossier.questions.answer import Answer, answer, by, day
from banggiao.dossier.questions.persons import level_of, post_levels
from banggiao.lifecycle import Promise, World, documents, promises
from banggiao.lifecycle.tables import states
from banggiao.lifecycle.world import days_of, told_on
from banggiao.lore import Lore

_DONE = frozenset({"done", "done_late", "done_modified", "superseded"})
_CONTACTS = frozenset({"reception", "talks", "meeting", "call", "visit", "session"})
_TOP, _MINISTER, _DEPUTY = 1, 3, 4


def panel(world: World, lore: Lore, period: int = 7) -> Answer:
    """One row a pair and month (``period`` 4: year): contacts by level, upgrades, commitments by state as of the world's day."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    posts = post_levels(world, lore)
    for item in world.of("event"):
        days, kind = days_of(item), item.values.get("type")
        if days is None or days.days > 31 or item.values.get("status") != "held" or len(item.parties) > 6:
            continue
        for a, b in combinations(item.parties, 2):
            cell = counts[a, b, days.first.isoformat()[:period]]
            if kind in _CONTACTS:
                cell["contacts"] += 1
                cell[_level(level_of(item, posts, lore))] += 1
            if kind == "upgrade":
                cell["upgrades"] += 1
    for promise in promises(world, lore):
        told = told_on(promise.item)
        if told and len(promise.item.parties) == 2:
            a, b = promise.item.parties
            cell = counts[a, b, told.isoformat()[:period]]
            cell["commitments"] += 1
            cell["delivered" if promise.state in _DONE else "open" if promise.open else "closed"] += 1
    columns = (
        "a",
        "b",
        "month",
        "contacts",
        "top",
        "minister",
        "deputy",
        "other",
        "upgrades",
        "commitments",
        "delivered",
        "open",
        "closed",
    )
    rows = [
        {"a": a, "b": b, "month": month, **{name: cell[name] for name in columns[3:]}} for (a, b, month), cell in sorted(counts.items())
    ]
    return answer("panel", columns, rows, world)


def _level(level: int | None) -> str:
    """The column of a level."""
    if level is None:
        return "other"
    return "top" if level <= _TOP + 1 else "minister" if level <= _MINISTER else "deputy" if level <= _DEPUTY else "other"


def delivery(world: World, lore: Lore, along: str = "strength") -> Answer:
    """How many promises were delivered, along strength, specificity, deadline, sector or year; what is not known is kept apart.

    The rate counts the delivered among those that are delivered, overdue, dropped or lapsed (``judged``), never among all.
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for promise in promises(world, lore):
        for name in _groups(promise, along):
            groups[name]["all"] += 1
            groups[name][_outcome(promise)] += 1
    rows = []
    for name, cell in sorted(groups.items()):
        judged = cell["delivered"] + cell["late"] + cell["failed"] + cell["overdue"]
        done = cell["delivered"] + cell["late"]
        rows.append({
            "group": name, "all": cell["all"], "delivered": cell["delivered"], "late": cell["late"], "overdue": cell["overdue"],
            "failed": cell["failed"], "unknown": cell["unknown"], "open": cell["open"], "judged": judged,
            "rate": round(done / judged, 3) if judged else None,
        })  # fmt: skip
    return answer(
        "delivery", ("group", "all", "delivered", "late", "overdue", "failed", "unknown", "open", "judged", "rate"), rows, world,
        [("along", along)],
    )  # fmt: skip


def _groups(promise: Promise, along: str) -> tuple[str, ...]:
    values = promise.item.values
    if along == "sector":
        return tuple(map(str, values.get("sectors") or ("?",)))
    if along == "year":
        told = told_on(promise.item)
        return (str(told.year) if told else "?",)
    if along == "deadline":
        return ("with" if promise.due else "without",)
    if along == "specificity":
        return ("specific" if promise.specific else str(values.get("specificity") or "?"),)
    return (str(values.get("strength", "?")),)


def _outcome(promise: Promise) -> str:
    if promise.state in ("done", "done_modified", "superseded"):
        return "delivered"
    if promise.state == "done_late":
        return "late"
    if promise.state in ("dropped", "lapsed"):
        return "failed"
    return promise.state if promise.state in ("overdue", "unknown") else "open"


def kpi(world: World, lore: Lore) -> Answer:
    """Commitments and agreements by partner and state; the oldest overdue; what is not known, and what waits for a person's word."""
    table = lore.once(states)
    cells: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    oldest: dict[tuple[str, ...], Promise] = {}
    for promise in promises(world, lore):
        cell = cells[promise.item.parties]
        cell["commitments"] += 1
        cell[promise.state] += 1
        cell["suggested"] += promise.suggested
        if promise.state == "overdue" and promise.due:
            held = oldest.get(promise.item.parties)
            if held is None or held.due is None or promise.due.days.last < held.due.days.last:
                oldest[promise.item.parties] = promise
    for found in documents(world, lore):
        cells[found.item.parties]["agreements"] += 1
        cells[found.item.parties]["in_force"] += found.state in ("signed", "in_force")
    rows: list[dict[str, Any]] = []
    for parties, cell in sorted(cells.items(), key=lambda pair: (-pair[1]["commitments"], pair[0])):
        late = oldest.get(parties)
        rows.append({
            "parties": parties, "agreements": cell["agreements"], "in_force": cell["in_force"], "commitments": cell["commitments"],
            **{name: cell[name] for name in table if name != "in_progress"}, "in_progress": cell["in_progress"], "suggested": cell["suggested"],
            "oldest_overdue": by(late.due) if late else None, "told": day(told_on(late.item)) if late else None,
            "quote": " ".join(late.item.tellings[0].quote.split()) if late else None,
        })  # fmt: skip
    columns = (
        "parties", "agreements", "in_force", "commitments", "agreed", "in_progress", "done", "done_late", "overdue", "unknown",
        "suggested", "oldest_overdue", "quote",
    )  # fmt: skip
    return answer("kpi", columns, rows, world)
