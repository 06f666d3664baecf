"""Steps on sentences: a space where a crawl lost it after a full stop, one line where a crawl broke it at a link.

Guarantees: abbreviations, initials, numbers and addresses stay whole; a line that ends a sentence keeps its end, and
paragraphs, titles, captions and lists stay apart.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from banggiao.cleaning.abbreviations import goes_on
from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore

Change = tuple[int, int, str]

_GLUED = regex.compile(
    r"(?<=\p{Ll}{2}|\p{Lu}[à-ỹ]|\p{Ll}\d|\d{2}|[)\]”\"’%])[.!?…]+[”\"’)]*(?=\p{Lu}[\p{L}\s])"  # (1973-2023).Đối thoại
    r"|(?<=\p{Lu}{2})[.!?…]+[”\"’)]*(?=\p{Lu}\p{Ll})"  # 300 triệu USD.Tập đoàn
    r"|(?<=[.!?…][”\"’])(?=\p{Lu}\p{Ll})"
    r"|(?<=[\p{L}\d][)\]”])(?=\p{Lu}\p{Ll})"  # (TTXVN)Xem
)
# Where one of these can match: the marks that stand before a letter which is no small one of ASCII. They are looked for much faster.
_SEAM = re.compile(r"[.!?…”\"’)\]](?<![.!?…”\"’)\]].)[.!?…”\"’)\]]*+(?=[^\x00-@\[-\x7f\u2010-\u2027])")
_SPACES = " \t\n"
_ENDED = regex.compile(r"[.!?…:;|][”\"’»)\]]*$|[”»|]$")
_CREDIT = regex.compile(r"(?:[Ảả]nh|ẢNH|Video|Photo|Nguồn|Đồ họa|Đồ hoạ)\s?:")
_GOES_ON = regex.compile(r"[,.;:)!?”»…](?![.…])|-\p{L}|\((?=\p{Lu}{2,}\))|\p{Ll}(?![.)]\s|\p{L}*://)")
_NOT_PROSE = regex.compile(r"(?:https?:|www\.|xem thêm|đọc thêm|[a-z_]{3,15}:\s|[-–—•*+>|#\[])", regex.IGNORECASE)
_RUNS_ON = regex.compile(r"[^\s.!?:;”\"]\n\p{Ll}")
_FULL_STOP = regex.compile(r"\S\.$")
_NAME_BEGUN = regex.compile(r"(?<!\p{L})[A-Z][a-z]{2,} (?:[A-Z]\.)+$|[,(]\s?TP\.$")  # Michael J. / thuộc TP.
_INITIALS = regex.compile(r"\p{Ll},? (?:[A-Z]\.){2}$")  # cố vấn an ninh J.D.
_FIRST = regex.compile(r"\p{L}+")
_LINK_MOST, _LONG = 60, 60
_WRAPPED, _WRAPPED_LEAST = range(40, 101), 3
_RUN_ON = range(41, 102)


def glued_sentences(text: str, lore: Lore) -> list[Change]:
    """A space between a sentence's end and the next one's capital letter."""
    changes: list[Change] = []
    for match in _glued(text):
        before = text[max(0, match.start() - 12) : match.start()].split(" ")[-1]
        repeated = changes and changes[-1][0] == match.end()
        if not repeated and not (before[:1].isupper() and len(before) < 3 and before.isascii()) and not goes_on(before, lore):
            changes.append((match.end(), match.end(), " "))
    return changes


def _glued(text: str) -> Iterator["regex.Match[str]"]:
    """Where a sentence can end with no space after it."""
    for seam in _SEAM.finditer(text):
        yield from _GLUED.finditer(text, seam.start(), seam.end() + 2)


def broken_lines(text: str, lore: Lore) -> list[Change]:
    """The line ends that a crawl put around a link in the middle of a sentence, to a blank, or to nothing before a mark."""
    changes: list[Change] = []
    offsets = _line_ends(text)
    wrapped = _is_wrapped(text, offsets)
    joined = False
    for number, at in enumerate(offsets):
        start = offsets[number - 1] + 1 if number else 0
        follow = offsets[number + 1] if number + 1 < len(offsets) else len(text)
        later = offsets[number + 2] if number + 2 < len(offsets) else len(text)
        above, below, next_ = text[start:at], text[at + 1 : follow], text[follow + 1 : later]
        gap = "" if number == 0 else _gap(above, below, next_, joined, lore) or _inside(above, below, next_, wrapped)
        joined = bool(gap)
        if joined:
            bare = below.lstrip()
            changes.append((start + len(above.rstrip()), at + 1 + len(below) - len(bare), "" if bare[0] in ",.;:)!?”»…-" else " "))
    return changes


def _is_wrapped(text: str, offsets: Sequence[int]) -> bool:
    """Whether lines were broken at a width: several go on in small letters below lines of nearly one length."""
    ends = (end for start, end in pairwise(offsets) if end - start - 1 in _RUN_ON)
    return sum(_RUNS_ON.match(text, end - 1) is not None for end in ends) >= _WRAPPED_LEAST


def _inside(above: str, below: str, later: str, wrapped: bool) -> str:
    """Why a line that begins with a capital goes on the one above: a link's words stand between blanks, or lines are wrapped."""
    if (
        not above.strip()
        or not below.strip()
        or _ENDED.search(above.rstrip()[-6:])
        or _NOT_PROSE.match(below.strip())
        or _CREDIT.search(above[-90:])
    ):
        return ""
    if above[-1:] == " " and below[:1] not in _SPACES and len(below) <= _LINK_MOST and (later[:1] == " " or _GOES_ON.match(later)):
        return "link"
    return "wrapped" if wrapped and len(above) in _WRAPPED else ""


def _foreign_below(above: str, below: str, lore: Lore) -> bool:
    """Whether a line that ends in two initials goes on with a foreign surname."""
    first = _FIRST.match(below)
    return first is not None and _INITIALS.search(above[-12:]) is not None and not is_syllable(first.group(), lore)


def _line_ends(text: str) -> list[int]:
    found, at = [], text.find("\n")
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1)
    return found


def _gap(above: str, below: str, later: str, joined: bool, lore: Lore) -> str:
    """Why two lines are one sentence: the lower one goes on, the upper one is a link's words, or a link begins ("": they are two)."""
    spaced = above[-1:] in _SPACES or below[:1] in _SPACES
    above, below, later = above.strip(), below.strip(), later.strip()
    if not above or not below or _NOT_PROSE.match(below) or _NOT_PROSE.match(above) or _CREDIT.search(above[-90:]):
        return ""
    ended = _ENDED.search(above[-6:]) is not None
    if _FULL_STOP.search(above[-2:]) and below[0].isalpha() and goes_on(above[-30:].split()[-1][:-1], lore):
        return "initial" if below[0].islower() or _NAME_BEGUN.search(above[-40:]) or _foreign_below(above, below, lore) else ""
    if ended:
        return ""
    if _GOES_ON.match(below):
        return "goes on"
    if joined and len(above) <= _LINK_MOST and (spaced or above[0].islower()):
        return "after a link"
    link = len(below) <= _LINK_MOST and later and not _ENDED.search(below[-6:]) and _GOES_ON.match(later)
    return "link" if link and (joined or spaced or len(above) > _LONG) else ""
