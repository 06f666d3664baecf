"""Telling whether a ledger has changed, without looking at what it holds.

Guarantees: whatever anybody commits changes the mark, whichever process does it; a mark that was taken before something was read is
never the mark of a state that is newer than what was read.
"""

import contextlib
import threading
from typing import Any

import sqlalchemy as sa

from banggiao.store.failures import explained
from banggiao.store.ledger import Ledger


class Watch:
    """Watches one open ledger. On a SQLite file it keeps a connection of its own, by which it sees the commits of all others."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._kept: Any = None

    def mark(self) -> str:
        """What is other after every change. Raises LedgerError."""
        with explained(self.ledger.name):
            if not self.ledger.on_sqlite:
                with self.ledger.engine.connect() as connection:
                    return str(connection.execute(sa.text("SELECT CAST(pg_current_snapshot() AS text)")).scalar_one())
            with self._lock:
                if self._kept is None:
                    self._kept = self.ledger.engine.raw_connection()
                (version,) = self._kept.driver_connection.execute("PRAGMA data_version").fetchone()
                return f"{id(self):x}.{version}"

    def close(self) -> None:
        """Give the connection back."""
        with self._lock, contextlib.suppress(sa.exc.SQLAlchemyError):
            if self._kept is not None:
                self._kept.close()
                self._kept = None
