"""``banggiao panel [A] [B]``: one row a pair and month."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Count contacts and commitments by pair and month.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--by", type=click.Choice(["month", "year"]), default="month", show_default=True, help="How long a period is.")
@asking
def panel(asking: Asking, a: str | None, b: str | None, by: str) -> None:
    """Count, for each pair and period, contacts by level, upgrades, and commitments by what has become of them as of the day.

    Contacts are merged events that were held on known days; a pair and period without any record has no row.
    """
    from banggiao.dossier.questions.counted import panel as found

    asking.show(found(asking.world(asking.states(a, b)), asking.session.lore, 7 if by == "month" else 4))
