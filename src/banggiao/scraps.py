"""Files that are written beside their place and get its name when they are whole.

Guarantees: a part names the process that writes it, so that what a killed process left behind is removed by the next one that
writes the same file; parts of processes at work stay. What a name cannot tell (another machine's process, other systems) stays too.
"""

import contextlib
import glob
import os
from itertools import count
from pathlib import Path

_ENDING = ".part"
_numbers = count(1)


def part_of(target: Path) -> Path:
    """A new name beside a file, for this process alone."""
    return target.with_name(f".{target.name}.{os.getpid()}.{next(_numbers)}{_ENDING}")


def sweep(target: Path) -> None:
    """Remove the parts of a file that processes which are no more have left, with what a database keeps beside them."""
    head = f".{target.name}."
    with contextlib.suppress(OSError):
        for path in target.parent.glob(f"{glob.escape(head)}*{_ENDING}*"):
            writer = path.name.removeprefix(head).partition(".")[0]
            if writer.isdecimal() and not _at_work(int(writer)):
                path.unlink(missing_ok=True)


def remove(part: Path) -> None:
    """Remove a part, if it is there, with what a database keeps beside it."""
    with contextlib.suppress(OSError):
        for path in part.parent.glob(f"{glob.escape(part.name)}*"):
            path.unlink(missing_ok=True)


def _at_work(process: int) -> bool:
    """Whether there is such a process on this machine."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's
        return True
    return True
