"""Whether an event took place, is planned, proposed or cancelled, by the words around those that tell it.

Guarantees: pure; statuses are those of SCHEMA.md; the words come from ``vi/events/words`` and ``acts``.
"""

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.dating import SOON, vaguely
from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS

_BEFORE = 60
_WISH = 12
_THING = 25
_HOSTING = 50
_AIMED = 100
_ROW = 220
_BREAKS = (". ", "“", "”", '"', ":")
_AIM, _INVITED = 30, 150
_AHEAD = 12
_AFTER = 45
_GATHERINGS = frozenset({"session", "conference"})
_ACTS = frozenset({"measure", "military", "aid"})
_ENCOUNTERS = frozenset({"talks", "meeting", "reception", "call"})
_ACTORS = tuple(TAGS[kind] for kind in ACTORS)
_TIMES = (TAGS["date"], TAGS["amount"])


def status_of(trigger: Trigger, subject_end: int, known: Words) -> str:
    """held, planned, proposed or cancelled, by the words between the subject and the trigger and right before the subject."""
    if isinstance(fixed := trigger.means.get("status"), str):
        return fixed
    text, start = trigger.view.text, trigger.start
    if trigger.frame == "invite":
        accepted = known.ends("accepted", text[:start]) or known.has("accepted", text[start : trigger.end + 60])
        return "planned" if accepted else "proposed"
    if trigger.type == "visit" and subject_end >= 0 and _awaited(text[max(0, subject_end - _HOSTING) : subject_end], known):
        return "proposed"
    if _is_ahead(trigger, known):
        return "planned"
    before = text[_opening(trigger, subject_end, known) : start]
    after = text[trigger.end : trigger.end + _AFTER]
    over = trigger.type in _ENCOUNTERS and trigger.noun and _looked_back_on(text[:start], text[start : trigger.end], known)
    called_off = known.has("cancelled", known.less("no_cancel", after[: known.first("saying", after)]))
    off = known.has("cancelled", known.less("no_cancel", before[-35:])) and not _just_when(trigger, before, known)
    if trigger.type != "measure" and (off or (called_off and not over)):
        return "cancelled"
    if trigger.type == "measure" and known.ends("plan", before) and known.has("called_off", before):
        return "cancelled"
    if _is_planned(trigger, before, clauses(known).turn.split(after)[0], known):
        return "planned"
    if over or known.has("at_request", before) or _is_occasion(trigger, before, known):
        return "held"
    return "proposed" if known.has("proposed", _wish(trigger, subject_end, before)) else "held"


def _opening(trigger: Trigger, subject_end: int, known: Words) -> int:
    """Where the words begin that bend an act: a little before its subject; further where it is what something is done for."""
    start = trigger.start
    if known.ends("purpose", trigger.view.text[:start]):
        return max(0, start - _AIMED)
    near = max(0, start - _BEFORE)
    if 0 <= subject_end < start and known.has("did", trigger.view.text[subject_end:start]):
        return max(near, subject_end)  # what is said before the subject is of something else
    return near if subject_end < 0 else max(near, min(subject_end, start) - 25)


def _wish(trigger: Trigger, subject_end: int, before: str) -> str:
    """The words that may make an act a wish: right before its subject and after it."""
    if subject_end < 0:
        return before[-40:]
    back = _THING if trigger.type == "military" else _WISH
    return before[-max(0, trigger.start - min(subject_end, trigger.start) + back) :]


def _is_planned(trigger: Trigger, before: str, after: str, known: Words) -> bool:
    """Whether words of the future, of a promise or of an aim stand beside an act."""
    text, start = trigger.view.text, trigger.start
    before = known.less("no_future", before)
    own = text[start : trigger.end]
    aimed = trigger.type in _GATHERINGS and known.has("purpose", before[-_AIM:])
    if aimed and known.has("proposed", text[max(0, start - _INVITED) : start]):
        return True
    if trigger.type in ("aid", "military") and known.has("promised", before + own):
        return True
    if trigger.noun and known.starts("just", after):
        return False
    if trigger.type in _ACTS and known.ends("plan", before):
        return True
    if known.has("future", before) or known.has("future", own) or known.has("coming", after) or known.starts("next_one", after):
        return True
    if not trigger.noun and trigger.type not in _ACTS and _in_a_row(text[max(0, start - _ROW) : start], known):
        return True
    act = known.starts("doing", own) or known.ends("doing", text[:start])
    if trigger.type == "signing" and act and clauses(known).will_bring.match(text, trigger.end):
        return True
    if trigger.noun and _at_it(text[:start], known) and clauses(known).then_will.match(text, trigger.end):
        return True
    return vaguely(trigger, start, trigger.end + SOON, "soon", known)


def _in_a_row(before: str, known: Words) -> bool:
    """Whether a verb is one of a row that a word of the future opened further back (``X sẽ dự hội nghị ..., hội kiến Y và thăm Z``)."""
    if not (before.rstrip().endswith((",", ";")) or known.ends("joins", before)):
        return False
    at = known.last("opens_plan", before)
    row = before[max(0, at) :]
    return at >= 0 and not known.has("past", row) and not known.says(row) and not any(mark in row for mark in _BREAKS)


def _at_it(before: str, known: Words) -> bool:
    """Whether a sentence opens at an encounter, or right after who acts there (``Trong cuộc gặp, X sẽ``, ``X trong cuộc gặp sẽ``)."""
    if known.is_only("amid", before):
        return True
    return known.ends("amid", before) and before.rstrip().rpartition(" ")[0][-1:] in _ACTORS


def _is_ahead(trigger: Trigger, known: Words) -> bool:
    """Whether an encounter or visit is told as one to come (``trước cuộc gặp với X``), not as one counted back from (``một ngày trước``)."""
    if not trigger.noun:
        return False
    text, start = trigger.view.text, trigger.start
    told = known.ends("ahead_of", text[max(0, start - _AHEAD) : start])
    if trigger.type == "visit":
        return told or vaguely(trigger, start - 2, start, "before", known)
    before = text[:start].rstrip()
    before = before[: before.rfind(" ") + 1].rstrip()
    if not told or trigger.type not in _ENCOUNTERS or before[-1:] in ("", ",", *_TIMES) or known.ends("counted", before):
        return False
    return not known.has("past", text[trigger.end : trigger.end + 2 * _AFTER].split(",")[0])


def _is_occasion(trigger: Trigger, before: str, known: Words) -> bool:
    """Whether an event is only when or where something else was asked for (``nêu đề nghị bên lề Hội nghị``, ``kêu gọi ... sau cuộc gặp``)."""
    if trigger.frame == "attend":
        return known.starts("amid", trigger.view.text[trigger.start :])
    return trigger.noun and any(known.ends(role, before) for role in ("amid", "afterwards", "ahead_of"))


def _just_when(trigger: Trigger, before: str, known: Words) -> bool:
    """Whether an encounter is only when something else was called off (``hủy chuyến đi sau cuộc điện đàm``)."""
    return trigger.type in _ENCOUNTERS and trigger.noun and known.ends("afterwards", before)


def _awaited(before: str, known: Words) -> bool:
    """Whether the words before a guest say that a host hopes for the visit (``mong được đón X thăm``)."""
    return known.ends("hosting", before) and known.has("proposed", before)


def _looked_back_on(before: str, own: str, known: Words) -> bool:
    """Whether an encounter opens the sentence as the one at or after which something was said (``Sau cuộc gặp với X, Y nói``)."""
    return known.is_only("amid", before) or known.is_only("afterwards", before) or (not before.strip() and known.starts("afterwards", own))
