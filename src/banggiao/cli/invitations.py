"""``banggiao invitations [A] [B]``: invitations issued and received, and what became of them."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show invitations: issued, accepted, realised, lapsed.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--open", "open_only", is_flag=True, help="Only invitations that are not realised.")
@asking
def invitations(asking: Asking, a: str | None, b: str | None, open_only: bool) -> None:
    """Show who invited whom, who carried it, how long ago, and the visit that realised it."""
    from banggiao.dossier.questions.promised import invited

    asking.show(invited(asking.world(asking.states(a, b)), asking.session.lore, open_only))
