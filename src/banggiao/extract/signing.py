"""When a document was signed or is to be signed, and for what years it holds.

Guarantees: a date told of the signing goes before one that only stands near; a day on which a document came into force, and
the day of an anniversary, are no days of signing; the day of what is reported is taken only for what is signed as the news.
"""

import regex

from banggiao.extract.expressions import Expressions
from banggiao.extract.history import is_history
from banggiao.extract.page import Page, View
from banggiao.extract.timing import close_after, compared, dated, event_day, first_of, last_before
from banggiao.lore import Lore
from banggiao.model.dates import days
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span

_VERB = 40
_CLAUSE = 140  # characters of a clause after a name
_YEAR = regex.compile(r" ((?:19|20)\d\d)$")
_MONTH = 31
_SIGNING = 366  # in days: a longer stretch is the life of a document


def validity(view: View, start: int, end: int, said: Expressions) -> tuple[str | None, Span | None]:
    """The years of validity: within the name (``giai đoạn 2021-2023``) or right behind it."""
    for _, date in view.dates(start, end):
        if dated(date) and ("/" in (date.value or "") or said["agreement.plan"].search(view.text[: view.at(date.start)][-12:])):
            return date.value, Span(date.start, date.end)
    date_behind = close_after(view, end)
    if date_behind is not None and said["agreement.validity"].search(date_behind.text.lower()):
        return date_behind.value, Span(date_behind.start, date_behind.end)
    return None, None


def signing(
    page: Page, view: View, place: tuple[int, int], status: str | None, period: Span | None, said: Expressions, lore: Lore
) -> tuple[str | None, Span | None]:
    """The date of signing: told behind the name, in it, or before it; else the day of what is reported."""
    (start, end), published = place, (page.scene.published or "")[:4]
    if match := said["agreement.signed-on"].match(view.text, end):
        date = view.mentions.get(match.end() - 1)
        if isinstance(date, DateMention) and dated(date) and date.value and days(date.value) <= _SIGNING:
            return date.value, Span(date.start, date.end)
    if (
        (beside := said["agreement.dated"].match(view.text, end))
        and isinstance(date := view.mentions.get(beside.start("date")), DateMention)
        and dated(date)
    ):
        return date.value, Span(date.start, date.end)
    for _, date in view.dates(start, end):
        future = (date.value or "")[: len(published)] > published if published else False
        if dated(date) and not future and "/" not in (date.value or "") and (period is None or date.start != period.start):
            return date.value, Span(date.start, date.end)
    if (year := _YEAR.search(view.text, start, end)) and not ahead(year.group(1), page):
        return year.group(1), view.span(*year.span(1))
    if status == "to_sign" and (planned := close_after(view, end)) is not None and planned.value and ahead(planned.value, page):
        return planned.value, Span(planned.start, planned.end)
    if status != "signed" and not (status == "in_force" and said["agreement.signs"].search(view.text[max(0, start - _VERB) : start])):
        return None, None
    if said["agreement.remembered"].search(view.text[max(0, start - 90) : start]):
        return None, None
    right = close_after(view, end) if said["agreement.effect"].match(view.text, end) is None else None
    if right is not None and right.value and "/" not in right.value:
        return right.value, Span(right.start, right.end)
    clause = max(view.text.rfind(mark, 0, start) for mark in ";") + 1
    early = last_before(view, start, clause)
    told = early.value if early is not None and not compared(view, view.at(early.start)) else None
    if early is not None and told and "/" not in told and not ahead(told, page):
        return told, Span(early.start, early.end)
    if (late := _further_on(page, view, end, said)) is not None:
        return late.value, Span(late.start, late.end)
    recalled = said["agreement.recalled"].search(view.text[max(0, start - 90) : start]) is not None
    if recalled or status != "signed" or is_history(page, view, lore):
        return None, None
    return event_day(page), None


def ahead(value: str, page: Page) -> bool:
    """Whether a date lies after the report's, as far as both are told."""
    published = page.scene.published or "9999"
    return first_of(value)[: len(published)] > published


def _further_on(page: Page, view: View, end: int, said: Expressions) -> DateMention | None:
    """The day told further on in the clause of a document that is signed (``ký thông cáo chung tại Hà Nội chiều 24/9``)."""
    for at, date in view.dates(end, end + _CLAUSE):
        if dated(date) and date.value and days(date.value) <= _MONTH and not ahead(date.value, page):
            return date if said["agreement.same-clause"].fullmatch(view.text, end, at) else None
    return None
