"""Bytes to text, exactly: no replacement characters, no newline translation, no normalisation.

Guarantees: ``decode`` either returns the code points that the bytes encode (a byte order mark is no part of them) or
raises ValueError with a reason in a few words. Unicode stays decomposed where it was delivered decomposed.
"""

import codecs
import re
import unicodedata

from banggiao.intake import bounds
from banggiao.intake.plausible import vietnamese_share
from banggiao.lore import Lore

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "PNG image"), (b"\xff\xd8\xff", "JPEG image"), (b"GIF8", "GIF image"), (b"%PDF", "PDF document"),
    (b"PK\x03\x04", "zip archive"), (b"\x1f\x8b", "gzip data"), (b"\x7fELF", "program"), (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "rar archive"), (b"SQLite format 3", "database"), (b"\xd0\xcf\x11\xe0", "office document"), (b"BZh", "bzip2 data"),
)  # fmt: skip
_MULTIBYTE = re.compile(rb"[\xc3-\xc6\xe1\xe2][\x80-\xbf]{1,2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEAST_VIETNAMESE = 0.85
_LEAST_FOREIGN_HIGH = 16


def decode(data: bytes, lore: Lore, declared: str | None = None) -> str:
    """The text of some bytes. ``declared`` is an encoding that the delivery itself names (an HTML page's charset).

    Raises ValueError with the reason where the bytes are no text or their encoding cannot be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ValueError(f"binary data ({what})")
    if wide := _wide(data):
        return _strict(data, wide)
    if b"\x00" in data:
        raise ValueError("binary data (null bytes)")
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _legacy(data, error, lore, declared)


def _strict(data: bytes, name: str) -> str:
    """Text of an encoding that is certain. Raises ValueError naming the place where the bytes break it."""
    try:
        return _text(data.decode(name))
    except UnicodeDecodeError as error:
        raise ValueError(f"invalid {name.upper()} at byte {error.start}") from None


def _wide(data: bytes) -> str | None:
    """The UTF-16 that bytes without a mark are in, told by where their zero bytes lie."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.02 * half else None


def _text(text: str) -> str:
    """``text`` itself. Raises ValueError where too many of its characters are none that a report holds."""
    sample = text[:20_000]
    odd = sum(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\n\r\f\v\x85" for char in sample)
    if odd > bounds.CONTROL_SHARE * len(sample) + 1:
        raise ValueError("binary data (control characters)")
    return text


def _legacy(data: bytes, error: UnicodeDecodeError, lore: Lore, declared: str | None) -> str:
    """Text of a one-byte encoding: Windows-1258 where it makes Vietnamese words, else what a detector is sure of."""
    high = len(_HIGH.findall(data))
    damaged = f"invalid UTF-8 at byte {error.start}"
    if sum(map(len, _MULTIBYTE.findall(data))) > 0.5 * high:
        raise ValueError(damaged) from None
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        text = ""
    if text and vietnamese_share(text, lore) >= _LEAST_VIETNAMESE:
        return _text(text)
    if high < max(_LEAST_FOREIGN_HIGH, 0.002 * len(data)):
        raise ValueError(damaged) from None
    return _detected(data, damaged, declared)


def _detected(data: bytes, damaged: str, declared: str | None) -> str:
    """Text by the declared encoding, else by detection. Raises ValueError(``damaged``) where nothing is sure."""
    if declared:
        try:
            return _text(data.decode(declared))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.percent_chaos > 5 or best.percent_coherence < 20:
        raise ValueError(damaged)
    return _text(str(best).removeprefix("\ufeff"))
