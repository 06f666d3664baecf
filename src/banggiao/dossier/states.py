"""States and bodies by code or name.

Guarantees: a code of the record schema, and every Vietnamese or English name in the tables, is understood, whatever its case and
accents; a name that stands for nothing is refused with the nearest ones named.
"""

import difflib

import msgspec

from banggiao.errors import UsageError
from banggiao.lore import Lore
from banggiao.recognise.gazetteer import Body, State, codes
from banggiao.text import fold

_NEAR = 3


class Known(msgspec.Struct, frozen=True):
    """How states and bodies may be given: codes, names in lower case, and folded names."""

    codes: frozenset[str]
    names: dict[str, str]
    folded: dict[str, str]


def known(lore: Lore) -> Known:
    """All that is understood (use as ``lore.once(known)``): sure names win over weak ones, states over bodies."""
    states = lore.rows("world/states", State)
    bodies = [body for body in lore.rows("world/bodies", Body) if not body.part]
    names: dict[str, str] = {}
    for weak in (False, True):
        for row in states:
            for word in row.weak if weak else (*row.names, row.vi, row.en):
                names.setdefault(word.lower(), row.code)
    for body in bodies:
        for word in body.names:
            names.setdefault(word.lower(), body.code)
    for row in states:
        names.setdefault(row.iso3.lower(), row.code)
    folded: dict[str, str] = {}
    for word, code in names.items():
        folded.setdefault(fold(word), code)
    return Known(lore.once(codes), names, folded)


def bodies(lore: Lore) -> frozenset[str]:
    """The codes of bodies of several states (use as ``lore.once(bodies)``)."""
    states = {row.code for row in lore.rows("world/states", State)}
    return frozenset(body.code for body in lore.rows("world/bodies", Body) if body.code not in states)


def state_code(words: str, lore: Lore) -> str:
    """The code of a state or body given by code or name. Raises UsageError where there is none.

    A code wins over a name only as it is written: ``my`` is Malaysia, ``Mỹ`` the United States.
    """
    table = lore.once(known)
    plain = " ".join(words.split())
    if plain.upper() in table.codes:
        return plain.upper()
    found = table.names.get(plain.lower()) or table.folded.get(fold(plain))
    if found:
        return found
    near = difflib.get_close_matches(fold(plain), table.folded, n=_NEAR)
    hint = f"; did you mean {', '.join(sorted({table.folded[name] for name in near}))}?" if near else ""
    raise UsageError(f"no state or body is known as {words[:60]!r}{hint}")


def _names(lore: Lore) -> dict[str, tuple[str, str]]:
    """Names in Vietnamese and English by code."""
    found: dict[str, tuple[str, str]] = {}
    for body in lore.rows("world/bodies", Body):
        if not body.part and body.names:
            found.setdefault(body.code, (body.names[0], body.code))
    found.update({row.code: (row.vi, row.en) for row in lore.rows("world/states", State)})
    return found


def state_name(code: str, lore: Lore, language: str = "vi") -> str:
    """The name of a state or body to show; its code where the tables have none."""
    vi, en = lore.once(_names).get(code, (code, code))
    return vi if language == "vi" else en


def region_codes(region: str, lore: Lore) -> tuple[str, ...]:
    """The codes of the states of a region (a file of world/states: africa, americas, asia, europe, oceania)."""
    return tuple(
        row.code for file, row in lore.rows_by_file("world/states", State) if file.removesuffix(".yaml").rpartition("/")[2] == region
    )
