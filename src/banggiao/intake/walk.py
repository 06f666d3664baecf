"""Paths to articles: files, folders, archives and standard input.

Guarantees: articles come in the order of the paths, folders sorted and walked to the bottom; memory stays bounded
whatever the input's size; each input that cannot be read is one InputError among the articles, and the rest is read.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from banggiao.errors import InputError
from banggiao.intake import archives, bounds
from banggiao.intake.dates import iso_date
from banggiao.intake.encodings import decode
from banggiao.intake.jsonl import read_json, read_lines
from banggiao.intake.pages import PAGE_NAMES, is_page, read_page
from banggiao.intake.source import Source, buffered, whole
from banggiao.lore import Lore
from banggiao.model.article import Article

_JSON_LINES = (".jsonl", ".ndjson")


def articles(paths: Iterable[str | Path], published: str | None = None, lore: Lore | None = None) -> Iterator[Article | InputError]:
    """The articles at ``paths`` ("-" is standard input) in order, and an InputError for each thing not readable.

    ``published`` (ISO 8601 or day/month/year) is given to articles that come without a date. An article whose id came
    before with another text is an InputError; with the same text it passes. Raises ValueError where ``published`` is no date.
    """
    given = iso_date(published) if published else None
    seen: dict[bytes, bytes] = {}
    for found in _all(paths, lore or Lore()):
        if isinstance(found, InputError):
            yield found
            continue
        key, text = _digest(found.id), _digest(found.text)
        if seen.setdefault(key, text) != text:
            yield InputError(found.source, f"the id {found.id!r} was already used for another text")
        elif given and found.published is None:
            yield msgspec.structs.replace(found, published=given)
        else:
            yield found


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _all(paths: Iterable[str | Path], lore: Lore) -> Iterator[Article | InputError]:
    for path in paths:
        if str(path) == "-":
            yield from _stream("-", "stdin", sys.stdin.buffer, None, lore)
        else:
            yield from _path(Path(path), Path(path).name, lore, 0)


def _path(path: Path, name: str, lore: Lore, depth: int) -> Iterator[Article | InputError]:
    """The articles of one file or folder; ``name`` is the file's name below the folder that was asked for."""
    try:
        if path.is_dir():
            yield from _folder(path, name if depth else "", lore, depth)
        elif not path.exists():
            yield InputError(str(path), "no such file")
        elif not path.is_file():
            yield InputError(str(path), "neither a file nor a folder")
        else:
            with path.open("rb") as stream:
                yield from _stream(str(path), name, stream, path.stat().st_size, lore)
    except OSError as error:
        yield InputError(str(path), (error.strerror or str(error)).lower())


def _folder(folder: Path, name: str, lore: Lore, depth: int) -> Iterator[Article | InputError]:
    """The articles below a folder, in order of name; hidden entries and links to folders are passed over."""
    if depth > bounds.FOLDER_DEPTH:
        yield InputError(str(folder), f"more than {bounds.FOLDER_DEPTH} folders deep")
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir()):
            yield from _path(entry, f"{name}/{entry.name}".lstrip("/"), lore, depth + 1)


def _stream(label: str, name: str, stream: BinaryIO, size: int | None, lore: Lore) -> Iterator[Article | InputError]:
    """The articles of an open file, whatever it holds."""
    source = buffered(label, stream, name)
    try:
        head = source.head()
        if head.startswith(archives.ZIP):
            yield from _zip(source, lore)
        elif head.startswith(archives.GZIP):
            yield from _plain(archives.gunzipped(source, size), lore)
        elif label.lower().endswith((".gz", ".zip")) and head:
            yield InputError(label, "not the archive that its name says")
        else:
            yield from _plain(source, lore)
    except InputError as error:
        yield error


def _zip(source: Source, lore: Lore) -> Iterator[Article | InputError]:
    """The articles of a zip archive; one that cannot be sought in (standard input) is spooled first."""
    if source.stream.seekable():
        yield from _members(source.label, source.stream, lore)
        return
    with tempfile.SpooledTemporaryFile(max_size=bounds.ARTICLE_BYTES) as spool:
        while data := source.stream.read(1 << 20):
            spool.write(data)
        spool.seek(0)
        yield from _members(source.label, spool, lore)  # type: ignore[arg-type]


def _members(label: str, stream: BinaryIO, lore: Lore) -> Iterator[Article | InputError]:
    for member in archives.members(label, stream):
        if isinstance(member, InputError):
            yield member
            continue
        try:
            packed = member.head(2).startswith(archives.GZIP)
            yield from _plain(archives.gunzipped(member, None) if packed else member, lore)
        except InputError as error:
            yield error


def _plain(source: Source, lore: Lore) -> Iterator[Article | InputError]:
    """The articles of an unpacked file: JSON Lines, a page, or a text."""
    head = source.head()
    name = source.name.lower()
    if name.endswith(_JSON_LINES) or (head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"') and not name.endswith((".txt", ".md"))):
        yield from read_lines(source)
        return
    if name.endswith(".json"):
        yield from read_json(source)
        return
    data = whole(source)
    if not is_page(name, head):
        yield _text(source, data, lore)
        return
    try:
        yield read_page(source.label, source.name, data, lore)
    except InputError:
        if name.endswith(PAGE_NAMES):
            raise
        yield _text(source, data, lore)  # a text that only begins with a tag


def _text(source: Source, data: bytes, lore: Lore) -> Article:
    """The article of a text file. Raises InputError where its bytes are no text."""
    try:
        text = decode(data, lore)
    except ValueError as error:
        raise InputError(source.label, str(error)) from None
    if not text.strip():
        raise InputError(source.label, "empty")
    return Article(id=source.name, text=text, source=source.label, sha256=hashlib.sha256(data).hexdigest(), raw=data)
