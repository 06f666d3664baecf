"""Files of gold, readings and articles: JSON Lines with an ``id`` each.

Guarantees: a broken line raises an InputError that names file and line; ids come in the order of the file.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from banggiao.errors import InputError
from banggiao.intake import articles
from banggiao.lore import Lore
from banggiao.model.article import Article


def load(path: Path) -> dict[str, dict[str, Any]]:
    """The objects of a file by their ids. Raises InputError."""
    found: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
            found[value["id"]] = value
        except (msgspec.DecodeError, KeyError, TypeError):
            raise InputError(str(path), f"line {number} is no JSON object with an id") from None
    return found


def articles_of(path: Path, lore: Lore) -> Iterator[Article]:
    """The articles of a file in its order. Raises InputError at the first that cannot be read."""
    for item in articles([path], lore=lore):
        if isinstance(item, InputError):
            raise item
        yield item


def hold_readings(objects: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether loaded objects are readings; otherwise they are articles yet to be read."""
    return all("records" in value or "relevant" in value for value in objects.values())


def texts_of(objects: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The texts of loaded articles by id."""
    return {key: value["text"] for key, value in objects.items() if "text" in value}
