"""Facts that an article tells more than once.

Guarantees: of drafts that tell the same act by the same parties in much the same words one is kept, the most trusted one,
the body's before the title's; a title only announces what the body tells by the same parties; the order of the text stays.
"""

from collections.abc import Iterable

from banggiao.extract.draft import Draft
from banggiao.model.scene import Scene
from banggiao.text import fold

_SHARED = 0.7
_LED = 0.5
_COMPARED = 100
"""How many drafts kept last a draft is compared with: enough for any report, and linear for any text."""
_FEWEST = 4
_ZONES = {"body": 0, "lead": 1, "title": 2}


def told_once(drafts: Iterable[Draft], scene: Scene, keys: tuple[str, ...], further: tuple[str, ...] = ()) -> list[Draft]:
    """The drafts without those that repeat another with the same values of ``keys``; where ``further`` ones agree too, the lead is
    taken to repeat the body with fewer words in common."""

    def rank(draft: Draft) -> tuple[int, float, int]:
        return _ZONES.get(scene.cleaned.zone_at(draft.start), 3), -draft.confidence, draft.start

    kept: dict[tuple[object, ...], list[tuple[Draft, frozenset[str]]]] = {}
    for draft in sorted(drafts, key=rank):
        words = _words(scene.text[draft.start : draft.end])
        alike = kept.setdefault(tuple(draft.values.get(key) for key in keys), [])
        zone = scene.cleaned.zone_at(draft.start)
        announced = (alike and zone == "title") or (
            zone == "lead" and any(_leads(draft, words, *one, further) for one in alike[-_COMPARED:])
        )
        if not announced and not any(_same(draft, words, one, others) for one, others in alike[-_COMPARED:]):
            alike.append((draft, words))
    return sorted((draft for alike in kept.values() for draft, _ in alike), key=lambda draft: (draft.start, draft.end))


def _leads(draft: Draft, words: frozenset[str], one: Draft, others: frozenset[str], further: tuple[str, ...]) -> bool:
    """Whether a draft of the lead and one of the body agree in further values and share a good part of their words."""
    if not further or any(draft.values[key] != one.values[key] for key in further):
        return False
    return len(words & others) >= _LED * min(len(words), len(others))


def _words(quote: str) -> frozenset[str]:
    """The words that tell what is done: names, which two acts may share at length, only where there is little else."""
    plain = [word for word in quote.split() if not word[:1].isupper()]
    return frozenset(fold(" ".join(plain) if len(plain) >= _FEWEST else quote).split())


def _same(draft: Draft, words: frozenset[str], one: Draft, others: frozenset[str]) -> bool:
    """Whether two drafts share their place or most of their words."""
    if draft.start < one.end and one.start < draft.end:
        return True
    return len(words & others) >= _SHARED * min(len(words), len(others))
