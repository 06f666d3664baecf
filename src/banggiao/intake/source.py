"""A named stream of bytes and the refusals that reading it can bring.

Guarantees: reading never yields more bytes than the bounds allow; every refusal is an InputError naming the source.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from banggiao.errors import InputError
from banggiao.intake import bounds

_STEP = 1 << 16
_DAMAGE = (OSError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, struct.error, zipfile.BadZipFile)
"""What unpacking raises on broken data (BadGzipFile is an OSError)."""


class Source(msgspec.Struct, frozen=True):
    """Bytes to read: ``label`` names them in messages, ``name`` is the file's name below what was asked for (the id of an article without one)."""

    label: str
    name: str
    stream: BinaryIO

    def head(self, size: int = 4096) -> bytes:
        """The first bytes, without consuming them (fewer at the end of the stream)."""
        peek = getattr(self.stream, "peek", None)
        data: bytes = peek(size)[:size] if peek else b""
        return data


def buffered(label: str, stream: BinaryIO, name: str | None = None) -> Source:
    """A source over a stream, with a buffer that can be looked ahead into."""
    reader = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream), _STEP)
    return Source(label, name or label.rpartition("/")[2], reader)


class Unpacked(io.RawIOBase):
    """An unpacking stream that stops with InputError where it grows past what the packed bytes can honestly hold."""

    def __init__(self, label: str, stream: BinaryIO, packed: int | None) -> None:
        self.label = label
        self._stream = stream
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """True: the stream can only be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``. Raises InputError where the data are broken, cut off or beyond the bounds."""
        try:
            data = self._stream.read(len(buffer))
        except EOFError:
            raise InputError(self.label, "the archive is cut off") from None
        except _DAMAGE as error:
            raise InputError(self.label, f"the archive is damaged ({error})") from None
        self._count += len(data)
        self._check()
        buffer[: len(data)] = data
        return len(data)

    def _check(self) -> None:
        if self._count > bounds.ARCHIVE_BYTES:
            raise InputError(self.label, f"unpacks to more than {bounds.ARCHIVE_BYTES} bytes")
        if self._packed is None or self._count <= bounds.RATIO_FREE_BYTES:
            return
        if self._count > bounds.ARCHIVE_RATIO * max(self._packed, 1):
            raise InputError(self.label, f"unpacks to more than {bounds.ARCHIVE_RATIO} times its size")


def whole(source: Source) -> bytes:
    """All bytes of an article. Raises InputError where it is empty or longer than the bound."""
    parts, size = [], 0
    while data := source.stream.read(_STEP):
        size += len(data)
        if size > bounds.ARTICLE_BYTES:
            raise InputError(source.label, f"longer than {bounds.ARTICLE_BYTES} bytes")
        parts.append(data)
    if not size:
        raise InputError(source.label, "empty")
    return b"".join(parts)


def lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers from 1, without their ends; None for a line longer than the bound."""
    number = 0
    while line := source.stream.readline(bounds.ARTICLE_BYTES + 1):
        number += 1
        if len(line) > bounds.ARTICLE_BYTES and not line.endswith(b"\n"):
            while (rest := source.stream.readline(_STEP)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")
