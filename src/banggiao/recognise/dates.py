"""Dates and times named in a text.

Guarantees: mentions are sorted and never overlap; every value is ISO 8601 at the precision of the words, resolved against
the publication where the words lean on it and None where they cannot be; offsets are those of the text as given.
"""

import re
from functools import lru_cache

from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.recognise.almanac import parsed
from banggiao.recognise.date_patterns import DateGrammar, DatePattern, Found, calendar, grammar
from banggiao.recognise.date_readings import NO_DATE, READINGS, Frame, apart, remember
from banggiao.recognise.phrases import plain_folded
from banggiao.text import lower

_CUE_LEFT, _CUE_RIGHT = 60, 40
_EXPLICIT = frozenset({"y1", "y2", "yy"})
_NEXT_WORD = re.compile(r" ([^\W\d_]{1,8})")
_ATTACK = {"9", "11"}


def find_dates(text: str, published: str | None, lore: Lore) -> tuple[DateMention, ...]:
    """The dates, durations, vague times and times of day in a text; ``published`` in ISO 8601 at any precision, None if unknown."""
    return tuple(mention for mention, _ in found_dates(text, published, lore))


def found_dates(text: str, published: str | None, lore: Lore) -> list[tuple[DateMention, DatePattern]]:
    """The same, each with the pattern that found it."""
    given = plain_folded(text)
    low = lower(given.text)
    rules = lore.once(grammar)
    frame = Frame(lore.once(calendar), parsed(published))
    found: list[tuple[DateMention, DatePattern]] = []
    for hit in _hits(given.text, low, rules):
        frame.tense = _tense(hit, low, frame)
        value = READINGS[hit.pattern.reads](hit.groups, frame)
        if value == NO_DATE:
            continue
        if value is not None and hit.pattern.reads != "same_period":
            remember(value, frame)
        basis = "explicit" if value is None or _EXPLICIT & hit.groups.keys() else "resolved"
        for start, end, part in _parts(hit, value):
            start, end = given.back(start), given.back(end)
            mention = DateMention(start=start, end=end, value=part, cls=hit.pattern.cls, text=text[start:end], basis=basis)
            found.append((mention, hit.pattern))
    return found


@lru_cache(maxsize=4)
def _hits(text: str, low: str, rules: DateGrammar) -> tuple[Found, ...]:
    """What matches in a text: the same whenever it was published, and asked for with and without that."""
    return tuple(rules.scan(low, lambda hit: _allowed(hit, low, text, rules)))


def _parts(hit: Found, value: str | None) -> list[tuple[int, int, str | None]]:
    """The match with its value; the two days of a list that lie apart, each by itself."""
    if hit.gap and value and "/" in value and apart(value):
        first, last = value.split("/")
        return [(hit.start, hit.gap[0], first), (hit.gap[1], hit.end, last)]
    return [(hit.start, hit.end, value)]


def _allowed(hit: Found, low: str, text: str, rules: DateGrammar) -> bool:
    """Whether the words beside a match let it be a date."""
    pattern = hit.pattern
    if not (pattern.before or pattern.not_before or pattern.guard):
        return True
    before = rules.before(low, hit.start)
    if pattern.before and not rules.left[pattern.before](before):
        return False
    if pattern.not_before and (before.rpartition(" ")[2].isdigit() or rules.left[pattern.not_before](before)):
        return False
    return not pattern.guard or _GUARDS[pattern.guard](hit, before, low, text, rules)


def _bracketed(hit: Found, low: str) -> bool:
    """Whether brackets close around the match alone, or open before it."""
    return hit.start > 0 and low[hit.start - 1] == "(" and low[hit.end : hit.end + 1] in (")", ",", ";")


def _bare(hit: Found, before: str, low: str, text: str, rules: DateGrammar) -> bool:
    """A day without a lead word needs a word that dates follow, brackets around it, or a year of four digits."""
    if {hit.groups.get("d1"), hit.groups.get("m1")} == _ATTACK and "y1" not in hit.groups and rules.left["attack_before"](before):
        return False
    if "lead" in hit.groups:
        return True
    if rules.left["day_not_before"](before):
        return False
    if any(len(hit.groups.get(key, "")) == len("2000") for key in ("y1", "y2")):
        return True
    if "year_rel" in hit.groups or "tail" in hit.groups:
        return True
    return rules.left["day_before"](before) or _bracketed(hit, low)


def _year(hit: Found, before: str, low: str, text: str, rules: DateGrammar) -> bool:
    """A year in figures alone needs a word that years follow or brackets, and nothing counted after it."""
    after = _NEXT_WORD.match(low, hit.end)
    if after and after[1] not in rules.words["after_year"]:
        return False
    return rules.left["year_before"](before) or _bracketed(hit, low)


def _month(hit: Found, before: str, low: str, text: str, rules: DateGrammar) -> bool:
    """A month and year in figures alone needs a word that dates follow or brackets."""
    return rules.left["month_before"](before) or _bracketed(hit, low)


def _weekday(hit: Found, before: str, low: str, text: str, rules: DateGrammar) -> bool:
    """``thứ hai`` is also the second: as a day it has a lead word, a week, or a capital after a word that dates follow."""
    capital = "sunday" in hit.groups or text[low.find("thứ ", hit.start, hit.end) + len("thứ ")].isupper()
    if "week" in hit.groups or ("lead" in hit.groups and (capital or not hit.groups["lead"].endswith("ngày"))):
        return True
    if not capital:
        return False
    at_head = hit.start == 0 or text[hit.start - 1] == "\n" or text[hit.start - 2 : hit.start - 1] in (".", ",", "-")
    return at_head or "sunday" in hit.groups or rules.left["weekday_before"](before) or _bracketed(hit, low)


_GUARDS = {"bare": _bare, "year": _year, "month": _month, "weekday": _weekday}


def _tense(hit: Found, low: str, frame: Frame) -> str:
    """Whether the words around tell of the past or the future: the cue nearest to the match."""
    if hit.pattern.cls != "date" or _EXPLICIT & hit.groups.keys():
        return ""
    reach = max(0, hit.start - _CUE_LEFT)
    start = max(reach, low.rfind(". ", reach, hit.start), low.rfind("\n", reach, hit.start))
    best, nearest = "", _CUE_LEFT + 1
    for tense, cue in frame.calendar.tenses.items():
        for match in cue.finditer(low, start, min(len(low), hit.end + _CUE_RIGHT)):
            away = hit.start - match.end() if match.end() <= hit.start else max(0, match.start() - hit.end)
            if away < nearest:
                best, nearest = tense, away
    return best
