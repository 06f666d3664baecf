"""The accounts of a team.

Guarantees: every change is kept together with its entry in the log; there is always an administrator once there was one; a name is
written in one way only.
"""

import secrets
import unicodedata
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import UsageError
from banggiao.store import schema as t
from banggiao.store.audit import note, now
from banggiao.store.ledger import Ledger
from banggiao.team.passwords import hashed
from banggiao.team.visitor import ROLES

LONGEST_NAME = 60
_SIGNS = frozenset("._-@")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One account."""

    id: str
    name: str
    role: str
    disabled: bool
    made: str


_COLUMNS = tuple(t.accounts.c[name] for name in Account.__struct_fields__)


def plain(name: str) -> str:
    """A name as it is kept: small letters, digits and a few signs. Raises UsageError."""
    found = unicodedata.normalize("NFC", name.strip()).casefold()
    if not 0 < len(found) <= LONGEST_NAME or not all(letter.isalnum() or letter in _SIGNS for letter in found):
        raise UsageError(f"a name has 1 to {LONGEST_NAME} letters, digits and {' '.join(sorted(_SIGNS))}; {name[:40]!r} has others")
    return found


def accounts(ledger: Ledger) -> tuple[Account, ...]:
    """All accounts by name."""
    with ledger.reading() as connection:
        return tuple(Account(**row._mapping) for row in connection.execute(sa.select(*_COLUMNS).order_by(t.accounts.c.name)))


def account(connection: sa.Connection, name: str) -> Account:
    """The account of a name. Raises UsageError where there is none."""
    row = connection.execute(sa.select(*_COLUMNS).where(t.accounts.c.name == plain(name))).first()
    if row is None:
        raise UsageError(f"there is no account {name[:40]!r}")
    return Account(**row._mapping)


def has_administrator(ledger: Ledger) -> bool:
    """Whether anybody may keep the accounts."""
    with ledger.reading() as connection:
        return _administrators(connection) > 0


def add(ledger: Ledger, name: str, role: str, password: str, by: str) -> Account:
    """Make an account. Raises UsageError."""
    made = Account(id=secrets.token_hex(16), name=plain(name), role=_role(role), disabled=False, made=now())
    kept = hashed(password, made.name)
    with ledger.writing() as connection:
        if connection.execute(sa.select(t.accounts.c.id).where(t.accounts.c.name == made.name)).first():
            raise UsageError(f"there is an account {made.name!r} already")
        connection.execute(sa.insert(t.accounts).values(password=kept, **msgspec.to_builtins(made)))
        note(connection, by, "account.add", made.name, {"role": role})
    return made


def set_password(ledger: Ledger, name: str, password: str, by: str, keep_session: str = "") -> None:
    """Give an account another password; all its sessions but ``keep_session`` end. Raises UsageError."""
    kept = hashed(password, plain(name))
    with ledger.writing() as connection:
        found = account(connection, name)
        _change(connection, found, by, "account.password", {}, password=kept)
        s = t.sessions.c
        connection.execute(sa.delete(t.sessions).where(s.account == found.id, s.id != keep_session))


def set_role(ledger: Ledger, name: str, role: str, by: str) -> None:
    """Give an account another role, at once. Raises UsageError."""
    with ledger.writing() as connection:
        found = account(connection, name)
        _change(connection, found, by, "account.role", {"from": found.role, "to": _role(role)}, role=role)
        _keep_one(connection)


def disable(ledger: Ledger, name: str, by: str) -> None:
    """Let an account in no more, at once; its tokens fail, too. Raises UsageError."""
    with ledger.writing() as connection:
        found = account(connection, name)
        _change(connection, found, by, "account.disable", {}, disabled=True)
        connection.execute(sa.delete(t.sessions).where(t.sessions.c.account == found.id))
        _keep_one(connection)


def enable(ledger: Ledger, name: str, by: str) -> None:
    """Let an account in again. Raises UsageError."""
    with ledger.writing() as connection:
        _change(connection, account(connection, name), by, "account.enable", {}, disabled=False)


def _change(connection: sa.Connection, found: Account, by: str, act: str, detail: dict[str, Any], **values: Any) -> None:
    connection.execute(sa.update(t.accounts).where(t.accounts.c.id == found.id).values(**values))
    note(connection, by, act, found.name, detail)


def _administrators(connection: sa.Connection) -> int:
    a = t.accounts.c
    query = sa.select(sa.func.count()).select_from(t.accounts).where(a.role == ROLES[-1], a.disabled.is_(False))
    return int(connection.execute(query).scalar_one())


def _keep_one(connection: sa.Connection) -> None:
    """Refuse a change (it is rolled back) after which nobody could keep the accounts."""
    if not _administrators(connection):
        raise UsageError("this is the last administrator; make another one first")


def _role(role: str) -> str:
    if role not in ROLES:
        raise UsageError(f"{role[:40]!r} is no role; one of {', '.join(ROLES)}")
    return role
