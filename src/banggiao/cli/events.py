"""``banggiao events [A] [B]``: merged events."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show merged events with the articles that tell them.")
@click.argument("a", required=False, metavar="[STATE]")
@click.argument("b", required=False, metavar="[STATE]")
@click.option("--type", "types", multiple=True, metavar="CODE", help="Only events of this type (may be given several times).")
@click.option("--without", multiple=True, metavar="STATE", help="Leave out events in which this state takes part.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), help="How to print; jsonl: one event a line.")
@asking
def events(
    asking: Asking, a: str | None, b: str | None, types: tuple[str, ...], without: tuple[str, ...], form: str | None
) -> None:  # fmt: skip
    """Show the merged events of two states (or of one, or of all) by date, each with the ids of the articles that tell it."""
    from banggiao.dossier.questions.persons import events as found

    answer = found(asking.world(asking.states(a, b)), asking.session.lore, types=types, without=asking.states(*without))
    if form == "jsonl":
        import msgspec

        for row in answer.rows:
            click.echo(msgspec.json.encode(row).decode())
        return
    asking.as_csv = asking.as_csv or form == "csv"
    asking.session.as_json = asking.session.as_json or form == "json"
    asking.show(answer)
