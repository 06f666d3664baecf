"""``banggiao diff A B``: what changed between two readouts."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show what changed between two readouts.")
@click.argument("a", metavar="STATE")
@click.argument("b", metavar="STATE")
@click.option("--from", "before", required=True, metavar="DATE|ARTICLE", help="The first readout: when it was published, or its id.")
@click.option("--to", "after", required=True, metavar="DATE|ARTICLE", help="The second readout.")
@asking
def diff(asking: Asking, a: str, b: str, before: str, after: str) -> None:
    """Show which commitments and stances are new, dropped, or said with a stronger or weaker verb.

    A readout is all that articles published within a date (a day, month or year) say on the pair, or one article alone.
    """
    from banggiao.dossier.questions.compared import diff as found
    from banggiao.dossier.world import readout

    world = asking.world(asking.states(a, b))
    asking.show(found(readout(world, before), readout(world, after), asking.session.lore))
