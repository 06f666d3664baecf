"""Stances: positions that sides take on issues beyond their relation.

Guarantees: every draft has a known ``by`` and a topic that its own words show; a position told twice by the same sides
in much the same words is one draft.
"""

from itertools import pairwise

import msgspec
import regex

from banggiao.extract.clauses import Clause, clauses
from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.naming import Names
from banggiao.extract.page import Page, View
from banggiao.extract.relation import partner
from banggiao.extract.retold import told_once
from banggiao.extract.speech import Words, words
from banggiao.extract.subjects import BEFORE, Subject
from banggiao.extract.topics import LAST, OTHER, Topic, Topics
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Actor
from banggiao.model.spans import Span
from banggiao.recognise.phrases import plain

_PART = regex.compile(r"[,;]| cũng như ")
_LONG = 200
_LONGEST = 320
_HELD = 60
_FRONT = 120
_BARE = 8
_NOT = "không "
_CLOSE = 90
_DIVIDED = 2
_MERE = 60
_HEADED = 60
_SPEAKING = frozenset({"agree", "goal", "view", "ask", "commit", "back", "position", "need", "will"})
_PROMISING = frozenset({"commit", "will"})
_COOPERATION = frozenset({"climate", "terrorism", "migration", "un_reform", "human_rights", "nuclear"})
"""Topics that states also simply work together on: only a verb of position makes a stance of them."""
_TAKING = frozenset({"position", "back", "call"})
"""Roles of verbs that take a position by themselves, whatever words follow."""
_PROMISED = frozenset({"south_china_sea", "korean_peninsula", "international_law", "trade_order"})
"""Topics of which a promise is a position too."""


class _Found(msgspec.Struct, frozen=True):
    """A clause that takes a position: by whom, on what, how, and the stretch that says so."""

    clause: Clause
    by: Subject
    topic: Topic
    position: str
    span: Span


def stances(page: Page, lore: Lore) -> list[Draft]:
    """The positions that the article reports."""
    topics = Topics(page.scene.text, lore)
    named = _named_by_paragraph(page, topics)
    found: list[Draft] = []
    for view in page.views:
        around = named.get(view.sentence.paragraph, frozenset())
        taken = [one for clause in clauses(view, page, lore) for one in _taken(clause, view, page, topics, around, lore)]
        found += [_draft(one, view, page) for one in _merged(taken, page.scene.text)]
    return told_once(found, page.scene, ("by",), ("topic", "position"))


def _named_by_paragraph(page: Page, topics: Topics) -> dict[int, frozenset[str]]:
    """For each paragraph that is read the topics named in it, in the one before, or in the title."""
    own: dict[int, frozenset[str]] = {}
    title: frozenset[str] = frozenset()
    for sentence in page.scene.sentences:
        if sentence.zone in READ_ZONES:
            here = topics.named(sentence.start, sentence.end)
            own[sentence.paragraph] = own.get(sentence.paragraph, frozenset()) | here
            title |= here if sentence.zone == "title" else frozenset()
    return {number: here | own.get(number - 1, frozenset()) | title for number, here in own.items()}


def _taken(clause: Clause, view: View, page: Page, topics: Topics, around: frozenset[str], lore: Lore) -> list[_Found]:
    """The positions that a clause takes: one for each topic that its words are about."""
    small = lore.once(words)
    if clause.verb.role == "ask" and (small.press.match(view.text, clause.body) or small.domestic.match(view.text, clause.body)):
        return []
    if clause.verb.role == "ask" and lore.once(Expressions)["stance.damages"].search(view.text, clause.body, clause.end):
        return []
    by, position = _holder(clause), _position(clause, view, lore)
    if by is None or not by.codes or clause.verb.denied or position is None:
        return []
    if by.at is None and clause.verb.pattern.row.means.get("named", False):
        return []
    body = view.span(clause.body, clause.end)
    here = topics.named(view.sentence.start, view.sentence.end) - {LAST}
    near = here or around
    if clause.verb.role in _TAKING and topics.main is not None:
        near |= {topics.main}
    found = topics.about(body.start, body.end, near) or _fronted(clause, view, topics, lore)
    found = [topic for topic in found if not _own(topic, by, page)] or _matter(
        clause, by, position, topics, here or around, view, page, lore
    )
    upheld = lore.once(words).upholding.match(view.text, clause.body + 1) is not None
    unfair = position == "oppose" and lore.once(Expressions)["stance.unfair"].search(view.text, clause.body, clause.end) is not None
    fitting = [topic for topic in found if _fits(clause.verb.role, topic.name, upheld, unfair)]
    if clause.verb.role in _PROMISING and lore.once(words).talking.match(view.text, clause.body + 1):
        return []
    if clause.verb.role == "will" and not upheld and not lore.once(Expressions)["stance.goes-on"].match(view.text, clause.verb.start):
        return []
    alone = len(fitting) == 1
    spans = [(topic, _narrowed(clause, view, topic, page, lore, alone)) for topic in fitting]
    if clause.verb.role in ("say", "call"):
        spans = [(topic, span) for topic, span in spans if span and _said_of(_plain(page.scene.text, (span.start, span.end)), lore)]
    return [_Found(clause, by, topic, position, _headed(span, clause, view, lore)) for topic, span in spans if span is not None]


def _headed(span: Span, clause: Clause, view: View, lore: Lore) -> Span:
    """A stretch with the noun that its subject belongs to ("lập trường nhất quán của Lào là ...")."""
    at = clause.subject.at if clause.subject is not None and clause.subject.at is not None else 0
    head = lore.once(Expressions)["stance.policy"].search(view.text, max(0, at - _HEADED), at)
    return Span(view.span(head.start(), at).start, span.end) if head and span.start == view.span(at, at + 1).start else span


def _matter(
    clause: Clause, by: Subject, position: str, topics: Topics, near: frozenset[str], view: View, page: Page, lore: Lore
) -> list[Topic]:
    """The topic of a position whose words name none: what is spoken of around; else, of third states, one that has no name."""
    role, small, means = clause.verb.role, lore.once(words), clause.verb.pattern.row.means
    bare = clause.end - clause.body < _BARE
    if role == "ask" and position == "support":
        return _others_peace(clause, by, view, lore)
    if role not in _TAKING or means.get("worded", False) or (position == "support" and role != "back" and not means.get("side", False)):
        return []
    if bare and (position != "oppose" or means.get("whole", False)):
        return []
    body = view.span(clause.body, clause.end)
    others = _others(clause, by, view, small)
    if near and (bare or small.pointed.search(view.text, clause.body, clause.end)):
        return topics.spoken_of(near, body)
    if topics.main and means.get("own", False):
        return topics.spoken_of(frozenset({topics.main}), body)
    if topics.main:
        return []  # what third states do is here seldom of the issue that the report is about
    two = {*by.codes, partner(page, by.codes[0])} | lore.once(Names).bodies
    third = [actor for actor in others if set(actor.codes) - two]
    return [Topic(OTHER, tuple(Span(actor.start, actor.end) for actor in third))] if third else []


def _others_peace(clause: Clause, by: Subject, view: View, lore: Lore) -> list[Topic]:
    """The topic without a name of a wish that third states settle what divides them ("mong hai nước giải quyết qua đối thoại")."""
    peace = lore.once(Expressions)["stance.peace"].search(view.text, clause.body, clause.end)
    sides = set(by.codes) | lore.once(Names).bodies
    third = [actor for actor in _others(clause, by, view, lore.once(words)) if not set(actor.codes) & sides]
    named = {code for actor in third for code in actor.codes}
    return [Topic(OTHER, tuple(Span(actor.start, actor.end) for actor in third))] if peace and len(named) >= _DIVIDED else []


def _others(clause: Clause, by: Subject, view: View, small: Words) -> list[Actor]:
    """The states spoken of in a clause beside those whose position it is, not those in which something happens."""
    own = set(by.codes)
    named = [(view.text[max(0, place - BEFORE) : place], actor) for place, actor in view.actors(clause.body, clause.end)]
    return [actor for before, actor in named if set(actor.codes) - own and not small.where.search(before)]


def _own(topic: Topic, by: Subject, page: Page) -> bool:
    """Whether the topic is shown by nothing but the name of the side itself."""
    own = set(by.codes)
    return all(any(set(actor.codes) <= own for actor in page.scene.actors_in(span.start, span.end)) for span in topic.evidence)


def _fits(role: str, topic: str, upheld: bool, unfair: bool) -> bool:
    """Whether a verb of that role takes a position on the topic; ``upheld``: it is followed by a verb of support; ``unfair``: what is
    said of it is called unfair."""
    if topic in _COOPERATION:
        return role in ("position", "back") or (role == "say" and unfair)
    return role not in _PROMISING or topic in _PROMISED or upheld


def _fronted(clause: Clause, view: View, topics: Topics, lore: Lore) -> list[Topic]:
    """The topic set before the clause ("Về vấn đề Biển Đông, ...") where the clause's own words go with it."""
    small = lore.once(words)
    if not small.fronted.match(view.text) or not small.beside.search(view.text, clause.body, clause.end):
        return []
    front = view.span(0, min(clause.start, _FRONT))
    return topics.about(front.start, front.end, frozenset())[:1]


def _merged(taken: list[_Found], text: str) -> list[_Found]:
    """Positions of one sentence by the same sides on the same topic as one, as far as they make a quote of fair length."""
    kept: list[_Found] = []
    for one in taken:
        last = kept[-1] if kept else None
        if last and (last.by.codes, last.topic.name, last.position) == (one.by.codes, one.topic.name, one.position):
            evidence = Topic(one.topic.name, last.topic.evidence + one.topic.evidence)
            end = one.span.end if one.span.end - last.span.start <= _LONGEST else _cut(text, last.span, one.span)
            kept[-1] = _Found(last.clause, last.by, evidence, last.position, Span(last.span.start, end))
        else:
            kept.append(one)
    return kept


def _cut(text: str, first: Span, second: Span) -> int:
    """Where a quote of two positions ends that would be too long: behind the first part of the second where the first is a mere
    verb ("phản đối và yêu cầu ..."), else behind the first."""
    part = _PART.search(text, max(first.end, second.start), first.start + _LONGEST)
    return part.start() if part and first.end - first.start < _MERE else first.end


def _draft(found: _Found, view: View, page: Page) -> Draft:
    verb = view.span(found.clause.verb.start, found.clause.verb.end)
    # a verb without an object ("hai bên phản đối") is itself what speaks of the topic around
    topic = tuple(span for span in found.topic.evidence if span.start < span.end) or (verb,)
    return Draft(
        kind="stance", values={"by": found.by.codes, "topic": found.topic.name, "position": found.position},
        start=found.span.start, end=found.span.end, pattern=f"stance.{found.clause.verb.pattern.id}",
        evidence={"by": found.by.evidence, "topic": topic, "position": (verb,)},
        extra={"verb": verb.of(page.scene.text)}, confidence=_trust(found),
    )  # fmt: skip


def _trust(found: _Found) -> float:
    """How far the stance is to be trusted: by its verb (``held``, in percent), less where its side is carried over."""
    held = found.clause.verb.pattern.row.means.get("held", _HELD)
    share = held / 100 if isinstance(held, int) else _HELD / 100
    return round(share * (1.0 if found.by.at is not None else 0.9), 3)


def _holder(clause: Clause) -> Subject | None:
    """Whose position it is: of what others need the speaker's; else the subject's."""
    if clause.verb.role == "need":
        spoken = clause.frame is not None or clause.verb.strength > 1 or (clause.subject is not None and clause.subject.joint)
        return clause.speaker or (clause.subject if spoken else None)
    return clause.subject


def _position(clause: Clause, view: View, lore: Lore) -> str | None:
    """The position that the verb takes, None where it takes none."""
    means, role = clause.verb.pattern.row.means, clause.verb.role
    if "position" in means:
        return str(means["position"])
    if role in ("say", "call"):
        return _said(clause, view, lore)
    if role == "view":
        return _said(clause, view, lore) or "support"
    if role not in _SPEAKING or (role == "agree" and clause.subject is not None and not clause.subject.joint):
        return None
    if role == "ask" and _asks_to_cease(clause, view, lore):
        return "oppose"
    if role in _PROMISING and view.text[clause.body : clause.end].lstrip().startswith(_NOT):
        return "oppose"
    return "support"


def _said(clause: Clause, view: View, lore: Lore) -> str | None:
    """The position that plain saying takes by the words of what is said."""
    return _said_of(view.text[clause.body : clause.end], lore)


def _said_of(said: str, lore: Lore) -> str | None:
    """The position that words of what is said take."""
    small = lore.once(words)
    judged = small.judging.search(said)
    if judged and not small.negation.search(said[: judged.start()]):
        return "oppose"
    return "support" if small.asserting.search(said) else None


def _asks_to_cease(clause: Clause, view: View, lore: Lore) -> bool:
    """Whether somebody is asked to stop or undo something."""
    small = lore.once(words)
    after = clause.body + 1
    for place, _ in view.actors(clause.body, min(clause.end, clause.body + 30)):
        if after > clause.body + 1 and not small.joiner.fullmatch(view.text[after - 1 : place].strip()):
            break
        after = place + 2
    told = after > clause.body + 1 and lore.once(Expressions)["stance.ending"].match(view.text, after) is not None
    return told or small.ceasing.match(view.text, after) is not None


def _narrowed(clause: Clause, view: View, topic: Topic, page: Page, lore: Lore, alone: bool) -> Span | None:
    """The stretch to quote: the whole clause; of a long one, or one on several topics, the parts that are about the topic.

    A topic that is only an instance of what was said ("các vấn đề khu vực, trong đó có ...") is taken with its head, and only
    where the verb takes a position; working together on such matters is none.
    """
    whole = view.span(clause.start, clause.end)
    if alone and whole.end - whole.start <= _LONG:
        return whole
    text = page.scene.text
    beside = lore.once(words).beside
    if topic.evidence[0].start < whole.start:
        return whole
    first = min(span.start for span in topic.evidence)
    last = max(span.end for span in topic.evidence)
    marks = [match.start() for match in _PART.finditer(text, whole.start, whole.end)]
    bounds = [whole.start, *(at + 1 for at in marks), whole.end]
    parts = list(pairwise(bounds))
    kept = [index for index, (low, high) in enumerate(parts) if low < last and first < high]
    begin, stop = kept[0], kept[-1]
    if begin > 0 and lore.once(words).instance.match(_plain(text, parts[begin])):
        if clause.verb.role not in ("position", "back"):
            return None
        return Span(whole.start, parts[stop][1])
    while alone and begin > 0 and beside.search(_plain(text, parts[begin - 1])):
        begin -= 1
    while alone and stop + 1 < len(parts) and beside.search(_plain(text, parts[stop + 1])):
        stop += 1
    start = whole.start if parts[begin][0] - whole.start <= (_CLOSE if alone else 0) else parts[begin][0]
    end = parts[stop][1]
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return Span(start, end)


def _plain(text: str, part: tuple[int, int]) -> str:
    """A stretch of the text as words are compared."""
    return plain(text[part[0] : part[1]]).lower()
