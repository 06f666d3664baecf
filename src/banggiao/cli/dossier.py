"""``banggiao dossier A B``: all that the ledger holds on two states."""

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Show all that the ledger holds on two states.")
@click.argument("a", metavar="STATE")
@click.argument("b", metavar="STATE")
@click.option("--all", "whole", is_flag=True, help="All of every section instead of the latest.")
@with_session(times=True)
def dossier(session: Session, a: str, b: str, whole: bool) -> None:
    """Show the dossier of two states or bodies, given by code or by Vietnamese or English name.

    Every row ends with the words that say it and where they stand; --json lists all tellings with their offsets. What the
    checks of consistency find wrong on these two is listed before the sources. Of long sections the latest are shown, and of how many.
    """
    from banggiao.cli.shown import offices, place, told, what, when, words
    from banggiao.dossier import pair_dossier, state_code
    from banggiao.dossier.kept import findings_on
    from banggiao.dossier.pair import SHOWN
    from banggiao.dossier.values import SECTIONS

    one, two = state_code(a, session.lore), state_code(b, session.lore)
    with session.fresh_ledger() as ledger:
        found = pair_dossier(ledger, one, two, most=None if whole else SHOWN)
        noted = findings_on(ledger, one, two, session.lore)
    if session.as_json:
        session.json({**found.as_json(), "findings": [finding.as_json() for finding in noted]})
        return
    labels = session.labels
    click.echo(f"{labels.word('dossier')}: {labels.state(one)} – {labels.state(two)}\n")
    if found.empty:
        click.echo(labels.word("nothing_on_pair"))
        return
    for code, people in found.people.items():
        rows = [
            (str(item.values.get("name")), offices(item, labels), str(found.told.get(item.id, len(item.articles))), told(item))
            for item in people
        ]
        heads = [labels.word(key) for key in ("name", "office", "told_by", "words")]
        if rows:
            session.table(f"{labels.word('people')}: {labels.state(code)}{_of(len(rows), found.totals.get(code, 0))}", heads, rows)
    heads = [labels.word(key) for key in ("date", "what", "told_by", "words")]
    for section in SECTIONS:
        rows = [(when(item, labels), what(item, labels), str(len(item.articles)), told(item)) for item in getattr(found, section)]
        if rows:
            session.table(f"{labels.word(section)}{_of(len(rows), found.total(section))}", heads, rows)
    rows4 = [
        (finding.severity, getattr(finding.check, session.settings.lang), finding.says, words(finding.tellings[0]))
        for finding in noted
        if finding.outcome == "fails" and finding.tellings
    ]
    if rows4:
        session.table(labels.word("findings"), [labels.word(key) for key in ("severity", "check", "says", "words")], rows4)
    rows3 = [(source.published or labels.word("undated"), place(source), source.title or "", source.url or "") for source in found.sources]
    session.table(
        f"{labels.word('sources')}{_of(len(rows3), found.total('sources'))}",
        [labels.word(key) for key in ("published", "source", "title")] + ["URL"],
        rows3,
    )


def _of(shown: int, total: int) -> str:
    """How many of how many are shown, where that is not all."""
    return f" ({shown} / {total})" if shown < total else ""
