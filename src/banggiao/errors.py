"""The tree of errors. Every error that banggiao raises on purpose is one of these.

    BanggiaoError                 anything below
    ├── UsageError                the call cannot be carried out as asked (exit 2)
    │   ├── MissingExtra          a command needs an optional extra that is not installed
    │   └── SettingError          a setting or environment variable has an unusable value
    ├── InputError                one input could not be read; the run goes on (exit 3)
    ├── KnowledgeError            knowledge files are invalid; all problems are listed together
    ├── LedgerError               the ledger cannot be opened, written or trusted
    │   └── LedgerMissing         there is no ledger at the place given
    └── ServerError               a server of banggiao cannot be reached, or failed
        └── ServerRefused         a server does not do what it was asked for
            └── ServerMissing     a server holds nothing of that name

Exit statuses: 0 fine, 1 failed, 2 usage, 3 done but some inputs were skipped, 4 contradictions found by a check.
"""

from collections.abc import Sequence

EXIT_FINE, EXIT_FAILED, EXIT_USAGE, EXIT_SKIPPED, EXIT_CONTRADICTIONS = 0, 1, 2, 3, 4


class BanggiaoError(Exception):
    """Root of the tree; its text is one line that a user can act on."""

    exit_status = EXIT_FAILED


class UsageError(BanggiaoError):
    """The call cannot be carried out as asked."""

    exit_status = EXIT_USAGE


class MissingExtra(UsageError):
    """A command needs an optional extra that is not installed."""

    def __init__(self, extra: str, command: str) -> None:
        super().__init__(f"{command} needs the extra {extra!r}: pip install 'banggiao[{extra}]'")
        self.extra = extra


class SettingError(UsageError):
    """A setting or environment variable has an unusable value."""


class InputError(BanggiaoError):
    """One input could not be read. ``source`` names it, ``reason`` says why in a few words."""

    exit_status = EXIT_SKIPPED

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class KnowledgeError(BanggiaoError):
    """Knowledge files are invalid. ``problems`` lists each as ``file: row: reason``."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("knowledge files are invalid:\n  " + "\n  ".join(problems))
        self.problems = tuple(problems)


class LedgerError(BanggiaoError):
    """The ledger cannot be opened, written or trusted."""


class LedgerMissing(LedgerError):
    """There is no ledger at the place given."""


class ServerError(BanggiaoError):
    """A server of banggiao cannot be reached, or failed."""


class ServerRefused(ServerError):
    """A server does not do what it was asked for. ``status``: of HTTP; ``problems``: what is wrong with each part, where it says so."""

    def __init__(self, url: str, status: int, detail: str, problems: Sequence[object] = ()) -> None:
        super().__init__(f"{url}: {detail} ({status})")
        self.status = status
        self.detail = detail
        self.problems = tuple(problems)


class ServerMissing(ServerRefused):
    """A server holds nothing of that name."""
