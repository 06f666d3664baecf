"""What the body of an office belongs to: the parliament of a committee, the party or ministry of an organ.

Guarantees: pure; only bodies that the words name are told, and a name never runs past what ``body_at`` reads.
"""

from banggiao.recognise.bodies import Found, Ground, body_at
from banggiao.recognise.context import last_word

_ABOVE = frozenset({"party", "parliament", "government", "ministry", "foreign", "defence", "embassy"})
_COMMITTEE = "committee_of_parliament"


def kind_of(ground: Ground, body: Found) -> str:
    """The kind of a body, where a committee whose name says which parliament it is of (``Ủy ban Đối ngoại Hạ viện``) is one of its own."""
    at = ground.low.find(" ", body.start, body.end) if body.kind == "commission" else -1
    while at >= 0:
        head = ground.tables.heads.at(ground.low, at + 1)
        if head is not None and head[1].kind == "parliament" and head[0] <= body.end:
            return _COMMITTEE
        at = ground.low.find(" ", at + 1, body.end)
    return body.kind


def within(ground: Ground, organ: Found) -> Found | None:
    """An organ with the party, parliament or ministry that it belongs to (``Cục Lễ tân của Quốc hội``), None where none is told."""
    at = ground.joints.reach("state", ground.low, organ.end)
    above = body_at(ground, at) if at is not None else None
    if above is None or above.kind not in _ABOVE or above.kind == organ.kind:
        return None
    return Found(organ.start, above.end, organ.kind, organ.country or above.country)


def ministry_after(ground: Ground, end: int) -> Found | None:
    """The ministry that follows after a comma."""
    at = ground.joints.reach("ministry", ground.low, end)
    return body_at(ground, at) if at is not None and ground.text[end] == "," else None


def opening(ground: Ground, body: int, title: str) -> int:
    """Where a body's name begins: before its offset, with the last word of the title, where that opens it (``Trưởng Ban Đối ngoại``)."""
    begin, cut = body - 1 - len(title), title.find(" ")
    while cut > 0 and ground.low.startswith(title, begin):
        head = ground.tables.heads.at(ground.low, begin + cut + 1)
        if head is not None and head[0] == body - 1 and _leads(ground, title[:cut]):
            return begin + cut + 1
        cut = title.find(" ", cut + 1)
    return body


def _leads(ground: Ground, words: str) -> bool:
    """Whether the words of a title before its last one are a title themselves, or those of a head (``Trưởng``)."""
    return words in ground.tables.by_title or ground.joints.by_role["leads"].fullmatch(words) is not None


def within_name(ground: Ground, start: int) -> bool:
    """Whether a title is the second word of a body's name (``Bộ Tư lệnh``)."""
    before = len(last_word(ground.low, start)) + 1
    head = ground.tables.heads.at(ground.low, start - before) if before > 1 else None
    return head is not None and head[0] > start
