"""What one process is of all that answer at one address."""

import msgspec


class Share(msgspec.Struct, frozen=True):
    """One of ``of`` processes; forms are proved with one ``secret`` (empty: one that this process makes for itself)."""

    of: int = 1
    secret: bytes = b""

    def part(self, most: int) -> int:
        """This process's part of what all may allow together, at least one (0: without bound)."""
        return max(1, most // self.of) if most else 0
