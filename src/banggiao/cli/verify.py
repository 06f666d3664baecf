"""``banggiao verify``: prove that the ledger holds what was delivered and that every claim shows its words."""

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import EXIT_FAILED, EXIT_FINE


@click.command(short_help="Prove that the ledger is sound.")
@with_session()
def verify(session: Session) -> int:
    """Check every hash, quote, span, id and merged object of the ledger; the exit status is 1 where something is wrong.

    The digest that is printed is the same for equal contents, on SQLite and on PostgreSQL.
    """
    from banggiao.store.verify import verify as run

    with session.ledger() as ledger:
        found = run(ledger)
    if session.as_json:
        session.json(found)
    else:
        for problem in found.problems:
            session.note(problem)
        if found.more:
            session.note(f"and {found.more} more")
        state = "sound" if found.sound else f"{len(found.problems) + found.more} problems"
        click.echo(
            f"{state}: {found.articles} articles, {found.claims} claims with {found.spans} spans, {found.objects} merged objects; "
            f"digest {found.digest or 'none'}"
        )
    return EXIT_FINE if found.sound else EXIT_FAILED
