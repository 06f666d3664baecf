"""What an office deals with, told after it: ``phụ trách khu vực Đông Nam Á``, ``về an ninh và đối ngoại``.

Guarantees: pure; words that no list has are read over only up to the full name of the office's holder; every walk is bounded.
"""

import re

from banggiao.recognise.bodies import Found, Ground, body_at, portfolios_at
from banggiao.recognise.names import name_at

_SIDE = re.compile(r"[^.;:()\n]{3,60}")
_SMALL = re.compile(r"[a-zà-ỹđ]{1,12}(?=[ ,])")
_LOOK, _STEPS, _CHARGE = 5, 10, 12


def ministry_on(ground: Ground, at: int) -> Found | None:
    """The ministry named in the words that follow an offset (``phụ trách ..., Bộ Ngoại giao Lào``)."""
    match = _SIDE.match(ground.text, at)
    found = ground.joints.by_role["ministry"].search(ground.low, at, match.end() + _LOOK) if match is not None else None
    return body_at(ground, found.end()) if found is not None else None


def area_end(ground: Ground, at: int) -> int | None:
    """Where known words for what an office deals with end, which begin after the blank at an offset; None where none do."""
    reached = at
    for _ in range(_STEPS):
        step = portfolios_at(ground, reached + 1) or ground.tables.inner.at(ground.low, reached + 1)
        state = ground.states.get(reached + 1)
        if step is not None:
            reached = step[0]
        elif state is not None:
            reached = state.end
        else:
            break
    return reached if reached > at else None


def charge(ground: Ground, end: int) -> tuple[int, str | None] | None:
    """Where any words for what an office deals with, or where it is, end, if the holder's full name follows them.

    With the state that they name; where an office is (``tại Lào``) tells nothing of whose it is.
    """
    located = ground.joints.reach("located", ground.low, end)
    at = located or ground.joints.reach("charge", ground.low, end)
    if at is None:
        return None
    reached, country, placed = at - 1, None, False
    for _ in range(_CHARGE):
        word = _SMALL.match(ground.text, reached + 1)
        step = portfolios_at(ground, reached + 1) or (ground.tables.inner.at(ground.low, reached + 1) if word else None)
        state = ground.states.get(reached + 1)
        if step is not None and step[1] == "stop" and ground.joints.reach("link", ground.low, reached + 1) is None:
            return None
        if state is not None:
            reached, country, placed = state.end, country or (state.code if located is None else None), True
        elif step is not None:
            reached = step[0]
        elif word is not None:
            reached = word.end()
        else:
            break
        reached += ground.text.startswith(", ", reached) and _SMALL.match(ground.text, reached + 2) is not None
    if located is not None and not placed:
        return None
    return (reached, country) if names_holder(ground, reached + 1) else None


def names_holder(ground: Ground, at: int) -> bool:
    """Whether a person's full name begins at an offset, after a blank."""
    name = name_at(ground.text, at, len(ground.text), ground.shapes) if ground.text[at - 1 : at] == " " else None
    if name is None or name.words < 2:
        return False
    return name.kind != "foreign" or not all(ground.shapes.syllable(word) for word in ground.text[at : name.end].split(" "))
