"""``banggiao timeline A B``: the events of two states by date."""

import click

from banggiao.cli.session import Session, day, with_session


@click.command(short_help="Show the events of two states by date.")
@click.argument("a", metavar="STATE")
@click.argument("b", metavar="STATE")
@click.option("--since", metavar="DAY", help="Only events that end on this day or later (ISO 8601).")
@click.option("--until", metavar="DAY", help="Only events that begin on this day or earlier (ISO 8601).")
@click.option("--all", "whole", is_flag=True, help="All events, however many.")
@with_session(times=True)
def timeline(session: Session, a: str, b: str, since: str | None, until: str | None, whole: bool) -> None:
    """Show the events of two states or bodies by date, undated ones last, each with its tellings; of very many the latest."""
    from banggiao.cli.shown import place, what, when, words
    from banggiao.dossier import state_code
    from banggiao.dossier import timeline as events
    from banggiao.dossier.pair import EVENTS

    one, two = state_code(a, session.lore), state_code(b, session.lore)
    with session.fresh_ledger() as ledger:
        found = events(ledger, one, two, since=day(since, first=True), until=day(until), most=None if whole else EVENTS)
    if not whole and len(found) == EVENTS:
        session.note(f"banggiao: the latest {EVENTS} events; --all shows all, --since and --until choose")
    if session.as_json:
        session.json([item.as_json() for item in found])
        return
    labels = session.labels
    if not found:
        click.echo(labels.word("no_events"))
        return
    rows = [
        (
            when(item, labels),
            what(item, labels),
            str(len(item.articles)),
            "\n".join(f"{words(one)} ({place(one.source)})" for one in item.tellings),
        )
        for item in found
    ]
    title = f"{labels.word('timeline')}: {labels.state(one)} – {labels.state(two)}"
    session.table(title, [labels.word(key) for key in ("date", "what", "told_by", "words")], rows)
