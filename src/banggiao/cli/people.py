"""``banggiao people [STATE]``: persons with their offices."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show persons with their offices and when they are attested.")
@click.argument("state", required=False, metavar="[STATE]")
@asking
def people(asking: Asking, state: str | None) -> None:
    """Show the persons of a state (or of all), those told of most first."""
    from banggiao.dossier.questions.persons import people as found

    codes = asking.states(state)
    asking.show(found(asking.world(codes), asking.session.lore, codes[0] if codes else None))
