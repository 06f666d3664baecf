"""How far confidences mean what they say: a table of reliability, and the corrections that make them so.

Usage: python eval/calibration.py [--keep]

Reads the development golds (`dev`, `wide`, `near`) and tells, for each kind and for all, how often records of each band of confidence are right, the
expected calibration error, and precision and recall of the records that are at least 0.9 sure: once as they stand, once with
corrections learned on four fifths of the articles and told of the fifth, of all golds together and of each. With --keep the corrections learned from all go to
knowledge/judging/confidence.yaml.
"""

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from corpora import Corpus, development

from banggiao.evaluate.judge import pair
from banggiao.extract import extract
from banggiao.extract.confidence import ConfidenceRow, corrected, log_odds
from banggiao.kinds import kinds
from banggiao.lore import KNOWLEDGE, Lore
from banggiao.model import Article
from banggiao.model.records import Record
from banggiao.reader import read, scene_of

OUT = KNOWLEDGE / "judging" / "confidence.yaml"
ABOUT = "How a pattern's trust becomes a confidence, by kind - log-odds of being right = shift + slope x log-odds of the trust"
SOURCE = "Learned by eval/calibration.py from the development golds"
FOLDS = 5
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SURE = 0.9
PULL = 3.0
"""How strongly a kind's correction is drawn to that of all kinds: as much as about so many records."""

Fit = dict[str, ConfidenceRow]


class Case(NamedTuple):
    """A record found: its gold and kind, what its pattern was trusted with, whether it is right, and the fold of its article."""

    gold: str
    kind: str
    trust: float
    right: bool
    fold: int


_LORE: list[Lore] = []


def _records(article: Article) -> tuple[Record, ...]:
    """The records of an article with the trust of their patterns; each process loads the knowledge once."""
    if not _LORE:
        _LORE.append(Lore())
    return extract(scene_of(article, _LORE[0]), _LORE[0]) if read(article, _LORE[0]).relevant else ()


def cases(corpus: Corpus, lore: Lore) -> Iterator[Case]:
    """Every record found in the corpus, judged."""
    texts = corpus.texts
    with ProcessPoolExecutor(2) as pool:
        for article, found in zip(corpus.articles, pool.map(_records, corpus.articles, chunksize=8), strict=True):
            fold = int(hashlib.sha1(article.id.encode()).hexdigest(), 16) % FOLDS
            for kind in kinds(lore):
                gold = [record for record in corpus.gold[article.id]["records"] if record["kind"] == kind.kind]
                told = [record for record in found if record.kind == kind.kind]
                right = {j for _, j in pair(kind, gold, [record.as_json() for record in told], texts[article.id])}
                yield from (Case(corpus.name, kind.kind, record.confidence, j in right, fold) for j, record in enumerate(told))


def learn(found: Sequence[Case]) -> Fit:
    """The correction of each kind, drawn to the one of all."""
    shift, slope = fitted(found, (0.0, 1.0), 1.0)
    return {
        kind: ConfidenceRow(
            kind, *(round(value, 2) for value in fitted([case for case in found if case.kind == kind], (shift, slope), PULL))
        )
        for kind in sorted({case.kind for case in found})
    }


def fitted(found: Sequence[Case], towards: tuple[float, float], pull: float) -> tuple[float, float]:
    """Shift and slope of a logistic regression drawn to given ones (Newton's method)."""
    shift, slope = towards
    for _ in range(25):
        grad, hess = [pull * (shift - towards[0]), pull * (slope - towards[1])], [pull, 0.0, pull]
        for case in found:
            x = log_odds(case.trust)
            p = 1 / (1 + math.exp(-(shift + slope * x)))
            grad = [grad[0] + p - case.right, grad[1] + (p - case.right) * x]
            hess = [hess[0] + p * (1 - p), hess[1] + p * (1 - p) * x, hess[2] + p * (1 - p) * x * x]
        det = hess[0] * hess[2] - hess[1] ** 2
        shift -= (hess[2] * grad[0] - hess[1] * grad[1]) / det
        slope -= (hess[0] * grad[1] - hess[1] * grad[0]) / det
    return shift, slope


def table(title: str, found: Sequence[tuple[Case, float]], gold: Counter[str]) -> str:
    """Shares right by band of confidence, calibration error, and figures of the sure records, for each kind and all."""
    heads = "".join(f"{f'{band:.2f}+':>12}" for band in BANDS)
    lines = [f"{title}\n{'kind':12}{heads}{'ECE':>8}{'found':>7}{f'P@{SURE}':>8}{f'R@{SURE}':>8}"]
    for kind in [*sorted(gold), "all"]:
        some = [(case, sure) for case, sure in found if kind in (case.kind, "all")]
        if some:
            lines.append(_line(kind, some, gold.total() if kind == "all" else gold[kind]))
    return "\n".join(lines)


def _line(kind: str, some: Sequence[tuple[Case, float]], gold: int) -> str:
    cells, error = [], 0.0
    for low, high in zip(BANDS, (*BANDS[1:], 2.0), strict=True):
        band = [(case.right, sure) for case, sure in some if low <= sure < high]
        right = sum(one for one, _ in band)
        error += abs(sum(sure for _, sure in band) - right)
        cells.append(f"{f'{right / len(band):.2f} of {len(band)}' if band else '-':>12}")
    sure = [case.right for case, share in some if share >= SURE]
    precision = f"{sum(sure) / len(sure):.3f}" if sure else "-"
    return f"{kind:12}{''.join(cells)}{error / len(some):8.3f}{len(some):7}{precision:>8}{sum(sure) / max(gold, 1):8.3f}"


def crossed(found: Sequence[Case]) -> list[tuple[Case, float]]:
    """Each record with the confidence that corrections learned from other articles give it."""
    fits = [learn([case for case in found if case.fold != fold]) for fold in range(FOLDS)]
    return [(case, corrected(case.trust, fits[case.fold].get(case.kind))) for case in found]


def write(fit: Fit) -> None:
    """The corrections as a knowledge file."""
    rows = "".join(f"- {{kind: {row.kind}, shift: {row.shift}, slope: {row.slope}}}\n" for row in fit.values())
    OUT.write_text(f"about: {ABOUT}\nsource: {SOURCE}\nrows:\n{rows}", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Tells, and keeps where asked to."""
    lore = Lore()
    golds = development(lore)
    found = [case for corpus in golds for case in cases(corpus, lore)]
    gold = {corpus.name: Counter(one["kind"] for reading in corpus.gold.values() for one in reading["records"]) for corpus in golds}
    every = sum(gold.values(), Counter())
    print(table("as patterns are trusted", [(case, case.trust) for case in found], every))
    print(table("corrected, each article by the others", judged := crossed(found), every))
    for name, some in gold.items():
        print(table(f"the same, {name} alone", [(case, sure) for case, sure in judged if case.gold == name], some))
    if "--keep" in arguments:
        write(learn(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
