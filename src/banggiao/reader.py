"""The built-in reader: one article in, one reading out, with no network and no state.

Guarantees: the same article gives the same reading on any machine; every quote is an exact stretch of the delivered text.
"""

from typing import Any

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.extract import aside, page
from banggiao.extract import records as records_of
from banggiao.extract.confidence import confident
from banggiao.extract.relevance import about_relations, may_be_relevant
from banggiao.lore import Lore
from banggiao.model.article import Article
from banggiao.model.cleaned import Cleaned
from banggiao.model.records import Reading, Record
from banggiao.model.scene import Scene
from banggiao.recognise import recognise
from banggiao.recognise.publication import best, claims

READER = "1"
"""The reader's version: raised when the same article would be read otherwise."""


def read(article: Article, lore: Lore) -> Reading:
    """All that the article says about relations between states."""
    cleaned = clean(article, lore)
    worth = may_be_relevant(cleaned, lore)
    dates, outlets = claims(article, cleaned, lore, infer=worth)
    chosen = best(dates)
    published, basis = (chosen.value, chosen.basis) if chosen else (None, None)
    records: tuple[Record, ...] = ()
    extras: tuple[dict[str, Any], ...] = ()
    if worth:
        ready = page(stage(cleaned, published, lore))
        found = records_of(ready, lore)
        if about_relations(ready.scene, found, lore):
            records, extras = confident(found, lore), aside(ready, lore)
    return Reading(
        id=article.id, relevant=bool(records), records=records, published=published, published_basis=basis, dates=dates, outlets=outlets,
        extras=extras,
    )  # fmt: skip


def scene_of(article: Article, lore: Lore) -> Scene:
    """The scene of an article, whatever it is about, with its publication as given or claimed."""
    cleaned = clean(article, lore)
    chosen = best(claims(article, cleaned, lore)[0])
    return stage(cleaned, chosen.value if chosen else None, lore)


def stage(cleaned: Cleaned, published: str | None, lore: Lore) -> Scene:
    """The scene of a cleaned text, ready for extraction."""
    return scene(cleaned, recognise(cleaned, published, lore), published, lore)
