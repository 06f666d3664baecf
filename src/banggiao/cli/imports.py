"""``banggiao import decisions FILE``: what other ledgers hold, into this one."""

import sys
from pathlib import Path

import click

from banggiao.cli.session import Session, with_session


@click.group(short_help="Take in what another ledger has written.")
def imports() -> None:
    """Take in what another ledger has written."""


@imports.command(short_help="Decisions as `banggiao export decisions` writes them.")
@click.argument("file", metavar="FILE")
@with_session()
def decisions(session: Session, file: str) -> None:
    """Take in decisions ("-": standard input). Those that the ledger has already are left as they are; a decision on an article that
    is not there yet waits for it.
    """
    from banggiao.errors import InputError
    from banggiao.export.decisions import read_decisions
    from banggiao.store import refresh
    from banggiao.store.decisions import keep

    try:
        lines = sys.stdin.buffer.readlines() if file == "-" else Path(file).read_bytes().splitlines()
    except OSError as error:
        raise InputError(file, (error.strerror or str(error)).lower()) from None
    found = read_decisions(lines, file)
    with session.ledger(create=True) as ledger:
        with ledger.writing() as connection:
            new = keep(connection, found)
        refresh(ledger, session.lore)
    if session.as_json:
        session.json({"decisions": len(found), "new": new})
    else:
        click.echo(f"{len(found)} decisions, {new} of them new")
