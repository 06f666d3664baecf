"""``banggiao conflicts [A] [B]``: where articles differ on one and the same thing."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show where articles differ on one thing.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Only on this field (may be given several times).")
@asking
def conflicts(asking: Asking, a: str | None, b: str | None, fields: tuple[str, ...]) -> None:
    """Show each value that articles tell of a merged object where they exclude one another. A vaguer date is no conflict."""
    from banggiao.dossier.questions.compared import conflicts as found

    asking.show(found(asking.world(asking.states(a, b)), asking.session.lore, fields))
