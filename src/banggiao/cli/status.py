"""``banggiao status``: the ledger in numbers."""

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Show what the ledger holds, in numbers.")
@with_session(times=True)
def status(session: Session) -> None:
    """Show how many articles, records and merged objects the ledger holds, and the inputs that could not be read."""
    from banggiao.dossier import summary

    with session.fresh_ledger() as ledger:
        found, place = summary(ledger), ledger.name
    if session.as_json:
        session.json(found)
        return
    words = session.labels
    count = words.word("number")
    session.table(
        place,
        (words.word("what"), count),
        [(words.word("articles"), str(found.articles)), (words.word("relevant"), str(found.relevant))],
    )
    for key, numbers in (("records", found.records), ("objects", found.objects)):
        session.table(words.word(key), (words.word("kind"), count), [(words.kind(kind), str(n)) for kind, n in numbers.items()])
    states = [(code, words.state(code), str(n)) for code, n in found.states.items()]
    session.table(words.word("states"), ("", words.word("name"), words.word("told_by")), states)
    if found.skipped:
        session.table(words.word("skipped"), (words.word("source"), words.word("reason")), found.skipped)
