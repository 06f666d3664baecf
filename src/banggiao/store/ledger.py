"""The ledger: one database, read and written in transactions.

Guarantees: ``writing`` commits wholly or not at all; readers see one state from begin to end; a failure of the database is a
LedgerError that names the ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import sqlalchemy as sa

from banggiao.model.times import NOW, Times
from banggiao.store.failures import explained


class Ledger:
    """An open ledger. ``name`` is the place as the user gave it, without a password. Use as a context manager, or ``close`` it."""

    def __init__(self, engine: sa.Engine, name: str, times: Times = NOW, place: str = "") -> None:
        self.engine = engine
        self.name = name
        self.times = times
        self.place = place

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def at(self, times: Times) -> "Ledger":
        """The same ledger asked about other times: questions that list merged objects answer as of then (``dossier.at``)."""
        return Ledger(self.engine, self.name, times, self.place)

    @property
    def on_sqlite(self) -> bool:
        """Whether the ledger is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that sees one state throughout."""
        with explained(self.name), self.engine.connect() as plain:
            connection = plain if self.times.now else plain.execution_options(times=self.times)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[sa.Connection]:
        """A connection in a transaction that is committed at the end, rolled back where an error leaves the block.

        ``patience``: how many seconds to wait for one's turn where others write (None: as long as writers do).
        """
        with explained(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True, patience=patience)
            with connection.begin():
                yield connection
