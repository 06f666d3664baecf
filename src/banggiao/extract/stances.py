"""Stances: positions that sides take on issues beyond their relation.

Guarantees: every draft has a known ``by`` and a topic that its own words show; a position told twice by the same sides
in much the same words is one draft.
"""

from collections.abc import Iterator

import msgspec

from banggiao.extract.clauses import Clause, Subject, clauses
from banggiao.extract.draft import Draft
from banggiao.extract.page import Page, View
from banggiao.extract.retold import told_once
from banggiao.extract.speech import words
from banggiao.extract.topics import Topic, Topics
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.spans import Span

_LONG = 200
_CLOSE = 90
_SPEAKING = frozenset({"agree", "goal", "ask", "commit", "back", "position", "need", "will", "do"})
_COOPERATION = frozenset({"climate", "terrorism", "migration", "un_reform", "human_rights", "nuclear"})
"""Topics that states also simply work together on: only a verb of position makes a stance of them."""


class _Piece(msgspec.Struct, frozen=True):
    """A stretch of the cleaned text that takes the position, and its topic."""

    span: Span
    topic: Topic


def stances(page: Page, lore: Lore) -> list[Draft]:
    """The positions that the article reports."""
    topics = lore.once(Topics)
    named = _named_by_paragraph(page, topics)
    found: list[Draft] = []
    for view in page.views:
        if view.sentence.zone not in READ_ZONES or not named[view.sentence.paragraph]:
            continue
        around = named[view.sentence.paragraph]
        if topics.about(page.scene.text, view.sentence.start, view.sentence.end, around) is None:
            continue
        for clause in clauses(view, page, lore):
            found += _drafts(clause, view, page, around, lore)
    return told_once(found, page.scene, ("by",))


def _named_by_paragraph(page: Page, topics: Topics) -> dict[int, frozenset[str]]:
    """For each paragraph the topics named in it, in the one before, or in the title."""
    own: dict[int, frozenset[str]] = {}
    title: frozenset[str] = frozenset()
    for sentence in page.scene.sentences:
        if sentence.zone in READ_ZONES:
            here = topics.named(page.scene.text, sentence.start, sentence.end)
            own[sentence.paragraph] = own.get(sentence.paragraph, frozenset()) | here
            title |= here if sentence.zone == "title" else frozenset()
    return {number: topics_here | own.get(number - 1, frozenset()) | title for number, topics_here in own.items()}


def _drafts(clause: Clause, view: View, page: Page, around: frozenset[str], lore: Lore) -> Iterator[Draft]:
    role, by = clause.verb.role, _holder(clause)
    if by is None or not by.codes or clause.verb.denied:
        return
    position = _position(clause)
    if position is None:
        return
    topics, text = lore.once(Topics), page.scene.text
    body = view.span(clause.body, clause.end)
    topic = topics.about(text, body.start, body.end, around)
    if topic is None or (topic.name in _COOPERATION and role != "position" and role != "back"):
        return
    span = _narrowed(clause, view, topic, page, lore)
    verb = view.span(clause.verb.start, clause.verb.end)
    yield Draft(
        kind="stance", values={"by": by.codes, "topic": topic.name, "position": position}, start=span.start, end=span.end,
        pattern=f"stance.{clause.verb.pattern.id}", confidence=0.6 if by.at is not None else 0.5,
        evidence={"by": by.evidence, "topic": topic.evidence, "position": (verb,)}, extra={"verb": verb.of(text)},
    )  # fmt: skip


def _holder(clause: Clause) -> Subject | None:
    """Whose position it is: the speaker's where he says what others need, else the subject's."""
    return clause.speaker if clause.verb.role == "need" and clause.speaker is not None else clause.subject


def _position(clause: Clause) -> str | None:
    """The position that the verb takes, None where it takes none."""
    means = clause.verb.pattern.row.means
    if "position" in means:
        return str(means["position"])
    return "support" if clause.verb.role in _SPEAKING else None


def _narrowed(clause: Clause, view: View, topic: Topic, page: Page, lore: Lore) -> Span:
    """The stretch to quote: the whole clause, or of a long one the parts that are about the topic."""
    whole = view.span(clause.start, clause.end)
    if whole.end - whole.start <= _LONG:
        return whole
    text = page.scene.text
    beside = lore.once(words).beside
    first = min(span.start for span in topic.evidence)
    last = max(span.end for span in topic.evidence)
    marks = [at for at in range(whole.start, whole.end) if text[at] in ",;"]
    bounds = [whole.start, *(at + 1 for at in marks), whole.end]
    parts = list(zip(bounds, bounds[1:], strict=False))
    kept = [index for index, (low, high) in enumerate(parts) if low < last and first < high]
    begin, stop = kept[0], kept[-1]
    while begin > 0 and beside.search(text.lower(), *parts[begin - 1]):
        begin -= 1
    while stop + 1 < len(parts) and beside.search(text.lower(), *parts[stop + 1]):
        stop += 1
    start = whole.start if parts[begin][0] - whole.start <= _CLOSE else parts[begin][0]
    end = parts[stop][1]
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return Span(start, end)
