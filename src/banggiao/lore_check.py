"""The check and the formatter of the knowledge files (``banggiao knowledge check`` and ``format``).

Guarantees: ``check`` reports every problem of every file at once, each as ``file: reason``, and changes nothing;
``canonical`` is idempotent and never changes what a file says, so comments and the order of rows stay.

Every knowledge file belongs to one table of ``knowledge/schema/tables.yaml``, the one with the longest name that is the
file's path or a folder above it. A table names the type of its rows, the key that tells its rows apart, and what to edit it for.
"""

import importlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from banggiao.errors import KnowledgeError
from banggiao.lore import KNOWLEDGE, Lore

TABLES = "schema/tables"
_LIST = re.compile(r"(?P<key>\b\w{1,30}: )\[(?P<items>[^\[\]{}\"'#]*)\]")
"""A list of plain words after a key; one with quotation marks or braces in it is left as it is."""


class TableRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table: its name, the type of its rows (``module:Class``), what it is edited for, and its ``key`` (a field whose values are unique)."""

    table: str
    row: str
    to_add: str
    key: str | None = None


def row_type(table: TableRow) -> type[Any]:
    """The type that validates the rows of a table. Raises KnowledgeError where there is none of that name."""
    module, _, name = table.row.partition(":")
    try:
        found: type[Any] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        raise KnowledgeError([f"{TABLES}.yaml: {table.table}: no row type {table.row}"]) from None
    return found


def table_of(path: str, tables: Sequence[TableRow]) -> TableRow | None:
    """The table that a file (its path below the knowledge folder) belongs to, None where no table is named for it."""
    stem = path.removesuffix(".yaml")
    fitting = [table for table in tables if stem == table.table or stem.startswith(table.table + "/")]
    return max(fitting, key=lambda table: len(table.table), default=None)


def canonical(text: str) -> str:
    """The text of a knowledge file in canonical form.

    Composed letters, no trailing blanks, no tabs, one newline at its end, and no word twice in one list.
    """
    lines = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\t", "    ").split("\n")
    plain = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    single = _LIST.sub(_without_repeats, plain)
    return single if single == plain or _says_the_same(plain, single) else plain


def _without_repeats(match: re.Match[str]) -> str:
    """A list as written, without the items that stand in it already."""
    kept: dict[str, str] = {}
    for item in match.group("items").split(","):
        kept.setdefault(item.strip(), item)
    return f"{match.group('key')}[{','.join(kept.values()).lstrip()}]"


def _says_the_same(before: str, after: str) -> bool:
    """Whether two files hold the same values when words said twice in one list count once."""
    return bool(_once(yaml.safe_load(before)) == _once(yaml.safe_load(after)))


def _once(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _once(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(dict.fromkeys(value)) if all(isinstance(item, str) for item in value) else [_once(item) for item in value]
    return value


def format_files(root: Path = KNOWLEDGE) -> list[Path]:
    """Brings every knowledge file into canonical form; returns those that changed."""
    changed = []
    for path in sorted(root.rglob("*.yaml")):
        before = path.read_text(encoding="utf-8")
        if (after := canonical(before)) != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def check(root: Path = KNOWLEDGE) -> list[str]:
    """Every problem of every knowledge file, as ``file: reason``, in order of file."""
    lore = Lore(root)
    try:
        tables = lore.rows(TABLES, TableRow)
    except KnowledgeError as error:
        return list(error.problems)
    problems = [f"{path.relative_to(root).as_posix()}: only data (.yaml) and README.md belong here" for path in _strangers(root)]
    held: dict[str, list[tuple[str, Any]]] = {table.table: [] for table in tables}
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        problems += [f"{name}: {reason}" for reason in _form(path)]
        if (table := table_of(name, tables)) is None:
            problems.append(f"{name}: no table in {TABLES}.yaml holds it")
            continue
        try:
            held[table.table] += lore.rows_by_file(name.removesuffix(".yaml"), row_type(table))
        except KnowledgeError as error:
            problems += error.problems
    for table in tables:
        problems += _rows(table, held[table.table])
    return problems


def _strangers(root: Path) -> Iterator[Path]:
    """Files that are no knowledge."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".yaml" and path.name != "README.md" and "__pycache__" not in path.parts:
            yield path


def _form(path: Path) -> Iterator[str]:
    """What is wrong with a file before its rows are looked at."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"not UTF-8 at byte {error.start}"
        return
    if canonical(text) != text:
        yield "not in canonical form (make format repairs it)"
    keys = [line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()]
    if keys != ["about", "source", "rows"]:
        yield f"begins with the keys about, source, rows in this order, not {', '.join(keys) or 'none'}"


def _rows(table: TableRow, found: Sequence[tuple[str, Any]]) -> list[str]:
    """What is wrong with the valid rows of a table: words said twice, keys used twice."""
    problems = []
    keys = Counter(getattr(row, table.key) for _, row in found) if table.key else Counter[Any]()
    for file, row in found:
        if table.key and keys[getattr(row, table.key)] > 1:
            problems.append(f"{file}: {table.key} {getattr(row, table.key)!r} is used twice")
        for field in getattr(row, "__struct_fields__", ()):
            value = getattr(row, field)
            if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
                problems += [f"{file}: {field}: {word!r} is said twice in one row" for word, times in Counter(value).items() if times > 1]
    return problems
