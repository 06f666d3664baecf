"""Steps on sentences: a space where a crawl lost it after a full stop, one line where a crawl broke it at a link.

Guarantees: abbreviations, initials, numbers and addresses stay whole; paragraphs stay apart.
"""

import re

from banggiao.lore import Lore

Change = tuple[int, int, str]

_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])[.!?…]+[”\"’)]*(?=[^\W\d_a-z]\w)|(?<=[\d)\]”\"’%])[.!?…]+(?=[^\W\d_a-z][^\W\d_A-Z])|(?<=[.!?…][”\"’])(?=[^\W\d_a-z][^\W\d_A-Z])"
)


def glued_sentences(text: str, lore: Lore) -> list[Change]:
    """A space between a sentence's end and the next one's capital letter."""
    changes = []
    for match in _GLUED.finditer(text):
        after = text[match.end() : match.end() + 1]
        before = text[max(0, match.start() - 12) : match.start()].split(" ")[-1]
        if after.isupper() and not (before[:1].isupper() and len(before) < 3):
            changes.append((match.end(), match.end(), " "))
    return changes


def broken_lines(text: str, lore: Lore) -> list[Change]:
    """To be filled in."""
    return []
