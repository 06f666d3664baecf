"""Picture credits within a line: where the caption that a credit ends begins, and where the credit ends.

Guarantees: a cut never falls within a word; what follows a credit in the same line stays to be read; bounded work per credit.
"""

import regex

from banggiao.cleaning.abbreviations import goes_on
from banggiao.cleaning.lines import Line, ZonePattern
from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore

_CREDIT_MOST = 72
_CREDIT_WORDS = 8
_CAPTION_MOST = 400
_SENTENCE = regex.compile(r"[.!?…][”\"’)\]]*\s+(?=\S)")
_BORDER = regex.compile(
    r"[)\]]\.?|\.(?=\s|$|\p{Lu})|\s?\||(?<=\p{Ll}{2})\.?(?=\p{Lu}\p{Ll}+\s)|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})|\s?(?=[\"“*])|\s-\s(?=\p{Lu})"
)
_CLOSED = regex.compile(r"[.)\]]+")
_CLOSE = regex.compile(r"[)\]]\.?")
_WORD = regex.compile(r"\S+")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}.&'-]*")
_LETTERS = regex.compile(r"\p{L}+")


def holders(lore: Lore) -> regex.Pattern[str]:
    """What finds one or several credited bodies at the beginning of a credit, joined as papers join them (``THX/TTXVN``)."""
    names = {form for name in lore.rows("vi/cleaning/holders", str) for form in (name, name.upper())}
    one = "|".join(regex.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    whole = rf"(?:{one})(?!\p{{Ll}}|\p{{Lu}}(?!\p{{Ll}}))"
    person = r"\p{Lu}[\p{L}.]{0,11}(?: \p{Lu}[\p{L}.]{0,11}){0,3}"
    return regex.compile(
        rf"(?:{person}\s?[/-]\s?)?{whole}(?:\s?[/+&]\s?(?:{whole}|{person}(?=[.)\s]|$))|\s?[,-]\s?{whole})*(?: (?:cung cấp|phát))?"
    )


def cut(line: Line, credits: list[ZonePattern], lore: Lore) -> list[Line]:
    """A line cut at its picture credits: the sentence before a credit is its caption, what follows is a line again."""
    if ":" not in line.text:
        return [line]
    parts: list[Line] = []
    at = 0
    for match, rule in _credits(line.text, credits):
        if match.start() < at:
            continue
        start = _caption_start(line.text, at, match.start())
        end = _credit_end(line.text, match.start(), match.start("who"), lore)
        parts += _piece(line, at, start, line.kind, line.rule) + _piece(line, start, end, "caption", rule)
        at = end
    parts += _piece(line, at, len(line.text), line.kind, line.rule)
    if len(parts) > 1 and parts[-1].kind != "caption" and not _LETTERS.search(parts[-1].text):
        closing = parts.pop()  # a bar or a bracket that closes the caption
        parts[-1].end = closing.end
    return parts


def _credits(text: str, credits: list[ZonePattern]) -> list[tuple[regex.Match[str], str]]:
    """The credits that any pattern finds, in order of start, each with its pattern's id."""
    found = [(match, pattern.id) for pattern in credits for match in pattern.pattern.finditer(text, overlapped=True)]
    return sorted(found, key=lambda pair: pair[0].start())


def _piece(line: Line, start: int, end: int, kind: str, rule: str) -> list[Line]:
    """A stretch of a line without outer spaces as a line of its own; nothing where it is empty."""
    words = line.text[start:end]
    first = line.start + start + len(words) - len(words.lstrip())
    return [Line(first, line.start + start + len(words.rstrip()), words.strip(), kind, rule)] if words.strip() else []


def _caption_start(text: str, least: int, credit: int) -> int:
    """Where the sentence before a credit starts, not before ``least``."""
    at, last = least, credit
    while last > least and text[last - 1].isspace():
        last -= 1
    for match in _SENTENCE.finditer(text, max(least, credit - _CAPTION_MOST), credit):
        if match.end() < last:
            at = match.end()
    return at if credit - at <= _CAPTION_MOST else credit


def _credit_end(text: str, opening: int, at: int, lore: Lore) -> int:
    """Where the credit whose holder begins at ``at`` ends: its bracket, a known holder, a sentence's border, or a name."""
    if text[opening] in "([" and (close := _CLOSE.search(text, at, at + _CREDIT_MOST + 20)):
        return close.end()
    if known := lore.once(holders).match(text, at):
        closed = _CLOSED.match(text, known.end())
        return closed.end() if closed else known.end()
    for border in _BORDER.finditer(text, at + 1, at + _CREDIT_MOST):
        if border.group().startswith(".") and goes_on(text[at : border.start()].rpartition(" ")[2], lore):
            continue
        if len(text[at : border.start()].split()) <= _CREDIT_WORDS:
            return border.end()
        break
    if len(text) - at <= _CREDIT_MOST and len(text[at:].split()) <= _CREDIT_WORDS:
        return len(text)
    return _name_end(text, at, lore)


def _name_end(text: str, at: int, lore: Lore) -> int:
    """Where a credited name ends that a sentence follows without a mark: two Vietnamese words, or all the foreign ones."""
    words = list(_WORD.finditer(text, at, at + _CREDIT_MOST))
    if not words:
        return min(len(text), at + 1)
    foreign = not _vietnamese(words[0].group(), lore)
    end = words[0].end()
    for word in words[1:6] if foreign else words[1:2]:
        if not _NAME.fullmatch(word.group()) or (foreign and _vietnamese(word.group(), lore)):
            break
        end = word.end()
    return end


def _vietnamese(word: str, lore: Lore) -> bool:
    bare = "".join(_LETTERS.findall(word))
    return not bare or is_syllable(bare, lore)
