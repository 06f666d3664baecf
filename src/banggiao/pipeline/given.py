"""The verb ``take_given``: articles that a program hands over, into the ledger.

Guarantees: each is kept or refused with a reason, and one that is refused costs only itself; the same articles given again change
nothing; after ``seconds`` no further one is begun, and those left over are refused so that they can be given again.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from banggiao.errors import InputError
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.model.ids import digest
from banggiao.pipeline.ingest import ingest_found
from banggiao.store.ledger import Ledger
from banggiao.store.put import known

SECONDS = 60.0
"""How long articles given at once are read at most."""


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one: it is ``new``, was read ``anew`` because more is known of it, is the ``same`` as before, or was ``refused``."""

    id: str
    state: Literal["new", "anew", "same", "refused"]
    reason: str = ""


def take_given(ledger: Ledger, lore: Lore, given: Sequence[Article | InputError], seconds: float = SECONDS) -> list[Fate]:
    """Keep articles and merge them; what became of each, in order. ``source`` of every article must name it alone."""
    ids = [item.id for item in given if isinstance(item, Article)]
    with ledger.reading() as connection:
        before = known(connection, ids)
    outcome = ingest_found(ledger, _in_time(_once(given), seconds), lore, note=False)
    with ledger.reading() as connection:
        after = known(connection, ids)
    refused = {error.source: error.reason for error in outcome.skipped}
    fates: list[Fate] = []
    fresh: set[str] = set()
    for item in given:
        if isinstance(item, InputError):
            fates.append(Fate(id="", state="refused", reason=item.reason))
        elif item.source in refused or item.id not in after:
            fates.append(Fate(id=item.id, state="refused", reason=refused.get(item.source, "it was not read")))
        elif item.id in before or item.id in fresh:
            fates.append(Fate(id=item.id, state="same" if before.get(item.id, after[item.id]) == after[item.id] else "anew"))
        else:
            fresh.add(item.id)
            fates.append(Fate(id=item.id, state="new"))
    return fates


def _once(given: Sequence[Article | InputError]) -> Iterator[Article | InputError]:
    """What is given; an id that comes again with another text is refused, as when files are read."""
    seen: dict[str, str] = {}
    for item in given:
        if isinstance(item, Article) and seen.setdefault(item.id, text := digest(item.text.encode("utf-8", "surrogatepass"))) != text:
            yield InputError(item.source, f"the id {item.id[:80]!r} was already used for another text")
        else:
            yield item


def _in_time(given: Iterator[Article | InputError], seconds: float) -> Iterator[Article | InputError]:
    """What is given until time is over; the rest as refusals."""
    until = time.monotonic() + seconds
    for item in given:
        if isinstance(item, Article) and time.monotonic() > until:
            yield InputError(item.source, "there was no time left to read it; send it again")
        else:
            yield item
