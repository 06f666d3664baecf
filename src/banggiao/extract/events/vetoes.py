"""What keeps a trigger of one type from being an event: habits, references, names that are none.

Guarantees: pure functions of one signature: the trigger, the words right before it, the word lists, the cleaned text.
"""

from collections.abc import Callable

import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS
from banggiao.model.dates import days
from banggiao.model.scene import Actor
from banggiao.recognise.phrases import plain

_AHEAD = 120
_PRESENT = 45
_CONTEXT = 250
_COUNTED = 16
_PHRASE = 50
_CLAUSE, _JOINED = 70, 24
_BREAK = regex.compile(r"[,;:“”\"]|\brằng\b")
_TOUR = 34
_FEW_WORDS, _HEAD_WORDS = 6, 3
"""Within how many words the name of a gathering has a capital letter."""
_STATES = (TAGS["state"], TAGS["place"])
_ACTORS = "".join(TAGS[kind] for kind in ACTORS)
_GENERAL_NAMED = regex.compile(r'\s*(?:quốc tế|khu vực)? ?[“"]')
_CAPITAL = regex.compile(r"\p{Lu}")


def _upgrade(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """An anniversary of relations or a wish for them is no upgrade, unless the words date it."""
    text = trigger.view.text
    after = text[trigger.end : trigger.end + 60]
    near = [*trigger.view.dates(trigger.start, trigger.end + 60), *trigger.view.dates(max(0, trigger.start - 40), trigger.start)]
    dated = any(date.cls == "date" for _, date in near)
    before = text[max(0, trigger.start - 60) : trigger.start]
    if known.has("loftier", after) and not dated:
        return True
    counted = any(date.cls != "date" for _, date in trigger.view.dates(max(0, trigger.start - _COUNTED), trigger.start)[-1:])
    if known.has("jubilee", before) or counted:
        # only a stretch of years in brackets tells the founding; a year alone is that of the jubilee
        founded = trigger.view.dates(trigger.end, trigger.end + 60)
        return not any(date.value and "/" in date.value and days(date.value) > 360 for _, date in founded)
    if known.has("aim", before):
        return not dated
    return not dated and trigger.view.sentence.zone == "body" and not known.has("announced", before + after)


def _signing(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Documents signed some time that are carried out, and ones yet to be brought about, are no signing."""
    text = trigger.view.text
    before = text[max(0, trigger.start - 110) : trigger.start]
    if known.ends("negation", text[: trigger.found.match.start()]):
        return True  # không có thoả thuận nào được ký
    if known.has("carried_out", before) and not trigger.view.dates(trigger.end, trigger.end + 40):
        return True
    if known.ends("day_of", text[: trigger.start]) and known.has("jubilee", before):
        return True
    if known.has("awaits", before[-_PHRASE:]):
        return True
    return known.ends("toward", tail) or known.ends("toward", before.rstrip(", "))


def _conference(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Forums in general are no conference: a name is needed."""
    after = trigger.view.text[trigger.end : trigger.end + 70]
    if known.has("amongst", after):
        return True
    start = trigger.found.match.start("head") if trigger.found.has("head") else trigger.start
    words = [word.strip('“"”(') for word in trigger.view.span(start, min(len(trigger.view.text), trigger.end + 60)).of(source).split()]
    first = trigger.view.mentions.get(trigger.end + 1)
    if isinstance(first, Actor) and first.kind == "joint" and known.starts("forum_topic", source[first.start : first.end].lower()):
        return False
    if known.starts("forum_topic", after) and TAGS["joint"] in after[:_PRESENT]:
        return False
    if known.starts("general_forum", after) and not _GENERAL_NAMED.match(after):
        return True
    if any(_CAPITAL.match(word) for word in words[1:_FEW_WORDS]):
        return False
    ends = min(known.first("no_name", after), known.first("name_end", after)) if known.starts("high_level", after) else 0
    return not any(_CAPITAL.match(word) for word in words[_FEW_WORDS : _HEAD_WORDS + len(after[:ends].split())])


def _session(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """A mechanism that is only kept up is no session: a meeting of it must be told."""
    view, text = trigger.view, trigger.view.text
    own = text[max(0, trigger.start - 30) : min(len(text), trigger.end + 90)]
    if known.ends("sets_up", tail):
        return True
    if known.has("kept_up", text[max(0, trigger.start - 90) : trigger.start]) and not known.has("meets", own):
        return True
    return not (known.has("meets", own) or view.dates(trigger.start, trigger.end + 80))


def _aid(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Help is aid where something is given, money or goods, and neither wished for nor a present to a person."""
    view = trigger.view
    after = view.text[trigger.end : trigger.end + _AHEAD]
    if known.ends("no_giving", tail) or _wished(trigger, known) or known.has("alms", after[:_PRESENT]):
        return True
    own = view.text[trigger.start : trigger.end]
    gives = TAGS["amount"] in after or known.has("goods", own + after) or "needs" in trigger.means
    return not (gives or known.has("relief", own) or known.has("granted", after))


def _force(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Force that is feared, wished for or only thought of is none, nor are attacks of another sort than by arms."""
    if trigger.means.get("strand") == "port":
        return False
    if trigger.frame == "drill" and known.ends("through", tail):
        return True
    if trigger.means.get("strand") == "attack" and (_thought(trigger, known) or _by_outlaws(trigger, known)):
        return True
    return _wished(trigger, known) or known.starts("no_attack", trigger.view.text[trigger.end : trigger.end + 30])


def _by_outlaws(trigger: Trigger, known: Words) -> bool:
    """Whether those who attack act for no state (``một nhóm vũ trang đã tấn công sứ quán Lào``)."""
    text = trigger.view.text
    clause = _BREAK.split(text[max(0, trigger.start - _CLAUSE) : trigger.start])[-1]
    named = known.last("outlaws", clause)
    offset = trigger.start - len(clause)
    return named >= 0 and all(known.ruled(text, offset + at) for at, tag in enumerate(clause) if at > named and tag in _ACTORS)


def _thought(trigger: Trigger, known: Words) -> bool:
    """Whether the words right before an attack leave it a plan or a threat."""
    before = trigger.view.text[max(0, trigger.start - _CLAUSE // 2) : trigger.start]
    return known.has("attack_thought", _BREAK.split(before)[-1])


def _measure(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """A measure that is feared, asked for or only thought of is none, nor is one part of those told before it."""
    before = trigger.view.text[: trigger.start]
    if trigger.means.get("status") == "held":
        return False  # what is in force stays so whoever wants it lifted
    return _wished(trigger, known) or (known.ends("parts", before) and known.has("sanctions", before))


def lacks(trigger: Trigger, source: str, known: Words) -> bool:
    """Whether the things or persons that the pattern needs are missing from its phrase; counted ones stand in an amount, so the words themselves are read."""
    needed, view = trigger.means.get("needs"), trigger.view
    before = trigger.means.get("before")
    if isinstance(before, str) and not known.has(before, plain(view.span(0, trigger.start).of(source)).lower()):
        return True
    if not isinstance(needed, str):
        return False
    phrase = view.span(trigger.start, min(len(view.text), trigger.end + _PHRASE)).of(source)
    return not known.has(needed, plain(phrase).lower())


def _message(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Good wishes and condolences spoken in an encounter are no message."""
    view = trigger.view
    if trigger.means.get("strand") != "wished" and not known.has("wishes", view.text[trigger.start : trigger.end]):
        return False
    start = view.starts[trigger.start]
    return known.has("spoken", plain(source[max(0, start - _CONTEXT) : start]).lower())


def _wished(trigger: Trigger, known: Words) -> bool:
    """Whether the clause before the trigger makes it a wish, a demand on others, a fear or a claim about another."""
    clause = _BREAK.split(trigger.view.text[max(0, trigger.start - _CLAUSE) : trigger.start])[-1]
    accused = known.last("accuses", clause)
    if accused >= 0 and not known.has("shares_subject", clause[max(accused, len(clause) - _JOINED) :]):
        return True
    before = known.less("no_wish", clause)
    if trigger.type == "measure" or trigger.means.get("status") == "cancelled":
        before = known.less("agreed", before)
    opposed = known.last("opposed", before)
    return known.has("wish", before) or (opposed >= 0 and not any(tag in _ACTORS for tag in before[opposed:]))


def _talks(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Negotiation in general, or of a treaty some day, is no talks."""
    own = trigger.view.text[trigger.start : trigger.end]
    if trigger.noun and known.ends("means", tail) and not trigger.view.dates(trigger.end, trigger.end + _PRESENT):
        return True
    if not known.has("negotiates", own) or trigger.noun:
        return False
    return not known.ends("goes_on", tail) or known.ends("ends_soon", tail)


def _visit(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Visits in general are none, nor is a tour of a part of the world the visit of any one state."""
    if trigger.noun and known.ends("plural", tail):
        return True
    after = trigger.view.text[trigger.end : trigger.end + _TOUR]
    stretch = known.first("stretch", after)
    if not trigger.noun or stretch == len(after):
        return False
    ahead = trigger.view.text[trigger.end : trigger.end + _AHEAD]
    first = next((at for at, tag in enumerate(ahead) if tag in _STATES), None)
    return first is None or not clauses(known).stop_at.search(ahead)


def _titled(trigger: Trigger, source: str) -> bool:
    """Whether the word opens a name in quotation marks within a sentence (``khai mạc "Gặp gỡ mùa xuân"``)."""
    start = trigger.view.starts[trigger.start]
    opening = source[max(0, start - 3) : start]
    return source[start].isupper() and opening[-1:] in ("“", '"') and opening[:1].isalpha() and opening[1:2] == " "


def _meeting(trigger: Trigger, tail: str, known: Words, source: str) -> bool:
    """Meetings with the press and the like are none, nor are meetings in general, unless they are planned; nor is a name in quotes."""
    if _titled(trigger, source):
        return True
    if known.starts("no_counterpart", trigger.view.text[trigger.end : trigger.end + 40]):
        return True
    named = regex.match(rf"[^.;,]{{0,20}}với (?:\w+ ){{0,2}}[{_ACTORS}]", trigger.view.text[trigger.end : trigger.end + 60])
    return trigger.noun and known.ends("plural", tail) and not known.has("future", tail) and not named


CHECKS: dict[str, Callable[[Trigger, str, Words, str], bool]] = {
    "upgrade": _upgrade,
    "signing": _signing,
    "conference": _conference,
    "session": _session,
    "aid": _aid,
    "military": _force,
    "measure": _measure,
    "message": _message,
    "talks": _talks,
    "visit": _visit,
    "meeting": _meeting,
}
"""The check of each type that has one; True means no event."""
