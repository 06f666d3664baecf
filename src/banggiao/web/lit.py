"""Words asked for, lit within a text.

Guarantees: the texts of the pieces, joined, are the text; case and accents do not matter, đ counts as d; a phrase is lit where
all its words stand side by side.
"""

import re
from collections.abc import Iterable

from banggiao.text import fold

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
Piece = tuple[str, bool]


def lit(text: str, phrases: Iterable[str]) -> list[Piece]:
    """The text in pieces, each with whether it is to be lit."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    wanted = sorted((tuple(phrase.split()) for phrase in phrases if phrase), key=len, reverse=True)
    at = 0
    while at < len(words):
        length = next((len(phrase) for phrase in wanted if tuple(word for _, _, word in words[at : at + len(phrase)]) == phrase), 0)
        if length:
            spans.append((words[at][0], words[at + length - 1][1]))
        at += length or 1
    return _pieces(text, spans)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    done = 0
    for start, end in spans:
        if start > done:
            pieces.append((text[done:start], False))
        pieces.append((text[start:end], True))
        done = end
    return [*pieces, (text[done:], False)] if done < len(text) else pieces
