"""``banggiao rebuild``: compute every merged object anew."""

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Compute every merged object anew from the claims.")
@with_session()
def rebuild(session: Session) -> None:
    """Compute every merged object anew from the claims; the result is the same as before unless the rules have changed."""
    from banggiao.dossier import summary
    from banggiao.dossier.kept import keep_large
    from banggiao.store import rebuild as run

    with session.ledger(write=True) as ledger:
        blocks = run(ledger, session.lore)
        keep_large(ledger, session.lore)
        objects = summary(ledger).objects
    if session.as_json:
        session.json({"blocks": blocks, "objects": objects})
    else:
        click.echo(f"{sum(objects.values())} merged objects from {blocks} claims")
