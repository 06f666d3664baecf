"""The verb ``take_in``: readings made elsewhere, in the form of the published schema, into the ledger.

Guarantees: a record is taken only where its quote stands in the article's text and every field holds what its kind allows; each that
is refused is one InputError naming line and reason, and the rest goes on; what is taken stands beside what others read in the same
article, under the name of who read it, and replaces only what was read under that name before.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import InputError
from banggiao.intake.dates import iso_date
from banggiao.kinds import FieldRow, kind_of
from banggiao.lore import Lore
from banggiao.model import KINDS, Article, Reading, Record, Span
from banggiao.model.ids import digest
from banggiao.model.records import ELSEWHERE
from banggiao.model.times import window
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.merged import refresh
from banggiao.store.put import joined, known, put, put_beside

_CONFIDENCE = 0.5
_SHOWN = 60
_FRAME = frozenset({"kind", "quote", "start", "end", "pattern", "confidence", "evidence"})
_LISTS = frozenset({"codes", "list_of_codes", "names"})


class Line(msgspec.Struct, frozen=True):
    """What a line may say; other fields are ignored. Without ``text`` the article must be in the ledger."""

    id: str
    records: tuple[dict[str, Any], ...] = ()
    relevant: bool | None = None
    text: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


class TakenIn(msgspec.Struct, kw_only=True):
    """What became of a file: articles that it tells of, those new to the ledger, records taken, and what was refused."""

    articles: int = 0
    new: int = 0
    records: int = 0
    refused: list[InputError] = []


def take_in(ledger: Ledger, lore: Lore, lines: Iterable[bytes], source: str, reader: str) -> TakenIn:
    """Take in the readings of ``lines`` (JSON Lines) as those of a reader of that name; ``source`` names them in messages."""
    outcome = TakenIn(refused=[])
    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        label = f"{source}: line {number}"
        try:
            line = msgspec.json.decode(data, type=Line)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
            outcome.refused.append(InputError(label, f"not a reading ({error})"))
            continue
        try:
            _take(ledger, lore, line, label, reader, outcome)
        except InputError as error:
            outcome.refused.append(error)
    refresh(ledger, lore)
    return outcome


def _take(ledger: Ledger, lore: Lore, line: Line, label: str, reader: str, outcome: TakenIn) -> None:
    """Take in one reading. Raises InputError where the article itself cannot be taken."""
    with ledger.writing() as connection:
        had = known(connection, [line.id]).get(line.id)
        text = connection.execute(sa.select(t.articles.c.text).where(t.articles.c.id == line.id)).scalar()
        if text is None and not (line.text or "").strip():
            raise InputError(label, f"the ledger has no article {line.id[:_SHOWN]!r}, and the line brings no text")
        if text is not None and line.text is not None and line.text != text:
            raise InputError(label, f"the ledger has another text under the id {line.id[:_SHOWN]!r}")
        text = text if text is not None else str(line.text)
        records = []
        for position, given in enumerate(line.records, 1):
            try:
                records.append(record_of(given, text, f"{label}, record {position}", reader, lore))
            except InputError as error:
                outcome.refused.append(error)
        if had is None:
            _put_new(connection, line, label, reader, text, bool(records))
            outcome.new += 1
        put_beside(connection, [Reading(id=line.id, relevant=bool(records), records=tuple(records))], reader)
    outcome.articles += 1
    outcome.records += len(records)


def _put_new(connection: sa.Connection, line: Line, label: str, reader: str, text: str, told: bool) -> None:
    """Keep an article that the ledger does not have; the built-in reader reads it when it is asked to."""
    try:
        published = iso_date(line.published) if line.published else None
    except ValueError as error:
        raise InputError(label, str(error)) from None
    article = Article(
        id=line.id, text=text, source=label, sha256=digest(text.encode("utf-8", "surrogatepass")), raw=text.encode("utf-8", "replace"),
        published=published, title=line.title, outlet=line.outlet, url=line.url,
    )  # fmt: skip
    joined(article, None, "")  # raises InputError for letters that no database keeps
    relevant = told if line.relevant is None else line.relevant
    reading = Reading(id=line.id, relevant=relevant, published=published, published_basis="given" if published else None)
    put(connection, [(article, reading)], f"{ELSEWHERE}{reader}"[:64])


def record_of(given: Mapping[str, Any], text: str, label: str, reader: str, lore: Lore) -> Record:
    """A record as given, found in the text. Raises InputError."""
    kind, quote = given.get("kind"), given.get("quote")
    if kind not in KINDS:
        raise InputError(label, f"{str(kind)[:_SHOWN]!r} is no kind of record")
    if not isinstance(quote, str) or not quote.strip():
        raise InputError(label, "it has no quote")
    start = _place(given.get("start"), quote, text)
    if start < 0:
        raise InputError(label, f"its quote does not stand in the text: {quote[:_SHOWN]!r}")
    rows = {row.name: row for row in kind_of(str(kind), lore).fields}
    values = {}
    for name, row in rows.items():
        if wrong := problem(row, given.get(name)):
            raise InputError(label, wrong)
        values[name] = given.get(name)
    confidence = given.get("confidence")
    sure = float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else _CONFIDENCE
    return Record(
        kind=str(kind), values=values, quote=quote, start=start, end=start + len(quote), pattern=f"{ELSEWHERE}{reader}",
        confidence=sure, evidence=dict(_evidence(given.get("evidence"), rows, len(text))),
        extra={name: value for name, value in given.items() if name not in rows and name not in _FRAME},
    )  # fmt: skip


def _place(start: Any, quote: str, text: str) -> int:
    """Where the quote stands: at the place given if it stands there, else at its first place; -1 where it does not stand anywhere."""
    if isinstance(start, int) and start >= 0 and text.startswith(quote, start):
        return int(start)
    return text.find(quote)


def problem(row: FieldRow, value: Any) -> str:
    """What keeps a field from holding a value, empty where nothing does."""
    if value is None:
        return ""
    if row.holds in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return f"{row.name} holds a list of words, not {str(value)[:_SHOWN]!r}"
    elif row.holds == "flag":
        return "" if isinstance(value, bool) else f"{row.name} holds true or false, not {str(value)[:_SHOWN]!r}"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        return "" if row.holds == "number" else f"{row.name} holds words, not the number {value}"
    elif not isinstance(value, str) or row.holds == "number":
        return f"{row.name} holds {'a number' if row.holds == 'number' else 'words'}, not {str(value)[:_SHOWN]!r}"
    codes = {code.code for code in row.codes}
    wrong = [one for one in (value if isinstance(value, list) else [value]) if codes and one not in codes]
    if wrong:
        return f"{row.name} holds one of {', '.join(sorted(codes))}, not {str(wrong[0])[:_SHOWN]!r}"
    if row.holds == "date" and window(str(value)) is None:
        return f"{row.name} holds a date (ISO 8601), not {str(value)[:_SHOWN]!r}"
    return ""


def _evidence(given: Any, rows: Mapping[str, FieldRow], letters: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The spans of evidence that lie within the text, by field."""
    for field, spans in given.items() if isinstance(given, dict) else ():
        pairs = [one for one in spans if isinstance(one, list) and len(one) == 2] if isinstance(spans, list) else []
        whole = [(a, b) for a, b in pairs if isinstance(a, int) and isinstance(b, int) and 0 <= a < b <= letters]
        if field in rows and whole:
            yield field, tuple(Span(a, b) for a, b in whole)
