"""How often something may happen for one key: an address, a name.

Guarantees: memory is bounded whatever the keys are; nothing is kept beyond the life of the server.
"""

import threading
import time
from collections.abc import Callable

MOST_KEYS = 20_000


class Rate:
    """At most ``most`` times in any stretch of ``seconds``, by counting in stretches of that length."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[float, int]] = {}

    def spend(self, key: str) -> int:
        """Count one more. 0 where it may happen, else the seconds to wait."""
        wait = self.wait(key)
        if not wait:
            self.count(key)
        return wait

    def wait(self, key: str) -> int:
        """The seconds to wait until one more may happen; nothing is counted."""
        with self._lock:
            began, count = self._counts.get(key, (0.0, 0))
            left = began + self.seconds - self._clock()
            return int(left) + 1 if count >= self.most and left > 0 else 0

    def count(self, key: str) -> None:
        """Count one, whether it may happen or not."""
        with self._lock:
            now = self._clock()
            began, count = self._counts.get(key, (now, 0))
            if now - began >= self.seconds:
                began, count = now, 0
            if key not in self._counts and len(self._counts) >= MOST_KEYS:
                self._make_room(now)
            self._counts[key] = (began, count + 1)

    def forget(self, key: str) -> None:
        """Count from nothing again."""
        with self._lock:
            self._counts.pop(key, None)

    def _make_room(self, now: float) -> None:
        """Drop what is over, else the half that began first."""
        kept = {key: value for key, value in self._counts.items() if now - value[0] < self.seconds}
        if len(kept) >= MOST_KEYS:
            kept = dict(sorted(kept.items(), key=lambda item: item[1][0])[MOST_KEYS // 2 :])
        self._counts = kept
