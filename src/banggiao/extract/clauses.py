"""Who says, promises or asks what: the clauses of a sentence, each with its governing verb, its subject and its complement.

Guarantees: clauses come in order of their verbs; the stretch ``[start, end)`` of a clause holds its verb and complement,
its subject too where that stands right before the verb; a verb inside another's complement ("đề nghị Lào ủng hộ ...")
makes no clause, and what is only supposed ("nếu ...") makes none.
"""

import msgspec
import regex

from banggiao.extract.page import LONGEST, TAGS, Page, View
from banggiao.extract.speech import Verb, Words, verbs, words
from banggiao.extract.subjects import BEFORE, GAP_MOST, Subject, Subjects
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Actor

_OPENING_MOST = 320
_SHORT = 24
_NEAR = 45
_REPORTED = frozenset({"need", "will", "back", "do", "commit"})
_FEWEST = 5
_BACK = 12
"""How many sentences back whoever writes or speaks in the first person is looked for."""
_PERSONS = frozenset({"person", "office"})
_QUOTED = regex.compile(r'\s*["“](?P<said>[^"”]{20,400})["”]?[\s,.-]{1,4}["”]?[^"“”]{0,60}$')
_CLOSED = regex.compile(r' ?["”][,.]? ')
_HEAD = regex.compile(r"; (?:[^\s,;.]{1,12} ){1,5}$")
"""The words of an organ before the state it is of, where a semicolon begins a clause."""
_SCARE = ('" ', "” ")
_SPOKEN = frozenset({"ask", "agree", "commit", "invite", "position"})
_FRESH = _SPOKEN | {"will"}
_WEAK = frozenset({"do", "other", "position", "will", "need", "back"})
_GOVERNING = frozenset({"ask", "agree", "commit", "back", "invite", "will", "need", "goal", "view", "do"})
"""Roles whose complement may hold further verbs that govern nothing of their own."""


class Clause(msgspec.Struct, frozen=True):
    """A governing verb with its ``subject``; ``speaker`` reports it where the subject is another ("A cho rằng B cần");
    ``frame`` is the verb of saying it hangs on. ``start`` and ``end`` bound the stretch to quote, ``body`` begins the complement."""

    verb: Verb
    subject: Subject | None
    speaker: Subject | None
    frame: Verb | None
    start: int
    body: int
    end: int


class _Linked(msgspec.Struct, frozen=True):
    """A verb whose subject is settled: ``subject`` at its own level, ``speaker`` above it, ``start`` where its words begin;
    ``aside``: in a clause that only sets the scene ("khi ...")."""

    verb: Verb
    subject: Subject | None
    speaker: Subject | None
    frame: Verb | None
    start: int
    aside: bool = False


def clauses(view: View, page: Page, lore: Lore) -> list[Clause]:
    """The clauses of one sentence (none in a zone that is not read); the view, which is of one page and lore, remembers them."""
    found: list[Clause] | None = view.__dict__.get("clauses")
    if found is None:
        found = view.__dict__["clauses"] = _clauses(view, page, lore)
    return found


def _clauses(view: View, page: Page, lore: Lore) -> list[Clause]:
    if view.sentence.zone not in READ_ZONES or len(view.text) > LONGEST:
        return []
    linked = _Linker(view, page, lore).run()
    small = lore.once(words)
    bounded = _bounded(view, linked, small)
    found = [_quotation(one, view, bounded[0]) or one for one in bounded]
    return [one for one in found if not small.supposed.search(view.text[max(0, one.start - BEFORE) : one.start])]


def _quotation(clause: Clause, view: View, first: Clause) -> Clause | None:
    """The clause with the quotation before it as its complement, where its verb of saying, asking or warning has none of its own:
    '"We oppose this", A said'. What is asked for within the quotation is asked for once."""
    subject = clause.subject
    if clause.verb.role not in ("say", "position", "ask") or subject is None or subject.at is None or clause.end - clause.verb.end > _SHORT:
        return None
    if clause.verb.role == "ask" and first is not clause:
        return None
    match = _QUOTED.match(view.text, 0, subject.at)
    if match is None or len(match.group("said").split()) < _FEWEST:
        return None
    start, end = match.span("said")
    return msgspec.structs.replace(clause, start=start, body=start, end=end)


class _Linker:
    """Walks the verbs of a sentence from left to right and settles the subject of each."""

    def __init__(self, view: View, page: Page, lore: Lore) -> None:
        self.view, self.page = view, page
        self.words: Words = lore.once(words)
        self.subjects = Subjects(view, self.words)
        self.verbs = verbs(view, page.scene.text, lore)
        self.carried = page.scene.subjects[view.number] if page.scene.subjects else None
        self.done: list[_Linked] = []
        self.unheld = -1
        self.others = False

    def run(self) -> list[_Linked]:
        """All verbs that govern something, in order."""
        for verb in self.verbs:
            link = self._link(verb)
            if link is None and verb.role in _GOVERNING and not verb.strict:
                self.unheld = verb.end
            if link is None and verb.role == "say" and not self.done and self._foreign(verb):
                self.others = True
            if link is not None:
                aside = verb.owned or self.words.subordinate.search(self.view.text[max(0, link.start - BEFORE) : link.start]) is not None
                self.done.append(msgspec.structs.replace(link, aside=aside))
        return self.done

    def _link(self, verb: Verb) -> _Linked | None:
        text = self.view.text
        if verb.owned:
            return _Linked(verb, None, None, None, verb.start)
        last = self.done[-1] if self.done else None
        floor = last.verb.end if last else 0
        subject = self.subjects.near(verb, floor)
        if subject is not None and subject.at is not None:
            if verb.role == "ask" and self.words.agent.search(text[max(0, subject.at - BEFORE) : subject.at]):
                return None
            subject = self._with_me(verb, subject)
            under = self._under(verb, subject, last)
            if under is not None or last is None or "," not in text[subject.at : verb.start]:
                return under
        if verb.role in _GOVERNING and self.words.condition.search(text[max(0, verb.start - GAP_MOST) : verb.start]):
            return None
        if last is not None and (self._touches(last.verb.end, verb.start) or self._own_seat(verb, last)):
            return self._chained(verb, last)
        before = text[floor : verb.start]
        if self.words.me.search(before):
            return _Linked(verb, self._me(verb, floor), None, None, verb.start)
        if verb.strict and last is not None and last.verb.role in _GOVERNING:
            goes_on = self.words.joined.search(before) if verb.role == "agree" else verb.asserts and before.rstrip().endswith((",", ";"))
            return self._joined(verb, last) if goes_on else None
        lightly = self.words.joined_lightly if verb.role in _SPOKEN else self.words.link
        linked = any(words.search(before) for words in (self.words.link, lightly)) or not before.strip(" \"“”'")
        linked = linked or (last is None and self._touches(0, verb.start))
        linked = linked or (verb.role in _FRESH and self.words.led_in.search(before) is not None)
        if not linked and (verb.strict or verb.role in ("need", "will", "back", "position")):
            subject = self.subjects.far(verb, floor)
            return self._under(verb, subject, last) if subject is not None else None
        if linked and last is not None:
            return self._joined(verb, last)
        if verb.role == "need" and last is None:
            said = self._quoting(verb)
            return _Linked(verb, said, said, None, verb.start) if said is not None else None
        subject = self.subjects.far(verb, floor)
        if subject is not None:
            return self._under(verb, subject, last)
        if not linked:
            return _Linked(verb, None, None, None, verb.start) if self._of_another(verb) else None
        return _Linked(verb, self._announced(verb) or self._inherited(verb), None, None, verb.start)

    def _me(self, verb: Verb, floor: int) -> Subject | None:
        """Whom "tôi" and "chúng tôi" mean: who speaks, with whoever is named before ("Tổng thống A và tôi")."""
        match = self.words.me.search(self.view.text, floor, verb.start)
        both = self._several() if verb.role == "agree" else None
        said = both or self._quoted(verb)
        if said is not None and said.at is None and said.joint and match and self.words.i.match(self.view.text, match.start()):
            said = self._writer()
        before = self.words.and_me.search(self.view.text, floor, match.start()) if match else None
        companion = self.view.mentions.get(before.start()) if before else None
        return Subject((*said.actors, companion), said.at) if said is not None and isinstance(companion, Actor) else said

    def _writer(self) -> Subject | None:
        """The one person who was the subject last: who writes "tôi" in a letter or says it in a long quotation."""
        before = self.page.scene.subjects[max(0, self.view.number - _BACK) : self.view.number]
        one = next((actor for actor in reversed(before) if actor is not None and len(actor.codes) == 1 and actor.kind in _PERSONS), None)
        return Subject((one,)) if one is not None else None

    def _with_me(self, verb: Verb, subject: Subject) -> Subject:
        """A subject with who speaks, where that is named first ("tôi và Tổng thống A")."""
        said = self._quoted(verb) if self.words.me_and.search(self.view.text[: subject.at]) else None
        return Subject((*said.actors, *subject.actors), subject.at) if said is not None else subject

    def _touches(self, end: int, start: int) -> bool:
        """Whether nothing but small words stands between two places."""
        return self.words.gap.fullmatch(self.view.text, end, start) is not None

    def _own_seat(self, verb: Verb, last: _Linked) -> bool:
        """Whether nothing but an office of whoever speaks stands behind a verb of saying ("A khẳng định chính phủ sẽ ...")."""
        return last.verb.role == "say" and self.words.seat.fullmatch(self.view.text, last.verb.end, verb.start) is not None

    def _under(self, verb: Verb, subject: Subject, last: _Linked | None) -> _Linked | None:
        """A verb with a subject of its own: free, under a verb of saying, or inside the complement of another."""
        at = subject.at if subject.at is not None else verb.start
        if (verb.role == "do" and not subject.joint) or (0 <= self.unheld <= at and self._touches(self.unheld, at)):
            return None
        if self.words.alleged.search(self.view.text[max(0, at - BEFORE) : at]):
            return None
        speaker = self._heading(subject) or (self._quoting(verb) if verb.role == "need" else None)
        if last is not None and last.verb.role == "say" and self._touches(last.verb.end, at):
            return _Linked(verb, subject, last.subject, last.verb, at)
        if last is not None and not self._opens(at, last, verb):
            return None
        if last is not None and ";" not in self.view.text[last.verb.end : at]:
            if last.verb.role == "say" and verb.role in _REPORTED:
                return _Linked(verb, subject, last.subject, last.verb, at)
            if last.speaker is not None and verb.role in ("need", "do"):
                return _Linked(verb, subject, last.speaker, last.frame, at)
        return _Linked(verb, subject, speaker, None, at)

    def _opens(self, at: int, last: _Linked, verb: Verb) -> bool:
        """Whether a clause may begin at a place: after a comma, a conjunction or the like, with an introduction at most.

        A mere "và" inside what is promised or asked joins nouns, unless a verb of speech follows.
        """
        before = self.view.text[last.verb.end : at]
        if self.words.lead.fullmatch(before.replace("“", "").replace('"', "")) or self.words.complement.fullmatch(before.strip()):
            return last.verb.role == "say"
        if last.verb.role in _GOVERNING and verb.role in _GOVERNING and self.words.adverbial.fullmatch(before):
            return False
        if verb.role in _FRESH and _HEAD.search(before):
            return True
        if last.verb.role in _GOVERNING and verb.role in _WEAK and before.rstrip().endswith((" và", "-", "–")):
            return False
        return last.verb.role == "say" or self.words.link.search(before) is not None or self.words.opening.search(before) is not None

    def _heading(self, subject: Subject) -> Subject | None:
        """The speaker of "Theo A, B ..." """
        for place, actor in self.view.actors(0, subject.at or 0):
            if self.words.speaker.search(self.view.text[max(0, place - BEFORE) : place]) and actor.kind in ("person", "office"):
                return Subject((actor,), place)
        return None

    def _chained(self, verb: Verb, last: _Linked) -> _Linked | None:
        """A verb right after another: "khẳng định sẽ", "bày tỏ mong muốn"; inside a promise or request it is no clause."""
        if last.verb.role == "say" or (last.verb.role == "other" and verb.role not in ("do", "need", "other")):
            linked = _Linked(verb, last.subject, last.speaker, last.verb, last.start)
            if last.verb.role == "say":
                self.done.pop()
            return linked
        if self.words.link.search(self.view.text[last.verb.end : verb.start]):
            return self._joined(verb, last)
        return None

    def _joined(self, verb: Verb, last: _Linked) -> _Linked | None:
        """A verb that shares the subject of an earlier one: "..., đề nghị", "; nhất trí", "và sẽ"."""
        if last.aside:
            last = next((one for one in reversed(self.done) if not one.aside), last)
        if verb.role in ("need", "do") and last.verb.role not in ("say", "other", "need"):
            return None
        between = self.view.text[last.verb.end : verb.start]
        if last.verb.role == "ask" and verb.role == "commit" and len(between) < _NEAR and between.endswith("và "):
            return None
        spoken = verb.role == "position" and ";" in between
        if verb.role in ("will", "back", "position") and last.verb.role in ("ask", "need", "invite", "goal") and not spoken:
            return None
        upper = last.speaker is not None and verb.role in ("say", "ask", "other", "agree", "commit", "invite", "position")
        if upper and last.subject is not None and last.subject.joint and last.verb.role != "need":
            upper = ";" in self.view.text[last.verb.end : verb.start] and last.verb.role == "other"
        subject = last.speaker if upper else last.subject
        frame = last.verb if verb.role == "need" and last.verb.role == "say" else None
        return _Linked(verb, subject, None if upper else last.speaker, frame, self._begun(verb, last))

    def _begun(self, verb: Verb, last: _Linked) -> int:
        """Where a joined clause begins: with the one before where both are one thought ("coi trọng và mong muốn")."""
        between = self.view.text[last.verb.end : verb.start]
        if last.verb.role == verb.role == "invite":
            return last.start
        if last.verb.role not in ("other", "position", "back") or not between.rstrip().endswith("và") or ";" in between:
            return verb.start
        if len(between) > (_SHORT if last.verb.role == "position" else _NEAR):
            return verb.start
        heads = [one.start for one in self.done[-2:] if one.verb is last.frame]
        return heads[0] if heads else last.start

    def _announced(self, verb: Verb) -> Subject | None:
        """The subject that follows a clause which opens its sentence: "Nhất trí với đề xuất đó, Tổng thống A cho biết"."""
        if self.view.text[: verb.start].strip(' "“'):
            return None
        for place, actor in self.view.actors(verb.end, verb.end + _OPENING_MOST):
            if self.view.text[:place].endswith(", "):
                return Subject((actor,))
        return None

    def _of_another(self, verb: Verb) -> bool:
        """Whether a promise belongs to whoever is named behind it ("khẳng định cam kết của hai nước")."""
        return verb.role == "commit" and self.words.owned.search(self.view.text[verb.start : verb.end]) is not None

    def _foreign(self, verb: Verb) -> bool:
        """Whether a verb of speech has a subject of its own that is no side of the article ("Lãnh đạo tập đoàn cho biết")."""
        before = self.view.text[: verb.start].strip(" ,")
        return bool(before) and TAGS["place"] not in before and not self._touches(0, verb.start)

    def _inherited(self, verb: Verb) -> Subject | None:
        """The subject carried over from the sentences before, unless this one has its own."""
        if self.others or self.words.outsider.match(self.view.text):
            return None
        if own := self.subjects.heading(verb):
            return own
        quoted = self._quoted(verb) if "“" in self.view.text or '"' in self.view.text else None
        if self.words.they.search(self.view.text, 0, verb.start):
            plural = self.carried if self.carried is not None and self.carried.kind not in ("person", "office") else None
            return Subject((plural,)) if plural is not None else self._several()
        return quoted or (Subject((self.carried,)) if self.carried is not None else None)

    def _several(self) -> Subject | None:
        """Those whom "họ" and "chúng tôi đã nhất trí" mean: who acted together in the sentence before."""
        before = self.page.views[self.view.number - 1] if self.view.number else None
        told: list[Clause] = before.__dict__.get("clauses", []) if before is not None else []
        subject = next((one.subject for one in told if one.subject is not None and one.subject.joint), None)
        return Subject(subject.actors) if subject is not None else None

    def _quoting(self, verb: Verb) -> Subject | None:
        """The person who says what is needed, where the verb stands in a quotation."""
        opened = max(self.view.text.rfind(mark, 0, verb.start) for mark in '“"') >= 0
        said = self._quoted(verb) if opened else None
        return said if said is not None and all(actor.kind in ("person", "office") for actor in said.actors) else None

    def _quoted(self, verb: Verb) -> Subject | None:
        """Who speaks the quotation that the verb stands in: named after it, else before, else carried over."""
        end = max(self.view.text.find(mark, verb.end) for mark in '”"')
        if end >= 0:
            for place, actor in self.view.actors(end, end + 60):
                return Subject((actor,), None) if place - end < 40 else None
        return Subject((self.carried,)) if self.carried is not None else None


def _bounded(view: View, linked: list[_Linked], small: Words) -> list[Clause]:
    """The clauses with the stretches that they cover."""
    tail = small.tail.search(view.text)
    last = tail.start() if tail else len(view.text)
    found: list[Clause] = []
    for number, link in enumerate(linked):
        bound = last if last > link.verb.end else len(view.text)
        after = next((one for one in linked[number + 1 :] if not one.verb.owned), None)
        following = _next_start(link, after) if after is not None else bound
        end = max(link.verb.end, min(_trimmed(view.text, link.verb.end, _said_until(view.text, link.verb, following), small), bound))
        found.append(Clause(link.verb, link.subject, link.speaker, link.frame, _opened(view, link), link.verb.end, end))
    return found


def _said_until(text: str, verb: Verb, end: int) -> int:
    """The end of a complement within a quotation: where that closes, as what follows tells who said it. A verb may stand in
    quotation marks by itself, its complement behind them."""
    alone = text.startswith(_SCARE, verb.end, end) and text[: verb.start].endswith(('"', "“"))
    match = _CLOSED.search(text, verb.end + alone, end)
    return match.start() if match and _opened_before(text, match.start(), verb.end + alone) else end


def _opened_before(text: str, closing: int, start: int) -> bool:
    """Whether the quotation that closes at a place was open before the complement began."""
    return not any(mark in text[start:closing] for mark in '"“')


def _next_start(link: _Linked, following: _Linked) -> int:
    """Where the next clause begins: at its verb where its subject stands before this clause's verb already."""
    return following.start if following.start >= link.verb.end else following.verb.start


def _opened(view: View, link: _Linked) -> int:
    """Where the quote begins: at the frame's or subject's words where they stand close, else at the verb."""
    return link.start if link.verb.start - link.start <= GAP_MOST else link.verb.start


def _trimmed(text: str, start: int, end: int, small: Words) -> int:
    """The end of a complement without the words that lead to the next clause."""
    while end > start:
        low = max(start, end - BEFORE)
        match = small.link.search(text[low:end])
        if match is None or low + match.start() <= start:
            break
        end = low + match.start()
    while end > start and text[end - 1] in ' ,;.:…"“(–-':
        end -= 1
    return end
