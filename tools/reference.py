"""Writes docs/reference and the table of knowledge/README.md from the code and the knowledge, so that nothing is undocumented.

Usage: python tools/reference.py (make format runs it; a test tells where a page is out of date)
"""

from collections.abc import Iterator
from pathlib import Path

import click

from banggiao import errors
from banggiao.cli import COMMANDS, cli
from banggiao.export.codebook import codebook
from banggiao.kinds import FieldRow, KindRow, kinds
from banggiao.lore import KNOWLEDGE, Lore
from banggiao.lore_check import TABLES, TableRow
from banggiao.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- written by tools/reference.py: edit the code or the knowledge, then run make format -->"
WIDTH = 100
SHARED = {"help_option_names": cli.context_settings["help_option_names"]}
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
STATUSES = {
    errors.EXIT_FINE: "fine",
    errors.EXIT_FAILED: "failed; one line on standard error says why",
    errors.EXIT_USAGE: "the call cannot be carried out as asked",
    errors.EXIT_SKIPPED: "done, but some inputs were skipped; each is named with the reason",
    errors.EXIT_CONTRADICTIONS: "a check found contradictions",
}
READING = """A reading holds `id`, `published` with `published_basis`, `relevant`, `records` and `extras`. Every record carries `kind`, the
fields of its kind, `quote` (an exact stretch of the article), `start` and `end` (code points of the article's text), `pattern` (what
made it), `confidence` and `evidence` (for each field the spans that show it)."""
JUDGING = """Judged: *key* fields decide whether two records state one fact, *strict* ones must be right for the strict figures, of the
others the share of right values is reported."""
JUDGED = {"key": "key", "strict": "strict", "other": "yes", None: ""}


def pages() -> dict[Path, str]:
    """Every page that this writes, with its text."""
    lore = Lore()
    return {
        PAGES / "commands.md": commands(),
        PAGES / "settings.md": settings(),
        PAGES / "errors.md": error_tree(),
        PAGES / "records.md": records(lore),
        PAGES / "codebook.md": f"# Codebook\n\n{NOTE}\n\n{codebook(lore)}\n",
        KNOWLEDGE / "README.md": knowledge(lore),
    }


def commands() -> str:
    """The page of commands: the help of each, as the command line shows it."""
    parts = ["# Commands", NOTE, "Results go to standard output, progress and notes to standard error. Exit statuses: [errors](errors.md)."]
    parent = click.Context(cli, info_name="banggiao", terminal_width=WIDTH, **SHARED)
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        assert command is not None
        parts += _command(command, parent)
    return "\n\n".join(parts) + "\n"


def _command(command: click.Command, parent: click.Context) -> Iterator[str]:
    """The help of a command and of those below it."""
    context = click.Context(command, info_name=command.name, parent=parent, terminal_width=WIDTH)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _command(below, context)


def settings() -> str:
    """The page of settings."""
    rows = [f"| `{setting.name}` | `{setting.env}` | {_default(setting.default({}))} | {setting.help} |" for setting in SETTINGS]
    return "\n\n".join([
        "# Settings", NOTE,
        "A setting comes from the first of these that has it: an option of the call, the environment, `settings.toml` in the home folder, the default.",
        "\n".join(["| setting | environment | default | meaning |", "| --- | --- | --- | --- |", *rows]),
    ]) + "\n"  # fmt: skip


def _default(value: str) -> str:
    """A default as shown; one that lies in the reader's home folder is shown from there."""
    home = str(Path.home())
    return f"`{value.replace(home, '~')}`" if value else ""


def error_tree() -> str:
    """The page of errors and exit statuses."""
    rows = [f"| `{kind.__name__}` | {kind.exit_status} | {(kind.__doc__ or '').splitlines()[0]} |" for kind in error_classes()]
    drawing = (errors.__doc__ or "").split("\n\n")[1]
    return "\n\n".join([
        "# Errors and exit statuses", NOTE,
        "\n".join(["| exit status | meaning |", "| --- | --- |", *(f"| {status} | {text} |" for status, text in STATUSES.items())]),
        "Every error that banggiao raises on purpose is one of these, and its text is one line that a user can act on:",
        f"```text\n{drawing}\n```",
        "\n".join(["| error | exit status | meaning |", "| --- | --- | --- |", *rows]),
    ]) + "\n"  # fmt: skip


def error_classes() -> list[type[errors.BanggiaoError]]:
    """All errors in the order of their definition."""
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BanggiaoError)]


def records(lore: Lore) -> str:
    """The page of record kinds: fields, codes, labels, and how each field is judged."""
    parts = [
        "# Records", NOTE,
        READING, JUDGING,
    ]  # fmt: skip
    parts += [_kind(kind) for kind in lore.once(kinds)]
    return "\n\n".join(parts) + "\n"


def _kind(kind: KindRow) -> str:
    rows = [
        f"| `{field.name}` | {field.en} | {field.vi} | {field.holds.replace('_', ' ')} | {JUDGED[field.judged]} |" for field in kind.fields
    ]
    table = "\n".join(["| field | English | Vietnamese | holds | judged |", "| --- | --- | --- | --- | --- |", *rows])
    return "\n\n".join([f"## {kind.kind} ({kind.vi})", kind.says, table, *(_codes(field) for field in kind.fields if field.codes)])


def _codes(field: FieldRow) -> str:
    return f"`{field.name}`: " + "; ".join(f"`{code.code}` {code.vi}" for code in field.codes) + "."


def knowledge(lore: Lore) -> str:
    """knowledge/README.md with its table of what to edit for what."""
    text = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
    rows = "\n".join(f"| `{table.table}` | {table.to_add} |" for table in lore.rows(TABLES, TableRow))
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    return f"{head}{BEGIN}\n| edit | to add |\n| --- | --- |\n{rows}\n{END}{tail}"


def main() -> None:
    """Writes every page that is out of date."""
    for path, text in pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    main()
