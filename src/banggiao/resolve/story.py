"""Whether two articles tell the same story, and which are copies of one text.

Guarantees: a sample and its keys depend on the text alone; likeness is symmetric. Copies are found by MinHash over sequences of
five words; stories by a sample of all sequences of three, drawn by their hash, so that equal sequences are in both or in neither.
"""

import re
import zlib
from collections.abc import Sequence
from itertools import islice

_WORD = re.compile(r"[^\W_]+")
_LONG, _SHORT = 5, 3
_PERMUTATIONS, _ROWS, _SEED = 128, 4, 20
_ONE_IN = 3
_ENOUGH = 12
_MOST_WORDS = 6000
_COPY = 0.55
_LIKENESSES = ((0.7, "copies"), (0.35, "same_report"), (0.2, "same_story"), (0.11, "near_story"))


def story_words(folded: str) -> list[str]:
    """The words of a folded text that are looked at."""
    return [match.group() for match in islice(_WORD.finditer(folded), _MOST_WORDS)]


def sample(words: Sequence[str]) -> frozenset[int]:
    """One in three of a text's sequences of three words, as hashes. ``words``: those of ``story_words``."""
    return frozenset(found for found in map(_hash, _sequences(words, _SHORT)) if found % _ONE_IN == 0)


def signature(words: Sequence[str]) -> tuple[int, ...]:
    """The MinHash signature of a text's sequences of five words; empty where the text is too short to be a copy of anything."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    sequences = _sequences(words, _LONG)
    if len(sequences) < _ENOUGH:
        return ()
    found = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    found.update(sequences)
    return tuple(found.digest())


def bands(signed: tuple[int, ...]) -> tuple[int, ...]:
    """Keys of which copies very likely share one (63-bit numbers)."""
    found = []
    for at in range(0, len(signed), _ROWS):
        part = ",".join(map(str, (at, *signed[at : at + _ROWS]))).encode()
        found.append(zlib.crc32(part) << 31 | zlib.adler32(part) >> 1)
    return tuple(found)


def are_copies(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    """Whether two signatures are those of copies of one text."""
    return bool(one and two) and sum(a == b for a, b in zip(one, two, strict=True)) >= _COPY * _PERMUTATIONS


def story_likeness(one: frozenset[int], two: frozenset[int]) -> str | None:
    """How much of the shorter text's sequences stand in the other: "copies", "same_report", "same_story", "near_story", or None."""
    least = min(len(one), len(two))
    if least < _ENOUGH:
        return None
    share = len(one & two) / least
    return next((name for bound, name in _LIKENESSES if share >= bound), None)


def _sequences(words: Sequence[str], length: int) -> list[str]:
    """The distinct sequences of so many words, in order."""
    return list(dict.fromkeys(map(" ".join, zip(*(words[at:] for at in range(length)), strict=False))))


def _hash(words: str) -> int:
    return zlib.crc32(words.encode())
