"""When and where a report was published, as far as it says.

Guarantees: every claim has a basis (given, header, url, text, inferred, from the strongest to the weakest) and, where words
of the delivered text say it, their span; where nothing is sure nothing is claimed.
"""

import re
from collections.abc import Iterator

from banggiao.lore import Lore
from banggiao.model.article import BASES, Article, Claim
from banggiao.model.cleaned import READ_ZONES, Cleaned
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span
from banggiao.recognise.date_patterns import calendar
from banggiao.recognise.dates import find_dates
from banggiao.recognise.outlets import outlet_claims
from banggiao.recognise.phrases import plain
from banggiao.recognise.stamps import addresses, cues, stamps
from banggiao.text import lower

_HEAD = 600
_DAY, _MONTH, _YEAR = len("2000-01-01"), len("2000-01"), len("2000")
_ROUND, _PLANS = 5, 3
_YEAR_TOLD = re.compile(r"(?:19|20)\d\d|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d")
"""Without figures of a year no day is told with its year, and no date need be read."""
_CUE_REACH = 240


def claims(article: Article, cleaned: Cleaned, lore: Lore, *, infer: bool = True) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims about the day of publication and about the outlet, each the strongest first.

    Without ``infer`` nothing is inferred from the contents, which takes as long as all the rest.
    """
    dates = [Claim(article.published, "given")] if article.published else []
    dates += article.dates
    dates += _headers(cleaned, lore)
    dates += _urls(article, cleaned, lore)
    if not dates:
        dates += _text(cleaned, lore)
    if not dates and infer:
        dates += _inferred(cleaned, lore)
    dates.sort(key=_rank)
    return tuple(dates), outlet_claims(article, cleaned, lore)


def best(claims: tuple[Claim, ...]) -> Claim | None:
    """The claim to go by: the strongest basis, then the most precise value, then the first."""
    return min(claims, key=lambda claim: (_rank(claim), -len(claim.value)), default=None)


def _rank(claim: Claim) -> int:
    return BASES.index(claim.basis)


def _headers(cleaned: Cleaned, lore: Lore) -> Iterator[Claim]:
    """Days in header lines, and time stamps that a crawl left in the first lines."""
    known = lore.once(stamps)
    for zone in cleaned.zones:
        if zone.kind == "header" and (stamp := known.first("header", cleaned.text[zone.start : zone.end])):
            span = Span(zone.start + stamp.span.start, zone.start + stamp.span.end)
            yield Claim(stamp.value, "header", cleaned.to_source(span))
            return
    if stamp := known.first("text", cleaned.text[:_HEAD]):
        yield Claim(stamp.value, "header", cleaned.to_source(stamp.span))


def _urls(article: Article, cleaned: Cleaned, lore: Lore) -> list[Claim]:
    """Days in the report's own address: delivered beside it, or written below or above it."""
    known = lore.once(stamps)
    if article.url and (stamp := known.first("url", article.url)):
        return [Claim(stamp.value, "url")]
    found: list[Claim] = []
    for zone in cleaned.zones:
        if zone.kind not in ("link_tail", "header", "source_line"):
            continue
        for one in addresses(cleaned.text[zone.start : zone.end]):
            if stamp := known.first("url", one.text):
                place = one.place(stamp.span)
                found.append(Claim(stamp.value, "url", cleaned.to_source(Span(zone.start + place.start, zone.start + place.end))))
    return found[:1] if len({claim.value for claim in found}) == 1 else []


def _read_head(cleaned: Cleaned) -> int:
    """How far the first lines that are read reach, no word cut."""
    return len(cleaned.text) if len(cleaned.text) <= _HEAD else max(0, cleaned.text.rfind(" ", 0, _HEAD))


def _text(cleaned: Cleaned, lore: Lore) -> list[Claim]:
    """The month of a day told with its year in the title or lead: reports follow what they report within days."""
    head = cleaned.text[: _read_head(cleaned)]
    if not _YEAR_TOLD.search(head):
        return []
    low = lower(head)
    past = lore.once(calendar).tenses["past"]
    for mention in find_dates(low, None, lore):
        if mention.cls != "date" or cleaned.zone_at(mention.start) not in READ_ZONES or not mention.value:
            continue
        if len(mention.value) == _DAY and not past.search(low, max(0, mention.start - 12), mention.start + 4):
            return [Claim(mention.value[:_MONTH], "text", cleaned.to_source(Span(mention.start, mention.end)))]
    return []


def _inferred(cleaned: Cleaned, lore: Lore) -> list[Claim]:
    """A year that the content gives away, with the month of the lead's day where it has one."""
    told = [
        mention
        for mention in find_dates(cleaned.text, None, lore)
        if mention.cls == "date" and mention.value and cleaned.zone_at(mention.start) in READ_ZONES
    ]
    words = lore.once(cues)
    low = plain(lower(cleaned.text))
    found = _by_anniversary(told, low, words) or _by_plans(told, low, words)
    if found is None:
        return []
    year = (found.value or "")[-_YEAR:] if "/" in (found.value or "") else (found.value or "")[:_YEAR]
    claim = Claim(year, "inferred", cleaned.to_source(Span(found.start, found.end)))
    for mention in find_dates(cleaned.text[: _read_head(cleaned)], year, lore):
        value = mention.value or ""
        if mention.cls == "date" and len(value) == _DAY and cleaned.zone_at(mention.start) in READ_ZONES:
            return [Claim(value[:_MONTH], "inferred", cleaned.to_source(Span(mention.start, mention.end)))]
    return [claim]


def _sentence(low: str, start: int, end: int) -> str:
    """The words of the sentence around a stretch, within reach."""
    head = max(low.rfind(mark, max(0, start - _CUE_REACH), start) for mark in (". ", "\n"))
    tail = min((at for mark in (". ", "\n") if (at := low.find(mark, end, end + _CUE_REACH)) >= 0), default=end + _CUE_REACH)
    return low[head if head >= 0 else max(0, start - _CUE_REACH) : tail]


def _by_anniversary(told: list[DateMention], low: str, words: dict[str, re.Pattern[str]]) -> DateMention | None:
    """The span of an anniversary whose last year is being kept, is named once more, and is not over in the text."""
    values = [mention.value or "" for mention in told]
    for mention in told:
        first, _, last = (mention.value or "").partition("/")
        if not last or (int(last[:_YEAR]) - int(first[:_YEAR])) % _ROUND:
            continue
        around = _sentence(low, mention.start, mention.end)
        if not words["anniversary"].search(around) or words["ahead"].search(around):
            continue
        if last[:_YEAR] in values and not any(value[:_YEAR] > last[:_YEAR] and len(value) == _DAY for value in values):
            return mention
    return None


def _by_plans(told: list[DateMention], low: str, words: dict[str, re.Pattern[str]]) -> DateMention | None:
    """The first of several plans for one year, where the latest thing that is over lies, by its month, in the year before."""
    planned: list[DateMention] = []
    over: list[str] = []
    for mention in told:
        if "/" not in (value := mention.value or ""):
            if words["plan"].search(_sentence(low, mention.start, mention.end)):
                planned.append(mention)
            else:
                over.append(value)
    latest = max((value for value in over if len(value) >= _MONTH), default=None)
    if latest is None:
        return None
    year = str(int(latest[:_YEAR]) + 1)
    here = [mention for mention in planned if (mention.value or "")[:_YEAR] == year]
    dated = any(len(mention.value or "") > _YEAR for mention in here)
    early = year in over or any((mention.value or "")[:_YEAR] < year for mention in planned)
    return here[0] if len(here) >= _PLANS and dated and not early else None
