"""The one loader of knowledge: reads the YAML tables, validates each row, and remembers what is compiled of them.

Guarantees: rows come in the order of file names and lines; a file that fails validation is reported with every other
problem at once; nothing is loaded before it is asked for; a Lore is passed in, never global.

A table is ``knowledge/<name>.yaml`` or all YAML files under ``knowledge/<name>/``. Each file is a mapping with
``about`` (one line), ``source`` (where its facts come from) and ``rows``.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from banggiao.errors import KnowledgeError
from banggiao.scraps import part_of, sweep

KNOWLEDGE = Path(__file__).parent / "knowledge"

T = TypeVar("T")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One knowledge file as written: what it is about, the public source of its facts, and its rows."""

    about: str
    source: str
    rows: list[Any]


def _files(root: Path, name: str) -> list[Path]:
    """The files of a table, in order of name."""
    single = root / f"{name}.yaml"
    return [single] if single.is_file() else sorted((root / name).rglob("*.yaml"))


class Lore:
    """Knowledge from one folder. ``cache`` is a folder for parsed tables (None: no cache)."""

    def __init__(self, root: Path = KNOWLEDGE, cache: Path | None = None) -> None:
        self.root = root
        self.cache = cache
        self._rows: dict[tuple[str, type], tuple[Any, ...]] = {}
        self._made: dict[Any, Any] = {}

    def rows(self, name: str, row: type[T]) -> tuple[T, ...]:
        """All rows of a table as values of ``row``. Raises KnowledgeError listing every invalid row."""
        key = (name, row)
        if key not in self._rows:
            self._rows[key] = tuple(item for _, item in self.rows_by_file(name, row))
        return self._rows[key]

    def rows_by_file(self, name: str, row: type[T]) -> list[tuple[str, T]]:
        """All rows of a table with the path of their file below the knowledge folder."""
        problems: list[str] = []
        found = list(self._checked(name, row, problems))
        if not found and not problems:
            problems.append(f"{name}: no such table")
        if problems:
            raise KnowledgeError(problems)
        return found

    def once(self, make: Callable[["Lore"], T]) -> T:
        """What ``make`` compiles of this lore, made at the first call and remembered."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def _checked(self, name: str, row: type[T], problems: list[str]) -> Iterator[tuple[str, T]]:
        for path in _files(self.root, name):
            label = path.relative_to(self.root).as_posix()
            try:
                table = msgspec.convert(self._parsed(path), Table)
            except (msgspec.ValidationError, ValueError) as error:
                problems.append(f"{label}: {error}")
                continue
            for number, raw in enumerate(table.rows, 1):
                try:
                    yield label, msgspec.convert(raw, row)
                except msgspec.ValidationError as error:
                    problems.append(f"{label}: row {number}: {error}")

    def _parsed(self, path: Path) -> Any:
        """The file's contents as plain values; parsing is remembered in the cache folder by content."""
        data = path.read_bytes()
        if self.cache is None:
            return _parse(data)
        kept = self.cache / f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.msgpack"
        if kept.is_file():
            try:
                return msgspec.msgpack.decode(kept.read_bytes())
            except msgspec.DecodeError:
                kept.unlink(missing_ok=True)
        value = _parse(data)
        with contextlib.suppress(OSError):  # a folder that cannot be written to costs time, not the run
            self.cache.mkdir(parents=True, exist_ok=True)
            sweep(kept)
            part = part_of(kept)  # several processes may fill the cache at once
            part.write_bytes(msgspec.msgpack.encode(value))
            part.replace(kept)
        return value


def _parse(data: bytes) -> Any:
    """YAML bytes as plain values. Raises ValueError naming the place where they are not YAML."""
    import yaml

    try:
        return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(str(error).replace("\n", " ")) from error
