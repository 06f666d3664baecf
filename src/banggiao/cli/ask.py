"""``banggiao ask "..."``: a question in plain language."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Answer a question in plain language, Vietnamese or English.")
@click.argument("words", nargs=-1, required=True, metavar="QUESTION")
@asking
def ask(asking: Asking, words: tuple[str, ...]) -> None:
    """Answer a question in Vietnamese or English with records and their words.

    The reader itself finds states, persons, sector and time in it; how it was understood is said first. Where nothing in the ledger
    answers, that is said with the number of articles looked at; nothing is ever invented.
    """
    from banggiao.dossier.ask import command_for, reply, understand
    from banggiao.dossier.ask.said import nothing, said

    labels = asking.session.labels
    asked = understand(" ".join(words), asking.session.lore)
    world = asking.world(asked.states)
    asking.session.note(labels.word("ask.understood").format(what=said(asked, labels)))
    if command := command_for(asked):
        click.echo(labels.word("ask.command").format(command=command))
    elif (answer := reply(asked, world, asking.session.lore)) is None:
        click.echo(labels.word("ask.unclear"))
    elif answer.rows or asking.as_csv or asking.session.as_json:
        asking.show(answer)
    else:
        click.echo(nothing(world, labels))
