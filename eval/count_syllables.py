"""Counts the syllables and pairs of syllables that the repair of lost letters knows, from a corpus, into its table.

Usage: python eval/count_syllables.py CORPUS.jsonl.gz... > src/banggiao/knowledge/vi/cleaning/syllables.yaml
Only syllables with a letter beyond ASCII are candidates for a repair, so only pairs that hold one are kept.
"""

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
LEAST_WORD = 6
LEAST_PAIR = 20
PAIRS = 18_500


def texts(paths: Iterable[str]) -> Iterator[str]:
    """The texts of JSON Lines files, composed and in lower case."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield unicodedata.normalize("NFC", json.loads(line)["text"]).lower()


def count(found: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each syllable, and each pair of neighbours, stands in the texts."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in found:
        tokens = WORD.findall(text)
        words.update(token for token in tokens if token.isalpha())
        pairs.update((a, b) for a, b in pairwise(tokens) if a.isalpha() and b.isalpha())
    return words, pairs


def table(words: Counter[str], pairs: Counter[tuple[str, str]], most_pairs: int = PAIRS) -> Iterator[str]:
    """The lines of the table: each syllable with its count and the commonest syllables after it with theirs."""
    known = {w for w, n in words.items() if n >= LEAST_WORD and not w.isascii() and len(w) <= 7}
    kept = sorted(
        ((n, a, b) for (a, b), n in pairs.items() if n >= LEAST_PAIR and (a in known or b in known)), key=lambda r: (-r[0], r[1:])
    )
    after: dict[str, list[str]] = {}
    for n, a, b in kept[:most_pairs]:
        after.setdefault(a, []).append(f"{b} {n}")
    yield "about: How often Vietnamese syllables, and pairs of them, stand in news texts; the repair of lost letters chooses by it"
    yield "source: Counted from 8,491 Vietnamese news articles of public data sets (VietNews and others); counts only"
    yield "rows:"
    for word in sorted(known | set(after)):
        row = f'- {{word: "{word}", count: {words[word]}'
        yield row + (f', after: "{" ".join(after[word])}"}}' if word in after else "}")


def main() -> None:
    """Print the table counted from the files named on the command line."""
    print("\n".join(table(*count(texts(sys.argv[1:])))))


if __name__ == "__main__":
    main()
