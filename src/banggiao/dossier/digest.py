"""Digests: what has changed, since one last looked, in what a saved search finds.

Guarantees: nothing is told twice and nothing between two digests is left out: what was seen is kept by the claims that told it, so
that an object that gains a telling is altered and no new one; every entry says which words are new and why it is sent; the file of
saved searches appears whole or not at all.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from banggiao.dossier.asked import asked
from banggiao.dossier.found import MOST, Query, found
from banggiao.dossier.values import Item, Telling
from banggiao.errors import InputError
from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.store.ledger import Ledger

FILE = "digests.json"


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search: words as in the search box, states that must all be parties, and kinds (none: all)."""

    words: str = ""
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search and what its last digest had seen: for each claim a mark of the object that it belonged to."""

    search: Search
    seen: Mapping[str, str] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An object that is new or altered, and the tellings that are new (of an altered one there may be none: a value was decided)."""

    what: Literal["new", "altered"]
    item: Item
    tellings: tuple[Telling, ...]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What a digest tells, and what has been seen once it is sent."""

    search: Search
    entries: tuple[Entry, ...]
    seen: Mapping[str, str]


def digest(ledger: Ledger, lore: Lore, saved: Saved) -> Digest:
    """What has changed in what a saved search finds. Nothing is kept: see ``keep``."""
    wanted = saved.search
    query = Query(phrases=asked(wanted.words, lore).phrases if wanted.words else (), kinds=wanted.kinds, states=wanted.states)
    items = found(ledger, query, "told", limit=MOST, most=MOST).items
    marks = {telling.claim: _mark(item) for item in items for telling in item.tellings}
    entries = [entry for item in items if (entry := _entry(item, saved.seen, marks))]
    return Digest(search=wanted, entries=tuple(entries), seen={**saved.seen, **marks})


def _mark(item: Item) -> str:
    """A mark of what an object says and who tells it."""
    said = {field: [one.value for one in values] for field, values in item.said.items()}
    return content_id("seen", said, sorted(telling.claim for telling in item.tellings))


def _entry(item: Item, seen: Mapping[str, str], marks: Mapping[str, str]) -> Entry | None:
    """The entry of an object, None where nothing of it is new."""
    before = [telling for telling in item.tellings if telling.claim in seen]
    if before and all(seen[telling.claim] == marks[telling.claim] for telling in item.tellings if telling.claim in seen):
        return None
    new = tuple(telling for telling in item.tellings if telling.claim not in seen)
    return Entry(what="altered" if before else "new", item=item, tellings=new)


def load(home: Path) -> dict[str, Saved]:
    """The saved searches by name. Raises InputError where their file is none."""
    file = home / FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Saved])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise InputError(str(file), f"holds no saved searches ({error})") from None


def keep(home: Path, searches: Mapping[str, Saved]) -> None:
    """Write the saved searches. Raises InputError where that fails."""
    file = home / FILE
    part = file.with_suffix(".part")
    try:
        home.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(searches.items()))), indent=1))
        os.replace(part, file)
    except OSError as error:
        raise InputError(str(file), (error.strerror or str(error)).lower()) from None
