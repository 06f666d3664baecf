"""The figures as text and as JSON, with lists of errors.

Guarantees: ``as_json`` has the form of the public judge's ``--json``; ``as_text`` is plain and fits a terminal.
"""

import json
from collections.abc import Iterator
from typing import Any

from banggiao.evaluate.errors import by_field, by_pattern
from banggiao.evaluate.figures import Figures, Missed


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures as plain values."""
    kinds = {
        name: {
            "gold": kind.count.gold, "found": kind.count.found, "precision": kind.count.precision, "recall": kind.count.recall,
            "f1": kind.count.f1, "strict_f1": kind.strict.f1, "fields": {field: kind.share(field) for field in kind.fields},
        }
        for name, kind in figures.kinds.items()
    }  # fmt: skip
    return {
        "articles": figures.articles, "records": figures.count.gold, "precision": figures.count.precision,
        "recall": figures.count.recall, "micro_f1": figures.count.f1, "strict_f1": figures.strict.f1, "macro_f1": figures.macro_f1,
        "kinds": kinds, "quotes_exact": figures.exact, "false_alarms": figures.alarms, "negatives": figures.negatives,
    }  # fmt: skip


def as_text(figures: Figures, errors: int = 0) -> str:
    """The figures as a table; before it up to ``errors`` records missed or wrong, fields confused and patterns that err."""
    return "\n".join([*(_error_lines(figures, errors) if errors else ()), *_table(figures)])


def _table(figures: Figures) -> Iterator[str]:
    yield f"{'kind':12} {'gold':>5} {'found':>5} {'prec':>6} {'recall':>6} {'F1':>6} {'strict':>6}  fields right"
    for name, kind in figures.kinds.items():
        fields = " ".join(f"{field}={kind.share(field):.2f}" for field in kind.fields)
        count = kind.count
        head = f"{name:12} {count.gold:5} {count.found:5}"
        yield f"{head} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} {kind.strict.f1:6.3f}  {fields}"
    exact = "-" if figures.exact is None else f"{figures.exact:.3f}"
    yield (
        f"{figures.articles} articles, {figures.count.gold} gold records: precision {figures.count.precision:.3f} "
        f"recall {figures.count.recall:.3f} micro-F1 {figures.count.f1:.3f} strict {figures.strict.f1:.3f} macro-F1 {figures.macro_f1:.3f}; "
        f"quotes exact {exact}; false alarms {figures.alarms} of {figures.negatives} irrelevant articles"
    )


def _error_lines(figures: Figures, limit: int) -> Iterator[str]:
    for missed in figures.unpaired[:limit]:
        yield _line(missed)
    for row in by_field(figures)[:limit]:
        worst = "; ".join(f"{gold} read as {found} ({times})" for gold, found, times in row.confusions[:3])
        yield f"field {row.kind}.{row.field} wrong {row.wrong}: {worst}"
    for pattern in by_pattern(figures)[:limit]:
        yield f"pattern {pattern.pattern}: {pattern.paired} right of {pattern.made}"
    yield ""


def _line(missed: Missed) -> str:
    """One record, without the parts that only machines read."""
    shown = {key: value for key, value in missed.record.items() if key not in ("evidence", "start", "end", "confidence")}
    return f"{missed.article} {missed.verdict}: {json.dumps(shown, ensure_ascii=False)}"
