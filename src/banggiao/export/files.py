"""Files that appear whole or not at all, and libraries that only an extra brings.

Guarantees: a target is replaced in one step after everything was written and synced; where writing fails the old file stays and no
scrap is left (that of a killed process goes with the next export to the same place); what goes wrong with a place is one line that names it.
"""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from banggiao.errors import BanggiaoError, MissingExtra
from banggiao.scraps import part_of, remove, sweep

T = TypeVar("T")


def written(target: Path | BinaryIO, write: Callable[[BinaryIO], T]) -> T:
    """Let ``write`` write to a file (through a neighbour that is renamed at the end) or an open stream; returns what it returns."""
    if not isinstance(target, Path):
        return write(target)
    sweep(target)
    part = part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            result = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        raise BanggiaoError(f"{target}: {(error.strerror or str(error)).lower()}") from None
    finally:
        remove(part)
    return result


def brought(module: str, extra: str, command: str) -> Any:
    """A module of a library that an extra brings. Raises MissingExtra where the library is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtra(extra, command) from None
