"""One record for each event, however often the article tells it.

Guarantees: pure; the order of candidates does not matter; a record's fields come from the candidates merged into it.
"""

import itertools
from collections.abc import Iterable, Mapping

import msgspec

from banggiao.extract.events.candidate import Candidate
from banggiao.model.dates import contains, days, interval, overlap

_ZONE = {"title": 0.0, "lead": 0.3, "body": 0.2}


_OF_TWO = frozenset({"talks", "call"})
"""Types that a state's representative holds once with one of the other's."""

_ARRIVES = frozenset({"visit-arrive", "military-ship"})
"""The patterns of arrivals: the city or port that a guest comes to tells better than the state where a visit leads."""

_ROLLS = frozenset({"meeting-roll"})
"""The patterns of lists of those met: who meets is told there, whom by name elsewhere."""

_WISHED = "wished"
"""The strand of congratulations that are only said: within an encounter, a visit or a letter they are part of it."""

_ONCE = frozenset({"signing", "talks", "upgrade", "call", "meeting", "reception", "ceremony"})
"""Types of what the same people hardly do on two days running."""

_NEXT, _DAY = 2, 10
_PORT = "port"
"""The strand of port calls: what is only called a visit beside one is the ship's."""

_TRIPS = frozenset({"visit", "military"})
_ENCOUNTERS = frozenset({"talks", "meeting", "reception", "call", "session"})
_PERSONAL = _ENCOUNTERS | {"visit", "message"}
"""Types that are told apart by who takes part in them."""
_RECALLED = frozenset({"visit", "signing"})
"""Types of which those of years ago are told beside the one of now."""
_ANYBODY = frozenset({"official", "minister", "deputy_minister", "organisation_head"})
"""Posts that many hold at a time: they tell nobody apart."""
_SPEAKING = _PERSONAL | {"ceremony", "signing"}


def merged(candidates: Iterable[Candidate], country: Mapping[str, str | None], published: str | None = None) -> list[Candidate]:
    """The events that the candidates tell, in the order of the text; ``country`` gives the state of each person."""
    return _without_echoes(sorted(_told(candidates, country, published), key=lambda one: (one.start, one.end, one.type)))


def _without_echoes(found: list[Candidate]) -> list[Candidate]:
    """The events less those that only call an encounter by a looser name (``cuộc gặp`` of talks told before)."""
    return [
        one
        for one in found
        if not any(other is not one and _echoes_better(one, other) for other in found) or any(_in_a_row(one, other) for other in found)
    ]


def _echoes_better(one: Candidate, other: Candidate) -> bool:
    """Whether one encounter is another by a looser name; of two that echo each other the better stays."""
    return _echoes(one, other) and (not _echoes(other, one) or _rank(other) < _rank(one))


def _in_a_row(one: Candidate, other: Candidate) -> bool:
    """Whether one of two encounters is told by a verb of its own beside the other's (``hội đàm với X, gặp Y``): they are two."""
    if one.number != other.number or one.type == other.type or {one.type, other.type} - _ENCOUNTERS:
        return False
    return not (one.noun or other.noun) and one.named == other.named == "clause" and one.parties == other.parties


def _echoes(one: Candidate, other: Candidate) -> bool:
    """Whether one encounter is another by a looser name: same parties, no people or time of its own."""
    if one.strand.startswith(_WISHED):
        return other.type in _SPEAKING and not other.strand.startswith(_WISHED) and one.parties == other.parties
    if one.strand and one.type == other.type:
        return _is_part(one, other)
    if one.type == "visit" and other.strand.startswith(_PORT):
        return one.named == "focus" and not one.people and one.parties == other.parties
    if one.type == "visit" == other.type:
        if one.named != "focus" or one.parties != other.parties or (other.named == "focus" and other.start > one.start):
            return False
        if one.when and one.people and other.people and not set(one.people) & set(other.people):
            return False  # somebody else's, at a time of its own
        return not (one.when and other.when) or one.when[:4] == other.when[:4]  # of another year it is another one
    if one.type not in _ENCOUNTERS or other.type not in _ENCOUNTERS or one.parties != other.parties or one.status != other.status:
        return False
    if one.strand != other.strand or (one.type == "talks" and other.type == "session"):
        return False
    if one.type == "session" or one.type == other.type or not set(one.people) <= set(other.people):
        return False
    if one.type != "meeting" and one.named == "clause" and set(one.people) != set(other.people):
        return False
    if one.type != "meeting" and (not one.noun or (other.noun and not one.noun)):
        return False
    if other.type == "meeting" and not (one.noun and not one.people):
        return False
    left, right = one.when, other.when
    return left is None or (right is not None and overlap(left, right))


def _is_part(one: Candidate, other: Candidate) -> bool:
    """Whether an act is one of many told without all who take part in it (``X cùng các nước khác cắt đứt quan hệ với Y``)."""
    if one.strand.split()[0] != other.strand.partition(" ")[0] or not set(one.parties) < set(other.parties):
        return False
    left, right = one.when, other.when
    return left is None or right is None or overlap(left, right)


def _told(candidates: Iterable[Candidate], country: Mapping[str, str | None], published: str | None = None) -> list[Candidate]:
    """One event for each group of candidates that tell the same."""
    kept: list[list[Candidate]] = []
    for one in sorted(candidates, key=_rank):
        for group in kept:
            if (
                same(group[0], one)
                and _same_people(group[0], one, country)
                and all(_compatible(other, one) and not _of_other_times(other, one, published) for other in group)
            ):
                group.append(one)
                break
        else:
            kept.append([one])
    return [_one(group) for group in _gathered(kept, country, published)]


def _gathered(groups: list[list[Candidate]], country: Mapping[str, str | None], published: str | None) -> list[list[Candidate]]:
    """The groups, one told with a person of each side joined by those that tell one of these persons only."""
    kept: list[list[Candidate]] = []
    for group in groups:
        own = _people(group)
        for other in kept:
            together = itertools.product(other, group)
            if (
                own
                and own < _people(other)
                and same(other[0], group[0])
                and not _of_two_hosts(other[0], group[0], country)
                and all(_compatible(a, b) and not _of_other_times(a, b, published) for a, b in together)
            ):
                other.extend(group)
                break
        else:
            kept.append(group)
    return kept


def _of_two_hosts(a: Candidate, b: Candidate, country: Mapping[str, str | None]) -> bool:
    """Whether each of two encounters tells persons of two states and other ones: a sentence that tells both together makes them no one."""
    one, other = set(a.people), set(b.people)
    told = all(len({country.get(name) for name in people} - {None}) > 1 for people in (one, other))
    return a.type in _ENCOUNTERS and told and not one <= other and not other <= one


def _people(group: list[Candidate]) -> set[str]:
    return {name for one in group for name in one.people}


def _rank(one: Candidate) -> tuple[float, int, int, str]:
    """The best first: sure patterns with sides in the clause and a date, in the lead."""
    score = one.confidence + (0.3 if one.date and one.date.value else 0.0) + _ZONE.get(one.zone, 0.0) + 0.05 * min(2, len(one.people))
    return -score, one.start, one.end, one.type


def same(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates are of one kind between the same parties."""
    if a.type == "conference" == b.type:
        return _alike(a.mechanism, b.mechanism)
    if a.type == "visit" and a.guest and b.guest and a.guest != b.guest:
        return False
    if not _one_strand(a, b):
        return False
    return a.type == b.type and a.parties == b.parties and (a.type != "session" or a.ordinal == b.ordinal or None in (a.ordinal, b.ordinal))


def _one_strand(a: Candidate, b: Candidate) -> bool:
    """Whether two acts may be one: of one sort, and by the same actor where both tell it."""
    left, right = a.strand.split(), b.strand.split()
    return all(one == other for one, other in zip(left, right, strict=False))


def _alike(a: str | None, b: str | None) -> bool:
    """Whether two names of gatherings may be of one."""
    left, right = set((a or "").lower().split()), set((b or "").lower().split())
    return not left or not right or len(left & right) >= 0.5 * min(len(left), len(right))


def _same_people(a: Candidate, b: Candidate, country: Mapping[str, str | None]) -> bool:
    """Whether the people of two encounters may be the same: those of one are among those of the other, or of the other side."""
    if a.type not in _PERSONAL or (a.type == "session" and a.ordinal is not None and a.ordinal == b.ordinal):
        return True
    if _of_other_office(a, b) or _of_other_office(b, a):
        return False
    one, other = set(a.people), set(b.people)
    return one <= other or other <= one or (_tells_one(a, b) and _other_side(one, other, country))


def _tells_one(a: Candidate, b: Candidate) -> bool:
    """Whether two encounters may each tell one of the two who meet."""
    return a.type in _OF_TWO or a.pattern in _ROLLS or b.pattern in _ROLLS


def _of_other_office(one: Candidate, other: Candidate) -> bool:
    """Whether an office told without a name is another than those that take part in the other for the same state."""
    for code in {code for code, _ in one.nameless}:
        own = {post for state, post in one.offices if state == code}
        theirs = {post for state, post in other.offices if state == code}
        if own and theirs and not own & theirs and not (own | theirs) & _ANYBODY:
            return True
    return False


def _other_side(one: set[str], other: set[str], country: Mapping[str, str | None]) -> bool:
    """Whether two encounters told with one person each are one: each tells the person of another state."""
    states = {country.get(name) for name in one | other}
    return len(one) == len(other) == 1 and len(states) == 2 and None not in states


def _compatible(a: Candidate, b: Candidate) -> bool:
    """Whether nothing tells two candidates apart: time, and status where both are told by a verb of their own."""
    left, right = a.when, b.when
    if left and right and _other_side_of_the_world(a, b):
        return a.status == b.status
    if left and right and not overlap(left, right):
        return False
    if left and right and left != right and not (contains(left, right) or contains(right, left)):
        return False
    if a.type == "aid" and {a.status, b.status} == {"held", "planned"}:
        return False  # what is given and what is promised
    return not ({a.status, b.status} == {"held", "planned"} and bool(left) != bool(right) and not (a.noun or b.noun))


def _other_side_of_the_world(a: Candidate, b: Candidate) -> bool:
    """Whether one is told to be of today and the other of yesterday's date: clocks differ between where it was and who reports it."""
    left, right = a.when, b.when
    if a.type not in _ONCE or not left or not right or {len(left), len(right)} != {_DAY} or _in_figures(a) == _in_figures(b):
        return False
    said, told = (right, left) if _in_figures(a) else (left, right)
    return (interval(said)[0] - interval(told)[0]).days == 1


def _in_figures(one: Candidate) -> bool:
    """Whether the time is told by a number (``chiều 24/9``) and not from the day of the report (``hôm nay``)."""
    return one.date is not None and any(sign.isdigit() for sign in one.date.text)


def _of_other_times(a: Candidate, b: Candidate, published: str | None) -> bool:
    """Whether one is dated years ago, and the other, told without a time, is of now and does not point back at it."""
    old, new = (a, b) if a.date and a.date.value else (b, a)
    if a.type not in _RECALLED or not published or not (old.date and old.date.value) or (new.date and new.date.value) or new.remote:
        return False
    points_back = new.noun and 0 <= new.number - old.number <= _NEXT
    return int(old.date.value[:4]) < int(published[:4]) - 1 and not points_back


def _one(group: list[Candidate]) -> Candidate:
    """The best candidate with what the others add."""
    best = group[0]
    dated = [one for one in group if one.date and one.date.value]
    date = min(dated, key=_vagueness).date if dated else best.date
    people = best.people
    for one in group[1:]:
        if set(people) <= set(one.people) and (not people or len(people) < 2 <= len(one.people)):
            people = one.people
        elif _tells_one(best, one) and len(people) == len(one.people) == 1 and people != one.people:
            people = (*people, *one.people)
    arrived = [one.place for one in group if one.pattern in _ARRIVES and one.place] if best.type in _TRIPS else []
    place = next(iter(arrived), None) or best.place or next((one.place for one in group if one.place), None)
    parties = best.parties if best.type != "conference" else tuple(sorted({code for one in group for code in one.parties}))
    mechanism = best.mechanism or next((one.mechanism for one in group if one.mechanism), None)
    number = best.ordinal or next((one.ordinal for one in group if one.ordinal), None)
    evidence = dict(best.evidence)
    for one in group[1:]:
        for field, spans in one.evidence.items():
            evidence.setdefault(field, spans)
    extra = {field: value for one in reversed(group) for field, value in one.extra.items()}
    return msgspec.structs.replace(
        best, date=date, people=people, place=place, parties=parties, evidence=evidence, mechanism=mechanism, ordinal=number,
        extra=extra, confidence=min(0.99, best.confidence + 0.03 * (len(group) - 1)),
    )  # fmt: skip


def _vagueness(one: Candidate) -> tuple[int, bool, int, int]:
    """How vague the time of a candidate is: a visit is best told by a short stretch of days, other events by a day in figures."""
    value = one.when or ""
    size = days(value)
    if size > 15:
        return 2 + size, False, size, one.start
    return (0 if (size > 0) == (one.type in ("visit", "conference")) else 1), not _in_figures(one), size, one.start
