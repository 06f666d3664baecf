"""The grammar of a clause around a verb: its subject, its objects, lists of them.

Guarantees: only actors of the one sentence; a preposition right before an actor takes it out of the subject's place.
"""

import regex

from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.model.mentions import StateMention
from banggiao.model.scene import Actor

_TAG = "[" + "".join(TAGS[kind] for kind in ACTORS) + "]"
_ANY = "[" + "".join(TAGS[kind] for kind in (*ACTORS, "place", "body")) + "]"
_JOINED = regex.compile(r"\s*(?:,|và|cùng|cùng với|, và|-|–|với)\s*(?:các |cả |phu nhân |những )?$")
_AND = regex.compile(r"\s*(?:,|và|cùng|cùng với|, và|-|–|;)\s*(?:(?:các|cả|với|gặp|tới|người đồng cấp|đồng cấp|tân|cựu)\s)?\s*$")
_HEADS = r"(?:(?:đoàn|phái đoàn|đoàn đại biểu|lãnh đạo|đại diện|quan chức|giới chức|cấp|thành viên|bộ trưởng|chính đảng|cơ quan|nghị sĩ|tướng lĩnh)\b[^.;,\ue000-\ue0ff]{0,70}?\s)?"
FILL = (
    r"(?:các |những |cả |đoàn |vị |ngài |với |cùng |đại diện |nhiều |một số |phái đoàn |tân |cựu |chính |người |hai |lại |riêng )*" + _HEADS
)
_OBJECT = regex.compile(rf"\s*(?:với |cùng |tới |đến |cho |sang )?{FILL}(?P<a>{_ANY})")
_PLACE = regex.compile(
    rf"\s*(?:với |cùng |tới |đến |cho |sang |về |ở |tại |vào |lên )?{FILL}(?:nước |đất nước |thủ đô |thành phố )?(?P<a>{_ANY})"
)
_NEXT = regex.compile(rf"[^.;]{{0,90}}?(?:,|ngày|nay|qua)\s*(?P<a>{_TAG})")
_ADVERBS = regex.compile(r"(?: (?:đã|sẽ|vừa|đang|sớm|sắp|cũng|dự kiến|từng|và phu nhân|cùng phu nhân|có thể|chính thức))*\s*")
_REACH = 150
_COORDINATED = frozenset({",", "và", ", và"})


def opens_after(view: View, last: Actor) -> list[Actor]:
    """``Tiếp Đại sứ X, Bộ trưởng Y ...``: the subject that follows an opening clause."""
    return opens_after_place(view, view.at(last.start) + 1)


def opens_after_place(view: View, place: int) -> list[Actor]:
    """The subject of the clause that follows an opening one which ends at ``place``: one actor, or persons in a list."""
    match = _NEXT.match(view.text, place)
    found = view.mentions.get(match.start("a")) if match else None
    if match is None or not isinstance(found, Actor):
        return []
    return [found, *(one for one in listed(view, match.start("a"))[1:] if found.kind == one.kind == "person")]


def adjacent(view: View, at: int) -> list[Actor]:
    """The actor that stands right before a verb at ``at``, adverbs apart, whatever rules it (``mong được đón X sang thăm``)."""
    before = view.actors(max(0, at - 40), at)
    if not before or not _ADVERBS.fullmatch(view.text[before[-1][0] + 1 : at]):
        return []
    found = before[-1][1]
    if not found.codes or found.kind not in ("person", "office"):
        return []
    return [*listed_before(view, before[-1][0]), found]


def listed_before(view: View, place: int) -> list[Actor]:
    """The actors that stand in one list before the one at a place (``Tổng thống X, Thủ tướng Y và Chủ tịch Z thăm``)."""
    group: list[Actor] = []
    later = view.mentions[place]
    for at, actor in reversed(view.actors(max(0, place - _REACH), place)):
        if not isinstance(later, Actor) or actor.kind not in ("person", "office") or not actor.codes:
            break
        if not _joined(view.text[at + 1 : place], actor, later):
            break
        group.insert(0, actor)
        place, later = at, actor
    return group


def subject(view: View, at: int, known: Words) -> list[Actor]:
    """The actors that are the subject of a verb at ``at``: the nearest one before it that no preposition rules, and those joined to it."""
    before = [(place, actor) for place, actor in view.actors(max(0, at - _REACH), at) if actor.codes or actor.people]
    for number in range(len(before) - 1, -1, -1):
        place, actor = before[number]
        gap = view.text[place + 1 : at]
        if ";" in gap or ". " in gap:
            break
        if _is_object(view, place, at, actor, before[:number]):
            continue
        if "spokesperson" in actor.posts or (known.ruled(view.text, place) and not _acts(view, place, at, known)):
            continue
        group = [actor]
        while number and _joined(view.text[before[number - 1][0] + 1 : place], before[number - 1][1], actor):
            number -= 1
            place, earlier = before[number]
            group.insert(0, earlier)
        if known.ruled(view.text, place) and len(group) > 1 and not _acts(view, place, at, known):
            group = _free(group, view)
            if not group:
                continue
        return group
    return []


def _is_object(view: View, place: int, at: int, actor: Actor, earlier: list[tuple[int, Actor]]) -> bool:
    """Whether an actor right before a verb is the object of the verb before (``X đến chào Y, hội đàm với Z``): X acts on."""
    if view.text[place + 1 : at].strip() not in _COORDINATED or actor.kind not in ("person", "office"):
        return False
    return any(one.kind in ("person", "office") and not set(one.codes) & set(actor.codes) for _, one in earlier)


def _free(group: list[Actor], view: View) -> list[Actor]:
    """The actors of a list after the one that a preposition rules, where a comma parts them (``Nhận lời mời của X, Y thăm``)."""
    first, second = view.at(group[0].start), view.at(group[1].start)
    return group[1:] if view.text[first + 1 : second].strip() == "," else []


def _acts(view: View, place: int, at: int, known: Words) -> bool:
    """Whether an actor that a preposition rules acts all the same: it leads a party, or owns the subject right before the verb."""
    if known.led(view.text, place):
        return True
    return view.text[max(0, place - 5) : place].endswith("của ") and _ADVERBS.fullmatch(view.text[place + 1 : at]) is not None


def _joined(between: str, one: Actor, other: Actor) -> bool:
    """Whether two actors are one subject: joined by a word, or by a comma where they are of one kind."""
    if not _JOINED.fullmatch(between):
        return False
    if one.kind == "office" and other.kind == "state":
        return True
    return one.kind == other.kind or "," not in between or "và" in between


def objects(view: View, at: int, *, places: bool = False) -> list[Actor]:
    """The actors that a verb ending at ``at`` governs (``places``: may be where it leads): the one right after it and those listed on."""
    match = (_PLACE if places else _OBJECT).match(view.text, at)
    if not match:
        return []
    found: list[Actor] = []
    place = match.start("a")
    while True:
        one = _as_actor(view.mentions[place])
        if one is not None:
            found.append(one)
        later = [p for p, actor in view.actors(place + 1, place + 60) if actor.kind != "joint"]
        if not later or not _AND.fullmatch(view.text[place + 1 : later[0]]):
            return found
        following = view.mentions[later[0]]
        if places and found and isinstance(following, Actor) and following.kind != found[-1].kind:
            return found
        place = later[0]


def _as_actor(mention: object) -> Actor | None:
    if isinstance(mention, Actor):
        return mention
    if isinstance(mention, StateMention):
        codes = tuple(sorted(mention.codes or (mention.code,)))
        return Actor(start=mention.start, end=mention.end, codes=codes, kind="state")
    return None


def listed(view: View, place: int) -> list[Actor]:
    """The actor at a place and those listed with it by commas and ``và``."""
    found = [at_place(view, place)]
    while True:
        later = [p for p, actor in view.actors(place + 1, place + 60) if actor.kind != "joint"]
        if not later or not _AND.fullmatch(view.text[place + 1 : later[0]]):
            return found
        place = later[0]
        found.append(at_place(view, place))


def at_place(view: View, place: int) -> Actor:
    """The actor whose tag stands at a place of the view."""
    one = view.mentions[place]
    assert isinstance(one, Actor)
    return one
