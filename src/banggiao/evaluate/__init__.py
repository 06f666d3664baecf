"""Judging readings against gold readings: the figures of the published schema, and where readings err.

Guarantees: same readings, same figures, to the last digit those of the public judge; nothing here reads the network.
"""

from banggiao.evaluate.errors import by_field, by_pattern
from banggiao.evaluate.figures import Figures, Finding, KindFigures, Missed
from banggiao.evaluate.files import articles_of, hold_readings, load, texts_of
from banggiao.evaluate.judge import judge
from banggiao.evaluate.report import as_json, as_text

__all__ = [
    "Figures", "Finding", "KindFigures", "Missed", "articles_of", "as_json", "as_text", "by_field", "by_pattern", "hold_readings",
    "judge", "load", "texts_of",
]  # fmt: skip
