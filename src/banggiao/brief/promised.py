"""Sections on what was promised: commitments by their state, targets against figures.

Guarantees: "overdue" is what is specific, past due and without an outcome; "done" is what a record says, never assumed; a bar compares
a target with a figure of the same measure, unit and parties alone.
"""

from collections.abc import Iterator

from banggiao.brief.case import Case, first_told
from banggiao.brief.document import Bar, Block, Chart, Heading, Row, Statement, filled, named, text
from banggiao.dossier.standing import Aim, aims, latest_first
from banggiao.dossier.values import Item
from banggiao.dossier.words import capital
from banggiao.export.calendar import state_words
from banggiao.lifecycle import Promise, promises

_SHOWN = 25
_FIGURES = 20
_ORDER = ("specific", "directional", "vague")


def commitments(case: Case) -> Iterator[Block]:
    """Commitments not yet due, past due, open without a date, and with an outcome."""
    wanted = {item.id for item in case.of("commitment")}
    found = [one for one in promises(case.world, case.lore) if one.item.id in wanted]
    groups = {
        "overdue": sorted((one for one in found if one.open and _past(case, one)), key=_due, reverse=True),
        "due_open": sorted((one for one in found if one.open and one.due and not _past(case, one)), key=_due),
        "open": sorted((one for one in found if one.open and not one.due), key=_weight),
        "closed": sorted((one for one in found if not one.open), key=_due, reverse=True),
    }
    heads = tuple(case.say(f"col.{name}") for name in ("what", "side", "told", "due", "state"))
    for key, group in groups.items():
        if group:
            yield Heading(case.say(key))
            yield filled(heads, tuple(_promise(case, one) for one in group[:_SHOWN]), (9, 4, 3, 3, 4))
        if len(group) > _SHOWN:
            yield Statement(text(case.say("more", n=len(group) - _SHOWN)), case.counted())


def _past(case: Case, one: Promise) -> bool:
    return bool(one.due and one.due.days.last < case.today)


def _due(one: Promise) -> tuple[str, str]:
    return (one.due.days.last.isoformat() if one.due else "", one.item.id)


def _weight(one: Promise) -> tuple[int, int, str, str]:
    """The specific and strong ones first, of equals those told last."""
    values = one.item.values
    specificity = str(values.get("specificity"))
    rank = _ORDER.index(specificity) if specificity in _ORDER else len(_ORDER)
    newest = "".join(chr(0x10FFFF - ord(letter)) for letter in first_told(one.item) or "")
    return (rank, -int(values.get("strength") or 0), newest, one.item.id)


def _promise(case: Case, one: Promise) -> Row:
    values = one.item.values
    verb, what = values.get("verb"), values.get("object")
    words = f"{verb} {what}" if verb and what else one.item.tellings[0].quote
    state = state_words(one.state, case.words)
    if one.late:
        state += f", {case.say('late_by', n=one.late)}"
    cells = (
        named(words),
        text(case.words.parties(values.get("by") or ())),
        text(case.date(first_told(one.item))),
        text(case.span(one.due.days if one.due else None)),
        text(state),
    )
    steps = [step.item for step in one.steps if step.item]
    return Row(cells, tuple(sorted({*case.notes.of(one.item, most=2), *case.notes.of(*steps[-1:], most=1)})))


def targets(case: Case) -> Iterator[Block]:
    """A chart of targets against the latest figures, and the figures told."""
    figures = case.of("statistic")
    found = aims(case.of("target"), figures)
    if found:
        yield Chart(case.say("chart"), tuple(_bar(case, aim) for aim in found))
    if figures:
        yield Heading(case.say("figures"))
        heads = tuple(case.say(f"col.{name}") for name in ("measure", "value", "period", "change"))
        yield filled(heads, tuple(_figure(case, one) for one in latest_first(figures)[:_FIGURES]), (6, 5, 4, 3))
    if len(figures) > _FIGURES:
        yield Statement(text(case.say("more", n=len(figures) - _FIGURES)), case.counted())


def _bar(case: Case, aim: Aim) -> Bar:
    values = aim.target.values
    amount = case.words.amount(values.get("value"), values.get("unit"))
    measure = capital(case.words.value("target", "measure", values.get("measure")))
    key = "target_by" if values.get("by") else "target_undated"
    label = case.say(key, measure=measure, value=amount, date=case.date(values.get("by")))
    if aim.latest is None or aim.reached is None:
        return Bar(label, case.say("no_figure"), None, case.notes.of(aim.target))
    told = aim.latest.values
    period = case.date(told.get("period"))
    says = case.say(
        "reached" if period else "reached_undated",
        value=case.words.amount(told.get("value"), told.get("unit")), period=period, share=case.words.percent(aim.reached),
    )  # fmt: skip
    return Bar(label, says, min(aim.reached, 100) / 100, tuple(sorted({*case.notes.of(aim.target), *case.notes.of(aim.latest)})))


def _figure(case: Case, item: Item) -> Row:
    values = item.values
    change = values.get("change_percent")
    cells = (
        text(capital(case.words.value("statistic", "measure", values.get("measure")))),
        text(case.words.amount(values.get("value"), values.get("unit"))),
        text(case.date(values.get("period"))),
        text(("+" if change > 0 else "") + case.words.percent(change) if isinstance(change, int | float) else ""),
    )
    return Row(cells, case.notes.of(item))
