"""Encodings: what each gives, what is refused and why, as tables."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.intake.encodings import decode
from banggiao.lore import Lore

LORE = Lore()
TEXT = "Việt Nam và Lào hội đàm tại Viêng Chăn. Hai bên nhất trí đẩy mạnh hợp tác về giáo dục, chuyển đổi số và thương mại.\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """The text as Windows-1258 writes it: letters with their hats composed, tones as combining marks behind them."""
    parts = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        parts.append(base + "".join(mark for mark in apart if mark in TONES))
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(TEXT.encode(), TEXT, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), TEXT, id="UTF-8 with a mark"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), unicodedata.normalize("NFD", TEXT), id="decomposed, kept as delivered"),
        pytest.param(TEXT.encode("utf-16"), TEXT, id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, id="UTF-16, big end first, with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), TEXT, id="UTF-16 without a mark"),
        pytest.param(TEXT.encode("utf-16-be"), TEXT, id="UTF-16, big end first, without a mark"),
        pytest.param(TEXT.encode("utf-32"), TEXT, id="UTF-32"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n"), id="line ends kept"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"a", "a", id="one letter"),
    ],
)
def test_unicode(data: bytes, text: str) -> None:
    assert decode(data, LORE) == text


def test_windows_1258_with_combining_tones() -> None:
    """The tones come as combining marks, as delivered; composed they are the text."""
    text = decode(windows_1258(TEXT), LORE)
    assert text != TEXT
    assert unicodedata.normalize("NFC", text) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "binary data (PNG image)"),
        (b"%PDF-1.7 ...", "binary data (PDF document)"),
        (b"PK\x03\x04...", "binary data (zip archive)"),
        (b"abc\x00def", "binary data (null bytes)"),
        (b"\x01\x02\x03\x04\x05\x06" * 40, "binary data (control characters)"),
        (TEXT.encode() + b"\xff\xfe!", f"invalid UTF-8 at byte {len(TEXT.encode())}"),
        (TEXT.encode()[:-40] + b"\xc3", f"invalid UTF-8 at byte {len(TEXT.encode()) - 40}"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00", f"invalid UTF-16-LE at byte {2 * len(TEXT)}"),
        (b"\xef\xbb\xbf\xff", "invalid UTF-8 at byte 0"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        decode(data, LORE)
    assert str(caught.value) == reason


@settings(deadline=None)
@given(st.text())
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    """Any text that is no binary and holds no leading mark comes back code point by code point."""
    if text.startswith("\ufeff") or "\x00" in text or not text.encode():
        return
    try:
        assert decode(text.encode(), LORE) == text
    except ValueError as error:
        assert "binary data" in str(error)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, LORE), str)
    except ValueError as error:
        assert "\n" not in str(error)
