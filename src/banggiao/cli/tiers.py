"""``banggiao tiers STATE [PARTNER]``: a state's tiers of partnership on a day."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show a state's tiers of partnership on a day.")
@click.argument("state", metavar="STATE")
@click.argument("partner", required=False, metavar="[STATE]")
@click.option("--history", is_flag=True, help="Tiers that have ended, too.")
@asking
def tiers(asking: Asking, state: str, partner: str | None, history: bool) -> None:
    """Show the tiers in force as intervals with their declared names; those known from public reference alone are marked."""
    from banggiao.dossier.questions.standing import tiers as found

    code, *others = asking.states(state, partner)
    answer = found(asking.world((code, *others)), asking.session.lore, code, history, others[0] if others else None)
    asking.show(answer)
