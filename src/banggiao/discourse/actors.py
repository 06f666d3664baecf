"""Who each stretch that names an actor stands for: states, people, and the words that tell so.

Guarantees: actors are sorted and never overlap; codes are sorted; an actor that cannot be resolved has no codes; every
code that is not in the actor's own words has its antecedent in ``evidence``.
"""

from collections.abc import Sequence

from banggiao.discourse.candidates import Candidate, candidates
from banggiao.discourse.focus import Naming, Pairs, focus
from banggiao.discourse.words import leaders
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.model.scene import Actor, Mentions, Person, Sentence
from banggiao.model.spans import Span
from banggiao.recognise.gazetteer import Body, State
from banggiao.recognise.phrases import plain

_PERSON_WEIGHT = 1.2
_PLACE_WEIGHT = 0.3


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

    def __init__(self, mentions: Mentions, people: Sequence[Person], sentences: Sequence[Sentence], home: str | None, lore: Lore) -> None:
        self.people = people
        self.sentences = sentences
        self.home = home
        self.names = namings(mentions, people)
        self.ranked = focus(self.names, sentences, lore.once(bodies))
        self.pairs = Pairs(self.names, sentences, self.ranked)
        self.said: list[tuple[int, Person]] = sorted(((m.start, p) for p in people for m in p.mentions), key=lambda pair: pair[0])
        self.leaders = lore.once(leaders)
        self.last_actor: Actor | None = None

    def actor(self, one: Candidate, number: int) -> Actor:
        """The actor that a candidate in sentence ``number`` is."""
        if one.kind == "person":
            made = self._person(one)
        elif one.kind == "state":
            assert one.state is not None
            made = Actor(start=one.start, end=one.end, codes=tuple(sorted(state_codes(one.state))), kind="state",
                         evidence=(Span(one.state.start, one.state.end),))  # fmt: skip
        elif one.kind == "pair":
            made = self._pair(one, number)
        elif one.kind == "other":
            made = self._other(one, number)
        elif one.kind == "pronoun":
            made = self._pronoun(one)
        else:
            assert one.office is not None
            made = self._office(one.office, number)
        self.last_actor = made
        return made

    def _person(self, one: Candidate) -> Actor:
        person = one.person
        assert person is not None
        own = Span(one.start, one.end)
        evidence = (own,) if one.holdings else (own, *_spans(person))
        return Actor(
            start=one.start, end=one.end, codes=(person.country,) if person.country else (), kind="person",
            people=(person.name,), posts=_posts(person), evidence=evidence,
        )  # fmt: skip

    def _pair(self, one: Candidate, number: int) -> Actor:
        codes, spans = self.pairs.at(number, one.start)
        people: tuple[str, ...] = ()
        posts: tuple[str, ...] = ()
        if one.office is not None:
            posts = (one.office.post,)
            holders = [self._holder(one.office, code, one.start) for code in codes]
            people = tuple(holder.name for holder in holders if holder is not None)
        elif self.leaders.search(one.words):
            people = tuple(name for code in codes if (name := self._leader(code, one.start)))
        return Actor(start=one.start, end=one.end, codes=codes, kind="joint", people=people, posts=posts,
                     evidence=(Span(one.start, one.end), *spans))  # fmt: skip

    def _leader(self, code: str, before: int) -> str | None:
        """The person of a state last spoken of before an offset."""
        for start, person in reversed(self.said):
            if start < before and person.country == code:
                return person.name
        return None

    def _other(self, one: Candidate, number: int) -> Actor:
        """``nước này``: the state last spoken of; ``phía bạn``, ``nước chủ nhà``: the pair's other side than home."""
        own = Span(one.start, one.end)
        before = [name for name in self.names if name.end <= one.start and name.weight >= 0.5][-1:]
        if before and len(before[0].codes) == 1:
            return Actor(start=one.start, end=one.end, codes=before[0].codes, kind="other", evidence=(own, before[0].span))
        return Actor(start=one.start, end=one.end, codes=(), kind="other", evidence=(own,))

    def _pronoun(self, one: Candidate) -> Actor:
        own = Span(one.start, one.end)
        earlier = self.last_actor
        if earlier is None or earlier.kind not in ("person", "office", "pronoun"):
            person = self._latest(one.start)
            if person is None:
                return Actor(start=one.start, end=one.end, codes=(), kind="other", evidence=(own,))
            codes = (person.country,) if person.country else ()
            return Actor(start=one.start, end=one.end, codes=codes, kind="person", people=(person.name,), posts=_posts(person),
                         evidence=(own, *_spans(person)))  # fmt: skip
        return Actor(start=one.start, end=one.end, codes=earlier.codes, kind="person", people=earlier.people,
                     posts=earlier.posts, evidence=(own, *earlier.evidence[:2]))  # fmt: skip

    def _latest(self, before: int) -> Person | None:
        found = [person for start, person in self.said if start < before]
        return found[-1] if found else None

    def _office(self, office: OfficeMention, number: int) -> Actor:
        """An office without a name beside it: its holder, where the article tells, and the state it belongs to."""
        own = Span(office.start, office.end)
        if office.count > 1:
            return self._pair(Candidate(office.start, office.end, "pair", office=office), number)
        if office.counterpart:
            return self._counterpart(office, number)
        holder = self._holder(office, office.country, office.start)
        if holder is not None:
            codes = (office.country or holder.country,)
            return Actor(
                start=office.start, end=office.end, codes=tuple(code for code in codes if code), kind="office",
                people=(holder.name,), posts=(office.post,), evidence=(own, *_spans(holder)),
            )  # fmt: skip
        code = office.country or self._state_of(office)
        return Actor(
            start=office.start, end=office.end, codes=(code,) if code else (), kind="office", posts=(office.post,), evidence=(own,)
        )

    def _state_of(self, office: OfficeMention) -> str | None:
        """The state of an office that names none: home, where the article is about it."""
        return self.home if self.home and self.home in self.ranked[:3] else (self.ranked[0] if self.ranked else None)

    def _counterpart(self, office: OfficeMention, number: int) -> Actor:
        """``người đồng cấp``: of the state named with it, else of the other side than the actor before."""
        own = Span(office.start, office.end)
        code = office.country
        spans: tuple[Span, ...] = ()
        earlier = self.last_actor
        if code is None and earlier is not None and len(earlier.codes) == 1:
            codes, spans = self.pairs.at(number, office.end)
            rest = [one for one in codes if one != earlier.codes[0]]
            code = rest[0] if len(rest) == 1 else None
        posts = earlier.posts if earlier is not None else ()
        found = [p for p in self.people if code and p.country == code and set(posts) & set(_posts(p))]
        return Actor(
            start=office.start, end=office.end, codes=(code,) if code else (), kind="office",
            people=tuple(p.name for p in found[:1]), posts=posts, evidence=(own, *spans),
        )  # fmt: skip

    def _holder(self, office: OfficeMention, country: str | None, before: int) -> Person | None:
        """The person last spoken of before an offset who holds the office as named (of the state, where given)."""
        for start, person in reversed(self.said):
            if start >= before or (country and person.country and person.country != country):
                continue
            if any(_same_office(office, holding.office) for holding in person.holdings):
                return person
        later = [
            person for start, person in self.said
            if start >= before and (not country or person.country == country) and (country or not office.bare)
            and any(_same_office(office, holding.office) for holding in person.holdings)
        ]  # fmt: skip
        return later[0] if later and country else None


def _same_office(short: OfficeMention, full: OfficeMention) -> bool:
    """Whether an office named in short may be the one named in full before."""
    if short.bare:
        a, b = plain(short.title).lower(), plain(full.title).lower()
        return b.startswith(a) or (short.post == full.post and a in b)
    if short.post != full.post or (short.country and full.country and short.country != full.country):
        return False
    return not short.organisation or not full.organisation or short.organisation.lower() == full.organisation.lower()


def _posts(person: Person) -> tuple[str, ...]:
    return tuple(dict.fromkeys(holding.office.post for holding in person.holdings))


def _spans(person: Person) -> tuple[Span, ...]:
    """The words that first tell who the person is."""
    if person.holdings:
        return (Span(person.holdings[0].start, person.holdings[0].end),)
    return (Span(person.mentions[0].start, person.mentions[0].end),) if person.mentions else ()


def actors(
    text: str, mentions: Mentions, people: Sequence[Person], sentences: Sequence[Sentence], home: str | None, lore: Lore
) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """The actors of a text and the states it is about, the likeliest two first."""
    resolver = Resolver(mentions, people, sentences, home, lore)
    found: list[Actor] = []
    number = 0
    for one in candidates(text, plain(text), mentions, people, lore):
        while number + 1 < len(sentences) and sentences[number + 1].start <= one.start:
            number += 1
        found.append(resolver.actor(one, number))
    return tuple(found), resolver.ranked
