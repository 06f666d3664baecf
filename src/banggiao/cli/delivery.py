"""``banggiao delivery [A] [B]``: how many promises were kept."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show how many promises were kept, with denominators.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option(
    "--by", type=click.Choice(["strength", "specificity", "deadline", "sector", "year"]), default="strength", show_default=True, help="Along what."
)  # fmt: skip
@asking
def delivery(asking: Asking, a: str | None, b: str | None, by: str) -> None:
    """Count promises by what has become of them. The rate is that of delivered ones among those on which records allow a judgement
    (delivered, late, overdue, dropped, lapsed); unknown and open ones are counted apart.
    """
    from banggiao.dossier.questions.counted import delivery as found

    asking.show(found(asking.world(asking.states(a, b)), asking.session.lore, by))
