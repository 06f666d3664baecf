"""Who held a seat before: where an article names two holders of one seat, those whom it only places in the past are former.

Guarantees: pure; nobody is former for being named beside another, but for words that place every mention of the office in the
past (``dưới thời Tổng thống X``) or for years gone by; a seat's only holder is left as told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from banggiao.lore import Lore
from banggiao.model.scene import Holding, Scene
from banggiao.recognise.joints import Joints, joints
from banggiao.recognise.phrases import plain

_SEATS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "parliament_leader", "party_leader"})
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d{2}(?!\d)")
_BEFORE = 40
_OLD = 2

Seat = tuple[str, str]


def past_holders(scene: Scene, held: Iterable[tuple[str, Seat, list[Holding]]], lore: Lore) -> set[tuple[str, Seat]]:
    """Of persons with the seats that they are told to hold (and where) those who held them once."""
    by_seat: dict[Seat, dict[str, list[Holding]]] = defaultdict(dict)
    for person, seat, told in held:
        if seat[0] in _SEATS:
            by_seat[seat].setdefault(person, []).extend(told)
    shared = [(seat, holders) for seat, holders in by_seat.items() if len(holders) > 1]
    now = _now(scene) if shared else None
    known = lore.once(joints)
    found: set[tuple[str, Seat]] = set()
    for seat, holders in shared:
        past = {name for name, told in holders.items() if all(_past(scene, one, now, known) for one in told)}
        found |= {(name, seat) for name in past if len(past) < len(holders)}
    return found


def _now(scene: Scene) -> int | None:
    """The year that the article speaks from: that of its publication, else the latest it names."""
    if scene.published:
        return int(scene.published[:4])
    years = [int(match) for match in _YEAR.findall(scene.text)]
    return max(years) if years else None


def _past(scene: Scene, held: Holding, now: int | None, known: Joints) -> bool:
    """Whether the words before an office, or the years of its sentence, place it in the past."""
    begin = max(0, held.start - _BEFORE)
    before = plain(scene.text[begin : held.start]).lower()
    if known.by_role["reign"].search(before) is not None:
        return True
    sentence = scene.sentences[scene.sentence_at(held.start)]
    years = [int(match) for match in _YEAR.findall(scene.text[sentence.start : sentence.end])]
    return now is not None and bool(years) and max(years) <= now - _OLD
