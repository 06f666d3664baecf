"""What each stretch of a cleaned text is: title, lead, body, or something that is not read.

Guarantees: zones are sorted, disjoint and cover the text; only what a rule names is taken out of the body.
"""

import re
from collections import Counter

from banggiao.cleaning.lines import Line, ZonePattern, compiled, lines
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES, Zone

_END_MARK = re.compile(r"\./\.\s*")
_CAPTION_MOST = 240
_TITLE_MOST = 180
_SENTENCE = re.compile(r"[.!?…][”\"’)]*\s+(?=\S)|(?<=[^\W\d_A-Z])(?=[^\W\d_a-z][^\W\d_A-Z])")
_CREDIT_END = re.compile(r"\)|(?<=[^\W\d_])(?<![A-Z])\.?(?=[^\W\d_a-z][^\W\d_A-Z\s]+\s)|\.\s")


def zones(text: str, lore: Lore, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of a cleaned text; ``title`` is the one delivered beside it, if any."""
    found = lines(text)
    patterns = lore.once(compiled)
    _by_pattern(found, [p for p in patterns if p.where == "line"])
    _repeated(found)
    parts = _parts(found, patterns)
    _tail(parts, [p for p in patterns if p.where == "tail"])
    _after_end_mark(text, parts)
    _head(parts, title)
    return _covering(text, parts)


def _by_pattern(found: list[Line], patterns: list[ZonePattern]) -> None:
    for line in found:
        for pattern in patterns:
            if pattern.pattern.search(line.text):
                line.kind, line.rule = pattern.kind, pattern.id
                break


def _repeated(found: list[Line]) -> None:
    """A line that stands twice is a caption; the first line of an article stays its title."""
    counts = Counter(line.text for line in found)
    for number, line in enumerate(found):
        if counts[line.text] > 1 and number and not line.kind and len(line.text) <= _CAPTION_MOST:
            line.kind, line.rule = "caption", "twice"


def _parts(found: list[Line], patterns: tuple[ZonePattern, ...]) -> list[Line]:
    """The lines, those that hold a header or a picture's credit cut into what they hold."""
    starts = [p for p in patterns if p.where == "start"]
    credits = [p for p in patterns if p.where == "credit"]
    parts: list[Line] = []
    for line in found:
        if line.kind in ("", "teaser"):
            for pattern in starts:
                if match := pattern.pattern.match(line.text):
                    parts.append(Line(line.start, line.start + match.end(), match.group(), pattern.kind, pattern.id))
                    line = _rest(line, match.end())
                    break
            parts += _credited(line, credits)
        else:
            parts.append(line)
    return [part for part in parts if part.text]


def _rest(line: Line, at: int) -> Line:
    rest = line.text[at:]
    return Line(line.start + at + len(rest) - len(rest.lstrip()), line.end, rest.strip(), line.kind, line.rule)


def _credited(line: Line, credits: list[ZonePattern]) -> list[Line]:
    """A line cut at its picture credits: the sentence before a credit is its caption."""
    parts: list[Line] = []
    while line.text:
        matches = [(m, p) for p in credits if (m := p.pattern.search(line.text))]
        if not matches:
            break
        match, pattern = min(matches, key=lambda pair: pair[0].start())
        end = _credit_end(line.text, match.start("who"))
        start = _caption_start(line.text, match.start())
        if start:
            parts.append(Line(line.start, line.start + start, line.text[:start].rstrip(), line.kind, line.rule))
        parts.append(Line(line.start + start, line.start + end, line.text[start:end], "caption", pattern.id))
        line = _rest(line, end)
        if line.text in ("|", ".", ")"):
            line = Line(line.end, line.end, "")
    return [*parts, line] if line.text else parts


def _credit_end(text: str, at: int) -> int:
    """Where the credit that begins at ``at`` ends: its bracket, the next sentence glued to it, or the line's end."""
    match = _CREDIT_END.search(text, at + 1)
    return match.end() if match and match.end() - at <= 72 else len(text)


def _caption_start(text: str, credit: int) -> int:
    """Where the sentence before a credit starts."""
    at = 0
    for match in _SENTENCE.finditer(text, 0, credit):
        if match.end() < len(text[:credit].rstrip()) - 3:
            at = match.end()
    return at if credit - at <= 400 else credit


def _tail(parts: list[Line], patterns: list[ZonePattern]) -> None:
    """Authors, sources and captions below the last line of the body."""
    last = len(parts)
    author = None
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        if part.kind and part.kind not in READ_ZONES:
            continue
        matched = next((p for p in patterns if len(part.text) <= 90 and p.pattern.match(part.text)), None)
        if matched is None or not number:
            if author is None and _below_author(parts, number, patterns):
                continue
            break
        part.kind, part.rule = matched.kind, matched.id
        author = number
        last = number
    _ = last


def _below_author(parts: list[Line], number: int, patterns: list[ZonePattern]) -> bool:
    """To be filled in."""
    return False


def _after_end_mark(text: str, parts: list[Line]) -> None:
    """What stands below the mark ./. that ends a report is about something else."""
    mark = next(iter(_END_MARK.finditer(text, len(text) * 3 // 5)), None)
    if mark is None:
        return
    for part in parts:
        if part.start >= mark.end() and not part.kind:
            part.kind, part.rule = "teaser", "end-mark"


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
