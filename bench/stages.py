"""How fast each stage of the reader is, and the reader as a whole, in characters for each second of one processor.

Guarantees: stages are timed one after the other over the same articles, in one process, after the knowledge has been
loaded; of several rounds the fastest counts, since other work on the machine only ever slows a round down.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.extract import page, records
from banggiao.extract.relevance import about_relations, may_be_relevant
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read
from banggiao.recognise import recognise
from banggiao.recognise.publication import best, claims

ROUNDS = 3


class Speed(msgspec.Struct, frozen=True):
    """How many characters a stage works through in a second."""

    stage: str
    rate: float


def timed(stage: str, work: Callable[..., Any], items: Iterable[tuple[Any, ...]], size: int) -> tuple[Speed, list[Any]]:
    """The speed of ``work`` over all items, and what it makes of them."""
    rows, fastest, made = list(items), float("inf"), []
    for _ in range(ROUNDS):
        began = time.process_time()
        made = [work(*row) for row in rows]
        fastest = min(fastest, time.process_time() - began)
    return Speed(stage, size / fastest), made


def whole(articles: Sequence[Article], lore: Lore) -> Speed:
    """The speed of the reader from article to reading."""
    size = sum(len(article.text) for article in articles)
    return timed("read", lambda article: read(article, lore), ((article,) for article in articles), size)[0]


def stages(articles: Sequence[Article], lore: Lore) -> list[Speed]:
    """The speed of every stage alone, then of the whole."""
    size = sum(len(article.text) for article in articles)
    for article in articles[:20]:
        read(article, lore)
    speeds: list[Speed] = []

    def run(stage: str, work: Callable[..., Any], *columns: Sequence[Any]) -> list[Any]:
        speed, made = timed(stage, work, zip(*columns, strict=True), size)
        speeds.append(speed)
        return made

    cleaned = run("clean", lambda article: clean(article, lore), articles)
    run("gate", lambda one: may_be_relevant(one, lore), cleaned)
    dates = run("publication", lambda article, one: best(claims(article, one, lore)[0]), articles, cleaned)
    days = [claim.value if claim else None for claim in dates]
    named = run("recognise", lambda one, day: recognise(one, day, lore), cleaned, days)
    scenes = run("discourse", lambda one, mentions, day: scene(one, mentions, day, lore), cleaned, named, days)
    pages = run("views", page, scenes)
    found = run("extract", lambda one: records(one, lore), pages)
    run("judge", lambda one, what: about_relations(one, what, lore), scenes, found)
    return [*speeds, whole(articles, lore)]
