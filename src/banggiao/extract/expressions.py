"""Expressions that the reading of facts leans on beside its patterns, by name: data of vi/facts/expressions.

Guarantees: an expression is compiled once; it is matched as written, with no word boundary added, over the lower-case text of a
view; slots (``{amount}``, ``{actor}``, ``{~40}``) are those of patterns.
"""

import msgspec
import regex

from banggiao.errors import KnowledgeError
from banggiao.extract.patterns import expand
from banggiao.lore import Lore


class ExpressionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An expression by its ``id``, with texts in which it must be found and texts in which it must not."""

    id: str
    pattern: str
    examples: list[str]
    counters: list[str] = []
    note: str = ""


class Expressions:
    """The expressions of a lore (use as ``lore.once(Expressions)``)."""

    def __init__(self, lore: Lore) -> None:
        problems = []
        self._known: dict[str, regex.Pattern[str]] = {}
        for row in lore.rows("vi/facts/expressions", ExpressionRow):
            try:
                self._known[row.id] = regex.compile(expand(row.pattern, lore))
            except regex.error as error:
                problems.append(f"vi/facts/expressions: {row.id}: {error}")
        if problems:
            raise KnowledgeError(problems)

    def __getitem__(self, name: str) -> regex.Pattern[str]:
        """The expression of that id."""
        return self._known[name]
