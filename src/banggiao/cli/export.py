"""``banggiao export jsonl``: what the ledger holds, in the formats of others."""

import sys
from pathlib import Path

import click

from banggiao.cli.session import Session, with_session


@click.group(short_help="Write the ledger's contents in a format of others.")
def export() -> None:
    """Write the ledger's contents in a format of others. Equal content gives equal bytes."""


@export.command(short_help="One reading a line, in the published schema.")
@click.option("-o", "--output", default="-", metavar="FILE", help='Where to write ("-": standard output).')
@with_session(json=False)
def jsonl(session: Session, output: str) -> None:
    """Write one reading a line, sorted by the article's id. A file appears whole or not at all."""
    from banggiao.export import export_jsonl

    with session.ledger() as ledger:
        if output == "-":
            export_jsonl(ledger, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            session.note(f"{export_jsonl(ledger, Path(output))} readings written to {output}")
