"""Under which keys tellings are found that may be one thing (blocking).

Guarantees: two tellings of the table of likely pairs always meet, whichever comes first: what one lists the other seeks or the
other way round; keys depend on one telling alone.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from banggiao.intake.plausible import is_syllable
from banggiao.lore import Lore
from banggiao.model.times import Window
from banggiao.resolve.views import View

_LETTERS, _LONG, _FEW = 3, 7, 2
_WEEK = 7
_FEW_WORDS = 9

Keys = tuple[frozenset[str], frozenset[str]]


def event_keys(view: View, lore: Lore) -> Keys:
    """The keys that an event's telling is listed under, and those that it seeks.

    Well dated tellings meet on their days; those of a month meet all of that month; undated ones meet what is published in the
    same weeks or, where nothing tells when, what names the same persons, or is of the same type.
    """
    listed: set[str] = set()
    sought: set[str] = set()
    unpublished = view.published is None or view.published.days > _WEEK
    times, contents = list(_by_time(view, unpublished)), list(_by_content(view, lore))
    for pair in view.pairs:
        listed.update(f"e:{pair}:{key}" for key, lists, _ in times if lists)
        sought.update(f"e:{pair}:{key}" for key, _, seeks in times if seeks)
        listed.update(f"e:{pair}:all:{key}" for key in contents)
        if view.precision == "open" and unpublished:
            listed.update(f"e:{pair}:open:{key}" for key in contents)
            sought.update(f"e:{pair}:all:{key}" for key in contents)
        sought.update(f"e:{pair}:open:{key}" for key in contents)
    both = set(_by_content_alone(view))
    return frozenset(listed | both), frozenset(sought | both)


def _by_time(view: View, unpublished: bool) -> Iterator[tuple[str, bool, bool]]:
    """Keys of time with whether they are listed and sought."""
    if view.days is not None and view.precision != "open":
        months = sorted({day[:7] for day in (view.days.first.isoformat(), view.days.last.isoformat())} | set(_months(view.days)))
        if view.precision == "fine":
            yield from ((f"d{day}", True, True) for day in _days(view.days))
            # the articles on it that tell no date are of these weeks
            weeks = sorted({day // _WEEK + more for day in _days(view.days) for more in (0, 1)})
            yield from ((f"w{week}", True, False) for week in weeks)
            yield from ((f"open-w{week}", False, True) for week in weeks)
            yield from ((f"fine{month}", True, False) for month in months)
            yield from ((f"coarse{month}", False, True) for month in months)
        else:
            yield from ((f"coarse{month}", True, True) for month in months)
            yield from ((f"fine{month}", False, True) for month in months)
    if view.published is not None and not unpublished:
        week = view.published.last.toordinal() // _WEEK
        undated = view.precision == "open"
        for near in (week, week + 1):
            yield f"w{near}", True, undated
            yield f"open-w{near}", undated, True


def _months(days: Window) -> Iterator[str]:
    """The months that a window touches."""
    at = days.first.replace(day=1)
    while at <= days.last:
        yield at.isoformat()[:7]
        at = at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)


def _days(days: Window) -> Iterator[int]:
    """The days of a window and one more: windows a day apart then share a key, those two days apart do not."""
    yield from range(days.first.toordinal(), days.last.toordinal() + 2)


def _by_content(view: View, lore: Lore) -> Iterator[str]:
    """Keys of what it tells: persons, else its type."""
    keys = {key for name in view.names for key in name_keys(name, lore)}
    yield from sorted(keys) if keys else (f"={view.type}",)


def _by_content_alone(view: View) -> Iterator[str]:
    """Keys for tellings whose states or dates may differ: editions of a mechanism, the same words, a day without its year."""
    ordinal = view.told.values.get("ordinal")
    if ordinal and view.mechanism:
        yield from (f"s:{word}:{ordinal}" for word in sorted(view.mechanism))
    if len(view.words.split()) >= _FEW_WORDS:
        yield f"q:{view.type}:{view.words[:200]}"
    if view.calendar_day:
        yield from (f"c:{pair}:{view.calendar_day[0]}-{view.calendar_day[1]}:{view.type}" for pair in view.pairs)
    if view.type == "conference" and view.mechanism and view.days is not None and view.precision != "open":
        yield from (f"m:{word}:{month}" for word in sorted(view.mechanism) for month in _months(view.days))


def name_keys(name: tuple[str, ...], lore: Lore) -> Iterator[str]:
    """Keys that alike names share: long words and the last one, two neighbours where words are short and common (as syllables are)."""
    if len(name) == 1:
        yield name[0]
        return
    yield "".join(name)
    for word in name:
        telling = len(word) >= _LONG or len(name) <= _FEW or word == name[-1]
        if telling and len(word) >= _LETTERS and not is_syllable(word, lore):
            yield word
    for pair in pairwise(name):
        yield "-".join(sorted(pair))


def words_keys(prefix: str, words: Iterable[str]) -> frozenset[str]:
    """A key for each word of a name."""
    return frozenset(f"{prefix}:{word}" for word in words)
