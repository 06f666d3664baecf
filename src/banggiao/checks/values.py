"""What a check says.

Guarantees: a verdict names the objects it rests on and shows its arithmetic, whether the rule holds, fails, or only notes something;
a finding adds the rule's number, severity and labels, and the words of every telling behind it.
"""

from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling

Outcome = Literal["fails", "holds", "notes"]


class Verdict(msgspec.Struct, frozen=True):
    """What a rule found: ``says`` is the arithmetic or comparison; ``tellings``: those at issue (none: all of the objects')."""

    outcome: Outcome
    says: str
    items: tuple[Item, ...]
    tellings: tuple[Telling, ...] = ()


def in_words(telling: Telling, field: str) -> bool:
    """Whether the words of a telling themselves tell the field (or nothing says where it is told): elsewhere in an article it may belong
    to something else."""
    spans = telling.evidence.get(field, ())
    return not spans or any(telling.start <= start and end <= telling.end for start, end in spans)


def told_apart(one: Item, two: Item) -> bool:
    """Whether no article tells both: what one article tells side by side is of two things, not a contradiction."""
    return not set(one.articles) & set(two.articles)


Rule = Callable[[World, Lore], Iterable[Verdict]]
"""Every check has this signature."""


class CheckRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of checks/table: a check with its number, severity, labels and the rule in words."""

    check: str
    number: int
    severity: Literal["E", "W", "I"]
    vi: str
    en: str
    rule: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with its check."""

    check: CheckRow
    outcome: Outcome
    says: str
    items: tuple[Item, ...]
    tellings: tuple[Telling, ...]

    @property
    def severity(self) -> str:
        """The severity: that of the check where the rule fails, else information."""
        return self.check.severity if self.outcome == "fails" else "I"

    @property
    def contradicts(self) -> bool:
        """Whether it is an error."""
        return self.severity == "E"

    def as_json(self) -> dict[str, object]:
        """The finding as plain values."""
        return {
            "check": self.check.check, "number": self.check.number, "severity": self.severity, "outcome": self.outcome,
            "says": self.says, "rule": self.check.rule, "objects": [{"id": item.id, "kind": item.kind} for item in self.items],
            "tellings": [
                {"claim": one.claim, "article": one.source.article, "outlet": one.source.outlet, "published": one.source.published,
                 "quote": one.quote, "start": one.start, "end": one.end}
                for one in self.tellings
            ],
        }  # fmt: skip
