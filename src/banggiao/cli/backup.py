"""``banggiao backup FILE`` and ``banggiao restore FILE``: a ledger at work into one file, and back."""

from pathlib import Path

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Write the ledger to one file while it is at work.")
@click.argument("file", metavar="FILE")
@click.option("--replace", is_flag=True, help="Put the backup in the place of an existing file.")
@with_session()
def backup(session: Session, file: str, replace: bool) -> None:
    """Write one state of the ledger to a SQLite file, although others read and write it; the file is itself a ledger.

    It appears whole and verified, or not at all.
    """
    from banggiao.store.backup import backup as run

    with session.ledger() as ledger:
        found = run(ledger, Path(file).expanduser(), replace)
    if session.as_json:
        session.json(found)
    else:
        click.echo(f"{found.articles} articles with {found.claims} claims written to {file}; digest {found.digest}")


@click.command(short_help="Put a backup back into the ledger.")
@click.argument("file", metavar="FILE")
@click.option("--replace", is_flag=True, help="Put the backup in the place of what the ledger holds.")
@with_session()
def restore(session: Session, file: str, replace: bool) -> None:
    """Verify a backup and put its contents into the ledger, wholly or not at all; others may read it meanwhile."""
    from banggiao.store.backup import restore as run

    with session.ledger(create=True) as ledger:
        made = run(Path(file).expanduser(), ledger, replace)
    if session.as_json:
        session.json(made)
    else:
        click.echo(f"{made.rows['articles']} articles with {made.rows['claims']} claims restored; digest {made.digest}")
