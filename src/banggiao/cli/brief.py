"""``banggiao brief A B``: the file on two states that an office hands over."""

import datetime
import sys
from pathlib import Path

import click

from banggiao.cli.session import Session, with_session


@click.command(short_help="Write the briefing on two states.")
@click.argument("a", metavar="STATE")
@click.argument("b", metavar="STATE")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help='Where to write: FILE.docx, .pdf, .html or .md ("-": Markdown to standard output).'
)
@click.option("--since", metavar="DATE", help="Nothing older than this day, month or year (ISO 8601).")
@click.option("--for", "purpose", default="", metavar="TEXT", help="What it is for; a person named in it gets a section.")
@click.option("--as-of", metavar="DAY", help="The day that counts as today (ISO 8601).")
@with_session(json=False)
def brief(session: Session, a: str, b: str, output: str, since: str | None, purpose: str, as_of: str | None) -> None:
    """Write the briefing on two states or bodies, every statement with numbered notes that quote its sources.

    State of relations, people with their last contact, chronology, what is planned, commitments by what became of them, targets
    against figures, agreements, mechanisms, positions in their words, anniversaries with the arithmetic, contradictions, gaps.
    """
    from banggiao.brief import FORMATS, rendered
    from banggiao.brief import brief as compose
    from banggiao.dossier import state_code
    from banggiao.dossier.words import Words
    from banggiao.errors import UsageError
    from banggiao.export.files import written

    one, two = state_code(a, session.lore), state_code(b, session.lore)
    form = "md" if output == "-" else Path(output).suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise UsageError(f"{output}: the file's ending must be one of {', '.join(FORMATS)}")
    if one == two:
        raise UsageError("a briefing is on two states")
    words = Words(session.lore, session.settings.lang)
    with session.fresh_ledger() as ledger:
        made = compose(ledger, one, two, words, session.lore, since=_day(since), purpose=purpose, as_of=_day(as_of))
    data = rendered(made, form)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        written(Path(output), lambda stream: stream.write(data))
        session.note(f"{len(list(made.stated()))} statements with {len(made.notes)} source notes written to {output}")


def _day(words: str | None) -> datetime.date | None:
    """The first day of a date given. Raises UsageError where it is none."""
    from banggiao.errors import UsageError
    from banggiao.model.times import window

    if words is None:
        return None
    found = window(words)
    if found is None:
        raise UsageError(f"{words[:40]!r} is no date (ISO 8601)")
    return found.first
