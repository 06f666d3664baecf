"""Worlds made of a few words: each object is one telling of one article, or of several."""

import datetime
from typing import Any

from banggiao.lifecycle import World, world_of
from banggiao.lifecycle.world import Paper
from banggiao.lore import Lore
from banggiao.model.items import Item, Said, Source, Telling
from banggiao.model.times import window

LORE = Lore()
_TIMES = {"event": "date", "agreement": "date", "partnership": "since", "anniversary": "when", "commitment": "due", "target": "by"}
_TIMES |= {"statistic": "period", "role": "period"}
_EXTRA = frozenset({"verb", "strength", "specificity", "object", "leg", "host", "guest", "inviter", "carrier", "visit_rank"})


def told(kind: str, quote: str, published: str | None = None, article: str = "", start: int = 0, **values: Any) -> Telling:
    """A telling; ``article``: its id (its words, where none is given)."""
    name = article or f"{published}:{quote}"
    plain = {field: value for field, value in values.items() if field not in _EXTRA}
    extra = {field: value for field, value in values.items() if field in _EXTRA}
    source = Source(article=name, published=published)
    return Telling(
        claim=f"{name}/{kind}/{quote}/{start}", source=source, kind=kind, values=plain, quote=quote, start=start, end=start + len(quote),
        pattern="made", confidence=0.9, extra=extra,
    )  # fmt: skip


def merged(*tellings: Telling, parties: tuple[str, ...] = (), kind: str = "") -> Item:
    """A merged object of these tellings."""
    first = tellings[0]
    said: dict[str, list[Said]] = {}
    for telling in tellings:
        for field, value in {**telling.extra, **telling.values}.items():
            if value is None:
                continue
            held = next((at for at, one in enumerate(said.setdefault(field, [])) if one.value == value), None)
            if held is None:
                said[field].append(Said(value, (telling.claim,)))
            else:
                said[field][held] = Said(value, (*said[field][held].claims, telling.claim))
    codes = parties or tuple(sorted({code for one in tellings for code in _codes(one)}))
    days = window(
        next((one.values.get(_TIMES.get(first.kind, "")) for one in tellings if one.values.get(_TIMES.get(first.kind, ""))), None)
    )
    return Item(
        id=f"{kind or first.kind}:{first.claim}", kind=kind or first.kind, parties=codes,
        said={field: tuple(values) for field, values in said.items()}, tellings=tellings,
        first=days.first.isoformat() if days else None, last=days.last.isoformat() if days else None,
    )  # fmt: skip


def _codes(telling: Telling) -> list[str]:
    values = telling.values
    listed = [
        *(values.get("parties") or ()),
        *((values.get("by") or ()) if telling.kind in ("commitment", "stance") else ()),
        *(values.get("to") or ()),
    ]
    return [*listed, *([values["country"]] if values.get("country") else [])]


def one(kind: str, quote: str, published: str | None = None, **values: Any) -> Item:
    """A merged object told once."""
    return merged(told(kind, quote, published, **values))


def person(name: str, country: str, *held: tuple[str, str, bool]) -> Item:
    """A person told in articles: (post, published, former)."""
    tellings = [
        told("post", f"{post} {name}", published, person=name, country=country, post=post, former=former or None)
        for post, published, former in held
    ]
    made = merged(*tellings, kind="person")
    office = tuple(Said({"post": post, "organisation": None, "former": former}, ()) for post, _, former in held)
    said = {**made.said, "name": (Said(name, tuple(telling.claim for telling in tellings)),), "office": office}
    return Item(id=made.id, kind="person", parties=(country,), said=said, tellings=made.tellings)


def made_world(*items: Item, as_of: str = "2026-01-01", papers: tuple[Paper, ...] = ()) -> World:
    """A world of these objects on a day."""
    return world_of(items, datetime.date.fromisoformat(as_of), papers)
