"""``banggiao commitments A B``: what two states promised, and what became of it."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show what two states promised, with its state as of a day.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--state", metavar="STATE", help="Only promises in this state (agreed, overdue, done_late ...).")
@click.option("--sector", metavar="CODE", help="Only promises of this sector.")
@click.option("--due", metavar="DATE", help="Only promises due within this date (ISO 8601).")
@click.option("--since", metavar="DAY", help="Only promises told on this day or later (ISO 8601).")
@click.option("--open", "open_only", is_flag=True, help="Only promises on which something is still to be done.")
@click.option("--by-sector", is_flag=True, help="Count promises by sector and year instead.")
@asking
def commitments(
    asking: Asking, a: str | None, b: str | None, state: str | None, sector: str | None, due: str | None, since: str | None,
    open_only: bool, by_sector: bool,
) -> None:  # fmt: skip
    """Show the promises of two states (or of one, or of all) with their state, due date, and the words that make them.

    A promise moves on only where a record says so; "done" is a suggestion until a person confirms it. What is past its due date
    without a record is overdue where it is specific, else unknown: silence is no failure.
    """
    from banggiao.dossier.questions import promised

    found, day = asking.promised(asking.states(a, b)), asking.day
    if by_sector:
        asking.show(promised.counted(found, day))
    else:
        asking.show(promised.chosen(found, day, state=state, sector=sector, due=due, open_only=open_only, since=since))
