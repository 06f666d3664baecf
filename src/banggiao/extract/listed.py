"""Expressions over lists of words, tried only where one of the words stands.

Guarantees: what is found is what the expression alone finds. An expression tries every word at every place; whether a word stands
in a text at all, or at its end, is told many times faster, and mostly none does.
"""

from collections.abc import Iterable

import regex

_LOOSE = ' \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"“”'
"""White space and quotation marks, which may stand between a word and the end of a text."""


def any_in(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in the text, be it within another word."""
    for word in words:  # a generator takes twice as long
        if word in text:
            return True
    return False


class Listed:
    """An expression that matches only where one of ``words`` stands."""

    def __init__(self, expression: str, words: Iterable[str]) -> None:
        self._find = regex.compile(expression)
        self._words = tuple(words)

    def search(self, text: str, start: int | None = None, end: int | None = None) -> "regex.Match[str] | None":
        """Its first match in a range of the text."""
        return self._find.search(text, start, end) if any_in(text, self._words) else None

    def match(self, text: str, start: int | None = None) -> "regex.Match[str] | None":
        """Its match at a place of the text."""
        return self._find.match(text, start)


class Ending:
    """An expression that matches only up to the end of a text, but for white space and quotation marks, which ``words`` end."""

    def __init__(self, expression: str, words: Iterable[str]) -> None:
        self._find = regex.compile(expression)
        self._words = tuple(words)

    def search(self, text: str, start: int | None = None, end: int | None = None) -> "regex.Match[str] | None":
        """Its match at the end of a range of the text."""
        return self._find.search(text, start, end) if text[start:end].rstrip(_LOOSE).endswith(self._words) else None
