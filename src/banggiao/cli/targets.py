"""``banggiao targets [A] [B]``: targets and the figures reported, series by series."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show targets against the figures reported.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@asking
def targets(asking: Asking, a: str | None, b: str | None) -> None:
    """Show every statement of a target and every figure set against it: where a target came from, moved, was reached or disputed."""
    from banggiao.dossier.questions.promised import targets as found

    asking.show(found(asking.world(asking.states(a, b)), asking.session.lore))
