"""Answers printed: as a table, CSV or JSON.

Guarantees: all three show the same rows; CSV holds every field of a row under its own name, lists joined by ``; ``; codes are words
of the language in tables and codes elsewhere.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from banggiao.cli.session import Session, with_session

if TYPE_CHECKING:
    import datetime

    from banggiao.dossier.questions import Answer
    from banggiao.dossier.questions.promised import Promised
    from banggiao.lifecycle import World

F = TypeVar("F", bound=Callable[..., Any])

_QUOTE_LETTERS = 160


def day(words: str) -> "datetime.date":
    """A date given as an option, in ISO 8601: its last day."""
    from banggiao.model.times import window

    found = window(words)
    if found is None:
        raise click.BadParameter(f"{words[:40]!r} is no date (ISO 8601)")
    return found.last


def asking(command: F) -> F:
    """Give a question's command its session, and the options ``--as-of``, ``--known-on``, ``--csv`` and ``--json``."""

    @wraps(command)
    def run(session: Session, as_csv: bool, as_of: Any, known_on: Any, **arguments: Any) -> Any:
        return command(Asking(session, as_csv, as_of, known_on), **arguments)

    wrapped: Any = with_session()(run)
    wrapped = click.option("--csv", "as_csv", is_flag=True, help="Print the result as CSV.")(wrapped)
    wrapped = click.option("--known-on", type=day, metavar="DAY", help="As of what had been published by this day.")(wrapped)
    found: F = click.option("--as-of", type=day, metavar="DAY", help="The day that counts as today (default: today).")(wrapped)
    return found


class Asking:
    """One question: where it is asked, as of which day, and how it is answered."""

    def __init__(self, session: Session, as_csv: bool, as_of: Any, known_on: Any) -> None:
        self.session, self.as_csv, self.as_of, self.known_on = session, as_csv, as_of, known_on

    def states(self, *words: str | None) -> tuple[str, ...]:
        """The codes of the states or bodies given by code or name."""
        from banggiao.dossier import state_code

        return tuple(state_code(word, self.session.lore) for word in words if word)

    def world(self, states: Iterable[str] = (), texts: bool = False) -> "World":
        """What the ledger holds on all these states."""
        from banggiao.dossier.world import world

        with self.session.fresh_ledger() as ledger:
            return world(ledger, tuple(states), self.as_of, self.known_on, texts)

    @property
    def day(self) -> "datetime.date":
        """The day that counts as today."""
        import datetime

        found: datetime.date = self.as_of or self.known_on or datetime.date.today()
        return found

    def promised(self, states: tuple[str, ...]) -> "Promised":
        """What became of the promises on all these states; of two of them as it was kept."""
        from banggiao.dossier.kept import promised_on
        from banggiao.dossier.questions.promised import promised

        if len(states) != 2 or self.known_on:
            return promised(self.world(states), self.session.lore)
        with self.session.fresh_ledger() as ledger:
            return promised_on(ledger, *states, self.session.lore, self.day)

    def show(self, answer: "Answer") -> None:
        """Print an answer in the form asked for."""
        if self.as_csv:
            _csv(answer.rows)
        elif self.session.as_json:
            self.session.json(answer)
        else:
            self._table(answer)

    def _table(self, answer: "Answer") -> None:
        from banggiao.dossier.questions.in_words import note_word

        labels = self.session.labels
        if not answer.rows:
            click.echo(labels.word("no_answer"))
            return
        title = f"{labels.word(answer.name)} ({labels.word('as_of')} {answer.as_of}; {labels.word('answer_basis')}: {answer.sources})"
        rows = [[self._cell(column, row.get(column)) for column in answer.columns] for row in answer.rows]
        self.session.table(title, [labels.word(column) for column in answer.columns], rows)
        for key, value in answer.notes:
            click.echo(f"{note_word(key, labels)}: {note_word(value, labels)}")

    def _cell(self, column: str, value: Any) -> str:
        from banggiao.dossier.questions.in_words import in_words

        if column == "quote" and value is not None:
            return f"“{value}”" if len(value) <= _QUOTE_LETTERS else f"“{value[: _QUOTE_LETTERS - 1]}…”"
        return in_words(column, value, self.session.labels)


def _csv(rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as CSV with every field of the first one."""
    rows = list(rows)
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, list(rows[0]), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: "; ".join(map(str, value)) if isinstance(value, list | tuple) else value for key, value in row.items()})
