"""``banggiao kpi [STATE]``: agreements and commitments by partner and state."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show agreements and commitments by partner and state.")
@click.argument("state", required=False, metavar="[STATE]")
@asking
def kpi(asking: Asking, state: str | None) -> None:
    """Show for each partner how many agreements and commitments there are, in which state, the oldest overdue, and what is not known."""
    from banggiao.dossier.questions.counted import kpi as found

    asking.show(found(asking.world(asking.states(state)), asking.session.lore))
