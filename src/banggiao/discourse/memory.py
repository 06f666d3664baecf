"""Whom an article spoke of up to a place: the person named last, a state's leader, the holder of an office.

Guarantees: only mentions before the place count, save that a state's one holder may be named later; each question looks at
the last few mentions only, so that time grows linearly with the text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banggiao.model.mentions import OfficeMention
from banggiao.model.scene import Person
from banggiao.recognise.phrases import plain

_REACH = 40
_MOST = 12
_GENDERS = frozenset({"ông", "bà"})
_PAST = frozenset({"former", "late"})
"""Modifiers of an office that its holder holds no more: who bears it now is somebody else."""
_LEADING = frozenset({"head_of_state", "head_of_government", "party_leader"})


class _Row:
    """Persons in the order of their mentions."""

    def __init__(self, said: Sequence[tuple[int, Person]]) -> None:
        self.starts = [start for start, _ in said]
        self.persons = [person for _, person in said]

    def back(self, before: int) -> Iterator[Person]:
        """The persons mentioned before an offset, the last first."""
        at = bisect_left(self.starts, before)
        return reversed(self.persons[max(0, at - _REACH) : at])

    def on(self, start: int) -> Iterator[Person]:
        """The persons mentioned from an offset on."""
        at = bisect_left(self.starts, start)
        return iter(self.persons[at : at + _REACH])


class Memory:
    """Who was spoken of, asked for any place of one article."""

    def __init__(self, people: Iterable[Person], home: str | None) -> None:
        self.home = home
        people = tuple(people)
        self.offices = {id(person): _offices(person) for person in people}
        self.posts = {key: tuple(dict.fromkeys(office.post for office in offices)) for key, offices in self.offices.items()}
        said = sorted(((m.start, p) for p in people for m in p.mentions), key=lambda pair: pair[0])
        states, posts = defaultdict(list), defaultdict(list)
        for start, person in said:
            states[person.country].append((start, person))
            for post in self.posts[id(person)]:
                posts[post].append((start, person))
        self.all = _Row(said)
        self.by_state = {code: _Row(rows) for code, rows in states.items()}
        self.by_post = {post: _Row(rows) for post, rows in posts.items()}
        self.named = {person.name: person for person in people}
        self.genders = {person.name: gender(person) for person in people}
        self.strict = {"bà"} & set(self.genders.values())

    def fits(self, name: str, pronoun: str) -> bool:
        """Whether a person can be meant by a pronoun; ``bà`` is a woman known as such, where the article has one."""
        return pronoun not in _GENDERS or self.genders.get(name) in (pronoun, None if pronoun not in self.strict else pronoun)

    def last(self, before: int, pronoun: str) -> Person | None:
        """The person named last before an offset whom a pronoun fits."""
        return next((person for person in self.all.back(before) if self.fits(person.name, pronoun)), None)

    def leader(self, code: str, before: int) -> Person | None:
        """The leader of a state spoken of last before an offset, else anyone of that state."""
        row = self.by_state.get(code)
        if row is None:
            return None
        found = list(row.back(before))
        return next((one for one in found if _LEADING.intersection(self.posts[id(one)])), next(iter(found), None))

    def peer(self, code: str, posts: Sequence[str], at: int) -> Person | None:
        """The person of a state who holds one of some posts, spoken of last before a place, else first after it."""
        row = self.by_state.get(code)
        near = [*row.back(at), *row.on(at)] if row is not None else []
        return next((one for one in near if set(posts).intersection(self.posts[id(one)])), None)

    def holder(self, office: OfficeMention, country: str | None, before: int, topic: Person | None) -> Person | None:
        """Who holds an office as named (of the state, where given): whom the article is speaking of, else for a bare title the
        holder at home, else the one spoken of last; of a state, else the one told of later."""
        row = self.by_post.get(office.post)
        fits = [one for one in row.back(before) if self._holds(one, office, country)] if row is not None else []
        if not fits and office.bare:
            fits = [one for one in self.all.back(before) if self._holds(one, office, country)]
        if fits:
            leading = office.post in _LEADING
            at_home = [one for one in fits if one.country == self.home] if (office.bare or leading) and country is None else []
            alike = [one for one in at_home if leading and self._titled(one, office)]
            if alike:
                return alike[0]
            if topic is not None and any(one is topic for one in fits):
                return topic
            return at_home[0] if at_home else fits[0]
        if row is None or country is None:
            return None
        return next((one for one in row.on(before) if one.country == country and self._holds(one, office, country)), None)

    def _titled(self, person: Person, office: OfficeMention) -> bool:
        """Whether a person bears the very title: ``Tổng thống`` is no ``Chủ tịch nước``."""
        title = plain(office.title).lower()
        return any(plain(held.title).lower().startswith(title) for held in self.offices[id(person)])

    def _holds(self, person: Person, office: OfficeMention, country: str | None) -> bool:
        if country and person.country and person.country != country:
            return False
        past = bool(_PAST.intersection(office.modifiers))
        return any(same_office(office, held) and (past or not _PAST.intersection(held.modifiers)) for held in self.offices[id(person)])


def _offices(person: Person) -> tuple[OfficeMention, ...]:
    """The offices of a person, each once however often it is named (the first few where there are many)."""
    seen: dict[tuple[str, str, str | None, str | None], OfficeMention] = {}
    for holding in person.holdings:
        one = holding.office
        seen.setdefault((one.post, one.title, one.country, one.organisation), one)
    return tuple(seen.values())[:_MOST]


def gender(person: Person) -> str | None:
    """What the honorifics before a person's name tell: "ông", "bà", or None where they tell nothing or both."""
    told = {mention.honorific for mention in person.mentions} & _GENDERS
    return told.pop() if len(told) == 1 else None


def same_office(short: OfficeMention, full: OfficeMention) -> bool:
    """Whether an office named in short may be the one named in full before."""
    if short.bare:
        a, b = plain(short.title).lower(), plain(full.title).lower()
        return b.startswith(a) or (short.post == full.post and a in b)
    if short.post != full.post or (short.country and full.country and short.country != full.country):
        return False
    return not short.organisation or not full.organisation or short.organisation.lower() == full.organisation.lower()
