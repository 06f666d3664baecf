"""What a request may ask for, within bounds.

Guarantees: no parameter is longer, larger or stranger than allowed here; one that cannot be used counts as not given.
"""

import datetime
from collections.abc import Iterable, Mapping

LONGEST = 200
LAST_PAGE = 100_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
_LONGEST_OFFSET = 9


def text(query: Mapping[str, str], name: str) -> str:
    """Words, cut at LONGEST, without control characters."""
    given = "".join(letter if letter.isprintable() else " " for letter in query.get(name, "")[:LONGEST])
    return given.strip()


def page(query: Mapping[str, str], name: str = "page") -> int:
    """The number of a page, from 1 on."""
    digits = query.get(name, "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LAST_PAGE))):
        return 1
    return min(max(int(digits), 1), LAST_PAGE)


def day(query: Mapping[str, str], name: str) -> str:
    """A day as ISO date, empty where none is given."""
    given = query.get(name, "")[:LONGEST]
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        return ""


def span(query: Mapping[str, str], name: str) -> tuple[int, int] | None:
    """A stretch of a text given as ``120-134`` in code points, None where none is given."""
    first, _, last = query.get(name, "")[:LONGEST].partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_OFFSET for part in (first, last)) or int(first) >= int(last):
        return None
    return int(first), int(last)


def choice(query: Mapping[str, str], name: str, allowed: Iterable[str]) -> str:
    """One of the values allowed, empty where none is given."""
    given = query.get(name, "")
    return given if given in set(allowed) else ""


def month(query: Mapping[str, str], name: str, default: datetime.date) -> tuple[int, int]:
    """A year and month given as ``2024-03``, those of the default day where none is given."""
    given = query.get(name, "")[:LONGEST]
    try:
        found = datetime.date.fromisoformat(f"{given}-01")
    except ValueError:
        found = default
    return (found.year, found.month) if FIRST_YEAR <= found.year <= LAST_YEAR else (default.year, default.month)


def code(query: Mapping[str, str], name: str) -> str:
    """A code of a state, body or list: letters, digits and a few signs, empty where none is given."""
    given = query.get(name, "")[:LONGEST].strip()
    return given if given and given.isascii() and given.replace("_", "").replace("-", "").isalnum() else ""
