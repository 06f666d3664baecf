"""Tokens: what programs show instead of a login.

Guarantees: a token is shown once, when it is made, and kept as its hash; it may no more than its own role and its account's; one that
is revoked, over, or of a disabled account is worth nothing.
"""

import datetime
import secrets

import msgspec
import sqlalchemy as sa

from banggiao.errors import UsageError
from banggiao.store import schema as t
from banggiao.store.audit import note
from banggiao.store.ledger import Ledger
from banggiao.team.accounts import account
from banggiao.team.sessions import LONGEST_SECRET, digest, moment
from banggiao.team.visitor import Visitor, lesser, may

PREFIX = "bgt_"
"""How every token begins, so that one that leaked is recognised."""
LONGEST_LABEL = 80
LONGEST_DAYS = 3_650
MOST = 50
"""Most tokens of an account that are not revoked."""


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token as it is listed; ``ends`` None: it does not end by itself."""

    id: str
    account: str
    label: str
    role: str
    made: str
    ends: str | None
    revoked: str | None


def make(ledger: Ledger, name: str, label: str, role: str, days: int | None, by: str, now: datetime.datetime) -> tuple[str, Token]:
    """A new token of an account and what it is listed as; ``days``: how long it is good for. Raises UsageError."""
    label = " ".join("".join(letter if letter.isprintable() else " " for letter in label).split())
    if not 0 < len(label) <= LONGEST_LABEL:
        raise UsageError(f"say in up to {LONGEST_LABEL} letters what the token is for")
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise UsageError(f"a token is good for 1 to {LONGEST_DAYS} days")
    secret = PREFIX + secrets.token_urlsafe(32)
    with ledger.writing() as connection:
        owner = account(connection, name)
        if not role or not may(owner.role, role):
            raise UsageError(f"{owner.name!r} may not do what the role {role[:40]!r} may")
        if len([one for one in _listed(connection, owner.id) if one.revoked is None]) >= MOST:
            raise UsageError(f"{owner.name!r} has {MOST} tokens already; revoke some first")
        ends = moment(now + datetime.timedelta(days=days)) if days else None
        made = Token(id=secrets.token_hex(16), account=owner.name, label=label, role=role, made=moment(now), ends=ends, revoked=None)
        values = {**msgspec.to_builtins(made), "account": owner.id, "digest": digest(secret)}
        connection.execute(sa.insert(t.tokens).values(**values))
        note(connection, by, "token.add", owner.name, {"token": made.id, "label": label, "role": role})
    return secret, made


def tokens(ledger: Ledger, name: str) -> tuple[Token, ...]:
    """The tokens of an account, the latest first. Raises UsageError."""
    with ledger.reading() as connection:
        return _listed(connection, account(connection, name).id)


def revoke(ledger: Ledger, token: str, by: str, now: datetime.datetime, account: str = "") -> Token:
    """Make a token (by its id, or the first letters of it) worth nothing; ``account``: only one of this account's. Raises UsageError."""
    k = t.tokens.c
    with ledger.writing() as connection:
        query = _query().where(k.id.startswith(token, autoescape=True), k.revoked.is_(None))
        rows = connection.execute(query.where(k.account == account) if account else query).all() if len(token) >= 6 else []
        if len(rows) != 1:
            raise UsageError(f"there is no one token {token[:40]!r} to revoke")
        found = Token(**rows[0]._mapping)
        connection.execute(sa.update(t.tokens).where(k.id == found.id).values(revoked=moment(now)))
        note(connection, by, "token.revoke", found.account, {"token": found.id, "label": found.label})
    return msgspec.structs.replace(found, revoked=moment(now))


def bearer(connection: sa.Connection, secret: str, now: datetime.datetime) -> Visitor | None:
    """Who a token stands for, with the role that it has."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_SECRET:
        return None
    a, k = t.accounts.c, t.tokens.c
    query = sa.select(a.id, a.name, a.role, k.role.label("scope"), k.ends).join(t.accounts, a.id == k.account)
    row = connection.execute(query.where(k.digest == digest(secret), k.revoked.is_(None), a.disabled.is_(False))).first()
    if row is None or (row.ends is not None and row.ends <= moment(now)):
        return None
    return Visitor(name=row.name, role=lesser(row.role, row.scope), account=row.id)


def _query() -> sa.Select[tuple[str, ...]]:
    a, k = t.accounts.c, t.tokens.c
    return sa.select(k.id, a.name.label("account"), k.label, k.role, k.made, k.ends, k.revoked).join(t.accounts, a.id == k.account)


def _listed(connection: sa.Connection, account: str) -> tuple[Token, ...]:
    query = _query().where(t.tokens.c.account == account).order_by(t.tokens.c.made.desc(), t.tokens.c.id)
    return tuple(Token(**row._mapping) for row in connection.execute(query))
