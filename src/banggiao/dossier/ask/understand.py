"""What a question in Vietnamese or English asks for.

Guarantees: only what the words show is understood, and nothing is guessed: a question without a cue has no kind; names of states are
recognised as in reports; equal questions are understood alike.
"""

import re
import unicodedata
from typing import Literal

import msgspec

from banggiao.lore import Lore
from banggiao.model.times import window
from banggiao.recognise.dates import find_dates
from banggiao.recognise.gazetteer import State
from banggiao.recognise.states import find_states
from banggiao.text import fold

Slot = Literal["question", "filter", "sector", "topic", "type", "post", "time", "ahead"]
_LONGEST = 400
_YEARS = re.compile(r"(?<![\d/.-])(19\d\d|20\d\d)(?:\s?[-–→/]\s?(19\d\d|20\d\d))?(?![\d/-])")
_BEFORE = 3
_WORD = re.compile(r"[^\W_]+")
_FIRST, _LAST = "0001", "9999"


class CueRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ask/cues: words in both languages that show a value of a slot."""

    slot: Slot
    value: str
    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


def _months(lore: Lore) -> re.Pattern[str]:
    """A number of months ahead, in either language (use as ``lore.once(_months)``)."""
    units = [word for row in lore.rows("ask/cues", CueRow) if row.slot == "ahead" for word in (*row.vi, *row.en)]
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s(?:{'|'.join(map(re.escape, units))})")


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A question as understood. ``period``: ISO 8601, open at an end that is 0001 or 9999; ``words``: the question itself."""

    words: str
    question: str | None = None
    states: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topic: str | None = None
    post: str | None = None
    filters: tuple[str, ...] = ()
    period: str | None = None
    months: int | None = None


def understand(text: str, lore: Lore) -> Understood:
    """The question as understood."""
    words = " ".join(unicodedata.normalize("NFC", text).split())[:_LONGEST]
    cues = lore.rows("ask/cues", CueRow)
    found = {slot: _shown(words, [row for row in cues if row.slot == slot]) for slot in ("question", "filter", "sector", "topic", "post")}
    months = lore.once(_months).search(words.lower())
    return Understood(
        words=words,
        question=next(iter(found["question"]), None),
        states=_states(words, lore),
        sectors=tuple(found["sector"]),
        topic=next(iter(found["topic"]), None),
        post=next(iter(found["post"]), None),
        filters=tuple(found["filter"]),
        period=_period(words, [row for row in cues if row.slot == "time"], lore),
        months=int(months.group(1)) if months else None,
    )


def _shown(words: str, rows: list[CueRow]) -> list[str]:
    """The values whose words stand in the question, in the order of the table."""
    plain = words.isascii()  # typed without accents: they do not matter then
    said = _padded(words, plain)
    return [row.value for row in rows if any(_padded(cue, plain) in said for cue in (*row.vi, *row.en))]


def _padded(words: str, plain: bool) -> str:
    folded = fold(words) if plain else words.lower()
    return " ".join(("", *_WORD.findall(folded), ""))


def _states(words: str, lore: Lore) -> tuple[str, ...]:
    """The states and bodies named, in order: as reports name them, by English name, or by code in capitals."""
    places = [(mention.start, code) for mention in find_states(words, lore) for code in mention.codes or (mention.code,)]
    for row in lore.rows("ask/cues", CueRow):
        if row.slot == "topic":  # a sea or strait may bear a state's name
            for cue in row.en:
                words = re.sub(re.escape(cue), lambda match: "-" * len(match.group()), words, flags=re.IGNORECASE)
    for state in lore.rows("world/states", State):
        for name in {state.en, *(name for name in state.names if name.isascii())}:
            places += [(match.start(), state.code) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
        places += [(match.start(), state.code) for match in re.finditer(rf"(?<![\w-]){state.code}(?!\w)", words)]
    return tuple(dict.fromkeys(code for _, code in sorted(places)))


def _period(words: str, times: list[CueRow], lore: Lore) -> str | None:
    """The time asked for: a date told in full, else years, opened where a word before them says so."""
    dates = [mention for mention in find_dates(words, None, lore) if mention.cls == "date" and mention.value and "-" in mention.value]
    if dates and window(dates[0].value):
        return _opened(words[: dates[0].start], str(dates[0].value), times)
    years = _YEARS.search(words)
    if years is None:
        return None
    value = f"{years.group(1)}/{years.group(2)}" if years.group(2) else years.group(1)
    return value if years.group(2) else _opened(words[: years.start()], value, times)


def _opened(before: str, value: str, times: list[CueRow]) -> str:
    """A date with an open end where the words right before it say so."""
    plain = before.isascii()
    last = f" {' '.join(_padded(before, plain).split()[-_BEFORE:])} "
    for row in times:
        if any(_padded(cue, plain) in last for cue in (*row.vi, *row.en)):
            return f"{value.partition('/')[0]}/{_LAST}" if row.value == "since" else f"{_FIRST}/{value.rpartition('/')[2]}"
    return value
