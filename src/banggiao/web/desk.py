"""The ledger behind the pages.

Guarantees: it is opened for reading only, when it is first asked for; while there is none, or an empty file, pages say so and
look again at every request; a ledger that was replaced by another file is opened anew.
"""

import threading
from pathlib import Path

from banggiao.errors import LedgerMissing
from banggiao.store import Ledger, open_ledger
from banggiao.store.watch import Watch


class Desk:
    """Gives the open ledger at a place (a file or a database's URL)."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._lock = threading.Lock()
        self._ledger: Ledger | None = None
        self._mark: tuple[int, int] | None = None
        self._watch: Watch | None = None

    def ledger(self) -> Ledger | None:
        """The ledger, None where there is none yet. Raises LedgerError where it cannot be opened."""
        with self._lock:
            mark = self._look()
            if self._ledger is not None and mark != self._mark:
                self._leave()
            if self._ledger is None:
                try:
                    self._ledger = open_ledger(self.place)
                except LedgerMissing:
                    return None
                self._mark = mark
            return self._ledger

    def mark(self) -> str | None:
        """What is other whenever the ledger is, None where there is none. Raises LedgerError."""
        ledger = self.ledger()
        if ledger is None:
            return None
        with self._lock:
            if self._watch is None or self._watch.ledger is not ledger:
                self._watch = Watch(ledger)
            watch = self._watch
        return watch.mark()

    def close(self) -> None:
        """Give the ledger back."""
        with self._lock:
            self._leave()

    def _leave(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def _look(self) -> tuple[int, int] | None:
        """What tells a file from another one under the same name."""
        if "://" in self.place:
            return None
        try:
            found = Path(self.place).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
