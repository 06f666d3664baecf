"""All checks, and running them.

Guarantees: every row of ``knowledge/checks/table`` has a rule here and every rule a row; findings come with errors first, then by
number; a rule sees the world and the knowledge alone.
"""

from collections.abc import Iterable, Iterator

from banggiao.checks import anniversaries, figures, integrity, people, relations, sessions, times
from banggiao.checks.values import CheckRow, Finding, Rule
from banggiao.errors import KnowledgeError
from banggiao.lifecycle.world import World
from banggiao.lore import Lore

RULES: dict[str, Rule] = {
    "anniversary_year": anniversaries.anniversary_year,
    "anniversary_day": anniversaries.anniversary_day,
    "anniversary_object": anniversaries.anniversary_object,
    "inferred_base": anniversaries.inferred_base,
    "parts_and_total": figures.parts_and_total,
    "growth_of_parts": figures.growth_of_parts,
    "growth_and_last_year": figures.growth_and_last_year,
    "mirror_figures": figures.mirror_figures,
    "unit_sanity": figures.unit_sanity,
    "target_and_actual": figures.target_and_actual,
    "partial_sums": figures.partial_sums,
    "editions_in_time": sessions.editions_in_time,
    "edition_twice": sessions.edition_twice,
    "legs_in_order": sessions.legs_in_order,
    "periodicity": sessions.periodicity,
    "single_seat": people.single_seat,
    "post_at_date": people.post_at_date,
    "held_or_planned": times.held_or_planned,
    "publication_dates": times.publication_dates,
    "weekday": times.weekday,
    "range_of_days": times.range_of_days,
    "containment": times.containment,
    "ubiquity": people.ubiquity,
    "host_and_place": relations.host_and_place,
    "rank_parity": people.rank_parity,
    "tiers_in_time": relations.tiers_in_time,
    "tier_count": relations.tier_count,
    "validity_gap": relations.validity_gap,
    "forum_terms": relations.forum_terms,
    "first_ever": relations.first_ever,
    "told_by_both": relations.told_by_both,
    "date_disputes": times.date_disputes,
    "scope": integrity.scope,
    "evidence": integrity.evidence,
    "proposal_answered": relations.proposal_answered,
}
"""The rule of each check."""

_SEVERITIES = "EWI"


def checks(lore: Lore) -> dict[str, CheckRow]:
    """The checks by name, in order of their number (use as ``lore.once(checks)``). Raises KnowledgeError where table and rules differ."""
    rows = {row.check: row for row in sorted(lore.rows("checks/table", CheckRow), key=lambda row: row.number)}
    if problems := [f"checks/table: {name}: a rule without a row or a row without a rule" for name in sorted(rows.keys() ^ RULES.keys())]:
        raise KnowledgeError(problems)
    return rows


def findings(world: World, lore: Lore, names: Iterable[str] = (), holding: bool = False) -> tuple[Finding, ...]:
    """What the checks find (``names``: these alone); ``holding``: rules that hold, too."""
    wanted = set(names)
    found = [one for name, row in lore.once(checks).items() if not wanted or name in wanted for one in _run(name, row, world, lore)]
    kept = [one for one in found if holding or one.outcome != "holds"]
    return tuple(sorted(kept, key=_order))


def _run(name: str, row: CheckRow, world: World, lore: Lore) -> Iterator[Finding]:
    for verdict in RULES[name](world, lore):
        tellings = verdict.tellings or tuple(telling for item in verdict.items for telling in item.tellings)
        yield Finding(check=row, outcome=verdict.outcome, says=verdict.says, items=verdict.items, tellings=tellings)


def _order(finding: Finding) -> tuple[int, int, int, str, tuple[str, ...]]:
    outcomes = ("fails", "notes", "holds")
    ids = tuple(item.id for item in finding.items)
    return (_SEVERITIES.index(finding.severity), outcomes.index(finding.outcome), finding.check.number, finding.says, ids)
