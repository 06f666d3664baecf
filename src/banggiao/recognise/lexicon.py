"""Phrases looked up at a place: the counterpart of ``Phrases`` for grammars that walk a text word by word.

Guarantees: a phrase is found only where it ends at a word boundary; the longest wins; the text given is lower case and plain.
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from banggiao.recognise.phrases import plain
from banggiao.text import is_word

T = TypeVar("T")

_MARK = r"[\u0300-\u036f]"
_FIRST = re.compile(rf"[^\W_]+(?:{_MARK}+[^\W_]*)*|(?:{_MARK}+[^\W_]*)+|[^\w\s]")


class Lexicon(Generic[T]):
    """Phrases with a value each, compared in lower case."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[str, T]]] = {}
        for phrase, value in entries:
            key = plain(phrase).lower()
            match = _FIRST.match(key)
            self._by_first.setdefault(match.group() if match else key, []).append((key, value))
        for group in self._by_first.values():
            group.sort(key=lambda entry: -len(entry[0]))

    def at(self, low: str, start: int) -> tuple[int, T] | None:
        """End and value of the longest phrase that begins at an offset."""
        match = _FIRST.match(low, start)
        if match is None:
            return None
        for phrase, value in self._by_first.get(match.group(), ()):
            end = start + len(phrase)
            if low.startswith(phrase, start) and (end >= len(low) or not (is_word(low[end]) and is_word(low[end - 1]))):
                return end, value
        return None
