"""What the checks of consistency find, as answers."""

import datetime
from collections.abc import Sequence

from banggiao.checks import Finding, checks, findings
from banggiao.dossier.questions.answer import Answer, answer, cited
from banggiao.lifecycle import World, world_of
from banggiao.lore import Lore

COLUMNS = ("severity", "check", "outcome", "says", "quote", "source")


def checked(world: World, lore: Lore, language: str, names: Sequence[str] = (), holding: bool = False) -> Answer:
    """The findings, errors first, each with its arithmetic, objects and words."""
    found = findings(world, lore, names, holding)
    return answer("findings", COLUMNS, [row(one, language) for one in found], world)


def row(found: Finding, language: str) -> dict[str, object]:
    """A finding as a row."""
    first = found.tellings[0] if found.tellings else None
    return {
        "severity": found.severity, "check": getattr(found.check, language), "outcome": found.outcome, "says": found.says,
        "number": found.check.number, "name": found.check.check, "rule": found.check.rule,
        "objects": tuple(item.id for item in found.items),
        "tellings": tuple(f"{one.source.article}[{one.start}:{one.end}]" for one in found.tellings), **cited(None, first),
    }  # fmt: skip


def listed(lore: Lore) -> Answer:
    """The checks themselves."""
    rows = [
        {"number": one.number, "check": one.check, "severity": one.severity, "says": one.rule, "vi": one.vi, "en": one.en}
        for one in lore.once(checks).values()
    ]
    return answer("findings", ("number", "check", "severity", "says"), rows, world_of((), datetime.date.today()))


def unknown_checks(names: Sequence[str], lore: Lore) -> list[str]:
    """Those of the names that are no check."""
    return sorted(set(names) - set(lore.once(checks)))
