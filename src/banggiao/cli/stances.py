"""``banggiao stances [A] [B]``: who said what on an issue, over time."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show who said what on an issue, word by word, over time.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--topic", metavar="CODE", help="Only on this issue (south_china_sea, ukraine ...).")
@asking
def stances(asking: Asking, a: str | None, b: str | None, topic: str | None) -> None:
    """Show positions in the order told; a change of verb since the same side's last word on the issue is marked."""
    from banggiao.dossier.questions.compared import stances as found

    asking.show(found(asking.world(asking.states(a, b)), asking.session.lore, topic))
