"""Who is who in an article, who acts where, and whom ``hai bên`` means."""

from banggiao.discourse.actors import actors
from banggiao.discourse.people import people
from banggiao.discourse.subjects import subjects
from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.scene import Mentions, Scene
from banggiao.recognise.sentences import sentences

__all__ = ["scene"]


def scene(cleaned: Cleaned, mentions: Mentions, published: str | None, lore: Lore, home: str | None = "VN") -> Scene:
    """The article made ready for extraction; ``home`` is the state whose outlet speaks."""
    persons = people(cleaned.text, mentions, lore, home)
    found = sentences(cleaned, lore)
    acting, ranked = actors(cleaned.text, mentions, persons, found, home, lore)
    return Scene(
        cleaned=cleaned, mentions=mentions, people=persons, sentences=found, actors=acting,
        subjects=subjects(cleaned.text, found, acting, lore), focus=ranked, home=home, published=published,
    )  # fmt: skip
