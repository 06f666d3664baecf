"""The network: who deals with whom, one state in the middle, the others around it by number, clockwise from the top.

Guarantees: the same numbers give the same picture; states and ties beyond those drawn are counted beside it; each number is a link to
what is behind it.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.dossier.dealings import Tie, ties
from banggiao.web import asking, charts
from banggiao.web.dealings import Counted, Scope, of_tie, rank_words
from banggiao.web.handing import Lists
from banggiao.web.map import behind
from banggiao.web.pages import Pages

AROUND = ("24", "12", "36")
"""How many states stand around the middle, the first where none is chosen."""
WIDTH, HEIGHT = 1120, 820
LINES = 60
"""How many ties between those around are drawn, beside all with the middle."""
ROWS = 100
_RING = 322.0
_NODE_SMALL, _NODE_LARGE = 5.0, 21.0
_THIN, _THICK = 1.1, 11.0
_LABEL, _PULL = 15.0, 0.45
_SIDE = 0.2
"""How far from straight up or down a label begins to stand beside its state."""


class Node(msgspec.Struct, frozen=True):
    """A state: where it stands, how large, where its name stands and on which side of that, its number with all drawn."""

    code: str
    number: int
    x: float
    y: float
    radius: float
    label: tuple[float, float]
    anchor: str
    href: str


class Edge(msgspec.Struct, frozen=True):
    """A tie as a line between two states; ``spoke``: one with the middle."""

    path: str
    width: float
    tie: Tie
    href: str
    spoke: bool


class Picture(msgspec.Struct, frozen=True):
    """The network as drawn; ``rest``: how many states and how many dealings are not in it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rest: tuple[int, int]


class Network:
    """The network of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.counted = Counted(pages)

    def network(self, request: Request) -> Response:
        """The network and its table."""
        opened = self.counted.open(request)
        if opened is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        ledger, found = opened
        lore, words = self.pages.lore, self.pages.say_words(request)
        names = rank_words(lore, words)
        whole = msgspec.structs.replace(found.asked, state="", other="")
        told = ties(ledger, whole, lore)
        around = asking.choice(request.query_params, "around", AROUND) or AROUND[0]
        title = self.counted.title(whole, words)
        lists = Lists(request, words, self.pages.when(request), "network", title, {**found.chosen, "around": around})
        lists.add("", "", lambda most: [of_tie(tie, found, names, words) for tie in told[:most]], dated=False)
        if answer := lists.answer():
            return answer
        return self.pages.render(
            request,
            "network.html",
            **self.counted.frame(request, ledger, found, "/network"),
            lists=lists,
            title=title,
            picture=picture(told, found, int(around)),
            around=around,
            arounds=sorted(AROUND, key=int),
            told=told,
            total=sum(tie.number for tie in told),
            rows=told[:ROWS],
            size=(WIDTH, HEIGHT),
        )


def picture(told: Sequence[Tie], found: Scope, around: int) -> Picture:
    """The state chosen (else that with most) in the middle, those with which it has most around it, then those with most of all."""
    numbers: Counter[str] = Counter()
    for tie in told:
        numbers.update({tie.a: tie.number, tie.b: tie.number})
    if not numbers:
        return Picture((), (), (0, 0))
    middle = found.asked.state if found.asked.state in numbers else min(numbers, key=lambda code: (-numbers[code], code))
    near = Counter({tie.b if tie.a == middle else tie.a: tie.number for tie in told if middle in (tie.a, tie.b)})
    ring = sorted((code for code in numbers if code != middle), key=lambda code: (-near[code], -numbers[code], code))[:around]
    shown = {middle, *ring}
    drawn = [tie for tie in told if tie.a in shown and tie.b in shown]
    nodes = _nodes(middle, ring, Counter({code: sum(tie.number for tie in drawn if code in (tie.a, tie.b)) for code in shown}), found)
    most = max((tie.number for tie in drawn), default=0)
    at = {node.code: node for node in nodes}
    rim = [tie for tie in drawn if middle not in (tie.a, tie.b)][:LINES]
    spokes = [tie for tie in drawn if middle in (tie.a, tie.b)]
    edges = tuple(_edge(tie, at, middle, most, found) for tie in (*reversed(rim), *reversed(spokes)))
    return Picture(nodes, edges, (len(numbers) - len(shown), sum(tie.number for tie in told) - sum(one.tie.number for one in edges)))


def _nodes(middle: str, ring: Sequence[str], numbers: Mapping[str, int], found: Scope) -> tuple[Node, ...]:
    """The states with their places."""
    most = max(numbers.values(), default=0)
    made = [_node(middle, numbers, most, (WIDTH / 2, HEIGHT / 2), None, found)]
    for at, code in enumerate(ring):
        angle = 2 * math.pi * at / len(ring) - math.pi / 2
        place = (WIDTH / 2 + _RING * math.cos(angle), HEIGHT / 2 + _RING * math.sin(angle))
        made.append(_node(code, numbers, most, place, angle, found))
    return tuple(made)


def _node(code: str, numbers: Mapping[str, int], most: int, place: tuple[float, float], angle: float | None, found: Scope) -> Node:
    x, y = place
    radius = charts.thickness(numbers[code], most, _NODE_SMALL, _NODE_LARGE)
    away = radius + _LABEL * 0.6
    href = found.here("/network", state=code)
    if angle is None:
        return Node(code, numbers[code], x, y, radius, (x, y + away + _LABEL), "middle", href)
    side = math.cos(angle)
    anchor = "middle" if abs(side) < _SIDE else "start" if side > 0 else "end"
    label = (round(x + away * side, 1), round(y + away * math.sin(angle) + _LABEL * 0.35 * (1 + math.sin(angle) * (anchor == "middle")), 1))
    return Node(code, numbers[code], round(x, 1), round(y, 1), radius, label, anchor, href)


def _edge(tie: Tie, at: Mapping[str, Node], middle: str, most: int, found: Scope) -> Edge:
    a, b = at[tie.a], at[tie.b]
    if middle in (tie.a, tie.b):
        path = f"M{a.x:g} {a.y:g}L{b.x:g} {b.y:g}"
    else:
        # bent to the middle, as far as the two stand apart, so that neighbours' lines keep to the rim
        pull_x, pull_y = ((a.x + b.x) / 2 - WIDTH / 2) * _PULL, ((a.y + b.y) / 2 - HEIGHT / 2) * _PULL
        path = f"M{a.x:g} {a.y:g}Q{WIDTH / 2 + pull_x:.0f} {HEIGHT / 2 + pull_y:.0f} {b.x:g} {b.y:g}"
    return Edge(path, charts.thickness(tie.number, most, _THIN, _THICK), tie, behind(tie, found), middle in (tie.a, tie.b))
