"""Promises: commitments with their life as of a day.

Guarantees: a promise begins as its verb says and moves forward only on a record; moves to done, dropped or superseded are
suggestions until a person confirms them, and none where a person refused them; overdue and unknown are computed as of the world's day, never taken from words; a later
"we go on with it" raises a counter and makes no new promise; every step names the record that it rests on.
"""

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from banggiao.lifecycle.alike import Alike
from banggiao.lifecycle.documents import lapsed
from banggiao.lifecycle.due import Due, due_of
from banggiao.lifecycle.judged import Judged, given_on, judged
from banggiao.lifecycle.mechanisms import Mechanism, mechanisms
from banggiao.lifecycle.outcomes import Outcome, outcomes
from banggiao.lifecycle.subjects import Subject, Subjects, words_of
from banggiao.lifecycle.tables import entry, states, terms
from banggiao.lifecycle.targets import TargetSeries, series
from banggiao.lifecycle.world import World, told_on
from banggiao.lore import Lore
from banggiao.model.items import Item, Word
from banggiao.model.times import Window, window


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step in a promise's life: the state reached, on which days, why (a rule's id), by which record, and who disputes it."""

    state: str
    rule: str
    days: Window | None = None
    item: Item | None = None
    disputed_by: tuple[Item, ...] = ()


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """A promise: the commitment that opens it and those that repeat it.

    ``slipped``: due dates named one after another; ``late``: days between the last day due and the outcome; ``suggested``: the state
    awaits a person's word; ``word``: the word by which the state holds; ``shown_by``: the records that show the state; ``seen``:
    articles on these parties since it was last told of.
    """

    item: Item
    repeats: tuple[Item, ...]
    subjects: tuple[Subject, ...]
    entry: str
    state: str
    steps: tuple[Step, ...]
    due: Due | None
    slipped: tuple[Due, ...]
    late: int | None
    suggested: bool
    open: bool
    seen: int
    specific: bool
    word: Word | None = None
    shown_by: tuple[Item, ...] = ()

    @property
    def reaffirmed(self) -> int:
        """How often it was said again."""
        return len(self.repeats)


def promises(world: World, lore: Lore) -> tuple[Promise, ...]:
    """All promises of a world, those due first first, undated ones last."""
    return world.known(_promises, lore)


def _promises(world: World, lore: Lore) -> tuple[Promise, ...]:
    found = _Finder(world, lore).all()
    return tuple(sorted(found, key=lambda one: (one.due.days.last if one.due else datetime.date.max, _told(one.item), one.item.id)))


def _told(item: Item) -> datetime.date:
    return told_on(item) or datetime.date.max


class _Finder:
    """Everything that is looked up many times for the promises of one world."""

    def __init__(self, world: World, lore: Lore) -> None:
        self.world, self.lore = world, lore
        self.mechanisms: tuple[Mechanism, ...] = mechanisms(world, lore)
        self.targets: tuple[TargetSeries, ...] = series(world, lore)
        self.subjects = Subjects(world, self.mechanisms, lore)
        self.words = {item.id: words_of(item, lore) for item in world.of("commitment") if item.tellings}

        need = lore.once(terms)
        self.agreed: dict[tuple[str, ...], list[tuple[datetime.date, Item]]] = defaultdict(list)
        self.answers: dict[tuple[str, ...], Alike] = defaultdict(lambda: Alike(need["answered_words"]))
        self.speeches: dict[object, Alike] = defaultdict(lambda: Alike(need["alike_words"]))
        for item in sorted(world.of("commitment"), key=lambda one: (_told(one), one.id)):
            if item.values.get("act") == "agree" and len(item.values.get("by") or ()) > 1 and item.tellings:
                self.agreed[item.parties].append((_told(item), item))
                self.answers[item.parties].add(self.words[item.id])

    def all(self) -> list[Promise]:
        """Every promise once, later ones that repeat it with it."""
        groups: list[tuple[Item, tuple[Subject, ...], list[Item]]] = []
        by_key: dict[object, int] = {}
        by_speech: dict[object, list[int]] = defaultdict(list)
        for item in sorted(self.world.of("commitment"), key=lambda one: (_told(one), one.id)):
            if not item.tellings:
                continue
            subjects = self.subjects.of(item)
            at = next((by_key[subject.key] for subject in subjects if subject.key in by_key), None)
            alike = (item.values.get("act"), tuple(item.values.get("by") or ()), item.parties)
            if at is None and not subjects:
                # the promise that these words say again, of those by the same speakers and act
                said = self.speeches[alike].first(self.words[item.id])
                at = None if said is None else by_speech[alike][said]
            if at is not None and _told(item) > _told(groups[at][0]):
                groups[at][2].append(item)
                continue
            groups.append((item, subjects, []))
            if not subjects:
                by_speech[alike].append(len(groups) - 1)
                self.speeches[alike].add(self.words[item.id])
            by_key.update({subject.key: len(groups) - 1 for subject in subjects})
        return [self._promise(item, subjects, repeats) for item, subjects, repeats in groups]

    def _promise(self, item: Item, subjects: tuple[Subject, ...], repeats: list[Item]) -> Promise:
        begins = self._entry(item)
        dues = self._dues((item, *repeats), subjects)
        steps = [Step(state=begins, rule="said", days=_day(told_on(item)), item=item)]
        if any(one.kind in ("session", "visit") for one in subjects) and dues and begins in ("agreed", "undertaken"):
            steps.append(Step(state="scheduled", rule="day_named", days=_day(told_on(item)), item=item))
        steps += [Step(state="reaffirmed", rule="said_again", days=_day(told_on(one)), item=one) for one in repeats]
        words = judged((item, *repeats), self.world)
        reached = [_best(self._outcomes(subject, item, words), self.lore) for subject in subjects]
        steps += self._answer(item, begins) if begins in ("wish", "proposed") else []
        late = None
        for outcome in reached:
            if outcome:
                behind = _late(outcome, dues[0] if dues else None)
                late = max(late or 0, behind or 0) or None
                state = "done_late" if outcome.state == "done" and behind else outcome.state
                steps.append(Step(state=state, rule=outcome.rule, days=outcome.days, item=outcome.item, disputed_by=outcome.disputed_by))
        return self._closed(item, tuple(repeats), subjects, steps, dues, late, [one for one in reached if one], words)

    def _outcomes(self, subject: Subject, item: Item, words: Judged) -> list[Outcome]:
        """What came of a subject by the world's day, but for what a person refused."""
        found = outcomes(subject, told_on(item), self.world, self.targets, self.lore)
        past = [one for one in found if one.days is None or one.days.first <= self.world.as_of]
        return [one for one in past if words.allows(one) and not _in_its_own_words(one.item, item)]

    def _closed(
        self, item: Item, repeats: tuple[Item, ...], subjects: tuple[Subject, ...], steps: list[Step], dues: list[Due], late: int | None,
        reached: list[Outcome], words: Judged,
    ) -> Promise:  # fmt: skip
        """The promise with its state as of the day."""
        table = self.lore.once(states)
        state = max((step.state for step in steps if step.state in table), key=lambda name: table[name].order)
        closed = [one for one in reached if not table[one.state].open]
        if closed and len(closed) < len(subjects):
            state = "partly_done"
        specific = bool(dues) or bool(subjects) or item.values.get("specificity") == "specific"
        seen = self._seen_since((item, *repeats))
        word, shown_by = None, tuple(one.item for one in closed or reached)
        if words.confirmed and self._stands(words.confirmed, state):
            word, state, shown_by = words.confirmed, str(words.confirmed.state), words.shown_by
            steps += [Step(state=state, rule="confirmed", days=_day(given_on(word)), item=one) for one in shown_by or (None,)]
        over = self._ran_out(item, subjects, dues, specific, words) if table[state].open and state != "partly_done" else None
        if over and (word is None or over.days is None or over.days.last >= given_on(word)):
            word, state, shown_by = None, over.state, ()
            steps.append(over)
        return Promise(
            item=item, repeats=repeats, subjects=subjects, entry=steps[0].state, state=state, steps=tuple(steps),
            due=dues[0] if dues else None, slipped=tuple(dues) if len(dues) > 1 else (), late=late,
            suggested=table[state].way == "suggestion" and word is None, open=table[state].open, seen=seen, specific=specific,
            word=word, shown_by=shown_by,
        )  # fmt: skip

    def _stands(self, word: Word, suggested: str) -> bool:
        """Whether a confirmed state still holds: one in which something is to be done gives way to a record that moves further."""
        table = self.lore.once(states)
        return word.state in table and (not table[word.state].open or table[suggested].order <= table[word.state].order)

    def _entry(self, item: Item) -> str:
        """The state by the verb; what one side alone calls agreed is undertaken."""
        state = entry(item.values.get("strength"), str(item.values.get("act")), self.lore)
        return "undertaken" if state == "agreed" and len(item.values.get("by") or ()) < 2 else state

    def _dues(self, items: Sequence[Item], subjects: Sequence[Subject]) -> list[Due]:
        """The due dates named, in the order told, each once; for a programme to be made, the day on which its validity begins."""
        found: dict[Window, Due] = {}
        for subject in subjects:
            period = window(subject.key[4]) if subject.kind == "document" else None
            if period:
                found[Window(period.first, period.first)] = Due(Window(period.first, period.first), "inferred", told_on(items[0]))
        if found:
            return list(found.values())
        for item in items:
            if due := due_of(item, "due", self.lore):
                found.setdefault(due.days, due)
        for subject in subjects:
            planned = self._planned(subject)
            if planned and not found:
                found[planned.days] = planned
        return list(found.values())

    def _planned(self, subject: Subject) -> Due | None:
        """The day for which a session was planned."""
        if subject.kind == "target" and subject.item:
            return due_of(subject.item, "by", self.lore)
        if subject.kind == "visit" and subject.item:
            return due_of(subject.item, "date", self.lore)
        return None

    def _answer(self, item: Item, begins: str) -> list[Step]:
        """What both sides agreed later (or in the same report) in the words of a proposal."""
        agreed = self.agreed[item.parties]
        since = bisect_left(agreed, _told(item), key=lambda one: one[0])
        at = self.answers[item.parties].first(self.words[item.id], since)
        if at is None:
            return []
        other = agreed[at][1]
        return [Step(state="agreed", rule="answered", days=_day(told_on(other)), item=other)]

    def _ran_out(self, item: Item, subjects: Sequence[Subject], dues: Sequence[Due], specific: bool, words: Judged) -> Step | None:
        """The step where time ran out: the document's validity is over, or the last due date is past."""
        documents = [one for one in subjects if one.kind in ("document", "programme") and one.item]
        over = [one.item for one in documents if one.item and lapsed(one.item, self.world, self.lore)]
        if over and not words.denies("lapsed"):
            return Step(state="lapsed", rule="validity_over", days=window(over[0].values.get("period")))
        if not dues or any(one.kind == "programme" for one in subjects):
            return None
        if max(due.days.last for due in dues) >= self.world.as_of:
            return None
        return Step(state="overdue" if specific else "unknown", rule="due_passed", days=dues[-1].days)

    def _seen_since(self, items: Sequence[Item]) -> int:
        """How many articles on these parties have come since the promise was last told of."""
        return self.world.papers_since(max(_told(item) for item in items))


def _in_its_own_words(item: Item, promise: Item) -> bool:
    """Whether a record is told nowhere but in the words of the promise itself."""
    return all(
        any(told.source.article == own.source.article and told.start < own.end and own.start < told.end for own in promise.tellings)
        for told in item.tellings
    )


def _day(day: datetime.date | None) -> Window | None:
    return Window(day, day) if day else None


def _best(found: Sequence[Outcome], lore: Lore) -> Outcome | None:
    """The outcome that moves furthest; of equals the first. A target reached stays reached when it is raised."""
    table = lore.once(states)
    done = [one for one in found if one.state.startswith("done")]
    return next(iter(done or sorted(found, key=lambda one: -table[one.state].order)), None)


def _late(outcome: Outcome, due: Due | None) -> int | None:
    """How many days after the last day due an outcome came."""
    if due is None or outcome.days is None or not outcome.state.startswith("done") or outcome.days.first <= due.days.last:
        return None
    # a figure of a year is known at its end, an event on its first day
    when = outcome.days.last if outcome.item.kind == "statistic" else outcome.days.first
    return max(0, (when - due.days.last).days) or None
