"""Picture credits within a line: where the caption that a credit ends begins, and where the credit ends.

Guarantees: a cut never falls within a word; what follows a credit in the same line stays to be read; bounded work per credit.
"""

import regex

from banggiao.cleaning.abbreviations import goes_on
from banggiao.cleaning.lines import Line, ZonePattern, rest
from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore

_CREDIT_MOST = 72
_CREDIT_WORDS = 8
_CAPTION_MOST = 400
_SENTENCE = regex.compile(r"[.!?…][”\"’)\]]*\s+(?=\S)")
_BORDER = regex.compile(
    r"[)\]]\.?|\.(?=\s|$|\p{Lu})|\s?\||(?<=\p{Ll}{2})\.?(?=\p{Lu}\p{Ll}+\s)|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})|\s?(?=[\"“*])|\s-\s(?=\p{Lu})"
)
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
    parts: list[Line] = []
    while line.text:
        matches = [(match, pattern) for pattern in credits if (match := pattern.pattern.search(line.text))]
        if not matches:
            break
        match, pattern = min(matches, key=lambda pair: pair[0].start())
        start, end = _caption_start(line.text, match.start()), _credit_end(line.text, match.start(), match.start("who"), lore)
        if before := line.text[:start].rstrip():
            parts.append(Line(line.start, line.start + len(before), before, line.kind, line.rule))
        parts.append(Line(line.start + start, line.start + end, line.text[start:end], "caption", pattern.id))
        line = rest(line, end)
        if not _LETTERS.search(line.text):  # a bar or a bracket that closes the caption
            parts[-1].end, line = line.end, Line(line.end, line.end, "")
    return [*parts, line] if line.text else parts


def _caption_start(text: str, credit: int) -> int:
    """Where the sentence before a credit starts."""
    at, last = 0, len(text[:credit].rstrip())
    for match in _SENTENCE.finditer(text, max(0, credit - _CAPTION_MOST), credit):
        if match.end() < last:
            at = match.end()
    return at if credit - at <= _CAPTION_MOST else credit


def _credit_end(text: str, opening: int, at: int, lore: Lore) -> int:
    """Where the credit whose holder begins at ``at`` ends: its bracket, a known holder, a sentence's border, or a name."""
    if text[opening] in "([" and (close := _CLOSE.search(text, at, at + _CREDIT_MOST + 20)):
        return close.end()
    if known := lore.once(holders).match(text, at):
        closed = regex.compile(r"[.)\]]+").match(text, known.end())
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
