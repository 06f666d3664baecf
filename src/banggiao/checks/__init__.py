"""Checks of consistency: rules that records can break.

``findings(world, lore)`` runs them; each is a small function of one signature in ``checks.table.RULES``, its number, severity and
labels stand in ``knowledge/checks/table``.
"""

from banggiao.checks.table import RULES, checks, findings
from banggiao.checks.values import CheckRow, Finding, Verdict

__all__ = ["RULES", "CheckRow", "Finding", "Verdict", "checks", "findings"]
