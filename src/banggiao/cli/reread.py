"""``banggiao reread``: what reading the articles anew would change, and changing it."""

import click

from banggiao.cli.session import Session, with_session

_SHOWN = 40


@click.command(short_help="Tell what a newer reader would change; --commit changes it.")
@click.option("--commit", is_flag=True, help="Carry out what is told.")
@click.option("--whole", is_flag=True, help="Read all articles, not only those that another reader has read.")
@click.option("--jobs", type=int, metavar="N", help="Processes that read (0: one a processor).")
@with_session()
def reread(session: Session, commit: bool, whole: bool, jobs: int | None) -> None:
    """Read the ledger's articles with the reader of this version and tell which records are new, gone or altered.

    Nothing is written without --commit. Decisions whose words no record tells any more are named.
    """
    import os

    from banggiao.pipeline.reread import reread as run

    with session.ledger(write=True) as ledger:
        found = run(ledger, session.lore, whole=whole, commit=commit, jobs=session.settings.jobs or os.cpu_count() or 1)
    if session.as_json:
        session.json({**{key: getattr(found, key) for key in ("articles", "same", "changes", "adrift", "committed")}})
        return
    words = session.labels
    rows = [(words.word(one.what), words.kind(one.kind), one.article, ", ".join(one.fields), one.quote) for one in found.changes[:_SHOWN]]
    if rows:
        session.table(words.word("changes"), [words.word(key) for key in ("what", "kind", "source", "fields", "words")], rows)
    if len(found.changes) > _SHOWN:
        session.note(f"{len(found.changes) - _SHOWN} more (--json lists all)")
    for key in found.adrift:
        session.note(f"decision {key[:12]} rests on words that no record tells any more")
    count = {what: sum(one.what == what for one in found.changes) for what in ("new", "gone", "altered")}
    click.echo(
        f"{found.articles} articles read anew: {found.same} records stay, {count['new']} new, {count['gone']} gone, "
        f"{count['altered']} altered; {'written' if commit else 'nothing written (--commit writes)'}"
    )
