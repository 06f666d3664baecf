"""``banggiao contacts WHO``: whom a person or a state met."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show whom a person or a state met.")
@click.argument("who", metavar="NAME|STATE")
@click.option("--with", "others", multiple=True, metavar="STATE", help="Only with this state (may be given several times).")
@click.option("--region", type=click.Choice(["africa", "americas", "asia", "europe", "oceania"]), help="Only with states of this region.")
@asking
def contacts(asking: Asking, who: str, others: tuple[str, ...], region: str | None) -> None:
    """Show the encounters of a person (given by name) or of a state (by code or name) by date, with level and place."""
    from banggiao.dossier.questions.persons import contacts as found
    from banggiao.dossier.states import region_codes
    from banggiao.errors import UsageError

    try:
        country: str | None = asking.states(who)[0]
    except UsageError:
        country = None
    partners = (*asking.states(*others), *(region_codes(region, asking.session.lore) if region else ()))
    world = asking.world((country,) if country else ())
    asking.show(found(world, asking.session.lore, "" if country else who, partners, country))
