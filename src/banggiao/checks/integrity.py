"""Checks of what records rest on: the zone that is read, and the words as delivered (33, 34). They need the articles' texts."""

from collections.abc import Iterator

from banggiao.checks.values import Verdict
from banggiao.cleaning import clean
from banggiao.lifecycle.world import World
from banggiao.lore import Lore
from banggiao.model import READ_ZONES, Article, Span
from banggiao.model.items import Item, Telling

_SHOWN = 60


def scope(world: World, lore: Lore) -> Iterator[Verdict]:
    """A record rests on title, lead or body."""
    noise: dict[str, list[tuple[Span, str]]] = {}
    for item, telling in _tellings(world):
        paper = world.papers[telling.source.article]
        if paper.text is None:
            continue
        if paper.id not in noise:
            noise[paper.id] = _noise(Article(id=paper.id, text=paper.text, title=paper.title), lore)
        inside = [kind for span, kind in noise[paper.id] if span.start <= telling.start < span.end]
        yield Verdict("fails" if inside else "holds", inside[0] if inside else "body", (item,), (telling,))


def _noise(article: Article, lore: Lore) -> list[tuple[Span, str]]:
    """The stretches of the delivered text that are not read, and what they are."""
    cleaned = clean(article, lore)
    return [(cleaned.to_source(Span(zone.start, zone.end)), zone.kind) for zone in cleaned.zones if zone.kind not in READ_ZONES]


def evidence(world: World, lore: Lore) -> Iterator[Verdict]:
    """text[start:end] is the quote, and the text has the hash noted at its arrival."""
    for item, telling in _tellings(world):
        paper = world.papers[telling.source.article]
        if paper.text is None:
            continue
        fine = paper.whole and paper.text[telling.start : telling.end] == telling.quote
        says = f"[{telling.start}:{telling.end}] {paper.text[telling.start : telling.end][:_SHOWN]!r}"
        yield Verdict("holds" if fine else "fails", says if paper.whole else f"{paper.id}: sha256", (item,), (telling,))


def _tellings(world: World) -> Iterator[tuple[Item, Telling]]:
    for found in world.kinds.values():
        for item in found:
            for telling in item.tellings:
                yield item, telling
