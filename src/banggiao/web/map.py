"""The map: with whom a state deals, shaded by number, or lines between all states.

Guarantees: a shape stands for what the ledger files under a code and asserts no border; whoever is not on the map is named and
counted beside it; each number is a link to what is behind it.
"""

from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.dossier.dealings import Tie, ties
from banggiao.dossier.shapes import HEIGHT, WIDTH, Shape, shapes
from banggiao.lore import Lore
from banggiao.store import Ledger
from banggiao.web import asking, charts
from banggiao.web.dealings import ALL, Counted, Scope, of_tie, rank_words
from banggiao.web.handing import Lists
from banggiao.web.pages import Pages

HOME = "VN"
"""The state shown where none is chosen: that of the reports read."""
VIEWS = ("fill", "lines")
LINES = 120
ROWS = 100
_BEND = 0.16
_THIN, _THICK = 14.0, 90.0


class Partner(msgspec.Struct, frozen=True):
    """A state that the chosen one deals with: its shape, the class of its number, its tie, and what is behind it."""

    code: str
    shape: Shape
    step: int
    tie: Tie
    href: str


class Line(msgspec.Struct, frozen=True):
    """A tie as a curve between two places."""

    path: str
    width: float
    tie: Tie
    href: str


class Map:
    """The map of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.counted = Counted(pages)

    def map(self, request: Request) -> Response:
        """The map and its table."""
        opened = self.counted.open(request, self._home())
        if opened is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        ledger, found = opened
        lore, words = self.pages.lore, self.pages.say_words(request)
        names = rank_words(lore, words)
        told = ties(ledger, found.asked, lore)
        view = asking.choice(request.query_params, "view", VIEWS) if found.asked.state else "lines"
        view = view or VIEWS[0]
        title = self.counted.title(found.asked, words)
        lists = Lists(request, words, self.pages.when(request), "map", title, {**found.chosen, "view": view})
        lists.add("", "", lambda most: [of_tie(tie, found, names, words) for tie in told[:most]], dated=False)
        if answer := lists.answer():
            return answer
        bounds = charts.steps([tie.number for tie in told])
        return self.pages.render(
            request,
            "map.html",
            **self.counted.frame(request, ledger, found, "/map"),
            lists=lists,
            title=title,
            view=view,
            views=[(one, found.here("/map", view=one), one == view) for one in VIEWS] if found.asked.state else [],
            told=told,
            total=sum(tie.number for tie in told),
            rows=told[:ROWS],
            bounds=[(charts.step_of(bound, bounds), bound) for bound in bounds],
            size=(WIDTH, HEIGHT),
            **drawing(told, found, view, bounds, lore),
        )

    def _home(self) -> str:
        """The state shown where none is chosen."""
        ledger = self.pages.desk.ledger()
        return HOME if ledger is not None and HOME in _told(ledger) else ALL


def _told(ledger: Ledger) -> tuple[str, ...]:
    return dossier.states_told(ledger)


def drawing(told: Sequence[Tie], found: Scope, view: str, bounds: Sequence[int], lore: Lore) -> dict[str, object]:
    """What the map draws: land, islands, partners or lines, and the states that have no place on it."""
    known = lore.once(shapes)
    drawn = [tie for tie in told if tie.a in known and tie.b in known]
    partners = [] if view == "lines" else [_partner(tie, found, known, bounds) for tie in drawn]
    most = max((tie.number for tie in drawn), default=0)
    lines = [_line(tie, found, known, most) for tie in reversed(drawn[:LINES])] if view == "lines" else []
    over = {one.code for one in partners} | {found.asked.state}
    away = {code for tie in told for code in (tie.a, tie.b) if code not in known}
    return {
        "land": "".join(shape.path for code, shape in known.items() if code not in over),
        "chosen_shape": known.get(found.asked.state),
        "islands": [shape for shape in known.values() if shape.of],
        "partners": partners,
        "lines": lines,
        "ends": sorted({code for tie in drawn[:LINES] for code in (tie.a, tie.b)}) if view == "lines" else [],
        "known": known,
        "away": sorted(away),
        "undrawn": max(len(drawn) - LINES, 0) if view == "lines" else 0,
    }


def other(tie: Tie, state: str) -> str:
    """The state with which the given one deals."""
    return tie.b if tie.a == state else tie.a


def _partner(tie: Tie, found: Scope, known: Mapping[str, Shape], bounds: Sequence[int]) -> Partner:
    code = other(tie, found.asked.state)
    return Partner(code, known[code], charts.step_of(tie.number, bounds), tie, behind(tie, found))


def _line(tie: Tie, found: Scope, known: Mapping[str, Shape], most: int) -> Line:
    a, b = sorted((known[tie.a], known[tie.b]), key=lambda shape: shape.x)
    return Line(charts.arc(a.x, a.y, b.x, b.y, _BEND), charts.thickness(tie.number, most, _THIN, _THICK), tie, behind(tie, found))


def behind(tie: Tie, found: Scope, rank: str = "") -> str:
    """The list behind a tie, or behind its number at one rank."""
    return found.behind(**{"state": tie.a, "with": tie.b, "pairs": "1", **({"level": rank} if rank else {})})
