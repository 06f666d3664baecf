"""Learns how much each sign of ``extract/signs.py`` counts when the reader judges what an article is about.

Usage: python eval/learn_relevance.py [--keep]

Learns from the development golds (`dev`, `wide`, `near`) and from half of the labelled general articles (eval/alarms.jsonl, by the parity of their
SHA-1), tells how the outcome does on the other half, and with --keep writes it to knowledge/judging/relevance.yaml: a
logistic regression with plain gradient descent, whose result is the same on any machine to the digits that are kept.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from alarms import LABELS, general, load_labels
from corpora import development

from banggiao.extract import extract
from banggiao.extract.relevance import BIAS, may_be_relevant, score
from banggiao.extract.signs import SIGNS, signs
from banggiao.lore import KNOWLEDGE, Lore
from banggiao.model import Article
from banggiao.reader import scene_of

OUT = KNOWLEDGE / "judging" / "relevance.yaml"
ABOUT = "How much each sign (extract/signs.py) counts when the reader judges whether an article is about relations between states"
SOURCE = "Learned by eval/learn_relevance.py from the development golds and from half of eval/alarms.jsonl"
STEPS, RATE, PULL = 2000, 0.5, 1.0
MARGIN = 1.25
"""How sure the judgement must be, as a shift of the bias: a wrong alarm costs more than a passing mention lost."""


class Case(NamedTuple):
    """An article with its signs: whether it is about relations, and whether it is kept for the test."""

    id: str
    right: bool
    test: bool
    found: dict[str, float]


_LORE: list[Lore] = []


def _signs(article: Article) -> dict[str, float] | None:
    """The signs of an article, None where the gate turns it away or nothing was found in it."""
    if not _LORE:
        _LORE.append(Lore())
    lore = _LORE[0]
    scene = scene_of(article, lore)
    if not may_be_relevant(scene.cleaned, lore):
        return None
    records = extract(scene, lore)
    return signs(scene, records, lore) if records else None


def cases(lore: Lore) -> Iterator[Case]:
    """The labelled articles."""
    labels = load_labels(LABELS)
    articles = [article for article in general() if article.id in labels]
    with ProcessPoolExecutor(2) as pool:
        for gold in development(lore):
            for article, found in zip(gold.articles, pool.map(_signs, gold.articles, chunksize=8), strict=True):
                if found is not None:
                    yield Case(article.id, bool(gold.gold[article.id]["relevant"]), False, found)
        for article, found in zip(articles, pool.map(_signs, articles, chunksize=8), strict=True):
            if found is not None:
                label = labels[article.id]
                yield Case(article.id, label.verdict == "relevant", int(label.sha1, 16) % 2 == 1, found)


def learn(found: Sequence[Case]) -> dict[str, float]:
    """The weights that fit the cases best."""
    known = {name: 0.0 for name in (BIAS, *sorted(SIGNS))}
    for _ in range(STEPS):
        slope = {name: (PULL * weight if name != BIAS else 0.0) / len(found) for name, weight in known.items()}
        for case in found:
            off = (1 / (1 + math.exp(-score(case.found, known))) - case.right) / len(found)
            slope[BIAS] += off
            for name, value in case.found.items():
                slope[name] += off * value
        known = {name: weight - RATE * slope[name] for name, weight in known.items()}
    return {name: round(weight - (MARGIN if name == BIAS else 0.0), 2) for name, weight in known.items()}


def told(title: str, found: Sequence[Case], known: dict[str, float]) -> str:
    """How many articles of each sort are kept."""
    kept = [case for case in found if score(case.found, known) >= 0]
    right, wrong = sum(case.right for case in found), sum(not case.right for case in found)
    return f"{title:22} relevant kept {sum(case.right for case in kept)} of {right}, others kept {sum(not case.right for case in kept)} of {wrong}"


def write(known: dict[str, float]) -> None:
    """The weights as a knowledge file."""
    rows = "".join(f"- {{sign: {name}, weight: {weight}}}\n" for name, weight in sorted(known.items()))
    OUT.write_text(f"about: {ABOUT}\nsource: {SOURCE}\nrows:\n{rows}", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Learns, tells, and keeps where asked to."""
    found = list(cases(Lore()))
    known = learn([case for case in found if not case.test])
    for name, weight in sorted(known.items(), key=lambda entry: -abs(entry[1])):
        print(f"{name:20} {weight:+.2f}")
    dev = {case.id for case in found} - set(load_labels(LABELS))
    print(told("development golds", [case for case in found if case.id in dev], known))
    print(told("general, learned from", [case for case in found if case.id not in dev and not case.test], known))
    print(told("general, held out", [case for case in found if case.test], known))
    if "--keep" in arguments:
        write(known)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
