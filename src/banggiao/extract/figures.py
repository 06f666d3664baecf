"""Figures: what an amount in a sentence measures, for whom, when, and whether it is reached or aimed at.

Guarantees: one figure for each amount at most; conversions into another currency, parts of a total (exports and imports
excepted) and amounts that measure nothing between states give none; pure functions of the page.
"""

from collections.abc import Iterator

import msgspec
import regex

from banggiao.extract.page import TAGS, Page, View
from banggiao.extract.patterns import Patterns
from banggiao.extract.relation import Parties, after, before, between, within_sentence
from banggiao.extract.timing import close_after, compared, dated, first_of, last_of
from banggiao.lore import Lore
from banggiao.model.mentions import AmountMention, DateMention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_COUNTED = frozenset({"projects", "people", "students", "scholarships", "enterprises", "flights", "localities", "percent", "times"})
_PHYSICAL = frozenset(
    {"documents", "countries", "tonnes", "kilograms", "barrels", "doses", "kilometres", "square_kilometres", "metres", "square_metres",
     "cubic_metres", "hectares", "nautical_miles", "megawatts", "gigawatts", "kilowatt_hours", "items", "ships", "aircraft",
     "percentage_points"}
)  # fmt: skip
_AIMED = frozenset({"trade", "exports", "imports", "investment", "tourists", "students"})
_RAISED = regex.compile(rf"(?:từ|từ mức|từ con số)(?: hơn| gần| khoảng| xấp xỉ| trên| mức){{0,2}} {TAGS['amount']}")
_CHANGE = regex.compile(
    rf"[ ,;(–—-]{{0,3}}(?:(?:và|đã|tương đương|tức) )?(?P<way>tăng|giảm)(?: [^\W\d]{{1,8}}){{0,3}} (?P<percent>{TAGS['amount']})"
)
_BRACKETED = regex.compile(rf"[^.;,()]{{0,45}} ?\((?P<way>tăng|giảm)(?: [^\W\d]{{1,8}}){{0,3}} (?P<percent>{TAGS['amount']})")
_GROWTH = regex.compile(rf"(?P<way>tăng|giảm)(?: trưởng)?(?: [^\W\d]{{1,8}}){{0,3}} (?P<percent>{TAGS['amount']})")
_LOST = regex.compile(
    r"[^.;,]{0,30}(?:thiệt mạng|tử vong|bị (?:thương|bắt|giết|mất|sát hại)|mất tích|chết|tị nạn|biểu tình|tham gia|tham dự|sống sót|xuất viện|nhập cư)"
)
_DIRECTED = regex.compile(r"(?:sang|từ|vào|tới|với|ở) (?:thị trường )?[\ue000-\ue004]")
_RECEIVER = regex.compile(
    r"(?: [^.;,()\ue000-\ue004]{1,42})? (?:cho|với|từ|vào|sang|tại|ở)(?: phía| chính phủ| nhân dân| quân đội)? [\ue000-\ue004]"
)
_REGION = regex.compile(r"[^.;,]{0,40} (?:cho|ở) (?:các nước|các quốc gia|khu vực|châu|vùng|thế giới)")
_CONVERTED = regex.compile(rf"{TAGS['amount']} ?\((?:khoảng|tương đương|hơn|gần|xấp xỉ|quy đổi|tức|chừng|trên| )*$")
_HQ = regex.compile(r"(?:tập đoàn|công ty|hãng|ngân hàng|văn phòng|nhà máy)|^[^\ue000-\ue004]{2,40}(?:đã|sẽ|đang) đầu tư")
_FEW, _MANY = 10, 500  # fewer people or visitors than these are those of one occasion
_INVESTED = regex.compile(r"(?<!kế hoạch và )(?<!xúc tiến )đầu tư|fdi")
_STUDYING = regex.compile(
    r"học tập|theo học|du học|đang học|lưu học|học bổng|tiếp nhận|đào tạo|sang học|trao đổi sinh viên|tu nghiệp|học tại"
)
_SETTLED = regex.compile(r"cộng đồng|kiều dân|kiều bào|gốc|sinh sống|đào tạo|số lượng người")
_LIVING = regex.compile(r"[^.;,]{0,25}(?:sinh sống|làm việc|đang ở|học tập|định cư|cư trú)")
_DIFFERENCE = regex.compile(r"(?:tăng|giảm|so với)(?: thêm| tới| khoảng| gần| hơn| trên| mức| con số){0,2} $")
_NOW = regex.compile(r"(?<!\w)(?:(?<!biểu |thực |thể |xuất |phát |tái )hiện(?! thực| đại| vật| tượng)|hiện nay|đến nay|tới nay|nay)(?!\w)")
_OWN = regex.compile(rf"[^.;,()]{{0,24}}{TAGS['amount']}")


class Cue(msgspec.Struct, frozen=True):
    """Words of a sentence that tell what a figure measures or how it is meant."""

    start: int
    end: int
    role: str
    measure: str
    pattern: str
    prior: float
    aimed: bool = False


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


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/statistic")


def cues(view: View, lore: Lore) -> list[Cue]:
    """The cues of a sentence in order; of overlapping ones the longer."""
    found = []
    for one in lore.once(_patterns).find(view):
        means = one.pattern.row.means
        found.append(
            Cue(
                one.match.start(),
                one.match.end(),
                str(means["role"]),
                str(means.get("measure", "")),
                one.pattern.id,
                one.pattern.row.prior,
                bool(means.get("aimed")),
            )
        )
    kept: list[Cue] = []
    for cue in sorted(found, key=lambda cue: (cue.start - cue.end, cue.start)):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)


class Reader:
    """Reads the figures of a page sentence by sentence, remembering what the last one measured."""

    def __init__(self, page: Page, lore: Lore) -> None:
        self.page = page
        self.lore = lore
        self.last: Figure | None = None

    def figures(self) -> Iterator[Figure]:
        """All figures of the page in order."""
        for view in self.page.views:
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
            if amount.unit in _PHYSICAL or _CONVERTED.search(view.text, max(0, at - 40), at):
                continue
            if amount.unit not in ("percent", "times") and _DIFFERENCE.search(view.text, max(0, at - 24), at):
                continue
            if amount.unit == "percent":
                figure = self._growth(view, at, amount, known, sentence)
            else:
                figure = self._figure(view, at, amount, known, sentence)
            if figure is not None:
                sentence.append(figure)
                yield figure

    def _figure(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Figure | None:
        cue = self._cue(view, at, amount, known, sentence)
        if cue is None or cue.role != "measure" or _is_part(at, amount, cue, known, sentence):
            return None
        parties = self._parties(view, at, cue, sentence)
        if parties is None:
            return None
        period, span = self._period(view, at, cue, sentence)
        aimed = cue.measure in _AIMED and self._aimed(view, at, known, period)
        if amount.unit == "times" and not aimed:
            return None
        change, change_span = _change(view, at) if not aimed else (None, None)
        return Figure(view, at, amount.value, amount.unit, cue.measure, parties, cue, aimed, period, span, change, change_span)

    def _cue(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Cue | None:
        """What the amount measures: by its unit, the nearest words before it, those right behind it, or the sentence before."""
        if amount.unit in _COUNTED and amount.unit != "times":
            return _counted(view, at, amount, known)
        left = [cue for cue in known if cue.end <= at and not _enclosed(view, cue.end, at) and (cue.end >= at - 1 or not _touches(cue))]
        levied = [cue for cue in left if cue.role == "levy" and at - cue.end <= 110]
        if levied:
            return msgspec.structs.replace(levied[-1], role="measure")
        usual = [cue for cue in left if cue.role in ("measure", "none", "value") and cue.measure not in ("people", "students", "tourists")]
        if usual:
            return _meant(view, usual, [cue for cue in left if cue.role == "deal"], at)
        for cue in known:
            if cue.role == "measure" and at < cue.start <= at + 14 and cue.measure in ("trade", "investment", "aid", "exports", "imports"):
                return cue
        carried = self.last.cue if self.last is not None and self.last.view.number >= view.number - 1 else None
        if (
            carried is not None
            and not sentence
            and view.dates(0, at)
            and regex.search(r"(?:đạt|là|lên|còn|tăng|giảm)[^.;]{0,20}$", view.text[:at])
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
            and not _DIRECTED.search(view.text, max(0, cue.start - 60))
            and not self._follows(view, "")
        ):
            return None
        if cue.measure == "aid" and _REGION.match(view.text, at + 1):
            return None
        here = within_sentence(self.page, view, 0, min(len(view.text), at + 90))
        codes = {code for _, actor in view.actors() for code in actor.codes}
        if len(codes) >= 2 and here is not None:
            return between(self.page, view, cue.start, cue.end) if cue.measure == "trade" else before(view, at) or here
        if cue.measure == "trade":
            return here or (before(view, at) if codes else self._earlier(view))
        company = cue.measure in ("investment", "aid") and not sentence and _HQ.search(view.text[:at]) is not None
        if not company and (sentence or codes or cue.measure in ("exports", "imports")):
            if self._follows(view, "") and self.last is not None and codes <= set(self.last.parties.codes):
                return msgspec.structs.replace(self.last.parties, how="sentence")
            if here is not None and set(here.codes) <= set(self.page.scene.focus[:2]) and cue.measure not in ("other", "aid"):
                return here
        return None

    def _directed(self, view: View, at: int, cue: Cue) -> Parties | None:
        """Who gives, sells or invests and who receives: ``A viện trợ ... cho B``, ``A mua ... từ B``."""
        match = _RECEIVER.match(view.text, at + 1)
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
        place = self.page.views.index(view)
        for earlier in reversed(self.page.views[max(0, place - 2) : place]):
            if found := before(earlier, len(earlier.text)) or within_sentence(self.page, earlier):
                return msgspec.structs.replace(found, how="sentence")
        return None

    def _aimed(self, view: View, at: int, known: list[Cue], period: str | None) -> bool:
        """Whether the amount is a goal: the nearest words before it that tell, and no date gone by."""
        if _RAISED.fullmatch(view.text, max(0, view.text.rfind("từ", 0, at)), at + 1) and " lên" in view.text[at : at + 50]:
            return False
        if next((cue for cue in known if cue.aimed and cue.end <= at and at - cue.end < 40), None):
            return True
        published = self.page.scene.published
        clause = max(view.text.rfind(mark, 0, at) for mark in ";:") + 1
        told = [cue for cue in known if clause <= cue.start and cue.end <= at and cue.role in ("target", "past")]
        if not told or told[-1].role == "past":
            return False
        gone = period and published and last_of(period)[: len(published)] <= published[: len(last_of(period))]
        if gone and _edge(view, at) != "to" and "mục tiêu" not in view.text:
            return False
        return at - told[-1].end <= 130

    def _period(self, view: View, at: int, cue: Cue, sentence: list[Figure]) -> tuple[str | None, Span | None]:
        """The time of the figure: right behind it, before it, that of the figure before, or now."""
        published = self.page.scene.published or ""
        if date := _behind(view, at):
            return self._valued(view, date, at), Span(date.start, date.end)
        if _edge(view, at) == "from" and (span := _whole(view, at)):
            return first_of(span.value or ""), Span(span.start, span.end)
        floor = sentence[-1].at if sentence else 0
        for place, date in reversed(view.dates(floor, at)):
            beside = regex.fullmatch(r" ?\((?:[^\W\d]{2,9} ){0,2}", view.text[place + 1 : at]) is not None
            if dated(date) and (beside or not compared(view, place)):
                return self._valued(view, date, at), Span(date.start, date.end)
        if sentence and sentence[-1].period:
            return sentence[-1].period, sentence[-1].period_span
        if cue.measure in ("exports", "imports") and self._follows(view, "trade") and self.last is not None:
            return self.last.period, self.last.period_span
        if cue.measure != "trade" and (match := _NOW.search(view.text[: at + 20])):
            return (published[:4] if len(published) > 7 else published) or None, view.span(*match.span())
        return None, None

    def _valued(self, view: View, date: DateMention, at: int) -> str:
        """A date as a period: ``từ năm 1993`` runs on to the report; of a rise from one value to another each has its end."""
        value, published = date.value or "", self.page.scene.published or ""
        ahead = view.text[max(0, view.at(date.start) - 14) : view.at(date.start)]
        if "/" in value and "giai đoạn" in date.text.lower() and (edge := _edge(view, at)):
            return first_of(value) if edge == "from" else last_of(value)
        if regex.search(r"(?:tính từ|kể từ|từ)(?: năm| tháng| tài khóa| khi)? ?\(?$", ahead) and published and "/" not in value:
            return f"{value}/{published[: len(value)]}"
        return value

    def _growth(self, view: View, at: int, amount: AmountMention, known: list[Cue], sentence: list[Figure]) -> Figure | None:
        """Growth told alone: ``kim ngạch tăng 36%``, where no amount of the same measure stands in the sentence."""
        match = _GROWTH.search(view.text, max(0, at - 34), at + 1)
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
        value = amount.value if match.group("way") == "tăng" else -amount.value
        aimed = self._aimed(view, at, known, period)
        change = (None, None) if aimed else (value, Span(amount.start, amount.end))
        return Figure(view, at, amount.value, "percent", cue.measure, parties, cue, aimed, period, span, *change)


def _touches(cue: Cue) -> bool:
    """Whether a cue speaks only of the amount right behind it (``hỗ trợ 5 triệu USD``)."""
    return cue.pattern == "statistic.aid-given"


def _whole(view: View, at: int) -> DateMention | None:
    """The interval behind a rise (``từ A lên B giai đoạn 2016-2022``), for the value where it begins."""
    raised = next((place for place, one in view.mentions.items() if place > at and isinstance(one, AmountMention)), None)
    date = close_after(view, raised + 1) if raised is not None else None
    return date if date is not None and "/" in (date.value or "") else None


def _behind(view: View, at: int) -> DateMention | None:
    """The date right behind an amount, unless it belongs to the amount behind it (``7 tỷ USD, 9 tháng đầu năm nay đạt 5``)."""
    date = close_after(view, at + 1)
    if date is None:
        return None
    place = view.at(date.start)
    link = view.text[at + 1 : place]
    return None if ("," in link or "và" in link) and _OWN.match(view.text, place + 1) else date


def _enclosed(view: View, end: int, at: int) -> bool:
    """Whether words ending at a place stand in brackets that are closed before another place."""
    close = view.text.find(")", end, at)
    return close >= 0 and not 0 <= view.text.find("(", end, at) < close


def _meant(view: View, left: list[Cue], deals: list[Cue], at: int) -> Cue | None:
    """The nearest words that tell what is measured; ``tổng vốn`` and ``trị giá`` measure what stands before them."""
    cue = left[-1]
    if cue.role != "value":
        return cue
    earlier = [one for one in left[:-1] if one.role == "measure" and at - one.end <= 160]
    named = bool(earlier) and any(0 <= earlier[-1].start - deal.end <= 1 for deal in deals)  # thỏa thuận đầu tư trị giá ...
    if earlier and not named and earlier[-1].measure in ("aid", "investment", "trade", "exports", "imports"):
        return msgspec.structs.replace(cue, role="measure", measure=earlier[-1].measure, aimed=earlier[-1].aimed, start=earlier[-1].start)
    if cue.measure == "investment":
        return msgspec.structs.replace(cue, role="measure")
    counted = [
        place for place, one in view.mentions.items()
        if place < at and isinstance(one, AmountMention) and one.unit in ("documents", "ships", "aircraft", "items")
    ]  # fmt: skip
    starts = [one.start for one in deals] + counted
    return msgspec.structs.replace(cue, role="measure", start=max(starts)) if starts else None


def _edge(view: View, at: int) -> str | None:
    """Whether an amount is where a rise begins or where it ends (``từ A lên B``), None where it is neither."""
    if regex.search(r"(?:từ|từ mức)(?: hơn| gần| khoảng)? $", view.text[max(0, at - 20) : at]):
        return "from"
    return (
        "to"
        if regex.search(rf"{TAGS['amount']}[^.;]{{0,30}}lên(?: mức| tới| đến| thành| hơn| gần| khoảng)* $", view.text[max(0, at - 60) : at])
        else None
    )


def _counted(view: View, at: int, amount: AmountMention, known: list[Cue]) -> Cue | None:
    """What a count of people, projects, students and the like measures, where words beside it show that it is about a relation."""
    noun, tail = amount.text.lower(), view.text[at + 1 : at + 60]
    left = view.text[max(0, at - 110) : at]

    def cue(measure: str, prior: float) -> Cue:
        near = [one for one in known if one.end <= at and one.measure == measure]
        start, end = (near[-1].start, near[-1].end) if near else (at, at + 1)
        return Cue(start, end, "measure", measure, f"statistic.count.{amount.unit}", prior)

    if amount.unit == "projects":
        tail = noun.partition("dự án")[2] + tail
        invested = _INVESTED.search(left) or _INVESTED.search(tail) or "vốn" in tail
        return cue("projects", 0.85) if invested and (amount.value > 1 or "đầu tư" in tail[:12]) else None
    if amount.unit == "scholarships":
        return cue("students", 0.8)
    if amount.unit == "students":
        return cue("students", 0.8) if amount.value >= _FEW and _STUDYING.search(left + "|" + tail) else None
    if amount.unit == "people":
        if _LOST.match(tail) or amount.value < _FEW:
            return None
        if "khách" in noun or (noun.endswith("lượt") or "lượt" in noun) and "khách" in left + tail:
            return cue("tourists", 0.85) if amount.value >= _MANY and not tail.startswith(" mời") else None
        settled = _SETTLED.search(left) or _LIVING.match(tail)
        return cue("people", 0.8) if settled or regex.search(r"lao động|kiều", noun) else None
    if amount.unit == "enterprises" and regex.match(r"[^.;,]{0,40}(?:đầu tư|hoạt động|kinh doanh|làm ăn|có mặt)", tail):
        return cue("other", 0.6)
    if amount.unit == "flights" and regex.match(r"[^.;,]{0,25}(?:mỗi tuần|/tuần|hàng tuần|một tuần|giữa|kết nối)", tail):
        return cue("other", 0.6)
    if amount.unit == "localities" and regex.search(r"kết nghĩa|hợp tác|thỏa thuận", tail):
        return cue("other", 0.55)
    return None


def _is_part(at: int, amount: AmountMention, cue: Cue, known: list[Cue], sentence: list[Figure]) -> bool:
    """Whether the amount is a part of a total told before it in the sentence (exports and imports are no such parts)."""
    if cue.measure in ("exports", "imports"):
        return False
    persons = {"people", "students", "tourists"}
    same = persons if cue.measure in persons else {cue.measure}
    totals = [figure.at for figure in sentence if figure.measure in same]
    return any(part.role == "part" and totals and totals[0] < part.start < at for part in known)


def _change(view: View, at: int) -> tuple[float | None, Span | None]:
    """The growth told with an amount: behind it (``tăng 7,9%``), or before it (``tăng 30%, đạt 3 tỷ USD``)."""
    rest = at + 1
    if date := _behind(view, at):
        rest = view.at(date.start) + 1
    match = _CHANGE.match(view.text, rest) or _BRACKETED.match(view.text, rest)
    if match is None and (earlier := [m for m in _GROWTH.finditer(view.text, max(0, at - 110), at)]):
        last = earlier[-1]
        between_them = view.text[last.end() : at]
        if (
            regex.search(r"đạt|lên", between_them)
            and not regex.match(r" ?(?:/|mỗi|hàng|hằng|bình quân)", between_them)
            and _edge(view, at) != "from"
            and ";" not in between_them
        ):
            match = last
    if match is None:
        return None, None
    percent = view.mentions.get(match.start("percent"))
    if not isinstance(percent, AmountMention) or percent.unit != "percent":
        return None, None
    sign = 1 if match.group("way") == "tăng" else -1
    return sign * percent.value, Span(percent.start, percent.end)
