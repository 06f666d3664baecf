"""Passwords, hashed with Argon2.

Guarantees: a password is never kept; whether an account exists cannot be told by how long the answer takes; a few passwords are judged
at a time, so that nobody can fill the memory with them.
"""

import threading
from functools import cache
from typing import Any

from banggiao.errors import MissingExtra, UsageError

SHORTEST, LONGEST = 10, 200
_AT_ONCE = threading.BoundedSemaphore(2)
_NONE = "no such account"


def hashed(password: str, name: str = "") -> str:
    """The hash to keep of a password. Raises UsageError where the password will not do, and MissingExtra."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} letters")
    if len(set(password)) < SHORTEST // 2 or (name and name.casefold() in password.casefold()):
        raise UsageError("that password is too easy to guess: no name within it, and not the same letters over and over")
    with _AT_ONCE:
        return str(_hasher().hash(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that a hash was kept of; it takes as long where there is no hash."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            right = bool(_hasher().verify(kept or _other(), password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            right = False
    return right and kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return bool(_hasher().check_needs_rehash(kept))


@cache
def _hasher() -> Any:
    """The hasher, with the settings that the library recommends (RFC 9106)."""
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError:
        raise MissingExtra("web", "a team's accounts") from None
    return PasswordHasher()


@cache
def _other() -> str:
    """A hash that no password is compared with but those of accounts that are not there."""
    return str(_hasher().hash(_NONE))
