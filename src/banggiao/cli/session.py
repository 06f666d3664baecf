"""What every command shares: its settings, knowledge, labels, ledger and the two streams.

Guarantees: nothing is loaded before it is used; results go to ``out`` as a table in a terminal and as tab-separated lines where
they are piped; notes and progress go to ``err``.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from banggiao.lore import Lore
from banggiao.model.times import NOW, Times
from banggiao.settings import LANGUAGES, Settings, load

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.dossier.labels import Labels
    from banggiao.store import Ledger

F = TypeVar("F", bound=Callable[..., Any])


class Session:
    """One run of one command."""

    def __init__(self, settings: Settings, as_json: bool = False, times: Times = NOW) -> None:
        self.settings = settings
        self.as_json = as_json
        self.times = times

    @cached_property
    def lore(self) -> Lore:
        """The knowledge, with parsed tables cached in the home folder."""
        return Lore(cache=self.settings.cache)

    @cached_property
    def labels(self) -> "Labels":
        """The labels in the language asked for."""
        from banggiao.dossier.labels import Labels

        return Labels(self.lore, self.settings.lang)

    @cached_property
    def out(self) -> "Console":
        """Standard output."""
        from rich.console import Console

        return Console(file=sys.stdout, highlight=False, soft_wrap=not self.in_terminal)

    @cached_property
    def err(self) -> "Console":
        """Standard error."""
        from rich.console import Console

        return Console(file=sys.stderr, highlight=False)

    @property
    def in_terminal(self) -> bool:
        """Whether a person reads the results."""
        return sys.stdout.isatty()

    def note(self, message: str) -> None:
        """Say something that is no result."""
        click.echo(message, err=True)

    def ledger(self, create: bool = False, write: bool = False) -> "Ledger":
        """The ledger of the settings."""
        from banggiao.store import open_ledger

        return open_ledger(self.settings.ledger, create=create, write=write).at(self.times)

    def fresh_ledger(self) -> "Ledger":
        """The ledger to be asked; merged objects that a stopped run left behind are brought up to date where it can be written to."""
        from banggiao.errors import LedgerError
        from banggiao.store import pending, refresh

        ledger = self.ledger()
        if not (stale := pending(ledger)):
            return ledger
        try:
            with self.ledger(write=True) as writer:
                refresh(writer, self.lore)
        except LedgerError as error:
            self.note(f"banggiao: {stale} articles and claims are not merged yet ({error})")
        return ledger

    def json(self, value: Any) -> None:
        """Print a value as JSON, indented for people."""
        import msgspec

        text = msgspec.json.format(msgspec.json.encode(value), indent=2 if self.in_terminal else 0)
        click.echo(text.decode())

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print rows under a title: a table in a terminal, tab-separated lines elsewhere."""
        if not self.in_terminal:
            click.echo(title)
            for row in rows:
                click.echo("\t".join(" ".join(cell.split()) for cell in row))
            click.echo()
            return
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(*heads, title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.out.print(table)


def with_session(*, json: bool = True, ledger: bool = True, times: bool = False) -> Callable[[F], F]:
    """Give a command its session as first argument, and the options (``ledger``) ``--ledger``, ``--lang`` and (``json``) ``--json``.

    ``times``: with ``--as-of`` and ``--known-on``; the session's ledger then answers as of these.
    """
    takes_ledger = ledger

    def decorate(command: F) -> F:
        @wraps(command)
        def run(lang: str | None, ledger: str | None = None, as_json: bool = False, **arguments: Any) -> Any:
            asked = Times(*(day(arguments.pop(name)) for name in ("as_of", "known_on"))) if times else NOW
            named: dict[str, Any] = {name: arguments.pop(name) for name in ("author",) if name in arguments}
            named.update({name: arguments.get(name) for name in ("jobs", "host", "port") if name in arguments})
            return command(Session(load({"ledger": ledger, "lang": lang, **named}), as_json, asked), **arguments)

        wrapped: Any = run
        if json:
            wrapped = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(wrapped)
        if times:
            wrapped = click.option("--known-on", metavar="DAY", help="Only what had been published by this day (ISO 8601).")(wrapped)
            wrapped = click.option("--as-of", metavar="DAY", help="Only what was so by this day (ISO 8601).")(wrapped)
        wrapped = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of labels and headings.")(wrapped)
        if takes_ledger:
            wrapped = click.option("--ledger", metavar="PLACE", help="The ledger: a file or a database's URL.")(wrapped)
        found: F = wrapped
        return found

    return decorate


def day(words: str | None, first: bool = False) -> str | None:
    """The last (``first``: the first) day of a date of any precision, None where none is given. Raises UsageError where it is none."""
    from banggiao.errors import UsageError
    from banggiao.model.times import window

    if words is None:
        return None
    found = window(words)
    if found is None:
        raise UsageError(f"{words[:40]!r} is no date (ISO 8601)")
    return (found.first if first else found.last).isoformat()
