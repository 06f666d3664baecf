"""Who each stretch that names an actor stands for: states, people, and the words that tell so.

Guarantees: actors are sorted and never overlap; codes are sorted; an actor that cannot be resolved has no codes; every
code that is not in the actor's own words has its antecedent in ``evidence``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from banggiao.discourse.candidates import Candidate, candidates
from banggiao.discourse.focus import Naming, focus
from banggiao.discourse.memory import Memory
from banggiao.discourse.pairs import Pairs, Told, follows, owned
from banggiao.discourse.pointing import Pointing
from banggiao.discourse.quarrel import Quarrel
from banggiao.discourse.subjects import Heads
from banggiao.discourse.words import Cues
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.model.scene import Actor, Mentions, Person, Sentence
from banggiao.model.spans import Span
from banggiao.recognise.gazetteer import Body, State
from banggiao.recognise.joints import Joints, between_parties
from banggiao.recognise.phrases import plain

_PERSON_WEIGHT = 1.2
_PLACE_WEIGHT = 0.3
_OWNER = 48


def bodies(lore: Lore) -> frozenset[str]:
    """The codes of bodies of states that are no state's too (AU is Australia's) (use as ``lore.once(bodies)``)."""
    states = {row.code for row in lore.rows("world/states", State)}
    return frozenset(row.code for row in lore.rows("world/bodies", Body)) - states


def state_codes(state: StateMention) -> tuple[str, ...]:
    """The codes that a mention of states stands for."""
    return state.codes or (state.code,)


def namings(mentions: Mentions, people: Sequence[Person]) -> list[Naming]:
    """Every place where the text points at states, in order."""
    found = [
        Naming(state.start, state.end, state_codes(state), _PLACE_WEIGHT if state.form == "place" else 1.0)
        for state in mentions.states
        if state.form != "source"
    ]
    found += [Naming(m.start, m.end, (p.country,), _PERSON_WEIGHT) for p in people if p.country for m in p.mentions]
    return sorted(found)


class Resolver:
    """Resolves candidates one after the other, remembering who was spoken of."""

    def __init__(
        self, text: str, mentions: Mentions, people: Sequence[Person], sentences: Sequence[Sentence], home: str | None, lore: Lore
    ) -> None:
        self.text, self.home = text, home
        self.states = tuple(state for state in mentions.states if state.form != "source")
        self.starts = [state.start for state in self.states]
        self.bodies = lore.once(bodies)
        self.ranked = focus(namings(mentions, people), sentences, self.bodies)
        self.memory = Memory(people, home)
        self.joints: Joints = lore.once(between_parties)
        self.pairs = Pairs(text, sentences, self.ranked, self.bodies, self.joints)
        self.heads = Heads(text, sentences, lore)
        self.cues: Cues = lore.once(Cues)
        self.pointing = Pointing(text, self.bodies, self.cues)
        self.quarrel = Quarrel(text, self.cues, self.joints)
        self.done: list[Actor] = []

    def actor(self, one: Candidate, number: int) -> Actor:
        """The actor that a candidate in sentence ``number`` is."""
        self.heads.enter(number)
        made = self._made(one, number)
        self.quarrel.hear(self.done[-1] if self.done else None, made)
        self.done.append(made)
        self.heads.take(made)
        for naming in self._notes(made):
            self.pairs.note(number, naming)
        return made

    def _made(self, one: Candidate, number: int) -> Actor:
        if one.kind == "person":
            return self._person(one)
        if one.kind == "state":
            assert one.state is not None
            own = Span(one.state.start, one.state.end)
            codes = tuple(sorted(state_codes(one.state)))  # liên Triều names two: they act together
            aside = self.cues.ends("compared", self.text, one.start) > 0
            return Actor(
                start=one.start, end=one.end, codes=codes, kind="state" if len(codes) < 2 else "joint", evidence=(own,), aside=aside
            )
        if one.kind == "pair":
            return self._pair(one, number)
        if one.kind == "other":
            return self._other(one, number)
        return self._pronoun(one) if one.kind == "pronoun" else self._office(one, number)

    def _notes(self, made: Actor) -> list[Naming]:
        """What an actor tells about who is spoken of together: its codes, and states named within it (``Đại sứ Nga tại Lào``)."""
        weight = 1.0 if self.pointing.acts(made) else _PLACE_WEIGHT
        found = [Naming(made.start, made.end, made.codes, weight)] if made.codes else []
        inner = self._named(made.start, made.end)
        return found + [Naming(s.start, s.end, state_codes(s)) for s in inner if not set(state_codes(s)) & set(made.codes)]

    def _named(self, start: int, end: int) -> Sequence[StateMention]:
        """The states named within a stretch."""
        return self.states[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _person(self, one: Candidate) -> Actor:
        person = one.person
        assert person is not None
        own = Span(one.start, one.end)
        evidence = (own,) if one.holdings else (own, *_spans(person))
        return Actor(
            start=one.start, end=one.end, codes=(person.country,) if person.country else (), kind="person",
            people=(person.name,), posts=self.memory.posts[id(person)], evidence=evidence,
        )  # fmt: skip

    def _pair(self, one: Candidate, number: int) -> Actor:
        """``hai bên`` and kin: the states named right after, else those that the article speaks of together."""
        at = bisect_left(self.starts, one.end)
        beside = [Naming(s.start, s.end, state_codes(s)) for s in self.states[at : at + 2]]
        told = follows(self.text, one.end, beside, self.joints)
        states = self.cues.has("of_states", one.words)
        persons = self.cues.has("leaders", one.words)
        if told is None and persons and not states and (single := owned(self.text, one.end, beside, self.joints)):
            return Actor(start=one.start, end=one.end, codes=single.codes, kind="office", evidence=(Span(one.start, one.end), single.span))
        without = frozenset(self.pointing.outsiders(one, self.heads.subject, self.done))
        told_here = told[1] if told else self._met(number)
        codes, spans = told_here or self.pairs.at(number, states=states, without=without)
        if not codes and without:
            codes, spans = self.pairs.at(number, states=states)
        if told_here is None:
            codes, spans = self.quarrel.instead((codes, spans), self.heads.sentences[number])
        people: Iterable[Person | None] = ()
        if one.office is not None:
            people = (self.memory.holder(one.office, code, one.start, None) for code in codes)
        elif persons:
            people = (self.memory.leader(code, one.start) for code in codes)
        return Actor(
            start=one.start, end=one.end, codes=codes, kind="joint", people=tuple(person.name for person in people if person is not None),
            posts=(one.office.post,) if one.office is not None else (), evidence=(Span(one.start, one.end), *spans),
        )  # fmt: skip

    def _met(self, number: int) -> Told | None:
        """The pair of a sentence that names but one, met by those whom the article is about (``Tại cuộc gặp Thủ tướng Lào, hai bên``)."""
        codes = {code for naming in self.pairs.recent(number) for code in naming.codes}
        hub, last = self.pairs.hub(self.home), self.done[-1] if self.done else None
        if last is None or hub is None or len(codes) != 1 or hub in codes or set(last.codes) != codes or not self.pointing.met(last):
            return None
        spans = (Span(last.start, last.end), *([self.pairs.first[hub]] if hub in self.pairs.first else []))
        return tuple(sorted((hub, *codes))), spans

    def _other(self, one: Candidate, number: int) -> Actor:
        """``nước này`` and kin, also after a title (``Thủ tướng nước này``)."""
        own = Span(one.start, one.end)
        codes: tuple[str, ...]
        if self.cues.has("other_side", one.words):
            pair, spans = self.pairs.at(number)
            ours = self.heads.subject.codes if self.heads.subject is not None and self.heads.subject.codes else (self.home,)
            codes = tuple(code for code in pair if code not in ours) if set(ours) & set(pair) else ()
        else:
            before = self.pointing.state(one, self.heads, self.done)
            codes, spans = (before.codes, (Span(before.start, before.end),)) if before is not None else ((), ())
        if one.office is None:
            return Actor(start=one.start, end=one.end, codes=codes, kind="other", evidence=(own, *spans))
        holder = self.memory.holder(one.office, codes[0], one.start, None) if codes else None
        return Actor(
            start=one.start, end=one.end, codes=codes, kind="office", people=(holder.name,) if holder is not None else (),
            posts=(one.office.post,), evidence=(own, *spans),
        )  # fmt: skip

    def _pronoun(self, one: Candidate) -> Actor:
        """``ông``, ``bà``: the person whom the clause or the sentence before is about, else the one named last."""
        own = Span(one.start, one.end)
        pronoun = one.words.split(" ")[0]
        for earlier in self.heads.persons(one.start, self.cues.ends("saying", self.text, one.start) > 0):
            if self.memory.fits(earlier.people[0], pronoun):
                return Actor(start=one.start, end=one.end, codes=earlier.codes, kind="person", people=earlier.people,
                             posts=earlier.posts, evidence=(own, *earlier.evidence[:2]))  # fmt: skip
        person = self.memory.last(one.start, pronoun)
        if person is None:
            return Actor(start=one.start, end=one.end, codes=(), kind="other", evidence=(own,))
        codes = (person.country,) if person.country else ()
        return Actor(start=one.start, end=one.end, codes=codes, kind="person", people=(person.name,), posts=self.memory.posts[id(person)],
                     evidence=(own, *_spans(person)))  # fmt: skip

    def _office(self, one: Candidate, number: int) -> Actor:
        """An office without a name beside it: its holder, where the article tells, and the state it belongs to."""
        office = one.office
        assert office is not None
        own = Span(one.start, one.end)
        if office.count > 1:
            return self._several(one, office, number)
        if office.counterpart:
            return self._counterpart(one, office, number)
        country = office.country or self._beside(office)
        topic = next((self.memory.named.get(earlier.people[0]) for earlier in self.heads.sure()), None)
        holder = self.memory.holder(office, country, one.start, topic)
        code = country or (holder.country if holder is not None else self._state_of())
        people, spans = ((holder.name,), _spans(holder)) if holder is not None else ((), ())
        return Actor(start=one.start, end=one.end, codes=(code,) if code else (), kind="office", people=people,
                     posts=(office.post,), evidence=(own, *spans))  # fmt: skip

    def _several(self, one: Candidate, office: OfficeMention, number: int) -> Actor:
        """Several holders at once: of the states named with them; ``hai Bộ trưởng`` are the pair's, ``các Bộ trưởng`` nobody's."""
        codes = tuple(sorted({code for state in self._named(office.start, office.end) for code in state_codes(state)}))
        if not codes and office.country:
            codes = (office.country,)
        if not codes and self.text[office.start : office.start + 2].lower() in ("ha", "cả", "2 "):
            return self._pair(Candidate(one.start, one.end, "pair", office=office), number)
        holders = [self.memory.holder(office, code, one.start, None) for code in codes] if len(codes) == 2 else []
        return Actor(start=one.start, end=one.end, codes=codes, kind="joint" if len(codes) > 1 else "office",
                     people=tuple(holder.name for holder in holders if holder is not None), posts=(office.post,),
                     evidence=(Span(one.start, one.end),))  # fmt: skip

    def _beside(self, office: OfficeMention) -> str | None:
        """The state right after an office, or named as its owner a few words on (``Vụ trưởng phụ trách ... của Lào``)."""
        at = bisect_left(self.starts, office.end)
        if at == len(self.states) or self.states[at].start - office.end > _OWNER or self.states[at].form == "place":
            return None
        ours = self.joints.joins("duty", self.text, office.end, self.states[at].start)
        return self.states[at].code if ours and not self.states[at].codes else None

    def _state_of(self) -> str | None:
        """The state of an office that names none: home, where the article is about it."""
        return self.home if self.home and self.home in self.ranked[:3] else (self.ranked[0] if self.ranked else None)

    def _counterpart(self, one: Candidate, office: OfficeMention, number: int) -> Actor:
        """``người đồng cấp``: of the state named with it, else of the other side than the actor before."""
        code = office.country
        spans: tuple[Span, ...] = ()
        earlier = self.done[-1] if self.done else None
        if code is None and earlier is not None and len(earlier.codes) == 1:
            codes, spans = self.pairs.at(number)
            rest = [other for other in codes if other != earlier.codes[0]]
            code = rest[0] if len(rest) == 1 else None
        posts = earlier.posts if earlier is not None else ()
        found = self.memory.peer(code, posts, one.start) if code else None
        return Actor(
            start=one.start, end=one.end, codes=(code,) if code else (), kind="office",
            people=(found.name,) if found is not None else (), posts=posts, evidence=(Span(one.start, one.end), *spans),
        )  # fmt: skip


def _spans(person: Person) -> tuple[Span, ...]:
    """The words that first tell who the person is."""
    if person.holdings:
        return (Span(person.holdings[0].start, person.holdings[0].end),)
    return (Span(person.mentions[0].start, person.mentions[0].end),) if person.mentions else ()


def actors(
    text: str, mentions: Mentions, people: Sequence[Person], sentences: Sequence[Sentence], home: str | None, lore: Lore
) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """The actors of a text and the states it is about, the likeliest two first."""
    given = plain(text)
    resolver = Resolver(given, mentions, people, sentences, home, lore)
    number = 0
    for one in candidates(text, given, mentions, people, lore):
        while number + 1 < len(sentences) and sentences[number + 1].start <= one.start:
            number += 1
        resolver.actor(one, number)
    return tuple(resolver.done), resolver.ranked
