"""What persons say of where a promise stands, beside what its records suggest.

Guarantees: pure; the latest word holds; a word counts only in a world that holds a record it rests on (or, where it rests on none,
from the day it was given); what a person refused suggests nothing, a later record may suggest anew.
"""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from banggiao.lifecycle.outcomes import Outcome
from banggiao.lifecycle.world import World
from banggiao.model.items import Item, Word


class Judged(msgspec.Struct, frozen=True):
    """The words on one promise: the state ``confirmed``, if any, with the records that show it, and what was ``refused``."""

    confirmed: Word | None = None
    shown_by: tuple[Item, ...] = ()
    refused: tuple[Word, ...] = ()

    def allows(self, outcome: Outcome) -> bool:
        """Whether nobody has said that this record does not show it."""
        claims = {telling.claim for telling in outcome.item.tellings}
        return not any(claims & set(word.by) for word in self.refused)

    def denies(self, state: str) -> bool:
        """Whether a state that rests on no record was refused."""
        return any(not word.by and word.state == state for word in self.refused)


def judged(items: Iterable[Item], world: World) -> Judged:
    """What the words on a promise (given by its commitments) come to in a world."""
    words = {word.decision: word for item in items for word in item.words}
    confirmed: Word | None = None
    refused: list[Word] = []
    for word in sorted(words.values(), key=lambda one: (one.made, one.decision)):
        if not _counts(word, world):
            continue
        if word.holds:
            confirmed = word
            refused = [one for one in refused if not _contradict(word, one)]
        else:
            refused.append(word)
            confirmed = None if confirmed and _contradict(confirmed, word) else confirmed
    shown = _holding(confirmed.by, world) if confirmed else ()
    return Judged(confirmed, shown, tuple(refused))


def given_on(word: Word) -> datetime.date:
    """The day on which a word was given."""
    return datetime.date.fromisoformat(word.made[:10])


def _counts(word: Word, world: World) -> bool:
    """Whether a word counts in a world."""
    return bool(_holding(word.by, world)) if word.by else given_on(word) <= world.as_of


def _contradict(confirmed: Word, refused: Word) -> bool:
    """Whether a refusal is of what was confirmed: of its records, else of its state."""
    if confirmed.by and refused.by:
        return bool(set(confirmed.by) & set(refused.by))
    return confirmed.state == refused.state


def _holding(claims: Sequence[str], world: World) -> tuple[Item, ...]:
    """The objects that these claims tell, as far as they had come about by the world's day."""
    by_claim = world.once(_by_claim)
    found = {item.id: item for claim in claims if (item := by_claim.get(claim)) and _begun(item, world.as_of)}
    return tuple(found[key] for key in sorted(found))


def _begun(item: Item, day: datetime.date) -> bool:
    return item.first is None or datetime.date.fromisoformat(item.first) <= day


def _by_claim(world: World) -> dict[str, Item]:
    return {telling.claim: item for items in world.kinds.values() for item in items for telling in item.tellings}
