"""Scenes and records of a few words, for tests of discourse and extraction. All texts are invented or plain phrases."""

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.extract import extract
from banggiao.lore import Lore
from banggiao.model import Actor, Article, Record, Scene
from banggiao.recognise import recognise

LORE = Lore()


def scene_of(text: str, published: str | None = "2024-05-20") -> Scene:
    """The scene of a text."""
    cleaned = clean(Article(id="t", text=text, published=published), LORE)
    return scene(cleaned, recognise(cleaned, published, LORE), published, LORE)


def actor_at(found: Scene, words: str, nth: int = 0) -> Actor:
    """The actor that covers the nth place where some words stand."""
    at = -1
    for _ in range(nth + 1):
        at = found.text.index(words, at + 1)
    return next(actor for actor in found.actors if actor.start <= at < actor.end)


def records_of(text: str, kind: str, published: str | None = "2024-05-20") -> list[Record]:
    """The records of one kind that a text yields."""
    return [record for record in extract(scene_of(text, published), LORE) if record.kind == kind]
