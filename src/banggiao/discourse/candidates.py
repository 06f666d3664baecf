"""The stretches of a text that name someone who can act: found here, resolved in ``actors``.

Guarantees: candidates are sorted and never overlap; persons go before offices, offices before states, joint phrases
take in the titles beside them.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from banggiao.discourse.words import by_role, finder
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.model.scene import Holding, Mentions, Person
from banggiao.recognise.context import left_words
from banggiao.recognise.phrases import Phrases

_PRONOUN = re.compile(
    r"(?<![\w-])(?:[Ôô]ng|[Bb]à|[Nn]gài)(?: ấy)?(?= [a-zà-ỹđ])(?! (?:chủ|nội|ngoại|cố|trời|con|cụ|tổ|lão|bà|vua|xã|mẹ|lớn)\b)"
)
_GAP = " "
_HEAD_WORDS = 6


class Candidate(msgspec.Struct, frozen=True, order=True):
    """A stretch and what it is: "person", "office", "pair", "other", "state" or "pronoun", with what it was made of (``words``: a joint phrase in lower case)."""

    start: int
    end: int
    kind: str
    person: Person | None = None
    holdings: tuple[Holding, ...] = ()
    office: OfficeMention | None = None
    state: StateMention | None = None
    words: str = ""


def candidates(text: str, plain_text: str, mentions: Mentions, people: Iterable[Person], lore: Lore) -> list[Candidate]:
    """All candidates of a text; ``plain_text`` is the text as phrase finders read it (same length)."""
    kept = _apart(sorted(_persons(text, people), key=_place), [])
    joint = list(_joint(text, plain_text, mentions.offices, lore))
    kept = _apart([one for one in joint if one.office is not None], kept)
    kept = _apart((Candidate(o.start, o.end, "office", office=o) for o in mentions.offices), kept)
    kept = _apart((one for one in joint if one.office is None), kept)
    kept = _apart(_states(text, plain_text, mentions.states, kept, lore), kept)
    return _apart((Candidate(*match.span(), "pronoun") for match in _PRONOUN.finditer(text)), kept)


def _place(one: Candidate) -> tuple[int, int]:
    return one.start, -one.end


def _apart(new: Iterable[Candidate], kept: list[Candidate]) -> list[Candidate]:
    """``kept`` with those of the new ones that overlap none of it, nor each other."""
    found: list[Candidate] = []
    at, reached = 0, 0
    for one in sorted(new, key=_place):
        while at < len(kept) and kept[at].end <= one.start:
            at += 1
        if one.start >= reached and (at == len(kept) or one.end <= kept[at].start):
            found.append(one)
            reached = one.end
    return sorted([*kept, *found], key=_place)


def _persons(text: str, people: Iterable[Person]) -> Iterator[Candidate]:
    """Each phrase that names a person, with the offices and honorific that go with the name."""
    for person in people:
        spans: list[tuple[int, int, Holding | None]] = [(h.start, h.end, h) for h in person.holdings]
        for mention in person.mentions:
            start = mention.start
            if mention.honorific and text[max(0, start - 1 - len(mention.honorific)) : start - 1].lower() == mention.honorific.lower():
                start -= len(mention.honorific) + 1
            spans.append((start, mention.end, None))
        spans.sort(key=lambda span: span[:2])
        group: list[tuple[int, int, Holding | None]] = []
        for span in spans:
            if group and span[0] >= max(end for _, end, _ in group):
                yield _phrase(group, person)
                group = []
            group.append(span)
        if group:
            yield _phrase(group, person)


def _phrase(group: list[tuple[int, int, Holding | None]], person: Person) -> Candidate:
    holdings = tuple(holding for _, _, holding in group if holding is not None)
    return Candidate(group[0][0], max(end for _, end, _ in group), "person", person=person, holdings=holdings)


def _joint(text: str, plain_text: str, offices: tuple[OfficeMention, ...], lore: Lore) -> Iterator[Candidate]:
    """``hai bên`` and kin, with the title or noun before them (``Bộ trưởng Quốc phòng hai nước``, ``lãnh đạo hai nước``)."""
    found: Phrases[str] = lore.once(finder)
    plural = lore.once(by_role)["plural_holders"]
    ends = {office.end: office for office in offices}
    seen = 0
    for hit in found.in_plain(plain_text):
        if hit.start < seen:
            continue
        seen = hit.end
        kind, start, office = found.value(hit), hit.start, None
        if kind == "pair":
            for gap in (1, 5):
                if (office := ends.get(hit.start - gap)) and text[office.end : hit.start] in (" ", " của "):
                    start = office.start
                    break
            else:
                office = None
                left = [word.lower() for word in left_words(plain_text, hit.start)]
                size = next((n for n in range(min(4, len(left)), 0, -1) if " ".join(left[-n:]) in plural), 0)
                start = hit.start - len("".join(word + " " for word in left[len(left) - size :])) if size else start
        yield Candidate(start, hit.end, kind, office=office, words=plain_text[start : hit.end].lower())


def _states(text: str, plain_text: str, states: tuple[StateMention, ...], kept: list[Candidate], lore: Lore) -> Iterator[Candidate]:
    """States that act, with the words before them that make one party (``phía Ấn Độ``, ``đoàn đại biểu Quốc hội Lào``)."""
    heads = lore.once(by_role)["head"]
    ends = sorted(one.end for one in kept)
    for state in states:
        if state.form in ("source", "place"):
            continue
        start = state.start
        left = [word.lower() for word in left_words(plain_text, state.start)[-_HEAD_WORDS:]]
        size = next((n for n in range(len(left), 0, -1) if " ".join(left[-n:]) in heads), 0)
        if size and left[len(left) - size - 1 : len(left) - size] != ["cấp"]:
            start -= len("".join(word + " " for word in left[len(left) - size :]))
        if any(start < end <= state.start for end in ends[-1:]):
            start = state.start
        yield Candidate(start, state.end, "state", state=state)
