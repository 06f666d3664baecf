"""``banggiao evaluate GOLD FOUND``: readings against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banggiao.cli.session import Session
from banggiao.settings import load as load_settings

if TYPE_CHECKING:
    from banggiao.evaluate import Figures

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Judge readings against gold readings.")
@click.argument("gold", type=_FILE, metavar="GOLD")
@click.argument("found", type=_FILE, metavar="FOUND")
@click.option("--articles", type=_FILE, metavar="FILE", help="The articles' texts, to check quotes and compare them by place.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List up to N records, fields and patterns that err.")
@click.option("--kind", metavar="KIND", help="Judge this kind alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(gold: Path, found: Path, articles: Path | None, errors: int, kind: str | None, as_json: bool) -> None:
    """Judge FOUND against GOLD, both JSON Lines, by the rules of the published record schema.

    FOUND holds readings, or articles, which are then read. Precision, recall and F1 are given for each kind and over all, the
    same strictly, and the share of each further field that is right.
    """
    from banggiao.errors import UsageError
    from banggiao.evaluate import as_json as figures_as_json
    from banggiao.evaluate import as_text
    from banggiao.model import KINDS

    if kind not in (None, *KINDS):
        raise UsageError(f"no kind {kind!r}: one of {', '.join(KINDS)}")
    session = Session(load_settings(), as_json)
    figures = _figures(session, gold, found, articles, kind)
    if as_json:
        session.json(figures_as_json(figures))
    else:
        click.echo(as_text(figures, errors))


def _figures(session: Session, gold: Path, found: Path, articles: Path | None, kind: str | None) -> "Figures":
    """The figures, with articles read first where that is what was given."""
    from banggiao.evaluate import articles_of, hold_readings, judge, load, texts_of
    from banggiao.reader import read

    wanted = load(gold)
    readings: dict[str, dict[str, Any]] = load(found)
    texts = texts_of(load(articles)) if articles else {}
    if not hold_readings(readings):
        texts = texts_of(readings)
        readings = {article.id: read(article, session.lore).as_json() for article in articles_of(found, session.lore)}
    return judge(wanted, readings, texts, session.lore, kind)
