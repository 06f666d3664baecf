"""The name of a mechanism or conference, and the number of its session.

Guarantees: a name is a stretch of one sentence that starts at its head word; the ordinal is no part of it.
"""

import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.page import ACTORS, TAGS
from banggiao.lore import Lore
from banggiao.model.spans import Span

_ORDINAL = regex.compile(r"\blần (?:thứ )?(?P<n>[\w]{1,8}(?: (?:mươi|mốt|hai|ba|tư|năm|sáu|bảy|tám|chín|một))?)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_WORDS = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
          "mười một": 11, "mười hai": 12}  # fmt: skip
_STOP = regex.compile(
    r"[,;.:()“”\"]|\s(?:lần (?:thứ )?|tại\b|ở\b|diễn ra|được|đã\b|sẽ\b|vào\b|từ\b|ngày|do\b|để\b|nhằm|trong\b|có\b|là\b|khai mạc|cho biết|tổ chức|đang|vừa|"
    r"với sự|kết thúc|bế mạc|hôm|năm nay|sắp|dự kiến|cũng|này\b|trước|sau|khi\b|mà\b|nơi|tiếp theo|với chủ đề|đầu tiên|giữa hai|bàn|thảo luận|phát biểu|theo\b|cùng ngày|"
    r"chiều|sáng|tối|" + TAGS["date"] + ")"
)
_LONGEST = 110
_ACTOR_TAGS = "".join(TAGS[kind] for kind in ACTORS)


def ordinal(text: str) -> int | None:
    """The number of a session that the words say: digits, words or Roman figures."""
    match = _ORDINAL.search(text)
    return _number(match.group("n")) if match else None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 4 else None
    for candidate in (word, word.split(" ")[0]):
        if candidate in _WORDS:
            return _WORDS[candidate]
    first = word.split(" ")[0]
    return _roman(first) if first and set(first) <= set(_ROMAN) else None


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-v if any(later > v for later in values[at + 1 :]) else v for at, v in enumerate(values))


def name_of(trigger: Trigger, lore: Lore) -> tuple[Span | None, int | None]:
    """The name that a trigger of a gathering begins, and the number of the session."""
    found, view = trigger.found, trigger.view
    if not found.has("head"):
        return None, None
    start = found.match.start("head")
    stop = _STOP.search(view.text, min(found.match.end("head"), start + 12), start + _LONGEST)
    end = stop.start() if stop else min(len(view.text), start + _LONGEST)
    number = ordinal(view.text[trigger.start : min(len(view.text), end + 24)])
    span = view.span(start, end)
    return (span if len(span) > 6 else None), number
