"""``banggiao mechanisms [A] [B]``: sessions of standing mechanisms, what is late, what sleeps."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show mechanisms: sessions, late ones, dormant ones.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--late", is_flag=True, help="Only sessions held after they were due.")
@click.option("--dormant", is_flag=True, help="Only mechanisms that have been silent for longer than their period allows.")
@asking
def mechanisms(asking: Asking, a: str | None, b: str | None, late: bool, dormant: bool) -> None:
    """Show sessions by edition and leg, when the next one is expected (inferred), and since when a mechanism is silent."""
    from banggiao.dossier.questions.standing import rhythm

    asking.show(rhythm(asking.world(asking.states(a, b)), asking.session.lore, late, dormant))
