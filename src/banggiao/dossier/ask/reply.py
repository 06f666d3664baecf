"""The answer to a question as understood.

Guarantees: every row comes from a question that a command answers too, with its quote; the time asked for only leaves rows out;
where nothing is found there is an empty answer, never an invented one.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from banggiao.dossier.ask.understand import Understood
from banggiao.dossier.questions.answer import Answer
from banggiao.dossier.questions.checked import checked
from banggiao.dossier.questions.compared import conflicts, stances
from banggiao.dossier.questions.counted import delivery, kpi, panel
from banggiao.dossier.questions.persons import contacts, events, holders
from banggiao.dossier.questions.promised import commitments, invited, sector_years, targets
from banggiao.dossier.questions.standing import ahead, rhythm, tiers
from banggiao.lifecycle import World
from banggiao.lore import Lore
from banggiao.model.times import window
from banggiao.resolve.names import name_words

_MONTHS = 18
_DATES = ("date", "when", "told", "due", "said", "issued", "held", "first", "last", "since")
_TIMELESS = frozenset({"tiers", "delivery", "kpi", "panel", "holders", "sector_years"})
Reply = Callable[[Understood, World, Lore], Answer]


def _tiers(asked: Understood, world: World, lore: Lore) -> Answer:
    state = asked.states[0] if asked.states else "VN"
    partner = asked.states[1] if len(asked.states) > 1 else None
    return tiers(world, lore, state, history=partner is not None, partner=partner)


def _holders(asked: Understood, world: World, lore: Lore) -> Answer:
    return holders(world, lore, asked.states[0] if asked.states else "VN", asked.post or "foreign_minister")


def _contacts(asked: Understood, world: World, lore: Lore) -> Answer:
    return contacts(world, lore, person_in(asked, world, lore) or asked.words)


def _commitments(asked: Understood, world: World, lore: Lore) -> Answer:
    sector = asked.sectors[0] if asked.sectors else None
    state = "overdue" if "overdue" in asked.filters else None
    return commitments(world, lore, sector=sector, state=state, open_only="open" in asked.filters)


REPLIES: dict[str, Reply] = {
    "commitments": _commitments,
    "events": lambda asked, world, lore: events(world, lore),
    "invitations": lambda asked, world, lore: invited(world, lore, "open" in asked.filters),
    "targets": lambda asked, world, lore: targets(world, lore),
    "mechanisms": lambda asked, world, lore: rhythm(world, lore, late="late" in asked.filters, dormant="dormant" in asked.filters),
    "anniversaries": lambda asked, world, lore: ahead(world, lore, asked.months or _MONTHS),
    "tiers": _tiers,
    "holders": _holders,
    "contacts": _contacts,
    "stances": lambda asked, world, lore: stances(world, lore, asked.topic),
    "conflicts": lambda asked, world, lore: conflicts(world, lore),
    "check": lambda asked, world, lore: checked(world, lore, "vi"),
    "sector_years": lambda asked, world, lore: sector_years(world, lore),
    "panel": lambda asked, world, lore: panel(world, lore),
    "delivery": lambda asked, world, lore: delivery(world, lore),
    "kpi": lambda asked, world, lore: kpi(world, lore),
}
"""What answers each question."""
COMMANDS = {
    "brief": "banggiao brief {a} {b} -o brief.docx",
    "diff": "banggiao diff --help",
    "network": "banggiao export graphml -o network.graphml",
    "plover": "banggiao export plover -o events.tsv",
    "source": "banggiao why PATH",
}
"""The commands of questions that no table answers."""


def reply(asked: Understood, world: World, lore: Lore) -> Answer | None:
    """The answer; None where the question has no kind or only a command answers it (``command_for``)."""
    run = REPLIES.get(asked.question or "")
    if run is None:
        return None
    found = run(asked, world, lore)
    if asked.period is None or asked.question in _TIMELESS:
        return found
    return msgspec.structs.replace(found, rows=tuple(row for row in found.rows if _within(row, asked.period)))


def command_for(asked: Understood) -> str | None:
    """The command that alone answers a question, None where there is none."""
    command = COMMANDS.get(asked.question or "")
    a, b = (*asked.states, "A", "B")[:2]
    return command.format(a=a, b=b) if command else None


def person_in(asked: Understood, world: World, lore: Lore) -> str | None:
    """The person of the world whom a question names, the longest name of several."""
    said = set(name_words(asked.words, lore))
    names = [str(told.value) for person in world.of("person") for told in person.said.get("name", ())]
    fitting = [name for name in names if len(words := name_words(name, lore)) > 1 and set(words) <= said]
    return max(fitting, key=lambda name: (len(name), name), default=None)


def _within(row: Mapping[str, Any], period: str) -> bool:
    """Whether any date of a row shares a day with the time asked for; rows without a date are left out."""
    asked = window(period)
    days = [found for name in _DATES if isinstance(row.get(name), str) and (found := window(row[name]))]
    return bool(asked and any(asked.near(found) for found in days))
