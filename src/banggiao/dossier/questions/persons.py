"""People, the holders of a post over time, and whom somebody met."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from banggiao.dossier.questions.answer import Answer, answer, cited, span
from banggiao.lifecycle import World
from banggiao.lifecycle.tables import levels
from banggiao.lifecycle.world import days_of, published
from banggiao.lore import Lore
from banggiao.model.items import Item, Telling
from banggiao.model.times import Window
from banggiao.resolve.names import likeness, name_words

_GAP_DAYS = 366


def people(world: World, lore: Lore, country: str | None = None) -> Answer:
    """Persons with their offices and the days on which they are attested, those told of most first."""
    rows = []
    for item in world.of("person"):
        if country and country not in item.parties:
            continue
        days = _attested(item.tellings)
        offices = tuple(dict.fromkeys(_office(said.value) for said in item.said.get("office", ())))
        rows.append({
            "id": item.id, "name": item.values.get("name"), "names": tuple(str(said.value) for said in item.said.get("name", ())),
            "country": item.values.get("country"), "office": offices, "first": _first(days), "last": _last(days),
            "articles": len(item.articles), **cited(item),
        })  # fmt: skip
    rows.sort(key=lambda row: (-row["articles"], str(row["name"]), row["id"]))
    return answer("people", ("name", "country", "office", "first", "last", "articles", "quote", "source"), rows, world)


def _office(office: Any) -> str:
    held = f"former {office['post']}" if office.get("former") else str(office["post"])
    return f"{held} ({office['organisation']})" if office.get("organisation") else held


def holders(world: World, lore: Lore, country: str, post: str, organisation: str | None = None) -> Answer:
    """Who held a post, in the order of attestation; times of more than a year that nobody is attested for are rows of their own."""
    spans = []
    for item in world.of("person"):
        told = [one for one in item.tellings if _holds(one, country, post, organisation) and published(one)]
        if told:
            spans.append((_attested(told), item, told))
    spans.sort(key=lambda one: (one[0].first, one[0].last, one[1].id) if one[0] else ())
    single = lore.once(levels)[post].single if post in lore.once(levels) else False
    rows: list[dict[str, Any]] = []
    until = None
    for days, item, told in spans:
        if single and until and days and (days.first - until).days > _GAP_DAYS:
            rows.append({"holder": None, "first": until.isoformat(), "last": days.first.isoformat(), "gap": True, **_nobody(item)})
        rows.append({
            "holder": item.values.get("name"), "first": _first(days), "last": _last(days), "gap": False, "articles": len({one.source.article for one in told}),
            "id": item.id, **cited(item, min(told, key=lambda one: str(one.source.published))),
        })  # fmt: skip
        until = max(until, days.last) if until and days else (days.last if days else until)
    notes = [("single_seat", "yes" if single else "no")]
    return answer("post", ("holder", "first", "last", "gap", "articles", "quote", "source"), rows, world, notes)


def _nobody(item: Item) -> dict[str, Any]:
    return {"articles": 0, "id": None, **cited(None)}


def _holds(telling: Telling, country: str, post: str, organisation: str | None) -> bool:
    values = telling.values
    same = values.get("country") == country and values.get("post") == post and not values.get("former")
    return same and (not organisation or organisation.lower() in str(values.get("organisation") or "").lower())


def contacts(world: World, lore: Lore, who: str, states: Sequence[str] = (), country: str | None = None) -> Answer:
    """The encounters of a person (by name) or of a state (by code in ``country``), with whom and where.

    ``states``: only with these; the persons' level is that of the post told in the same article.
    """
    wanted, others = name_words(who, lore) if who else (), set(states)
    posts = _posts(world, lore)
    rows = []
    for item in world.of("event"):
        if item.values.get("type") not in _ENCOUNTERS or (others and not others & set(item.parties)):
            continue
        names = list(dict.fromkeys(str(name) for said in item.said.get("people", ()) for name in said.value))
        present = [name for name in names if wanted and likeness(name_words(name, lore), wanted)]
        if (wanted and not present) or (country and country not in item.parties):
            continue
        levels_ = sorted({level for name in names for level in posts.get(" ".join(name_words(name, lore)), ())})
        rows.append({
            "id": item.id, "date": item.values.get("date"), "type": item.values.get("type"), "status": item.values.get("status"),
            "parties": item.parties, "people": tuple(names), "place": item.values.get("place"), "level": levels_[0] if levels_ else None,
            "articles": len(item.articles), **cited(item),
        })  # fmt: skip
    columns = ("date", "type", "status", "parties", "people", "place", "level", "articles", "quote", "source")
    return answer("contacts", columns, rows, world)


_ENCOUNTERS = frozenset({"reception", "talks", "meeting", "call", "visit", "session", "conference", "signing", "ceremony", "message"})


def _posts(world: World, lore: Lore) -> dict[str, set[int]]:
    """The levels of the posts that each name is told to hold."""
    table, found = lore.once(levels), defaultdict(set)
    for item in world.of("person"):
        for telling in item.tellings:
            if telling.values.get("post") in table and not telling.values.get("former"):
                found[" ".join(name_words(str(telling.values.get("person")), lore))].add(table[telling.values["post"]].level)
    return found


def level_of(item: Item, posts: dict[str, set[int]], lore: Lore) -> int | None:
    """The highest level present at an event."""
    found = [level for name in item.values.get("people") or () for level in posts.get(" ".join(name_words(str(name), lore)), ())]
    return min(found, default=None)


def post_levels(world: World, lore: Lore) -> dict[str, set[int]]:
    """The levels of the posts of every name."""
    return _posts(world, lore)


def _attested(tellings: Sequence[Telling]) -> Window | None:
    days = [found for telling in tellings if (found := published(telling))]
    return Window(min(one.first for one in days), max(one.last for one in days)) if days else None


def _first(days: Window | None) -> str | None:
    return days.first.isoformat() if days else None


def _last(days: Window | None) -> str | None:
    return days.last.isoformat() if days else None


def events(world: World, lore: Lore, *, types: Sequence[str] = (), without: Sequence[str] = ()) -> Answer:
    """Merged events by date with the ids of the articles that tell them; ``without``: none in which these states take part."""
    rows = []
    for item in world.of("event"):
        if (types and item.values.get("type") not in types) or set(without) & set(item.parties):
            continue
        values = item.values
        rows.append({
            "id": item.id, "date": values.get("date"), "type": values.get("type"), "status": values.get("status"), "parties": item.parties,
            "people": tuple(values.get("people") or ()), "place": values.get("place"), "mechanism": values.get("mechanism"),
            "ordinal": values.get("ordinal"), "articles": item.articles, "disputed": item.disputed, "days": span(days_of(item)),
            "quotes": tuple(" ".join(one.quote.split()) for one in item.tellings), **cited(item),
        })  # fmt: skip
    return answer("events", ("date", "type", "status", "parties", "people", "place", "articles", "quote", "source"), rows, world)
