"""``banggiao anniversaries [A] [B]``: round years ahead."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show the anniversaries of the next months.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--months", type=click.IntRange(1, 600), default=18, show_default=True, metavar="N", help="How far ahead.")
@asking
def anniversaries(asking: Asking, a: str | None, b: str | None, months: int) -> None:
    """Show anniversaries that reports tell and those computed of known beginnings, with the arithmetic and what was promised for them."""
    from banggiao.dossier.questions.standing import ahead

    asking.show(ahead(asking.world(asking.states(a, b)), asking.session.lore, months))
