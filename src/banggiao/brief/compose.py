"""A briefing put together: the sections in order, and the head of the document.

Guarantees: a section that found nothing is not left out silently but named among the gaps; the same ledger, day and wishes give the
same document.
"""

import datetime
from collections.abc import Callable, Iterable

from banggiao.brief import contacts, open_points, promised, standing
from banggiao.brief.case import Case, Notes
from banggiao.brief.document import Block, Document, Section
from banggiao.dossier.pair import pair_dossier
from banggiao.dossier.words import Words
from banggiao.dossier.world import world
from banggiao.lore import Lore
from banggiao.store import Ledger

SECTIONS: dict[str, Callable[[Case], Iterable[Block]]] = {
    "relations": standing.relations,
    "counterpart": contacts.counterpart,
    "people": contacts.people,
    "chronology": contacts.chronology,
    "ahead": contacts.ahead,
    "commitments": promised.commitments,
    "targets": promised.targets,
    "agreements": standing.agreements,
    "mechanisms": standing.mechanism_table,
    "stances": open_points.stances,
    "anniversaries": standing.anniversary_list,
    "contradictions": open_points.contradictions,
}
"""The sections in order, and what makes each."""
_UNMISSED = frozenset({"counterpart", "contradictions"})


def brief(
    ledger: Ledger,
    a: str,
    b: str,
    words: Words,
    lore: Lore,
    *,
    since: datetime.date | None = None,
    purpose: str = "",
    as_of: datetime.date | None = None,
) -> Document:
    """The briefing on two states, given by code. ``since``: nothing older; ``purpose``: what it is for, as its head says."""
    made = Case(
        a=a,
        b=b,
        dossier=pair_dossier(ledger, a, b, most=None),
        world=world(ledger, (a, b), as_of),
        lore=lore,
        words=words,
        notes=Notes(words),
        since=since,
        purpose=" ".join(purpose.split()),
    )
    blocks = {name: tuple(make(made)) for name, make in SECTIONS.items()}
    empty = tuple(name for name, found in blocks.items() if not found and name not in _UNMISSED)
    blocks["gaps"] = tuple(open_points.gaps(made, empty))
    return Document(
        title=made.say("title", a=words.labels.state(a), b=words.labels.state(b)),
        language=words.language,
        facts=_facts(made),
        hint=made.say("quote_note"),
        sections=tuple(Section(name, made.say(name), found) for name, found in blocks.items() if found),
        notes=made.notes.all(),
        notes_title=made.say("sources"),
        notes_head=made.say("col.notes"),
        contents_title=made.say("contents"),
        contents_hint=made.say("contents_hint"),
        page=made.say("page"),
        foreign_mark=made.say("foreign"),
    )


def _facts(made: Case) -> tuple[tuple[str, str], ...]:
    """What the head says of the document itself."""
    count = len(made.dossier.sources)
    basis = made.say("basis_one", n=count)
    if days := made.published():
        first, last = (made.date(day.isoformat()) for day in days)
        basis = made.say("basis_value", n=count, first=first, last=last)
    facts = [(made.say("as_of"), made.date(made.today.isoformat()))]
    if made.purpose:
        facts.insert(0, (made.say("for"), made.purpose))
    if made.since:
        facts.append((made.say("since"), made.say("since_value", date=made.date(made.since.isoformat()))))
    return (*facts, (made.say("basis"), basis))
