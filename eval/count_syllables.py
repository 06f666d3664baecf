"""Counts the syllables and pairs of syllables that the repair of lost letters knows, from a corpus, into its table.

Usage: python eval/count_syllables.py CORPUS.jsonl.gz... > src/banggiao/knowledge/vi/cleaning/syllables.yaml
Only syllables with a letter beyond ASCII are candidates for a repair, so only pairs that hold one are kept; ``0`` stands
for a number and ``.`` for any mark of punctuation.
"""

import gzip
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from banggiao.cleaning.lost import tokens

LEAST_WORD = 6
LEAST_PAIR = 4
LONGEST = 7


def texts(paths: Iterable[str]) -> Iterator[str]:
    """The texts of JSON Lines files, composed."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield unicodedata.normalize("NFC", json.loads(line)["text"])


class Counts(NamedTuple):
    """How often each syllable stands in the texts, with a capital within a sentence, and each pair of neighbours."""

    words: Counter[str]
    capitals: Counter[str]
    pairs: Counter[tuple[str, str]]


def count(found: Iterable[str]) -> Counts:
    """The counts of some texts."""
    counts = Counts(Counter(), Counter(), Counter())
    for text in found:
        row = list(tokens(text))
        counts.words.update(word for word, _, _ in row)
        counts.pairs.update((a[0], b[0]) for a, b in pairwise(row))
        counts.capitals.update(b[0] for a, b in pairwise(row) if a[0] != "." and text[b[1]].isupper())
    return counts


def table(words: Counter[str], capitals: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """The lines of the table: each syllable, its counts, how many different ones stand before it, and the commonest after it."""
    known = {w for w, n in words.items() if n >= LEAST_WORD and not w.isascii() and len(w) <= LONGEST}
    before = Counter(b for _, b in pairs)
    after: dict[str, list[tuple[int, str]]] = {}
    for (a, b), n in pairs.items():
        if n >= LEAST_PAIR and (a in known or b in known):
            after.setdefault(a, []).append((-n, b))
    yield "about: How often Vietnamese syllables, and pairs of them, stand in news texts; the repair of lost letters chooses by it"
    yield "source: Counted from 8,491 Vietnamese news articles of public data sets (VietNews and others); counts only"
    yield "rows:"
    for word in sorted(known | set(after)):
        row = f'- {{word: "{word}", count: {words[word]}, before: {before[word]}' + (
            f", capital: {capitals[word]}" if capitals[word] else ""
        )
        follow = " ".join(f"{b} {-n}" for n, b in sorted(after.get(word, ())))
        yield row + (f', after: "{follow}"}}' if follow else "}")


def main() -> None:
    """Print the table counted from the files named on the command line."""
    print("\n".join(table(*count(texts(sys.argv[1:])))))


if __name__ == "__main__":
    main()
