"""The board of commitments, invitations, targets, and what was promised by when."""

import datetime
from collections import Counter
from typing import Any, TypedDict

import msgspec

from banggiao.dossier.questions.answer import Answer, answer, by, cited, day, span
from banggiao.lifecycle import Promise, World, invitations, promises, series
from banggiao.lifecycle.targets import Figure, Level, TargetSeries
from banggiao.lifecycle.world import told_on
from banggiao.lore import Lore
from banggiao.model.items import Item, Word
from banggiao.model.times import window

_YEAR = 4
COMMITMENTS = (
    "state", "due", "late", "act", "by", "to", "sectors", "strength", "specificity", "reaffirmed", "told", "seen", "suggested",
    "confirmed", "quote", "source",
)  # fmt: skip


class Shown(msgspec.Struct, frozen=True):
    """A record by its kind and id, and the place of its first telling's words."""

    kind: str
    id: str
    article: str
    start: int
    end: int


class Row(TypedDict):
    """The columns of a promise (``promise_row``); several texts are a tuple, however the row was kept."""

    id: str
    state: str
    due: str | None
    due_basis: str | None
    slipped: tuple[str, ...]
    late: int | None
    act: Any
    by: tuple[str, ...]
    to: tuple[str, ...]
    sectors: tuple[str, ...]
    verb: Any
    strength: Any
    specificity: Any
    reaffirmed: int
    told: str | None
    seen: int
    suggested: bool
    subject: tuple[str, ...]
    entry: str
    steps: tuple[str, ...]
    confirmed: str | None
    reason: str | None
    evidence: str | None
    shown: str | None
    quote: str | None
    source: str | None
    article: str | None
    start: int | None
    end: int | None


class Life(msgspec.Struct, frozen=True):
    """What became of one promise: its row, the ids of all commitments in it, whether something is still to be done, a person's word on
    it, and the records that show its state."""

    row: Row
    ids: tuple[str, ...]
    open: bool
    word: Word | None
    shown_by: tuple[Shown, ...]

    @property
    def id(self) -> str:
        """The id of the commitment that opens it."""
        return self.ids[0]

    @property
    def state(self) -> str:
        """The state that it has come to."""
        return str(self.row["state"])

    @property
    def suggested(self) -> bool:
        """Whether the state awaits a person's word."""
        return bool(self.row["suggested"])

    @property
    def reaffirmed(self) -> int:
        """How often it was said again."""
        return int(self.row["reaffirmed"])


class Promised(msgspec.Struct, frozen=True):
    """What became of the promises of a world, those due first first, and how many articles it holds."""

    lives: tuple[Life, ...]
    sources: int


def promised(world: World, lore: Lore) -> Promised:
    """What became of all promises of a world."""
    return Promised(tuple(_life(promise) for promise in promises(world, lore)), len(world.papers))


def _life(promise: Promise) -> Life:
    ids = tuple(item.id for item in (promise.item, *promise.repeats))
    shown = tuple(_shown(item) for item in promise.shown_by if item.tellings)
    return Life(promise_row(promise), ids, promise.open, promise.word, shown)


def _shown(item: Item) -> Shown:
    first = item.tellings[0]
    return Shown(item.kind, item.id, first.source.article, first.start, first.end)


def commitments(
    world: World, lore: Lore, *, state: str | None = None, sector: str | None = None, due: str | None = None, open_only: bool = False,
    since: str | None = None,
) -> Answer:  # fmt: skip
    """Promises with their state, those due first first. ``due``: due within this date; ``since``: told on this day or later."""
    return chosen(promised(world, lore), world.as_of, state=state, sector=sector, due=due, open_only=open_only, since=since)


def chosen(
    found: Promised, as_of: datetime.date, *, state: str | None = None, sector: str | None = None, due: str | None = None,
    open_only: bool = False, since: str | None = None,
) -> Answer:  # fmt: skip
    """As ``commitments``, of promises whose outcome is known."""
    bounds, rows = window(due), []
    for life in found.lives:
        row = life.row
        if (state and row["state"] != state) or (open_only and not life.open) or (sector and sector not in row["sectors"]):
            continue
        if bounds and not ((days := window(row["due"])) and days.near(bounds)):
            continue
        if since and not (row["told"] and row["told"] >= since):
            continue
        rows.append(row)
    return Answer(name="commitments", columns=COMMITMENTS, rows=tuple(rows), as_of=as_of.isoformat(), sources=found.sources)


def promise_row(promise: Promise) -> Row:
    """A promise as a row."""
    values, told = promise.item.values, cited(promise.item)
    word, shown = promise.word, promise.shown_by or tuple(step.item for step in promise.steps[-1:] if step.item)
    return {
        "id": promise.item.id, "state": promise.state, "due": by(promise.due), "due_basis": promise.due.basis if promise.due else None,
        "slipped": tuple(span(one.days) or "" for one in promise.slipped), "late": promise.late, "act": values.get("act"),
        "by": tuple(values.get("by") or ()), "to": tuple(values.get("to") or ()), "sectors": tuple(values.get("sectors") or ()),
        "verb": values.get("verb"), "strength": values.get("strength"), "specificity": "specific" if promise.specific else values.get("specificity"),
        "reaffirmed": promise.reaffirmed, "told": day(told_on(promise.item)), "seen": promise.seen, "suggested": promise.suggested,
        "subject": tuple(one.kind for one in promise.subjects), "entry": promise.entry,
        "steps": tuple(f"{step.state} {span(step.days) or '?'} ({step.rule})" for step in promise.steps),
        "confirmed": f"{word.author}, {word.made[:10]}" if word else None, "reason": word.reason if word else None,
        "evidence": "; ".join(one.id for one in shown) or None, "shown": cited(shown[0])["quote"] if shown else None,
        "quote": told["quote"], "source": told["source"], "article": told["article"], "start": told["start"], "end": told["end"],
    }  # fmt: skip


def sector_years(world: World, lore: Lore) -> Answer:
    """How many promises each sector had in each year in which they were told."""
    return counted(promised(world, lore), world.as_of)


def counted(found: Promised, as_of: datetime.date) -> Answer:
    """As ``sector_years``, of promises whose outcome is known."""
    counts: Counter[tuple[str, str]] = Counter()
    for life in found.lives:
        for sector in life.row["sectors"]:
            counts[str(sector), str(life.row["told"] or "?")[:_YEAR]] += 1
    years = sorted({year for _, year in counts})
    sectors = sorted({sector for sector, _ in counts}, key=lambda name: (-sum(counts[name, year] for year in years), name))
    rows = [{"sector": sector, **{year: counts[sector, year] for year in years}} for sector in sectors]
    return Answer(name="sector_years", columns=("sector", *years), rows=tuple(rows), as_of=as_of.isoformat(), sources=found.sources)


def invited(world: World, lore: Lore, open_only: bool = False) -> Answer:
    """Invitations issued and received, with what became of them."""
    rows = []
    for found in invitations(world, lore):
        if open_only and found.state not in ("issued", "accepted", "lapsed"):
            continue
        rows.append({
            "id": found.item.id, "state": found.state, "by": found.by, "to": found.to, "guests": found.guests, "carrier": found.carrier,
            "issued": day(found.issued), "due": by(found.due), "age": found.age, "answer": found.answer.id if found.answer else None,
            "answered_on": found.answer.first if found.answer else None, **cited(found.item),
        })  # fmt: skip
    columns = ("state", "issued", "by", "to", "guests", "carrier", "due", "age", "answered_on", "quote", "source")
    return answer("invitations", columns, rows, world)


def targets(world: World, lore: Lore) -> Answer:
    """Every statement of a target and every figure set against it, series by series in the order of time."""
    rows = [row for found in series(world, lore) for row in _series(found)]
    columns = ("parties", "measure", "what", "value", "unit", "date", "said", "state", "quote", "source")
    return answer("targets", columns, rows, world)


def _series(found: TargetSeries) -> list[dict[str, Any]]:
    levels = {level.value: level for level in found.levels}
    rows = [_figure(found, one, "target", levels[one.value]) for one in found.statements]
    rows += [_figure(found, one, "actual", None) for one in found.actuals]
    return sorted(rows, key=lambda row: (row["said"] or "9999", row["what"], row["start"] or 0))


def _figure(found: TargetSeries, one: Figure, what: str, level: Level | None) -> dict[str, Any]:
    reached = level.reached if level else None
    return {
        "id": one.item.id, "parties": found.parties, "measure": found.measure, "what": what, "value": one.value, "bound": one.bound,
        "unit": found.unit, "date": span(one.days), "said": day(one.said), "state": level.state if level else None,
        "moved": level.moved if level else None, "reached_by": reached.item.id if reached else None,
        "superseded_by": level.superseded.value if level and level.superseded else None, **cited(one.item, one.telling),
    }  # fmt: skip
