"""The tables of lifecycles and checks: cues are found in their examples and not in their counters; rows fit one another."""

import pytest

from banggiao.checks import RULES, checks
from banggiao.kinds import kind_of
from banggiao.lifecycle.tables import CueRow, EntryRow, LadderRow, cues, levels, states
from banggiao.lifecycle.tiers import ReferenceTier
from banggiao.lore import Lore
from banggiao.model.times import window

LORE = Lore()
ROWS = LORE.rows("lifecycle/cues", CueRow)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_examples_and_counters(row: CueRow) -> None:
    found = LORE.once(cues)[row.id]
    assert [text for text in row.examples if not found.search(text)] == []
    assert [text for text in row.counters if found.search(text)] == []


def codes(kind: str, field: str) -> set[str]:
    """The codes that a field of a kind may hold."""
    return {code.code for one in kind_of(kind, LORE).fields if one.name == field for code in one.codes}


def test_every_post_has_a_level() -> None:
    assert set(LORE.once(levels)) == codes("post", "post")


def test_entries_lead_to_states_and_cover_every_act() -> None:
    rows = LORE.rows("lifecycle/entries", EntryRow)
    assert {row.state for row in rows} <= set(LORE.once(states))
    assert {row.act for row in rows if row.act} == codes("commitment", "act")


def test_ladders_and_reference_tiers_use_the_schemas_tiers() -> None:
    tiers = codes("partnership", "tier")
    assert all({*row.ladder, *row.beside} <= tiers for row in LORE.rows("lifecycle/ladders", LadderRow))
    rows = LORE.rows("world/reference_tiers", ReferenceTier)
    assert all(row.tier in tiers and row.sources and (row.since is None or window(row.since)) for row in rows)


def test_every_check_of_the_table_has_its_rule_and_its_number() -> None:
    table = LORE.once(checks)
    assert (list(table), [row.number for row in table.values()]) == (list(RULES), list(range(1, 36)))
