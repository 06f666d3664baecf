"""The tree of errors: drawn as it is, documented, and raised with the exit status it promises."""

import inspect
import re

import pytest

from banggiao import errors
from banggiao.errors import (
    BanggiaoError,
    InputError,
    KnowledgeError,
    LedgerError,
    LedgerMissing,
    MissingExtra,
    ServerError,
    ServerMissing,
    ServerRefused,
    SettingError,
    UsageError,
)

KINDS = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, BanggiaoError)]


def drawn() -> dict[str, str | None]:
    """Each error of the drawing with the one that it hangs on."""
    above: list[tuple[int, str]] = []
    found: dict[str, str | None] = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"\s{4}([│├└─ ]*)([A-Z]\w+)\s{2,}", line):
            depth = len(match[1])
            above = [one for one in above if one[0] < depth]
            found[match[2]] = above[-1][1] if above else None
            above.append((depth, match[2]))
    return found


def test_the_drawing_is_the_tree() -> None:
    """Every error is drawn under its base class, and nothing else is."""
    assert drawn() == {kind.__name__: None if kind is BanggiaoError else kind.__bases__[0].__name__ for kind in KINDS}


def test_every_error_is_documented() -> None:
    """Each has a docstring of its own."""
    assert [kind.__name__ for kind in KINDS if not kind.__dict__.get("__doc__")] == []


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (UsageError("no such kind"), 2, "no such kind"),
        (SettingError("BANGGIAO_PORT has the unusable value 'x'"), 2, "BANGGIAO_PORT has the unusable value 'x'"),
        (MissingExtra("web", "serve"), 2, "serve needs the extra 'web': pip install 'banggiao[web]'"),
        (InputError("a.txt", "empty"), 3, "a.txt: empty"),
        (KnowledgeError(["a.yaml: row 1: x", "b.yaml: y"]), 1, "knowledge files are invalid:\n  a.yaml: row 1: x\n  b.yaml: y"),
        (LedgerError("the ledger is newer than this program"), 1, "the ledger is newer than this program"),
        (LedgerMissing("no ledger here"), 1, "no ledger here"),
        (ServerError("http://x: it does not answer"), 1, "http://x: it does not answer"),
        (ServerRefused("http://x/me", 403, "this needs the role analyst"), 1, "http://x/me: this needs the role analyst (403)"),
        (ServerMissing("http://x/y", 404, "no such object"), 1, "http://x/y: no such object (404)"),
    ],
)
def test_text_and_exit_status(error: BanggiaoError, status: int, text: str) -> None:
    """What a user reads, and what a script sees."""
    assert (error.exit_status, str(error)) == (status, text)
