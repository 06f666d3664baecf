"""Commitments: what was agreed, promised or asked for, by whom and of whom.

Guarantees: every draft has a known ``by``; a wish or need that the sides share is ``agree`` by them together; the same
act told twice in one article is one draft, with the words of the body where both tell it.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import regex

from banggiao.extract.clauses import Clause, clauses
from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.page import Page, View
from banggiao.extract.patterns import Patterns
from banggiao.extract.relation import named, partner
from banggiao.extract.retold import told_once
from banggiao.extract.sectors import DEFAULT, Found
from banggiao.extract.speech import Words, words
from banggiao.extract.subjects import Subject
from banggiao.extract.timing import compared, last_of
from banggiao.extract.touched import Told, touched
from banggiao.lore import Lore
from banggiao.model.dates import days
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_FEWEST_WORDS = 4
_LONGEST = 300
_RIGHT_AFTER = 16
_LEADING = 24
_PERSONS = frozenset({"person", "office"})
_RUN = 2
"""What sides simply do counts as agreed where they agreed on something this many sentences before at most."""


class _Act(msgspec.Struct, frozen=True):
    """What a clause does: the ``act``, by whom, and how far its pattern and subject are to be trusted."""

    act: str
    by: Subject
    trust: float


def commitments(page: Page, lore: Lore) -> list[Draft]:
    """What the article says was agreed, promised or asked for."""
    found: list[Draft] = []
    agreed = -_RUN - 1
    for view in page.views:
        for clause in clauses(view, page, lore):
            act = _act(clause, view, page, lore)
            if act is None or (clause.verb.role == "do" and view.number - agreed > _RUN):
                continue
            agreed = view.number if act.act == "agree" else agreed
            found.append(_draft(act, clause, view, page, lore))
    return told_once(found, page.scene, ("act", "by"))


def checks(lore: Lore) -> dict[str, regex.Pattern[str]]:
    """The patterns that a commitment's words are held against, by name (use as ``lore.once(checks)``)."""
    return {str(pattern.row.means["check"]): pattern.regex for pattern in Patterns(lore, "vi/patterns/commitments").patterns}


def _act(clause: Clause, view: View, page: Page, lore: Lore) -> _Act | None:
    """The act that a clause performs, None where it performs none."""
    subject, row = clause.subject or _held(clause, view, lore), clause.verb.pattern.row
    if clause.verb.denied or subject is None or not subject.codes:
        return None
    if len(view.span(clause.body, clause.end).of(page.scene.text).split()) < _FEWEST_WORDS or (
        subject.at is None and row.means.get("named", False)
    ):
        return None
    act = _ACTS.get(clause.verb.role)
    made = act(clause, subject, view, page, lore) if act else None
    if made is None:
        return None
    name, by = made
    if not by.codes or (name != "agree" and clause.verb.role != "commit" and not _concerns_others(clause, by, view, lore)):
        return None
    return _Act(name, by, row.prior * (1.0 if by.at is not None else 0.9))


def _by_number(joint: str, alone: str | None) -> Any:
    """Acts that differ only by whether the sides act together."""

    def act(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
        name = joint if subject.joint else alone
        return (name, subject) if name else None

    return act


def _agree(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """An agreement, unless what is agreed is only how something is judged ("nhất trí cho rằng chuyến thăm thành công")."""
    return None if lore.once(checks)["assessed"].match(view.text, clause.body + 1) else ("agree", subject)


def _ask(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """A request; what the sides wish together is agreed by them, unless they ask a third one by name."""
    asked = view.actors(clause.body, min(clause.end, clause.body + _RIGHT_AFTER))[:1]
    third = any(actor.codes and not set(actor.codes) & set(subject.codes) for _, actor in asked)
    return ("agree" if subject.joint and not third else "request", subject)


def _held(clause: Clause, view: View, lore: Lore) -> Subject | None:
    """Whose promise it is, where that is named right behind the verb ("cam kết của hai nước")."""
    if not lore.once(Expressions)["commitment.of"].search(view.text[clause.verb.start : clause.verb.end]):
        return None
    held = tuple(actor for _, actor in view.actors(clause.verb.end, clause.verb.end + 2) if actor.codes)
    return Subject(held, None) if held else None


def _commit(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """A promise; what one side says of "the commitment of both" or of another is promised by them."""
    held = _held(clause, view, lore)
    subject = Subject(held.actors, subject.at) if held is not None else subject
    return ("agree" if subject.joint else "pledge", subject)


def _joint_deed(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """Sides that do something together in what is said to come: no promise where it is said to be done already."""
    small = lore.once(words)
    between = view.text[(subject.at or 0) + 1 : clause.verb.start]
    if subject.at is None:
        opening = small.joined.search(view.text[: clause.verb.start].rstrip(", "))
        return ("agree", subject) if subject.joint and opening and opening.start() == 0 else None
    open_still = not small.past.search(between) and not small.maybe.search(between)
    return ("agree", subject) if subject.joint and open_still else None


def _will(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """A plain future counts where a deed for or with others follows and where it is told as said, not guessed."""
    carried = page.scene.subjects[view.number] if page.scene.subjects else None
    told = subject.joint or clause.frame is not None or clause.speaker is not None
    told = told or subject.at is None or (carried is not None and carried.codes == subject.codes)
    told = told or all(actor.kind == "state" for actor in subject.actors)
    small = lore.once(words)
    apart = subject.at is not None and small.gap.fullmatch(view.text, subject.at + 1, clause.verb.start) is None
    linked = small.link.search(view.text[max(0, clause.verb.start - _LEADING) : clause.verb.start]) is not None
    goes_on = apart and linked and all(actor.kind in _PERSONS for actor in subject.actors)
    told = told or goes_on  # from what the same person says before
    believed = clause.frame is not None and clause.frame.pattern.row.means.get("belief", False)
    if not told or believed or small.maybe.search(view.text, subject.at or 0, clause.verb.start):
        return None
    if not subject.joint and clause.speaker is not None and clause.speaker.codes != subject.codes:
        return None
    effort = clause.verb.pattern.row.means.get("effort", False)
    allowed = ("deed", "undertaken") if clause.frame is not None else ("deed",)
    if not effort and not any(lore.once(checks)[name].match(view.text, clause.body + 1) for name in allowed):
        return None
    return ("agree" if subject.joint else "pledge", subject)


def _view(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """A view that sides share is an agreement where it is on something to be done, not where it judges what others do."""
    done = lore.once(checks)["deed"].match(view.text, clause.body + 1)
    return ("agree", subject) if subject.joint and done else None


def _back(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """Support is a promise where it is for something to be done; for a policy or position it is a stance."""
    if not lore.once(checks)["backed"].match(view.text, clause.body + 1):
        return None
    return ("agree" if subject.joint else "pledge", subject)


def _need(clause: Clause, subject: Subject, view: View, page: Page, lore: Lore) -> tuple[str, Subject] | None:
    """What is needed is asked for by whoever says so; said of "both sides" by nobody, it is theirs together.

    What states that are named need, with nobody to say so, is the writer's own view.
    """
    if subject.joint and clause.verb.strength > 1:
        return ("agree", subject)
    speaker = clause.speaker
    if speaker is None and clause.frame is None and subject.joint:
        carried = page.scene.subjects[view.number] if page.scene.subjects else None
        speaking = carried is not None and len(carried.codes) == 1 and carried.kind in ("person", "office")
        speaker = Subject((carried,)) if carried is not None and speaking else None
    if speaker is None:
        told = clause.frame is not None or clause.verb.strength > 1
        if subject.joint and (told or any(actor.kind == "joint" for actor in subject.actors)):
            return ("agree", subject)
        own = clause.verb.strength > 1 or (clause.frame is not None and (subject.at or 0) < clause.frame.end)
        return ("request", subject) if own and not subject.joint else None
    return ("agree" if speaker.joint else "request", speaker) if speaker.codes else None


_ACTS = {
    "agree": _agree,
    "goal": _by_number("agree", None),
    "view": _view,
    "do": _joint_deed,
    "commit": _commit,
    "will": _will,
    "back": _back,
    "ask": _ask,
    "invite": _ask,
    "need": _need,
}
"""How each role of a verb becomes an act."""


def _concerns_others(clause: Clause, by: Subject, view: View, lore: Lore) -> bool:
    """Whether a one-sided act is about other states or the relation with them."""
    small = lore.once(words)
    own = set(by.codes)
    if small.press.match(view.text, clause.body):
        return False
    if small.order.search(view.text[: clause.body].rstrip()) and small.own_office.match(view.text, clause.body):
        return False
    if any(set(actor.codes) - own for _, actor in view.actors(clause.start, clause.end)):
        return True
    if small.domestic.match(view.text, clause.body):
        return False
    if clause.verb.role == "ask" and _faced(clause, own, view):
        return True
    if clause.verb.role == "ask" and lore.once(checks)["received"].search(view.text, clause.body, clause.end):
        return True  # whoever is asked to help us is none of us
    return small.relation.search(view.text, clause.body, clause.end) is not None


def _faced(clause: Clause, own: set[str], view: View) -> bool:
    """Whether another side is named between the subject and its verb (who a note went to, who was met), and the own one not behind it."""
    at = clause.subject.at if clause.subject is not None and clause.subject.at is not None else clause.start
    asked = [actor for _, actor in view.actors(clause.body, clause.end) if actor.kind != "other"]
    return not asked and any(set(actor.codes) - own for _, actor in view.actors(min(at, clause.start), clause.start))


def _draft(act: _Act, clause: Clause, view: View, page: Page, lore: Lore) -> Draft:
    start, end = _quoted(clause, view)
    quote = view.span(start, end)
    body = view.span(clause.body, end)
    found = _sectors(act, clause, view, page, lore)
    to, to_evidence = _asked(act, clause, view, page, lore) if act.act == "request" else ((), ())
    due, due_evidence = _due(clause, view, page, lore.once(Expressions))
    verb = view.span(clause.verb.start, clause.verb.end)
    evidence = {"act": (verb,), "by": act.by.evidence, "to": to_evidence, "due": due_evidence}
    evidence["sectors"] = tuple(span for spans in found.values() for span in spans) or (body,)
    values = {"act": act.act, "by": act.by.codes, "to": to or None, "sectors": tuple(found), "due": due}
    extra = {
        "verb": verb.of(page.scene.text), "strength": clause.verb.strength, "specificity": _specificity(due, found, view, clause),
        "speaker": _speaker(act, clause), "object": body.of(page.scene.text),
    }  # fmt: skip
    return Draft(
        kind="commitment", values=values, start=quote.start, end=quote.end, pattern=f"commitment.{clause.verb.pattern.id}",
        evidence=evidence, extra={name: value for name, value in extra.items() if value is not None}, confidence=round(act.trust, 3),
    )  # fmt: skip


def _sectors(act: _Act, clause: Clause, view: View, page: Page, lore: Lore) -> Found:
    """The sectors that the act touches, with the words that show them."""
    small = lore.once(words)
    front = view.span(0, clause.start) if clause.start and small.fronted.match(view.text) else None
    aim = small.aim.search(view.text, clause.body, clause.end)
    body = view.span(clause.body, clause.end)
    return touched(Told(body, view.starts[aim.start()] if aim else body.end, front, act.by.actors), page, lore)


def _quoted(clause: Clause, view: View) -> tuple[int, int]:
    """The stretch to quote: cut at a clause's end where it is long."""
    start, end = clause.start, clause.end
    length = view.starts[end] - view.starts[start]
    if length > _LONGEST:
        limit = view.at(view.starts[start] + _LONGEST)
        cut = max(view.text.rfind(mark, clause.body + 40, limit) for mark in (";", ","))
        end = cut if cut > 0 else end
    return start, end


def _asked(act: _Act, clause: Clause, view: View, page: Page, lore: Lore) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Whom a request is put to: named after the verb, else the other side."""
    own = set(act.by.codes)
    if lore.once(words).everyone.match(view.text, clause.body + 1):
        return (), ()
    embedded = clause.subject if clause.verb.role == "need" else None
    actors = list(embedded.actors) if embedded else [one for _, one in view.actors(clause.body, min(clause.end, clause.body + 60))]
    for number, actor in enumerate(actors):
        if set(actor.codes) - own:
            asked = [actor, *_beside(actors[number:], view, lore.once(words))]
            others = sorted({code for one in asked for code in one.codes} - own)
            return tuple(others), tuple(span for one in asked for span in (Span(one.start, one.end), *one.evidence))
    if lore.once(words).soon.match(view.text, clause.body + 1):
        return (), ()
    if met := _met(clause, own, view, lore):
        return tuple(met.codes), (Span(met.start, met.end), *met.evidence)
    other = partner(page, act.by.codes[0])
    return ((other,), named(page, (other,))) if other else ((), ())


def _met(clause: Clause, own: set[str], view: View, lore: Lore) -> Actor | None:
    """The one other side whom the sentence names before its verb ("gặp Ngoại trưởng Tây Ban Nha, mong muốn ...")."""
    led = lore.once(Expressions)["commitment.with"]
    before = [actor for place, actor in view.actors(0, clause.start) if actor.kind in _PERSONS or led.search(view.text, 0, place)]
    others = [actor for actor in before if actor.codes and not set(actor.codes) & own]
    return others[0] if len({actor.codes for actor in others}) == 1 and len(others[0].codes) == 1 else None


def _beside(actors: list[Actor], view: View, small: Words) -> Iterator[Actor]:
    """The actors named together with the first ("A và B")."""
    for before, actor in pairwise(actors):
        between = view.text[view.at(before.start) + 1 : view.at(actor.start)]
        if not small.joiner.fullmatch(between.strip()):
            return
        yield actor


def _due(clause: Clause, view: View, page: Page, said: Expressions) -> tuple[str | None, tuple[Span, ...]]:
    """The date by which it is to be done: one in the complement, or set before the subject, that is not past."""
    published = page.scene.published or ""
    for low, high in ((clause.body, clause.end), (max(0, clause.start - 30), clause.start)):
        for at, date in view.dates(low, high):
            if date.value is None or date.cls not in ("date", "vague") or compared(view, at) or _of_a_name(view, at, date.value):
                continue
            if not published and said["commitment.no-due"].search(view.text, low, at):
                continue
            value = last_of(date.value)
            if (
                value >= published[: len(value)]
                and (low == clause.body or len(value) <= 7)
                and (len(value) == 4 or value != published[: len(value)])
            ):
                return value, (Span(date.start, date.end),)
    return None, ()


def _of_a_name(view: View, at: int, value: str) -> bool:
    """Whether a time is part of a name: the years of a programme or term, or a date in brackets."""
    return ("/" in value and days(value) > 300) or view.text[:at].rstrip().endswith("(")


def _specificity(due: str | None, found: Found, view: View, clause: Clause) -> str:
    """specific: a date or figure is set; directional: a sector is named; else vague."""
    figures = any(hasattr(one, "unit") for at, one in view.mentions.items() if clause.body <= at < clause.end)
    if due or figures:
        return "specific"
    return "vague" if tuple(found) == (DEFAULT,) else "directional"


def _speaker(act: _Act, clause: Clause) -> str | None:
    """The person who speaks the act, where one does."""
    teller = clause.speaker or act.by
    return next((name for actor in teller.actors for name in actor.people), None)
