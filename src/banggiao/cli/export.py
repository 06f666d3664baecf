"""``banggiao export FORMAT``: what the ledger holds, in the formats of others."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from banggiao.cli.session import Session, with_session

F = TypeVar("F", bound=Callable[..., Any])
_TABLE = "event"


@click.group(short_help="Write the ledger's contents in a format of others.")
def export() -> None:
    """Write the ledger's contents in a format of others. Equal content gives equal bytes."""


def _to(command: F) -> F:
    """The option that says where to."""
    text = 'Where to write ("-": standard output). A file appears whole or not at all.'
    found: F = click.option("-o", "--output", default="-", metavar="FILE", help=text)(command)
    return found


def _about(command: F) -> F:
    """The options that say what on."""
    command = click.option("--state", metavar="STATE", help="Only what names this state.")(command)
    command = click.option("--pair", metavar="A-B", help="Only what names both states.")(command)
    return command


def _table(command: F) -> F:
    """The option that names a table."""
    text = f"Which table: a record kind or telling; see the codebook.  [default: {_TABLE}]"
    found: F = click.option("--table", default=_TABLE, metavar="NAME", help=text)(command)
    return found


def states_of(session: Session, pair: str | None, state: str | None) -> tuple[str, ...]:
    """The codes of the states asked for. Raises UsageError where they name none."""
    from banggiao.dossier import state_code
    from banggiao.errors import UsageError

    if pair is None:
        return (state_code(state, session.lore),) if state else ()
    first, dash, second = pair.partition("-")
    if state or not dash:
        raise UsageError("give either --pair A-B or --state STATE")
    codes = (state_code(first, session.lore), state_code(second, session.lore))
    return tuple(dict.fromkeys(codes))


def write(session: Session, output: str, done: str, run: Callable[[Path | BinaryIO], int]) -> None:
    """Write to where the call says, and tell how much."""
    if output == "-":
        run(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        session.note(f"{run(Path(output))} {done} written to {output}")


@export.command(short_help="One reading a line, in the published schema.")
@_to
@with_session(json=False)
def jsonl(session: Session, output: str) -> None:
    """Write one reading a line, sorted by the article's id."""
    from banggiao.export import export_jsonl

    with session.ledger() as ledger:
        write(session, output, "readings", lambda target: export_jsonl(ledger, target))


@export.command(short_help="A table of merged facts for spreadsheets.")
@_to
@_table
@_about
@with_session(json=False)
def csv(session: Session, output: str, table: str, pair: str | None, state: str | None) -> None:
    """Write a table as CSV: one row for each merged fact of a kind, or (--table telling) for each claim of each article."""
    _tables(session, "export_csv", output, table, states_of(session, pair, state))


@export.command(short_help="The same tables, typed.")
@_to
@_table
@_about
@with_session(json=False)
def parquet(session: Session, output: str, table: str, pair: str | None, state: str | None) -> None:
    """Write a table as Parquet, typed and exact."""
    _tables(session, "export_parquet", output, table, states_of(session, pair, state))


def _tables(session: Session, name: str, output: str, table: str, states: tuple[str, ...]) -> None:
    from banggiao import export as formats
    from banggiao.errors import UsageError
    from banggiao.export.tables import sheets

    known = [sheet.name for sheet in session.lore.once(sheets)]
    if table not in known:
        raise UsageError(f"no table {table[:40]!r}; there are {', '.join(known)}")
    run = getattr(formats, name)
    with session.fresh_ledger() as ledger:
        write(session, output, "rows", lambda target: run(ledger, target, session.lore, table, states))


@export.command(short_help="What the tables hold.")
@_to
@with_session(json=False)
def codebook(session: Session, output: str) -> None:
    """Write the codebook of the tables as Markdown."""
    from banggiao.export import codebook as text
    from banggiao.export.files import written

    def run(stream: BinaryIO) -> int:
        return stream.write(f"{text(session.lore)}\n".encode())

    write(session, output, "bytes", lambda target: written(target, run))


def _whole(name: str, function: str, done: str, short: str, text: str) -> None:
    """A command for a format that holds the whole ledger, or all on a state or pair."""

    @export.command(name, short_help=short, help=text)
    @_to
    @_about
    @with_session(json=False)
    def run(session: Session, output: str, pair: str | None, state: str | None) -> None:
        from banggiao import export as formats

        states = states_of(session, pair, state)
        with session.fresh_ledger() as ledger:
            write(session, output, done, lambda target: getattr(formats, function)(ledger, target, session.lore, states))


_whole(
    "graphml",
    "export_graphml",
    "nodes",
    "The network of states and persons.",
    "Write the network of states and persons as GraphML: who met whom, how often, from when to when.",
)
_whole(
    "jsonld",
    "export_jsonld",
    "nodes",
    "Linked data with the words as evidence.",
    "Write JSON-LD: schema.org for what happened, PROV for its sources, Web Annotation for the words that say it.",
)
_whole(
    "plover",
    "export_plover",
    "rows",
    "Event data: PLOVER and CAMEO codes.",
    "Write PLOVER rows in the columns of POLECAT, separated by tabs, CAMEO codes and what the codes lose beside them.",
)
_whole(
    "ftm",
    "export_ftm",
    "entities",
    "followthemoney entities.",
    "Write followthemoney entities, one a line: states, persons, positions, events, articles.",
)


@export.command(short_help="Titles and queries for Datasette.")
@_to
@with_session(json=False)
def datasette(session: Session, output: str) -> None:
    """Write Datasette's metadata for the ledger file: titles, columns and queries of its views, in the language asked for.

    Then: datasette LEDGER.db --metadata FILE
    """
    from banggiao.export import export_datasette

    name = Path(str(session.settings.ledger)).stem
    write(session, output, "bytes", lambda target: export_datasette(target, session.lore, name, session.settings.lang))


@export.command(short_help="Decisions, one a line.")
@_to
@with_session(json=False)
def decisions(session: Session, output: str) -> None:
    """Write all decisions with author, time, reason and what they rest on, for `banggiao import decisions`."""
    from banggiao.export.decisions import export_decisions

    with session.ledger() as ledger:
        write(session, output, "decisions", lambda target: export_decisions(ledger, target))


@export.command(short_help="A calendar to subscribe to.")
@_to
@_about
@click.option("--about", default="", metavar="WORDS", help="Only entries with these words, such as the name of a mechanism.")
@click.option("--as-of", metavar="DAY", help="The day that counts as today (ISO 8601).")
@with_session(json=False)
def ics(session: Session, output: str, pair: str | None, state: str | None, about: str, as_of: str | None) -> None:
    """Write an iCalendar file: planned events, commitments due, sessions expected, anniversaries.

    What is known to the month or year alone spans it and is marked; what is inferred is tentative and shows its arithmetic.
    """
    from banggiao.dossier.words import Words
    from banggiao.dossier.world import world
    from banggiao.export import export_ics
    from banggiao.export.calendar import calendar_name, entries

    states = states_of(session, pair, state)
    words = Words(session.lore, session.settings.lang)
    with session.fresh_ledger() as ledger:
        found = entries(world(ledger, states, _day(as_of)), session.lore, words, about)
    write(session, output, "entries", lambda target: export_ics(found, target, words, calendar_name(states, words, about)))


def _day(words: str | None) -> datetime.date | None:
    """A day given. Raises UsageError where it is none."""
    from banggiao.errors import UsageError
    from banggiao.model.times import window

    if words is None:
        return None
    found = window(words)
    if found is None or found.first != found.last:
        raise UsageError(f"{words[:40]!r} is no day (ISO 8601)")
    return found.first
