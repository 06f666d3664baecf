"""What each stretch of a cleaned text is: title, lead, body, or something that is not read.

Guarantees: zones are sorted, disjoint and cover the text; a border never falls within a word; only what a rule names is
taken out of the body.
"""

from collections import Counter

import regex

from banggiao.cleaning.credits import cut
from banggiao.cleaning.lines import Line, Whole, ZonePattern, compiled, lines, rest, whole
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES, Zone

_END_MARK = regex.compile(r"\./\.[”\"’)]*\s*")
_TITLE_MOST = 180
_TAIL_MOST = 90
_BELOW_MOST, _BELOW_LINES, _BELOW_SHARE = 320, 8, 0.35
_SHORT_CAPTION, _CREDIT_LINE = 120, 40
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}.]*(?:\s(?:\p{Lu}[\p{L}\p{M}.]*|-)){1,5}(?:\s?\([^()]{3,40}\))?\.?|[^()]{3,40}\([Tt]ổng hợp\)")
_DATELINE = regex.compile(r"\((\p{L}[\w .+]{1,24})\)\s?[-–—]\s")
_SENTENCE_ENDS = regex.compile(r"[.!?…][”\"’)]*\s+\p{Lu}")


def zones(text: str, lore: Lore, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of a cleaned text; ``title`` is the one delivered beside it, if any."""
    found = lines(text)
    patterns = lore.once(compiled)
    _by_pattern(found, lore.once(whole))
    _repeated(found)
    parts = _parts(found, patterns, lore)
    _other_leads(parts)
    _tail(parts, [p for p in patterns if p.where == "tail"])
    _below_author(parts, text)
    _above_credit(parts)
    _after_end_mark(text, parts)
    _head(parts, title)
    return _covering(text, parts)


def _by_pattern(found: list[Line], patterns: Whole) -> None:
    for line in found:
        if (pattern := patterns.first(line.text)) is not None:
            line.kind, line.rule = pattern.kind, pattern.id


def _repeated(found: list[Line]) -> None:
    """A line that stands twice is a caption; the first line stays the title, and a text delivered twice is read once."""
    counts = Counter(line.text for line in found)
    if sum(n > 1 for n in counts.values()) > len(counts) // 2 and len(counts) > 3:
        _second_copies(found)
        return
    for number, line in enumerate(found):
        if counts[line.text] > 1 and number and not line.kind:
            line.kind, line.rule = "caption", "twice"


def _second_copies(found: list[Line]) -> None:
    """Where most lines stand twice, the crawl delivered the article twice: later copies are not read again."""
    seen: set[str] = set()
    for line in found:
        if line.text in seen and not line.kind:
            line.kind, line.rule = "teaser", "second-copy"
        seen.add(line.text)


def _parts(found: list[Line], patterns: tuple[ZonePattern, ...], lore: Lore) -> list[Line]:
    """The lines, those that hold a header or a picture's credit cut into what they hold."""
    starts = [p for p in patterns if p.where == "start"]
    credits = [p for p in patterns if p.where == "credit"]
    parts: list[Line] = []
    for line in found:
        if line.kind in ("", "teaser"):
            for pattern in starts:
                if match := pattern.pattern.match(line.text):
                    parts.append(Line(line.start, line.start + match.end(), match.group(), pattern.kind, pattern.id))
                    line = rest(line, match.end())
                    break
            parts += cut(line, credits, lore)
        else:
            parts.append(line)
    return [part for part in parts if part.text]


def _other_leads(parts: list[Line]) -> None:
    """A line that opens with the same outlet's dateline as one above it is another article's lead; its title stands above it."""
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part.kind or not (match := _DATELINE.match(part.text)):
            continue
        if match.group(1) in seen:
            part.kind, part.rule = "teaser", "other-lead"
            above = parts[number - 1]
            if number > 1 and not above.kind and len(above.text) <= _TITLE_MOST and above.text[-1] not in ".,;:":
                above.kind, above.rule = "teaser", "other-title"
        seen.add(match.group(1))


def _tail(parts: list[Line], patterns: list[ZonePattern]) -> None:
    """Authors and sources below the last line of the body; captions and teasers may stand between them."""
    for part in reversed(parts[1:]):
        if part.kind and part.kind not in READ_ZONES:
            continue
        matched = next((p for p in patterns if len(part.text) <= _TAIL_MOST and p.pattern.match(part.text)), None)
        if matched is None:
            break
        part.kind, part.rule = matched.kind, matched.id


def _below_author(parts: list[Line], text: str) -> None:
    """What stands below the author's name are captions: some crawls gather an article's pictures there.

    A line is an author's name only where it looks like one, stands nowhere else in the text, and follows a finished sentence.
    """
    for number in range(len(parts) - 2, max(1, len(parts) - 2 - _BELOW_LINES), -1):
        part, above, below = parts[number], parts[number - 1], parts[number + 1 :]
        if part.kind not in ("", "source_line") or not _NAME.fullmatch(part.text) or text.count(part.text) > 1:
            continue
        if above.text[-1] in '.!?…”"' and _captions(below, len(text)):
            part.kind, part.rule = "source_line", "author-above"
            for line in below:
                if not line.kind:
                    line.kind, line.rule = "caption", "below-author"
        return


def _above_credit(parts: list[Line]) -> None:
    """A short sentence between a caption and a line that is but a credit is the picture's caption."""
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        short = len(part.text) <= _SHORT_CAPTION and len(below.text) <= _CREDIT_LINE and not _SENTENCE_ENDS.search(part.text)
        if short and not part.kind and above.kind == "caption" and below.rule == "credit-colon":
            part.kind, part.rule = "caption", "above-credit"


def _captions(below: list[Line], size: int) -> bool:
    """Whether lines below a name look like captions: short, whole and few, or in the company of certain ones."""
    unknown = [line for line in below if not line.kind]
    if not unknown or any(len(line.text) > _BELOW_MOST or line.text[0].islower() for line in unknown):
        return False
    certain = any(line.kind == "caption" for line in below)
    alone = all(not _SENTENCE_ENDS.search(line.text) for line in unknown)
    return (certain or alone) and sum(len(line.text) for line in unknown) <= _BELOW_SHARE * size


def _after_end_mark(text: str, parts: list[Line]) -> None:
    """What stands below the mark ./. that ends a report is about something else."""
    mark = next(iter(_END_MARK.finditer(text, len(text) // 2)), None)
    if mark is None:
        return
    for number, part in enumerate(parts):
        if part.start >= mark.end() and not part.kind:
            part.kind, part.rule = "teaser", "end-mark"
        elif part.start < mark.start() and mark.end() < part.end and not part.kind:
            words = part.text[: mark.end() - part.start].rstrip()
            later = rest(part, mark.end() - part.start)
            part.text, part.end = words, part.start + len(words)
            later.kind, later.rule = "teaser", "end-mark"
            parts.insert(number + 1, later)


def _head(parts: list[Line], title: str | None) -> None:
    """The title and the lead: the first lines that are read."""
    read = [part for part in parts if not part.kind]
    if not read:
        return
    first = read[0]
    is_title = first.text == (title or "").strip() or (len(read) > 1 and len(first.text) <= _TITLE_MOST and first.text[-1] not in ".,;:")
    if is_title:
        first.kind = "title"
        read = read[1:]
    if read:
        read[0].kind = "lead"


def _covering(text: str, parts: list[Line]) -> tuple[Zone, ...]:
    """The parts as zones that cover the text; the space after a part belongs to it."""
    found: list[Zone] = []
    for number, part in enumerate(parts):
        start = part.start if number else 0
        end = parts[number + 1].start if number + 1 < len(parts) else len(text)
        kind = part.kind or "body"
        if found and found[-1].kind == kind == "body":
            found[-1] = Zone(found[-1].start, end, kind)
        else:
            found.append(Zone(start, end, kind))
    return tuple(found) if found else ((Zone(0, len(text), "body"),) if text else ())
