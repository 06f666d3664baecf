"""Events, commitments and stances as PLOVER rows in the column shape of POLECAT, with CAMEO codes beside them.

Guarantees: one row for each merged fact, never one for each report; the visitor is the actor and the host the recipient, otherwise
all parties are actors; what the coding loses is flagged in the row; a missing value is "None", as in POLECAT; dates vaguer than a
day are flagged and keep their first day.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from banggiao.dossier.states import state_name
from banggiao.dossier.values import Item
from banggiao.dossier.whole import facts
from banggiao.export.files import written
from banggiao.export.places import host_of
from banggiao.export.tables import best_telling
from banggiao.lore import Lore
from banggiao.recognise.gazetteer import State
from banggiao.store import Ledger

BESIDE = ("CAMEO", "Lossy", "Date As Told", "Status", "Articles", "Quote", "Quote Article", "Quote Start", "Quote End")
"""The columns that stand behind those of POLECAT (``export/polecat``)."""
NONE, SEVERAL = "None", "; "
_TYPE_FIELD = {"event": "type", "commitment": "act", "stance": "position"}
_VERSION = "banggiao-plover-1"


class PloverRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of export/plover: the codes of records of a kind with one of ``types`` and one of ``status`` (empty: any).

    ``hosted``: only where the host is known; ``context``: a context of its own; ``lossy``: what the codes do not say.
    """

    kind: str
    event: str
    cameo: str
    mode: str = ""
    context: str = ""
    types: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    hosted: bool = False
    lossy: tuple[str, ...] = ()


class ContextRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of export/plover_contexts: the context of sectors, or the quad code of event types."""

    of: str
    codes: tuple[str, ...]
    context: str


def export_plover(ledger: Ledger, target: Path | BinaryIO, lore: Lore, states: Sequence[str] = ()) -> int:
    """Write the rows, separated by tabs, to a file or an open stream. Returns their number."""

    def write(stream: BinaryIO) -> int:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        writer = csv.DictWriter(text, lore.rows("export/polecat", str) + BESIDE, restval=NONE, dialect="excel-tab", lineterminator="\n")
        writer.writeheader()
        count = 0
        for row in plover_rows(ledger, lore, states):
            writer.writerow({name: " ".join(str(value).split()) or NONE for name, value in row.items()})
            count += 1
        text.flush()
        text.detach()
        return count

    return written(target, write)


def plover_rows(ledger: Ledger, lore: Lore, states: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The rows of all facts that the table has codes for."""
    for item in facts(ledger, tuple(_TYPE_FIELD), states):
        host = host_of(item.values, lore) if item.kind == "event" else None
        code = coded(item, bool(host), lore)
        if code is not None:
            yield _row(item, code, host, lore)


def coded(item: Item, hosted: bool, lore: Lore) -> PloverRow | None:
    """The codes of a fact, None where the table has none."""
    values = item.values
    kind, status = values.get(_TYPE_FIELD[item.kind]), values.get("status")
    for row in lore.rows("export/plover", PloverRow):
        fits = row.kind == item.kind and (not row.types or kind in row.types) and (not row.status or status in row.status)
        if fits and (hosted or not row.hosted):
            return row
    return None


def _row(item: Item, code: PloverRow, host: str | None, lore: Lore) -> dict[str, Any]:
    values, best = item.values, best_telling(item.tellings)
    actors, recipients = _sides(item, host)
    date = values.get("date") or values.get("due")
    lossy = [*code.lossy, *_date_loss(item, date)]
    people = values.get("people") or ()
    return {
        "Event ID": item.id,
        "Event Date": _day(item),
        "Event Type": code.event,
        "Event Mode": code.mode,
        "Quad Code": _context("quad", [code.event], lore),
        "Contexts": code.context or _context("sector", values.get("sectors") or (), lore),
        **_side("Actor", actors, lore),
        **_side("Recipient", recipients, lore),
        "Actor Name Raw": values.get("speaker") or "",
        "Country": _iso3(lore).get(host or "", NONE),
        "Raw Placename": values.get("place") or "",
        "Source": best.source.outlet or "",
        "Publication Date": best.source.published or "",
        "Story People": SEVERAL.join(people),
        "Language": "vi",
        "Version": _VERSION,
        "CAMEO": code.cameo,
        "Lossy": SEVERAL.join(lossy),
        "Date As Told": date or "",
        "Status": values.get("status") or "",
        "Articles": SEVERAL.join(item.articles),
        "Quote": best.quote,
        "Quote Article": best.source.article,
        "Quote Start": best.start,
        "Quote End": best.end,
    }


def _sides(item: Item, host: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients, by code."""
    values = item.values
    if item.kind != "event":
        return tuple(values.get("by") or ()), tuple(values.get("to") or ())
    parties = tuple(values.get("parties") or ())
    return (tuple(code for code in parties if code != host), (host,)) if host and len(parties) > 1 else (parties, ())


def _side(name: str, codes: Sequence[str], lore: Lore) -> dict[str, str]:
    table = _iso3(lore)
    return {
        f"{name} Name": SEVERAL.join(state_name(code, lore, "en") for code in codes),
        f"{name} Country": SEVERAL.join(table.get(code, code) for code in codes),
        f"Primary {name} Sector": "GOV" if codes else NONE,
        f"{name} Sectors": "GOV" if codes else NONE,
    }


def _day(item: Item) -> str:
    """The day of a fact: its first one, for words the day that they were first reported; nothing where neither is known."""
    if item.kind == "event" and item.first:
        return item.first
    told = min((telling.source.published for telling in item.tellings if telling.source.published), default="")
    return told if item.kind != "event" else ""


def _date_loss(item: Item, date: Any) -> list[str]:
    if item.kind != "event":
        return ["date_is_of_the_report"]
    if not date:
        return ["undated"]
    return [] if item.first == item.last else ["date_is_a_span"]


def _context(of: str, codes: Sequence[str], lore: Lore) -> str:
    """The contexts of codes, each once."""
    table: Mapping[str, str] = {
        code: row.context for row in lore.rows("export/plover_contexts", ContextRow) if row.of == of for code in row.codes
    }
    return SEVERAL.join(dict.fromkeys(table[code] for code in codes if code in table))


def _iso3(lore: Lore) -> dict[str, str]:
    """Three-letter codes of states by their codes."""
    return lore.once(_three_letters)


def _three_letters(lore: Lore) -> dict[str, str]:
    return {row.code: row.iso3 for row in lore.rows("world/states", State)}
