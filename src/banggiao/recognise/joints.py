"""The words that join offices, bodies, states and names, as patterns of vi/offices/joints and, between parties, vi/discourse/joints.

Guarantees: one pattern for each role; each is linear (every repetition is bounded); each row's examples and counters are
checked by a test.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.phrases import plain


class JointRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table of joints: the pattern of one ``role`` and stretches that it must and must not match wholly."""

    role: str
    note: str
    pattern: str
    examples: tuple[str, ...]
    counters: tuple[str, ...]


class Joints(msgspec.Struct, frozen=True):
    """The patterns by role (use as ``lore.once(joints)``). Texts are compared in lower case and plain."""

    by_role: dict[str, re.Pattern[str]]

    def joins(self, role: str, low: str, start: int, end: int) -> bool:
        """Whether the stretch between two offsets is a joint of the role."""
        return self.by_role[role].fullmatch(low, start, end) is not None

    def reach(self, role: str, low: str, start: int) -> int | None:
        """Where the joint that begins at an offset ends, None where none begins there."""
        match = self.by_role[role].match(low, start)
        return match.end() if match else None


def joints(lore: Lore) -> Joints:
    """The patterns, compiled. Raises KnowledgeError where the table is invalid."""
    return _compiled(lore, "vi/offices/joints")


def between_parties(lore: Lore) -> Joints:
    """The patterns between the names of parties, compared as written. Raises KnowledgeError where the table is invalid."""
    return _compiled(lore, "vi/discourse/joints")


def _compiled(lore: Lore, table: str) -> Joints:
    return Joints({row.role: re.compile(plain(row.pattern)) for row in lore.rows(table, JointRow)})
