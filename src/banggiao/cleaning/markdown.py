"""The step on Markdown that crawls deliver: links and emphasis to their words, pictures to nothing, headings to plain lines.

Guarantees: words stay, in their order and on their lines; a line that is but a link is left alone (zones tell it by its
form); every pattern is bounded, so time grows linearly with the text.
"""

import re

from banggiao.lore import Lore

Change = tuple[int, int, str]

_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,600}(?: \"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,300})\](?P<address>\((?:https?:|/|#|www\.)[^()\s]{0,600}(?: \"[^\"\n]{0,300}\")?\))")
_HEADING = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)
_STRONG = re.compile(r"(?<![*\w])(?P<mark>\*{1,3}|__)(?=[^\s*_])(?P<words>[^*\n]{1,300}?)(?<=[^\s*])(?P=mark)(?![*\w])")
_BULLET = re.compile(r"\s*(?:[-*+•]\s{1,4})?")


def markdown(text: str, lore: Lore) -> list[Change]:
    """Links, pictures, headings and emphasis without their marks."""
    changes: list[Change] = []
    if "](" in text:
        changes += [(*match.span(), "") for match in _PICTURE.finditer(text)]
        for match in _LINK.finditer(text):
            if not _alone(text, match):
                changes += [(match.start(), match.start() + 1, ""), (match.end("words"), match.end(), "")]
    if "#" in text:
        changes += [(*match.span(), "") for match in _HEADING.finditer(text)]
    if "**" in text or "__" in text or "*" in text:
        for match in _STRONG.finditer(text):
            changes += [(*match.span("mark"), ""), (match.end("words"), match.end(), "")]
    return _disjoint(sorted(changes))


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a link is all that its line holds, but for a bullet."""
    before = text[max(0, match.start() - 8) : match.start()].rpartition("\n")[2]
    first = match.start() - len(before) == 0 or text[match.start() - len(before) - 1] == "\n"
    return first and _BULLET.fullmatch(before) is not None and text[match.end() : match.end() + 4].strip(" \t\r")[:1] in ("", "\n")


def _disjoint(changes: list[Change]) -> list[Change]:
    """Of sorted changes those that do not reach into one before them."""
    kept: list[Change] = []
    for change in changes:
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept
