"""``banggiao check [A] [B]``: contradictions in what the ledger holds."""

import click

from banggiao.cli.answers import Asking, asking
from banggiao.errors import EXIT_CONTRADICTIONS, EXIT_FINE


@click.command(short_help="Check what the ledger holds for contradictions.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--only", multiple=True, metavar="CHECK", help="Only this check (may be given several times).")
@click.option("--all", "holding", is_flag=True, help="Rules that hold, too.")
@click.option("--list", "listing", is_flag=True, help="List the checks instead of running them.")
@asking
def check(asking: Asking, a: str | None, b: str | None, only: tuple[str, ...], holding: bool, listing: bool) -> int:
    """Run the checks of consistency on the records of two states (or of one, or of all); errors come first.

    Each finding shows its arithmetic and the words it rests on. Exit status 4 where a check of severity E fails.
    """
    from banggiao.dossier.questions.checked import checked, listed, unknown_checks
    from banggiao.errors import UsageError

    if strangers := unknown_checks(only, asking.session.lore):
        raise UsageError(f"no check is known as {', '.join(strangers)}; `banggiao check --list` names them")
    if listing:
        asking.show(listed(asking.session.lore))
        return EXIT_FINE
    answer = checked(asking.world(asking.states(a, b), texts=True), asking.session.lore, asking.session.settings.lang, only, holding)
    if answer.rows or asking.as_csv or asking.session.as_json:
        asking.show(answer)
    else:
        click.echo(asking.session.labels.word("no_findings"))
    return EXIT_CONTRADICTIONS if any(row["severity"] == "E" for row in answer.rows) else EXIT_FINE
