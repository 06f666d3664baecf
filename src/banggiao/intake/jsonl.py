"""JSON Lines to articles, one line at a time; a JSON file that holds one article or a list of them is read too.

Guarantees: memory holds one line; each bad line is one InputError naming file and line, and the rest is read, unless bad lines do
not end (``bounds.BAD_LINES``).
"""

import hashlib
import json
import re
from collections.abc import Iterator

import msgspec

from banggiao.errors import InputError
from banggiao.intake import bounds
from banggiao.intake.dates import iso_date
from banggiao.intake.source import Source, lines, whole
from banggiao.model.article import Article

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Line(msgspec.Struct, frozen=True):
    """What a line may say of an article; other fields are ignored."""

    text: str
    id: str | int | None = None
    published: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


_DECODER = msgspec.json.Decoder(Line)
_VALUE = json.JSONDecoder()
_GAP = re.compile(r"[ \t\r\n]*")


def read_lines(source: Source) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines stream; blank lines are passed over."""
    return _while_good(source, _lines(source))


def _lines(source: Source) -> Iterator[Article | InputError]:
    seen = False
    blank = 0
    for number, line in lines(source):
        if number == 1:
            if line is not None and line.startswith(_WIDE):
                yield InputError(source.label, "JSON Lines must be UTF-8, this is UTF-16")
                return
            line = line.removeprefix(_BOM) if line is not None else None
        if line is not None and not line.strip():
            blank += 1
            if blank > bounds.BLANK_LINES:
                yield InputError(source.label, f"more than {bounds.BLANK_LINES} blank lines in a row, the rest is not read")
                return
            continue
        seen, blank = True, 0
        yield _article(source, number, line)
    if not seen:
        yield InputError(source.label, "empty")


def read_json(source: Source) -> Iterator[Article | InputError]:
    """The articles of a JSON file: one object, or a list of objects. Raises InputError where it holds neither."""
    data = whole(source).removeprefix(_BOM)
    items = _items(source, data) if data.lstrip().startswith(b"[") else iter([data.strip()])
    yield from _while_good(source, (_article(source, number, item, "item") for number, item in enumerate(items, 1)))


def _items(source: Source, data: bytes) -> Iterator[bytes]:
    """The values of a list, one after the other: a list of millions of nothings must not fill the memory."""
    try:
        text = data.decode()
        at = _GAP.match(text, text.index("[") + 1).end()  # type: ignore[union-attr]
        while text[at : at + 1] != "]":
            _, end = _VALUE.raw_decode(text, at)
            yield text[at:end].encode()
            at = _GAP.match(text, end).end()  # type: ignore[union-attr]
            if text[at : at + 1] == ",":
                at = _GAP.match(text, at + 1).end()  # type: ignore[union-attr]
            elif text[at : at + 1] != "]":
                raise ValueError(f"expected , or ] at letter {at}")
        if text[at + 1 :].strip():
            raise ValueError(f"more follows the list at letter {at + 1}")
    except (ValueError, RecursionError) as error:
        raise InputError(source.label, f"not JSON ({error})") from None


def _while_good(source: Source, found: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
    """What is found, until too many in a row are no articles."""
    bad = 0
    for item in found:
        bad = bad + 1 if isinstance(item, InputError) else 0
        yield item
        if bad > bounds.BAD_LINES:
            yield InputError(source.label, f"more than {bounds.BAD_LINES} lines in a row are no articles, the rest is not read")
            return


def _article(source: Source, number: int, line: bytes | None, unit: str = "line") -> Article | InputError:
    label = f"{source.label}: {unit} {number}"
    if line is None:
        return InputError(label, f"longer than {bounds.ARTICLE_BYTES} bytes")
    try:
        row = _DECODER.decode(line)
        published = iso_date(str(row.published)) if row.published not in (None, "") else None
    except UnicodeDecodeError as error:
        return InputError(label, f"invalid UTF-8 at byte {error.start}")
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        return InputError(label, f"not an article ({error})")
    if not row.text.strip():
        return InputError(label, "empty text")
    if any("\ud800" <= char <= "\udfff" for char in row.text):
        return InputError(label, "not text (lone surrogates)")
    return Article(
        id=str(row.id) if row.id not in (None, "") else f"{source.name}:{number}", text=row.text, source=label,
        sha256=hashlib.sha256(line).hexdigest(), raw=line, published=published, title=row.title or None,
        outlet=row.outlet or None, url=row.url or None,
    )  # fmt: skip
