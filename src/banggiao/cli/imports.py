"""``banggiao import decisions FILE`` and ``import readings FILE``: what others have written, into this ledger."""

import sys
from pathlib import Path

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import EXIT_FINE, EXIT_SKIPPED, InputError, UsageError

_SHOWN = 40
_LONGEST_NAME = 40


@click.group(short_help="Take in readings and decisions made elsewhere.")
def imports() -> None:
    """Take in readings made by another reader, or decisions of another ledger."""


@imports.command(short_help="Decisions as `banggiao export decisions` writes them.")
@click.argument("file", metavar="FILE")
@with_session()
def decisions(session: Session, file: str) -> None:
    """Take in decisions ("-": standard input). Those that the ledger has already are left as they are; a decision on an article that
    is not there yet waits for it.
    """
    from banggiao.export.decisions import read_decisions
    from banggiao.store import refresh
    from banggiao.store.decisions import keep

    found = read_decisions(_lines(file), file)
    with session.ledger(create=True) as ledger:
        with ledger.writing() as connection:
            new = keep(connection, found)
        refresh(ledger, session.lore)
    if session.as_json:
        session.json({"decisions": len(found), "new": new})
    else:
        click.echo(f"{len(found)} decisions, {new} of them new")


@imports.command(short_help="Readings in the published schema, one a line.")
@click.argument("file", metavar="FILE")
@click.option("--reader", metavar="NAME", help="Who made them (default: the file's name without its ending).")
@with_session()
def readings(session: Session, file: str, reader: str | None) -> int:
    """Take in readings ("-": standard input) of articles that the ledger has, or whose text the line brings.

    They stand beside the built-in reader's under the name of who made them; taking in more under the same name replaces what that
    reader said of the same article. A record whose quote does not stand in the text is named with its line and reason, the rest is
    taken, and the exit status is then 3.
    """
    from banggiao.pipeline.elsewhere import take_in

    name = (reader or ("" if file == "-" else Path(file).name.partition(".")[0])).strip()
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(f"name the reader (--reader NAME, at most {_LONGEST_NAME} letters)")
    lines = _lines(file)
    with session.ledger(create=True) as ledger:
        found = take_in(ledger, session.lore, lines, file, name)
    for error in found.refused[:_SHOWN]:
        session.note(f"refused {error}")
    if len(found.refused) > _SHOWN:
        session.note(f"refused {len(found.refused) - _SHOWN} more")
    if session.as_json:
        counts = {key: getattr(found, key) for key in ("articles", "new", "records")}
        session.json({"reader": name, **counts, "refused": [{"source": one.source, "reason": one.reason} for one in found.refused]})
    else:
        click.echo(f"{found.records} records of {found.articles} articles ({found.new} new) read by {name}; {len(found.refused)} refused")
    return EXIT_SKIPPED if found.refused else EXIT_FINE


def _lines(file: str) -> list[bytes]:
    """The lines of a file or of standard input. Raises InputError."""
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).splitlines()
    except OSError as error:
        raise InputError(file, (error.strerror or str(error)).lower()) from None
