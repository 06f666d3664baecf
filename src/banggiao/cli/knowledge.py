"""``banggiao knowledge check|format``: the knowledge files that ship with banggiao, or those of another folder."""

from pathlib import Path

import click

from banggiao.errors import EXIT_FAILED, EXIT_FINE
from banggiao.lore import KNOWLEDGE

_FOLDER = click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=KNOWLEDGE, help="Another folder of knowledge files."
)


@click.group(short_help="Check or format the knowledge files.")
def knowledge() -> None:
    """Work on the knowledge files: word lists, patterns, names of states, kinds of records."""


@knowledge.command()
@_FOLDER
def check(folder: Path) -> int:
    """Report every problem of every knowledge file: form, rows, keys used twice. Exit status 1 where there is one."""
    from banggiao.lore_check import check as problems_of

    problems = problems_of(folder)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{sum(1 for _ in folder.rglob('*.yaml'))} knowledge files, {len(problems)} problems")
    return EXIT_FAILED if problems else EXIT_FINE


@knowledge.command("format")
@_FOLDER
def format_(folder: Path) -> None:
    """Bring every knowledge file into canonical form; name those that changed."""
    from banggiao.lore_check import format_files

    for path in format_files(folder):
        click.echo(path.relative_to(folder).as_posix())
