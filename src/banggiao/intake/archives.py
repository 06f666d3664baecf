"""Members of zip archives and unpacked gzip streams, read under bounds.

Guarantees: nothing is written to disk; a member is read only if its name stays inside the archive; a bomb, a cut-off
or a damaged archive is one InputError, and the members before it are delivered.
"""

import gzip
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from banggiao.errors import InputError
from banggiao.intake import bounds
from banggiao.intake.source import Source, Unpacked, buffered

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_END = struct.Struct("<4s4H2LH")


def gunzipped(source: Source, packed: int | None) -> Source:
    """The source inside a gzip stream. ``packed`` is its size in bytes where known."""
    name = source.name.removesuffix(".gz")
    inner = Unpacked(source.label, gzip.GzipFile(fileobj=source.stream), packed)  # type: ignore[arg-type]
    return buffered(source.label, inner, name)  # type: ignore[arg-type]


def members(label: str, stream: BinaryIO) -> Iterator[Source | InputError]:
    """The files of a zip archive in order of name; folders and hidden files are passed over."""
    try:
        _check_contents(label, stream)
        archive = zipfile.ZipFile(stream)
    except InputError as error:
        yield error
        return
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        yield InputError(label, f"the archive is damaged ({error})")
        return
    with archive:
        # not `is_dir()`, which fails on a name of no letters
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if not infos:
            yield InputError(label, "the archive is empty")
        for info in sorted(infos, key=lambda info: info.filename):
            if not _hidden(info.filename):
                yield from _member(label, archive, info)


def _check_contents(label: str, stream: BinaryIO) -> None:
    """Refuse an archive whose table of contents is absurd, before it is loaded. Raises InputError."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return
    _, _, _, _, count, directory, _, _ = _END.unpack_from(tail, at)
    if count > bounds.ARCHIVE_MEMBERS or directory > bounds.DIRECTORY_BYTES:
        raise InputError(label, f"more than {bounds.ARCHIVE_MEMBERS} members")


def _hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":") or "\x00" in name


def _member(label: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Source | InputError]:
    """One member as a source, or why it is not read."""
    where = f"{label}: {info.filename!r}" if _unsafe(info.filename) else f"{label}: {info.filename}"
    if not info.filename:
        yield InputError(where, "a member without a name")
    elif _unsafe(info.filename):
        yield InputError(where, "the name leads out of the archive")
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield InputError(where, "a link, not a file")
    elif info.flag_bits & 1:
        yield InputError(where, "encrypted")
    elif info.filename.lower().endswith(".zip"):
        yield InputError(where, "an archive inside an archive is not read")
    else:
        try:
            with archive.open(info) as stream:
                yield buffered(where, Unpacked(where, stream, info.compress_size), info.filename)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, struct.error) as error:
            yield InputError(where, f"the archive is damaged ({error})")
