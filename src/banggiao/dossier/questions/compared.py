"""Where outlets differ, what changed between two readouts, what each side said over time."""

from collections.abc import Sequence
from typing import Any

from banggiao.dossier.questions.answer import Answer, answer, cited
from banggiao.lifecycle import World
from banggiao.lifecycle.naming import same_name, telling_words
from banggiao.lifecycle.subjects import words_of
from banggiao.lifecycle.tables import share, terms
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.model.times import window

_UNJUDGED = frozenset({"date_text", "verb", "object", "speaker", "leg", "carrier"})
_NAMES = frozenset({"mechanism", "name"})
_NEAR_WORDS = 0.2


def conflicts(world: World, lore: Lore, fields: Sequence[str] = ()) -> Answer:
    """Fields of merged objects on which articles differ: one row a value, with the article that tells it."""
    rows: list[dict[str, Any]] = []
    for kind in sorted(world.kinds):
        for item in world.of(kind):
            for field in item.disputed:
                if (fields and field not in fields) or field in _UNJUDGED or not _differ(item, field, lore):
                    continue
                rows += _values(item, field)
    return answer("conflicts", ("kind", "what", "field", "value", "shown", "quote", "source"), rows, world)


def _values(item: Item, field: str) -> list[dict[str, Any]]:
    tellings = {telling.claim: telling for telling in item.tellings}
    rows = []
    for at, said in enumerate(item.said[field]):
        value = ", ".join(map(str, said.value)) if isinstance(said.value, list | tuple) else str(said.value)
        for claim in said.claims:
            if claim in tellings:
                rows.append({
                    "id": item.id, "kind": item.kind, "what": item.values.get("type") or item.values.get("name") or item.values.get("tier"),
                    "date": item.first, "field": field, "value": value, "shown": at == 0, **cited(item, tellings[claim]),
                })  # fmt: skip
    return rows


def _differ(item: Item, field: str, lore: Lore) -> bool:
    """Whether the values exclude one another: a vaguer date or a shorter list only says less, a name in other words says the same,
    and what stands today (a tier, a document) may well have another status tomorrow.
    """
    values = [said.value for said in item.said[field]]
    if len(item.articles) < 2 or (field == "status" and item.kind != "event"):
        return False
    if days := [found for value in values if isinstance(value, str) and (found := window(value))]:
        return any(not one.near(two) for at, one in enumerate(days) for two in days[at + 1 :])
    if all(isinstance(value, list | tuple) for value in values):
        longest = max((set(map(str, value)) for value in values), key=len)
        return not all(set(map(str, value)) <= longest for value in values)
    if field in _NAMES:
        words = [telling_words(str(value), item.parties, lore) for value in values]
        return any(not same_name(one, two, lore) for at, one in enumerate(words) for two in words[at + 1 :])
    return True


def diff(one: World, two: World, lore: Lore) -> Answer:
    """Two readouts: commitments and stances that are new, dropped, said again, or said with a stronger or weaker verb."""
    rows = []
    for kind in ("commitment", "stance"):
        old, new = list(one.of(kind)), list(two.of(kind))
        pairs = _paired(old, new, lore)
        rows += [_row(_change(old[a], new[b]), old[a], new[b]) for a, b in pairs]
        rows += [_row("dropped", item, None) for at, item in enumerate(old) if at not in {a for a, _ in pairs}]
        rows += [_row("new", None, item) for at, item in enumerate(new) if at not in {b for _, b in pairs}]
    order = ("stronger", "weaker", "new", "dropped", "same")
    rows.sort(key=lambda row: (order.index(row["change"]), row["kind"], row["quote"] or row["before"] or ""))
    columns = ("change", "kind", "by", "sectors", "verb_before", "verb", "before", "quote", "source")
    return answer("diff", columns, rows, two)


def _paired(old: Sequence[Item], new: Sequence[Item], lore: Lore) -> list[tuple[int, int]]:
    """Statements about the same matter, the most alike first, each in one pair at most."""
    need = lore.once(terms)["answered_words"]
    likenesses = []
    for a, one in enumerate(old):
        for b, two in enumerate(new):
            if one.tellings and two.tellings and (same := _likeness(one, two, lore)) >= need:
                likenesses.append((-same, one.id, two.id, a, b))
    found: list[tuple[int, int]] = []
    for _, _, _, a, b in sorted(likenesses):
        if a not in {x for x, _ in found} and b not in {y for _, y in found}:
            found.append((a, b))
    return found


def _likeness(one: Item, two: Item, lore: Lore) -> float:
    """How much two statements are about the same: their words, and their sectors or topic."""
    words = share(words_of(one, lore), words_of(two, lore))
    if one.kind == "stance":
        same = one.values.get("topic") == two.values.get("topic") and one.values.get("by") == two.values.get("by")
        return max(words, 0.5) if same else 0.0
    a, b = (frozenset(item.values.get("sectors") or ()) for item in (one, two))
    alike = share(a, b)
    return max(words, (words + alike) / 2 if words >= _NEAR_WORDS else 0.0)


def _change(old: Item, new: Item) -> str:
    """Whether the verb became stronger or weaker."""
    before, after = old.values.get("strength"), new.values.get("strength")
    if before is None or after is None or before == after:
        return "same" if old.values.get("position") == new.values.get("position") else "new"
    return "stronger" if after > before else "weaker"


def _row(change: str, old: Item | None, new: Item | None) -> dict[str, Any]:
    item = new or old
    assert item is not None
    return {
        "change": change, "kind": item.kind, "by": tuple(item.values.get("by") or ()), "sectors": tuple(item.values.get("sectors") or ()),
        "topic": item.values.get("topic"), "verb_before": old.values.get("verb") if old else None, "verb": new.values.get("verb") if new else None,
        "strength_before": old.values.get("strength") if old else None, "strength": new.values.get("strength") if new else None,
        "before": " ".join(old.tellings[0].quote.split()) if old and old.tellings else None, **cited(new),
    }  # fmt: skip


def stances(world: World, lore: Lore, topic: str | None = None, holder: str | None = None) -> Answer:
    """What each side said on an issue, word by word, in the order told; ``shift``: the verb changed since the same side's last word."""
    rows: list[dict[str, Any]] = []
    last: dict[tuple[Any, ...], str] = {}
    told = [(telling.source.published or "9999", telling.claim, item, telling) for item in world.of("stance") for telling in item.tellings]
    for published, _, item, telling in sorted(told, key=lambda one: one[:2]):
        values = telling.values
        if (topic and values.get("topic") != topic) or (holder and holder not in (values.get("by") or ())):
            continue
        verb, key = str(telling.extra.get("verb") or ""), (tuple(values.get("by") or ()), values.get("topic"))
        rows.append({
            "date": None if published == "9999" else published, "by": tuple(values.get("by") or ()), "topic": values.get("topic"),
            "position": values.get("position"), "verb": verb or None, "shift": bool(key in last and last[key] != verb), "id": item.id,
            **cited(item, telling),
        })  # fmt: skip
        last[key] = verb
    return answer("stances", ("date", "by", "topic", "position", "verb", "shift", "quote", "source"), rows, world)
