"""The stretches of a text that name someone who can act: found here, resolved in ``actors``.

Guarantees: candidates are sorted and never overlap; persons go before offices, offices before states, joint phrases
take in the titles beside them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import regex

from banggiao.discourse.words import Cues, by_role, finder
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.model.scene import Holding, Mentions, Person
from banggiao.recognise.joints import Joints, between_parties
from banggiao.recognise.phrases import Hit, Phrases


class Candidate(msgspec.Struct, frozen=True, order=True):
    """A stretch and what it is: "person", "office", "pair", "other", "state" or "pronoun", with what it was made of.

    ``words``: a joint or pointing phrase, or a pronoun, in lower case; ``at``: where that phrase itself begins.
    """

    start: int
    end: int
    kind: str
    person: Person | None = None
    holdings: tuple[Holding, ...] = ()
    office: OfficeMention | None = None
    state: StateMention | None = None
    words: str = ""
    at: int = 0


def candidates(text: str, plain_text: str, mentions: Mentions, people: Iterable[Person], lore: Lore) -> list[Candidate]:
    """All candidates of a text; ``plain_text`` is the text as phrase finders read it (same length)."""
    cues = lore.once(Cues)
    kept = _apart(sorted(_persons(text, people), key=_place), [])
    joint = list(_joint(plain_text, mentions, cues, lore.once(finder), lore.once(between_parties)))
    kept = _apart([one for one in joint if one.office is not None], kept)
    kept = _apart((_of_office(plain_text, office, cues) for office in mentions.offices), kept)
    kept = _apart((one for one in joint if one.office is None), kept)
    kept = _apart(_states(plain_text, mentions.states, kept, cues), kept)
    return _apart((Candidate(*m.span(), "pronoun", words=m.group().lower()) for m in lore.once(_pronouns).finditer(plain_text)), kept)


def _pronouns(lore: Lore) -> regex.Pattern[str]:
    """Finds the pronouns that stand for persons, no name or noun behind them."""
    known = {role: "|".join(sorted(words)) for role, words in lore.once(by_role).items()}
    spelt = "|".join(form for word in sorted(lore.once(by_role)["pronouns"]) for form in (word, word.capitalize()))
    return regex.compile(
        rf"(?<![\w-])(?<!\b(?:{known['pronoun_bars']}) )(?:{spelt})(?: (?:{known['pronoun_tails']}))?(?=[,.;:?!”\")]| \p{{Ll}}| \d)(?! (?:{known['pronoun_nouns']})\b)"
    )


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
        reached = 0
        for span in spans:
            if group and span[0] >= reached:
                yield _phrase(group, person)
                group = []
            group.append(span)
            reached = max(reached, span[1]) if len(group) > 1 else span[1]
        if group:
            yield _phrase(group, person)


def _phrase(group: list[tuple[int, int, Holding | None]], person: Person) -> Candidate:
    holdings = tuple(holding for _, _, holding in group if holding is not None)
    return Candidate(group[0][0], max(end for _, end, _ in group), "person", person=person, holdings=holdings)


def _of_office(text: str, office: OfficeMention, cues: Cues) -> Candidate:
    """An office without a name, with the honorific before it (``bà Quốc vụ khanh``), without a verb that only looks like its
    portfolio (``hai Bộ trưởng thống nhất ...``)."""
    start, end = office.start - cues.ends("honorific", text, office.start), office.end
    tail = " ".join(text[start:end].split(" ")[-2:])
    if tail in cues.known["acts"] and len(tail) + 1 < end - office.start:
        end -= len(tail) + 1
    return Candidate(start, end, "office", office=office, words=text[start : office.start].strip().lower())


def _joint(text: str, mentions: Mentions, cues: Cues, found: Phrases[str], joints: Joints) -> Iterator[Candidate]:
    """``hai bên``, ``nước này`` and kin, with the title or noun before them (``lãnh đạo hai nước``, ``Thủ tướng nước này``)."""
    ends = {office.end: office for office in mentions.offices}
    named = {state.start for state in mentions.states}
    seen = 0
    for hit in found.in_plain(text):
        kind = found.value(hit)
        if hit.start < seen or (kind == "other" and hit.end + 1 in named and text[hit.end] == " "):
            continue
        seen = hit.end
        if kind == "pair" and not _both(text, hit, cues):
            continue
        office = _before(text, hit, ends, cues, joints)
        role = "plural_holders" if kind == "pair" else "head"
        start = office.start if office is not None else hit.start - cues.ends(role, text, hit.start)
        yield Candidate(start, hit.end, kind, office=office, words=text[start : hit.end].lower(), at=hit.start)


def _both(text: str, hit: Hit, cues: Cues) -> bool:
    """Whether a joint phrase can mean the two sides: ``các bên`` may be many, ``hai cơ quan ngoại giao`` are buildings."""
    words = text[hit.start : hit.end].lower()
    if words.partition(" ")[0] in cues.known["unnumbered"]:
        return not cues.opens("not_pair_after", text, hit.end) and not cues.ends("not_pair_before", text, hit.start)
    if cues.ends("no_sides", text, hit.start):
        return False
    return not cues.opens("not_acting", text, hit.end) or words.split(" ", 1)[-1] not in cues.known["acting_no_more"]


def _before(text: str, hit: Hit, ends: dict[int, OfficeMention], cues: Cues, joints: Joints) -> OfficeMention | None:
    """The office whose words lead to a joint or pointing phrase; it may have taken in the word ``nước`` of it."""
    for word in cues.known["bare"]:
        if text.startswith(word, hit.start) and (office := ends.get(hit.start + len(word))) is not None:
            return office
    for gap in (1, 5):
        office = ends.get(hit.start - gap)
        if office is not None and office.country is None and joints.joins("owned", text, office.end, hit.start):
            return office
    return None


def _states(text: str, states: tuple[StateMention, ...], kept: Sequence[Candidate], cues: Cues) -> Iterator[Candidate]:
    """States that act, with the words before them that make one party (``phía Ấn Độ``, ``đoàn đại biểu Quốc hội Lào``)."""
    ends = sorted(one.end for one in kept)
    for state in states:
        if state.form in ("source", "place"):
            continue
        size = cues.ends("head", text, state.start)
        start = state.start - size
        at = bisect_right(ends, state.start) - 1
        if size and ((at >= 0 and ends[at] > start) or _counted(text, start) or _no_party(text, start, state.start, cues)):
            start = state.start
        yield Candidate(start, state.end, "state", state=state)


def _counted(text: str, start: int) -> bool:
    """Whether a figure counts the words that begin at an offset (``7.000 doanh nghiệp Lào``): they are its noun, the state stands alone."""
    return start > 1 and text[start - 1] == " " and text[start - 2].isdigit()


def _no_party(text: str, start: int, end: int, cues: Cues) -> bool:
    """Whether the words before a state are no part of a party: ``cấp nhà nước``, a building, a peer's ``nước``."""
    return cues.ends("ranking", text, start) > 0 or (
        text[start:end].strip().lower() in cues.known["buildings"] and cues.ends("head_bars", text, start) > 0
    )
