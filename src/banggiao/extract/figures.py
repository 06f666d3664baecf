"""Figures: what an amount in a sentence measures, for whom, when, and whether it is reached or aimed at.

Guarantees: one figure for each amount at most; conversions into another currency, parts of a total (exports and imports
excepted) and amounts that measure nothing between states give none; pure functions of the page.
"""

from collections.abc import Iterator

import msgspec
import regex

from banggiao.extract.expressions import Expressions
from banggiao.extract.measures import Cue, counted, cues, enclosed, is_part, meant
from banggiao.extract.page import TAGS, Page, View
from banggiao.extract.relation import Parties, after, before, between, readable, within_sentence
from banggiao.extract.timing import close_after, compared, dated, first_of, last_of
from banggiao.lore import Lore
from banggiao.model.mentions import AmountMention, DateMention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_OWN_DATE = 60
_YEAR = 4
_COUNTED = frozenset({"projects", "people", "students", "scholarships", "enterprises", "flights", "localities", "percent", "times"})
_PHYSICAL = frozenset(
    {"documents", "countries", "tonnes", "kilograms", "barrels", "kilometres", "square_kilometres", "metres", "square_metres",
     "cubic_metres", "hectares", "nautical_miles", "megawatts", "gigawatts", "kilowatt_hours", "items", "ships", "aircraft",
     "percentage_points"}
)  # fmt: skip
_GIVEN = frozenset({"doses"})
"""Goods that count where they are given."""
_AIMED = frozenset({"trade", "exports", "imports", "investment", "tourists", "students"})


class Figure(msgspec.Struct, frozen=True):
    """An amount with all that is told of it. Places are those of the view's text, spans those of the cleaned text."""

    view: View
    at: int
    value: float
    unit: str
    measure: str
    parties: Parties
    cue: Cue
    aimed: bool = False
    period: str | None = None
    period_span: Span | None = None
    change: float | None = None
    change_span: Span | None = None


class Reader:
    """Reads the figures of a page sentence by sentence, remembering what the last one measured."""

    def __init__(self, page: Page, lore: Lore) -> None:
        self.page = page
        self.views = readable(page)
        self.place = 0
        self.lore = lore
        self.said = lore.once(Expressions)
        self.last: Figure | None = None

    def figures(self) -> Iterator[Figure]:
        """All figures of the page in order."""
        for place, view in enumerate(self.views):
            self.place = place
            if TAGS["amount"] not in view.text:
                continue
            known = cues(view, self.lore)
            for figure in self._in(view, known):
                self.last = figure
                yield figure

    def _in(self, view: View, known: list[Cue]) -> Iterator[Figure]:
        sentence: list[Figure] = []
        amounts = [(at, one) for at, one in view.mentions.items() if isinstance(one, AmountMention)]
        for at, amount in amounts:
            if amount.unit in _PHYSICAL or self.said["figure.converted"].search(view.text, max(0, at - 40), at):
                continue
            if amount.unit not in ("percent", "times") and self._only_compares(view, at):
                continue
            if amount.unit == "percent":
                figure = self._growth(view, at, amount, known, sentence)
            else:
                figure = self._figure(view, at, amount, known, sentence)
            if figure is not None:
                sentence.append(figure)
                yield figure

    def _only_compares(self, view: View, at: int) -> bool:
        """Whether an amount is but a difference, or what another is compared with (unless it has a date of its own)."""
        ahead = view.text[max(0, at - 24) : at]
        if not self.said["figure.difference"].search(ahead):
            return False
        return self.said["figure.compared"].search(ahead) is None or self._behind(view, at) is None

    def _figure(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Figure | None:
        cue = self._cue(view, at, amount, known, sentence)
        if amount.unit in _GIVEN and (cue is None or not _touches(cue)):
            return None
        if cue is None or cue.role != "measure" or is_part(at, cue, known, [(figure.at, figure.measure) for figure in sentence]):
            return None
        parties = self._parties(view, at, cue, sentence)
        if parties is None or (cue.measure == "aid" and self._given_by_another(view, cue, parties)):
            return None
        period, span = self._period(view, at, cue, sentence)
        aimed = cue.measure in _AIMED and self._aimed(view, at, known, period)
        if amount.unit == "times" and not aimed:
            return None
        change, change_span = self._change(view, at) if not aimed else (None, None)
        return Figure(view, at, amount.value, amount.unit, cue.measure, parties, cue, aimed, period, span, change, change_span)

    def _cue(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Cue | None:
        """What the amount measures: by its unit, the nearest words before it, those right behind it, or the sentence before."""
        if amount.unit in _COUNTED and amount.unit != "times":
            return counted(view, at, amount, known, self.said)
        left = [cue for cue in known if cue.end <= at and not enclosed(view, cue.end, at) and (cue.end >= at - 1 or not _touches(cue))]
        levied = [cue for cue in left if cue.role == "levy" and at - cue.end <= 110]
        if levied:
            return msgspec.structs.replace(levied[-1], role="measure")
        usual = [cue for cue in left if cue.role in ("measure", "none", "value") and cue.measure not in ("people", "students", "tourists")]
        if usual:
            return meant(view, usual, [cue for cue in left if cue.role == "deal"], at)
        for cue in known:
            if cue.role == "measure" and at < cue.start <= at + 14 and cue.measure in ("trade", "investment", "aid", "exports", "imports"):
                return cue
        carried = self.last.cue if self.last is not None and self.last.view.number >= view.number - 1 else None
        if (
            carried is not None
            and not sentence
            and view.dates(0, at)
            and self.said["figure.carried"].search(view.text[max(0, at - 30) : at])
        ):
            return carried
        return None

    def _parties(self, view: View, at: int, cue: Cue, sentence: list[Figure]) -> Parties | None:
        """Who the figure is about; None where it is not told to be about two."""
        if cue.measure in ("aid", "other", "investment") and (directed := self._directed(view, at, cue)):
            return directed
        behind = after(self.page, view, cue.end) if cue.end <= at else None
        if behind is not None:
            return behind
        if sentence and cue.measure in ("exports", "imports") and sentence[-1].measure in ("trade", "exports", "imports"):
            return sentence[-1].parties
        if (
            cue.measure in ("exports", "imports")
            and not self.said["figure.directed"].search(view.text, max(0, cue.start - 60))
            and not self._follows(view, "")
        ):
            return None
        if cue.measure == "aid" and self.said["figure.region"].match(view.text, at + 1):
            return None
        here = within_sentence(self.page, view, 0, min(len(view.text), at + 90))
        codes = {code for _, actor in view.actors() for code in actor.codes}
        if len(codes) >= 2 and here is not None:
            return between(self.page, view, cue.start, cue.end) if cue.measure == "trade" else before(view, at) or here
        if cue.measure == "trade" or (cue.measure == "aid" and not codes and self.said["figure.whole-aid"].search(view.text[:at])):
            return here or (before(view, at) if codes else self._earlier(view))
        company = cue.measure in ("investment", "aid") and not sentence and self.said["figure.company"].search(view.text[:at]) is not None
        if not company and (sentence or codes or cue.measure in ("exports", "imports")):
            if self._follows(view, "") and self.last is not None and codes <= set(self.last.parties.codes):
                return msgspec.structs.replace(self.last.parties, how="sentence")
            pair = self.page.scene.focus[:2]
            bilateral = cue.measure == "investment" or (cue.measure == "aid" and self.page.scene.home in pair)
            if here is not None and set(here.codes) <= set(pair) and (bilateral or cue.measure not in ("other", "aid")):
                return here
        return None

    def _given_by_another(self, view: View, cue: Cue, parties: Parties) -> bool:
        """Whether the state right before the word for aid, who gives it, is none of the parties."""
        giver = next((actor for place, actor in view.actors(max(0, cue.start - 2), cue.start) if place == cue.start - 2), None)
        return giver is not None and len(giver.codes) == 1 and giver.codes[0] not in parties.codes

    def _directed(self, view: View, at: int, cue: Cue) -> Parties | None:
        """Who gives, sells or invests and who receives: ``A viện trợ ... cho B``, ``A mua ... từ B``."""
        match = self.said["figure.receiver"].match(view.text, at + 1)
        if match is None:
            return None
        receiver = view.mentions.get(match.end() - 1)
        givers = [actor for _, actor in view.actors(0, cue.start) if len(actor.codes) == 1]
        if not isinstance(receiver, Actor) or len(receiver.codes) != 1 or not givers or givers[-1].codes == receiver.codes:
            return None
        return Parties((*givers[-1].codes, *receiver.codes), givers[-1].evidence + receiver.evidence, "named")

    def _follows(self, view: View, measure: str) -> bool:
        """Whether the last figure stands in this sentence or the one before it."""
        return self.last is not None and self.last.view.number >= view.number - 1 and (not measure or self.last.measure == measure)

    def _earlier(self, view: View) -> Parties | None:
        """The pair that the last sentences speak of, for a figure whose sentence names no state."""
        if self._follows(view, "") and self.last is not None:
            return msgspec.structs.replace(self.last.parties, how="sentence")
        for earlier in reversed(self.views[max(0, self.place - 2) : self.place]):
            if found := before(earlier, len(earlier.text)) or within_sentence(self.page, earlier):
                return msgspec.structs.replace(found, how="sentence")
        return None

    def _aimed(self, view: View, at: int, known: list[Cue], period: str | None) -> bool:
        """Whether the amount is a goal: the nearest words before it that tell, and no date gone by beside it."""
        if self._edge(view, at) == "from" and self.said["figure.leads-up"].search(view.text, at, at + 50):
            return False
        if next((cue for cue in known if cue.aimed and cue.end <= at and at - cue.end < 40), None):
            return True
        published = self.page.scene.published
        clause = max(view.text.rfind(mark, 0, at) for mark in ";:") + 1
        told = [cue for cue in known if clause <= cue.start and cue.end <= at and cue.role in ("target", "past")]
        if not told or told[-1].role == "past":
            return False
        gone = period and published and last_of(period)[: len(published)] <= published[: len(last_of(period))]
        gone = gone and not (len(str(period)) == _YEAR and str(period) == str(published)[:_YEAR])
        if gone and not view.dates(told[-1].start, at + _OWN_DATE):
            return at - told[-1].end <= 130
        if gone and self._edge(view, at) != "to" and not self.said["figure.goal"].search(view.text):
            return False
        return at - told[-1].end <= 130

    def _period(self, view: View, at: int, cue: Cue, sentence: list[Figure]) -> tuple[str | None, Span | None]:
        """The time of the figure: right behind it, before it, that of the figure before, or now."""
        published = self.page.scene.published or ""
        if date := self._behind(view, at):
            return self._valued(view, date, at), Span(date.start, date.end)
        if self._edge(view, at) == "from" and (span := _whole(view, at)):
            return first_of(span.value or ""), Span(span.start, span.end)
        floor = sentence[-1].at if sentence else 0
        for place, date in reversed(view.dates(floor, at)):
            beside = self.said["figure.beside-date"].search(view.text[place + 1 : at]) is not None
            if dated(date) and (beside or not compared(view, place)):
                return self._valued(view, date, at), Span(date.start, date.end)
        if sentence and sentence[-1].period:
            return sentence[-1].period, sentence[-1].period_span
        if cue.measure in ("exports", "imports") and self._follows(view, "trade") and self.last is not None:
            return self.last.period, self.last.period_span
        if cue.measure != "trade" and (match := self.said["figure.now"].search(view.text, max(0, at - 200), at + 20)):
            return (published[:4] if len(published) > 7 else published) or None, view.span(*match.span())
        return None, None

    def _valued(self, view: View, date: DateMention, at: int) -> str:
        """A date as a period: ``từ năm 1993`` runs on to the report; of a rise from one value to another each has its end."""
        value, published = date.value or "", self.page.scene.published or ""
        ahead = view.text[max(0, view.at(date.start) - 14) : view.at(date.start)]
        if "/" in value and self.said["date.stretch"].search(date.text.lower()) and (edge := self._edge(view, at)):
            return first_of(value) if edge == "from" else last_of(value)
        if self.said["figure.from-date"].search(ahead) and published and "/" not in value:
            return f"{value}/{published[: len(value)]}"
        return value

    def _growth(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Figure | None:
        """Growth told alone: ``kim ngạch tăng 36%``, where no amount of the same measure stands in the sentence."""
        match = self.said["figure.growth"].search(view.text, max(0, at - 34), at + 1)
        left = [cue for cue in known if cue.end <= at and cue.role in ("measure", "none")]
        if match is None or match.start("percent") != at or not left or left[-1].role != "measure" or at - left[-1].end > 60:
            return None
        cue = left[-1]
        others = [one for place, one in view.mentions.items() if isinstance(one, AmountMention) and one.unit not in ("percent", "times")]
        if cue.measure not in _AIMED or others:
            return None
        parties = self._parties(view, at, cue, sentence)
        if parties is None:
            return None
        period, span = self._period(view, at, cue, sentence)
        value = amount.value if self.said["figure.rises"].match(match.group("way")) else -amount.value
        aimed = self._aimed(view, at, known, period)
        change = (None, None) if aimed else (value, Span(amount.start, amount.end))
        return Figure(view, at, amount.value, "percent", cue.measure, parties, cue, aimed, period, span, *change)

    def _behind(self, view: View, at: int) -> DateMention | None:
        """The date right behind an amount, unless it is that of the amount behind it (``7 tỷ USD, 9 tháng đầu năm nay đạt 5``)."""
        date = close_after(view, at + 1)
        if date is None:
            return None
        place = view.at(date.start)
        link = view.text[at + 1 : place]
        another = self.said["figure.next"].search(link) and self.said["figure.own-date"].match(view.text, place + 1)
        return None if another else date

    def _edge(self, view: View, at: int) -> str | None:
        """Whether an amount is where a rise begins ("from") or where it ends ("to": ``từ A lên B``), None where it is neither."""
        if self.said["figure.rise-begins"].search(view.text[max(0, at - 20) : at]):
            return "from"
        return "to" if self.said["figure.rise-ends"].search(view.text[max(0, at - 60) : at]) else None

    def _change(self, view: View, at: int) -> tuple[float | None, Span | None]:
        """The growth told with an amount: behind it (``tăng 7,9%``), or before it (``tăng 30%, đạt 3 tỷ USD``)."""
        date = self._behind(view, at)
        rest = view.at(date.start) + 1 if date else at + 1
        match = self.said["figure.change"].match(view.text, rest) or self.said["figure.change-in-brackets"].match(view.text, rest)
        match = match or self._change_before(view, at)
        percent = view.mentions.get(match.start("percent")) if match else None
        if match is None or not isinstance(percent, AmountMention) or percent.unit != "percent":
            return None, None
        sign = 1 if self.said["figure.rises"].match(match.group("way")) else -1
        return sign * percent.value, Span(percent.start, percent.end)

    def _change_before(self, view: View, at: int) -> "regex.Match[str] | None":
        """The last growth before an amount, where it leads to it and is no yearly average."""
        last = None
        for match in self.said["figure.growth"].finditer(view.text, max(0, at - 110), at):
            last = match
        if last is None or self._edge(view, at) == "from":
            return None
        link = view.text[last.end() : at]
        leads = self.said["figure.growth-reaches"].search(link) and ";" not in link and not self.said["figure.yearly"].match(link)
        return last if leads else None


def _touches(cue: Cue) -> bool:
    """Whether a cue speaks only of the amount right behind it (``hỗ trợ 5 triệu USD``)."""
    return cue.pattern == "statistic.aid-given"


def _whole(view: View, at: int) -> DateMention | None:
    """The interval behind a rise (``từ A lên B giai đoạn 2016-2022``), for the value where it begins."""
    raised = next((place for place, one in view.mentions.items() if place > at and isinstance(one, AmountMention)), None)
    date = close_after(view, raised + 1) if raised is not None else None
    return date if date is not None and "/" in (date.value or "") else None
