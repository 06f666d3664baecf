"""Bodies: ministries, organs, parties, associations, by the words that open their names.

Guarantees: mentions are sorted and never overlap; a body's name ends where a person's begins, at punctuation, and after the
state it belongs to (``Hội hữu nghị Việt Nam - Ấn Độ`` keeps both states).
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import BodyMention, StateMention
from banggiao.recognise.gazetteer import Name, gazetteer
from banggiao.recognise.joints import Joints, joints
from banggiao.recognise.lexicon import Lexicon
from banggiao.recognise.names import WORD, Shapes, name_at, shapes
from banggiao.recognise.phrases import Phrases, longest, plain
from banggiao.recognise.titles import Kind, Tables, tables

_DASH = re.compile(r" ?[-–] ?")
_ASIDE = re.compile(r" \(([^()\n]{2,40})\)")
_SMALL = re.compile(r" ([a-zà-ỹđ]{1,7})(?![^\W_])")
_ALONE_AFTER = re.compile(r" của |[,.;)\n]| \(|$")
_NUMBERED = re.compile(r" (?:số )?\d{1,4}(?![^\W_])")
_WORDS, _NAME, _FULL = 14, 120, 3
_ALONE = frozenset({"party", "association"})


class Ground(msgspec.Struct, frozen=True):
    """A text made ready for the grammars of bodies and offices: plain, in lower case, its states by start."""

    text: str
    low: str
    states: dict[int, StateMention]
    tables: Tables
    shapes: Shapes
    names: Phrases[Name]
    joints: Joints

    @classmethod
    def of(cls, text: str, states: tuple[StateMention, ...], lore: Lore) -> "Ground":
        """The ground of a text in form NFC (as cleaning leaves it)."""
        given = plain(text)
        if len(given) != len(text):
            given = text
        low = lowered(given)
        starts = {one.start: one for one in states if one.form != "source"}
        return cls(given, low, starts, lore.once(tables), lore.once(shapes), lore.once(gazetteer), lore.once(joints))


def lowered(text: str) -> str:
    """Lower case without a change of length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


class Found(msgspec.Struct, frozen=True):
    """A body's name from ``start`` to ``end``, its kind and the state said within."""

    start: int
    end: int
    kind: str
    country: str | None = None


def body_at(ground: Ground, start: int) -> Found | None:
    """The body whose name begins at an offset, None where none does."""
    state = ground.states.get(start)
    if state is not None and state.form == "body":
        rotating = ground.tables.heads.at(ground.low, start)
        kind = rotating[1].kind if rotating is not None and rotating[0] == state.end else "international"
        return Found(start, state.end, kind, state.code)
    head = ground.tables.heads.at(ground.low, start)
    if head is None:
        return None
    end, row = head
    if row.kind == "ministry" and (got := portfolios_at(ground, end + 1)) is not None:
        end, kind = got
        return _with_state(ground, Found(start, end, kind))
    if row.closed:
        found = aside(ground, _with_state(ground, Found(start, end, row.kind)))
        return found if found.country else Found(start, found.end, found.kind, row.country)
    numbered = _NUMBERED.match(ground.text, end) if row.kind == "forces" else None
    reached = numbered.end() if numbered is not None else inner_end(ground, end)
    found = _with_state(ground, Found(start, reached, row.kind))
    if found.end == end and not (
        row.kind in _ALONE and ground.text[start].isupper() and (row.kind == "party" or not ground.text[end + 1 : end + 2].isupper())
    ):
        return None
    named = ground.joints.reach("land", ground.low, end) is not None or ground.text[found.end + 1 : found.end + 2].isupper()
    if row.kind == "party" and found.country is not None and named:
        found = Found(start, inner_end(ground, found.end), found.kind, found.country)
    return aside(ground, found)


def body_before(ground: Ground, end: int) -> Found | None:
    """The body whose name, the longest there is, ends at an offset; the word for its delegation is no part of it."""
    found, at = None, end
    for _ in range(_WORDS):
        at = ground.low.rfind(" ", max(0, end - _NAME), at - 1) + 1
        if at <= max(0, end - _NAME) or ground.text[at:end].count("\n"):
            break
        one = body_at(ground, at)
        if one is not None and one.end == end and ground.joints.reach("delegation", ground.low, at) is None:
            found = one
    return found


def _with_state(ground: Ground, found: Found) -> Found:
    """The body with the state that follows its name."""
    end, country = found.end, found.country
    at = ground.joints.reach("state", ground.low, end)
    if country is None and at is not None and (state := ground.states.get(at)) is not None:
        end, country = state.end, state.code
        dash = _DASH.match(ground.text, end)
        if dash is not None and (other := ground.states.get(dash.end())) is not None:
            end = other.end
    return Found(found.start, end, found.kind, country)


def aside(ground: Ground, found: Found) -> Found:
    """The body with a bracket that names it otherwise (``Duma Quốc gia (Hạ viện Nga)``)."""
    match = _ASIDE.match(ground.text, found.end)
    if match is None:
        return found
    inside = [one for at in range(match.start(1), match.end(1)) if (one := ground.states.get(at)) is not None]
    head = ground.tables.heads.at(ground.low, match.start(1))
    if not inside and head is None and not match.group(1).isupper():
        return found
    return Found(found.start, match.end(), found.kind, found.country or (inside[0].code if inside else None))


def portfolios_at(ground: Ground, start: int) -> tuple[int, str] | None:
    """End and kind of the portfolios that begin at an offset (``Ngoại giao, Lao động và Thương mại``)."""
    table: Lexicon[str] = ground.tables.portfolios
    first = table.at(ground.low, start)
    if first is None:
        return None
    end, kind = first
    for _ in range(6):
        step = None
        for link in (", ", " và ", " - ", "-", " ", " & ", "&"):
            if ground.low.startswith(link, end) and (after := table.at(ground.low, end + len(link))) is not None:
                if link in (", ", " ") and not ground.text[end + len(link)].isupper():
                    continue
                step = after
                break
        if step is None:
            break
        end = step[0]
    return end, kind


def inner_end(ground: Ground, end: int) -> int:
    """Where the words end that go on from the head of an open body."""
    for _ in range(_WORDS):
        at = end + 1
        if at >= len(ground.text) or ground.text[end] not in " -–":
            return end
        if at in ground.states or _embassy(ground, at) or _person(ground, at):
            return end
        step = portfolios_at(ground, at)
        if step is not None:
            end = step[0]
            continue
        word = ground.tables.inner.at(ground.low, at)
        if word is not None and word[1] == "joint":
            if not _goes_on(ground, word[0] + 1):
                return end
            end = word[0]
            continue
        if word is not None and word[1] == "word":
            end = word[0]
            continue
        reached = _capital(ground, at)
        if reached is None:
            return end
        end = _tail(ground, reached)
    return end


def _embassy(ground: Ground, at: int) -> bool:
    """Whether the name of an embassy begins at an offset: an organ's name ends before the embassy that it belongs to."""
    head = ground.tables.heads.at(ground.low, at)
    return head is not None and head[1].kind == "embassy"


def _person(ground: Ground, at: int) -> bool:
    """Whether a full Vietnamese name begins at an offset, with a surname that Chinese names hardly ever have and no state within."""
    surname = WORD.match(ground.text, at)
    if surname is None or ground.shapes.use.get(surname.group()) != "vi":
        return False
    name = name_at(ground.text, at, len(ground.text), ground.shapes)
    return name is not None and name.kind == "vi" and name.words >= _FULL and not any(one in ground.states for one in range(at, name.end))


def _tail(ground: Ground, end: int) -> int:
    """The end of a capitalised word with the small syllable that completes it (``Nghề cá``), where one does."""
    match = _SMALL.match(ground.text, end)
    if match is None or not ground.shapes.syllable(match.group(1)):
        return end
    known = ground.tables.inner.at(ground.low, end + 1)
    return end if known is not None and known[1] in ("stop", "joint", "side") else match.end()


def _goes_on(ground: Ground, at: int) -> bool:
    """Whether a body's name goes on after ``và``: with a capital that begins no person and no title."""
    if at in ground.states:
        return False
    if portfolios_at(ground, at) is not None:
        return True
    if at < len(ground.text) and ground.text[at].islower():
        word = ground.tables.inner.at(ground.low, at)
        return word is not None and word[1] == "word"
    return _capital(ground, at) is not None


def _capital(ground: Ground, at: int) -> int | None:
    """End of a capitalised word that belongs to a body's name; None where it begins a person's name or is none."""
    match = WORD.match(ground.text, at)
    if match is None:
        return None
    word = match.group()
    if word.isupper() and len(word) > 1:
        return match.end()
    if ground.low[at : match.end()] in ("ông", "bà", "ngài"):
        return None
    name = name_at(ground.text, at, len(ground.text), ground.shapes)
    if name is not None and name.words > 1 and (name.kind != "foreign" or not ground.shapes.syllable(word)):
        return None
    if ground.shapes.syllable(word):
        return match.end()
    alone = name is not None and name.words == 1 and _ALONE_AFTER.match(ground.text, match.end()) is not None
    return match.end() if alone else None


def find_bodies(text: str, states: tuple[StateMention, ...], lore: Lore) -> tuple[BodyMention, ...]:
    """The organs, parties and organisations without a code of their own that a text (form NFC) names."""
    ground = Ground.of(text, states, lore)
    heads = lore.once(_heads)
    made: list[BodyMention] = []
    reached = 0
    for hit in longest(heads.in_plain(ground.text)):
        if hit.start < reached or not ground.text[hit.start].isupper() and heads.value(hit).kind not in ("party", "parliament"):
            continue
        found = body_at(ground, hit.start)
        if found is None or found.kind in ("local", "international"):
            continue
        reached = found.end
        name = text[found.start : found.end]
        made.append(BodyMention(start=found.start, end=found.end, name=name, kind=found.kind, country=found.country))
    return tuple(made)


def _heads(lore: Lore) -> Phrases[Kind]:
    return Phrases(((word, row) for row in lore.rows("vi/offices/bodies", Kind) for word in row.names), case="any")
