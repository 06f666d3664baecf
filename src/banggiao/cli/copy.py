"""``banggiao copy FROM TO``: all that a ledger holds into another one, on SQLite and PostgreSQL in any direction."""

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Copy a ledger, between SQLite and PostgreSQL too.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--replace", is_flag=True, help="Put the copy in the place of what TO holds.")
@with_session(ledger=False)
def copy(session: Session, source: str, target: str, replace: bool) -> None:
    """Copy all that the ledger FROM holds into the ledger TO; each is a file or a database's URL.

    The copy is kept whole, and only if the digests of both are equal.
    """
    from banggiao.settings import load
    from banggiao.store import open_ledger
    from banggiao.store.copying import copy as run

    places = [load({"ledger": words}).ledger for words in (source, target)]
    with open_ledger(places[0]) as there, open_ledger(places[1], create=True) as here:
        made = run(there, here, replace)
    if session.as_json:
        session.json(made)
    else:
        click.echo(f"{made.rows['articles']} articles with {made.rows['claims']} claims copied; digest {made.digest}")
