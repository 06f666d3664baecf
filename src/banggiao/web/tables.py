"""Lists of merged objects as files to keep: CSV and JSON.

Guarantees: CSV opens in spreadsheets with its accents, and no cell can act as a formula there; each row leads back to the words
of its first telling (article, ``start`` and ``end`` in code points); a file holds at most MOST rows.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from banggiao.dossier.values import Item
from banggiao.dossier.words import Words
from banggiao.web.links import article_path, item_path

FORMATS = ("csv", "json")
MOST = 5_000
_LEADING = ("=", "+", "-", "@", "\t", "\r")
_HEAD = ("id", "kind", "parties", "first", "last")
_TAIL = ("quote", "article", "outlet", "published", "start", "end", "words", "page")


def table(items: Sequence[Item], words: Words, form: str, name: str) -> Response:
    """The items as an answer to be saved under ``name``; ``form`` is "csv" or "json"."""
    made = _json(items) if form == "json" else _csv(items, words)
    kinds = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-cache"}
    return Response(made, media_type=kinds[form], headers=headers)


def _json(items: Iterable[Item]) -> bytes:
    return msgspec.json.format(msgspec.json.encode([item.as_json() for item in items]), indent=1)


def _csv(items: Sequence[Item], words: Words) -> bytes:
    """Rows under the fields of all kinds present, in UTF-8 with the mark that spreadsheets look for."""
    fields = list(dict.fromkeys(name for kind in dict.fromkeys(item.kind for item in items) for name in _fields(kind, words)))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow((*_HEAD, *fields, *_TAIL))
    for item in items:
        writer.writerow([safe(cell) for cell in _row(item, fields)])
    return made.getvalue().encode("utf-8-sig")


def _fields(kind: str, words: Words) -> tuple[str, ...]:
    return ("name", "office") if kind == "person" else tuple(name for name in words.fields(kind) if name != "parties")


def _row(item: Item, fields: Iterable[str]) -> list[Any]:
    telling = item.tellings[0]
    source = telling.source
    href = article_path(source.article, (telling.start, telling.end))
    head = [item.id, item.kind, " ".join(item.parties), item.first, item.last]
    tail = [telling.quote, source.article, source.outlet, source.published, telling.start, telling.end, href, item_path(item)]
    return [*head, *(_plain(item.values.get(field)) for field in fields), *tail]


def _plain(value: Any) -> Any:
    """A value as a cell: lists joined, objects as their texts."""
    if isinstance(value, dict):
        return ", ".join(str(inner) for inner in value.values() if inner)
    return "; ".join(str(inner) for inner in value) if isinstance(value, list | tuple) else value


def safe(cell: Any) -> Any:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LEADING) else cell
