"""Who is logged in.

Guarantees: what the browser keeps is a secret of 256 random bits, what the ledger keeps its hash; every login has a secret of its own
and ends after HOURS at the latest; an account that is disabled, or has another role, is so with the next page.
"""

import datetime
import hashlib
import secrets
from typing import Any

import sqlalchemy as sa

from banggiao.store import schema as t
from banggiao.store.audit import note
from banggiao.store.ledger import Ledger
from banggiao.team.passwords import LONGEST, fits, hashed, outdated
from banggiao.team.visitor import Visitor

HOURS = 12
LONGEST_SECRET = 100


def digest(secret: str) -> str:
    """What is kept of a secret of a cookie or token: it is random and long, so that a quick hash will do."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def moment(given: datetime.datetime) -> str:
    """A time as the ledger writes it."""
    return given.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def begin(ledger: Ledger, name: str, password: str, now: datetime.datetime) -> str | None:
    """Log in: the secret of a new session; None where name and password do not fit, or the account is disabled."""
    a = t.accounts.c
    row = _proved(ledger, name, password)
    if row is None:
        return None
    secret = secrets.token_urlsafe(32)
    renewed = hashed(password) if outdated(row.password) and len(password) <= LONGEST else None
    with ledger.writing() as connection:
        connection.execute(sa.delete(t.sessions).where(t.sessions.c.ends <= moment(now)))
        ends = moment(now + datetime.timedelta(hours=HOURS))
        connection.execute(sa.insert(t.sessions).values(id=digest(secret), account=row.id, begun=moment(now), ends=ends))
        if renewed:
            connection.execute(sa.update(t.accounts).where(a.id == row.id).values(password=renewed))
        note(connection, row.name, "login")
    return secret


def proves(ledger: Ledger, name: str, password: str) -> bool:
    """Whether name and password fit, without logging in."""
    return _proved(ledger, name, password) is not None


def _proved(ledger: Ledger, name: str, password: str) -> Any:
    """The account that name and password fit and that is not disabled; it takes as long where there is none."""
    a = t.accounts.c
    with ledger.reading() as connection:
        row = connection.execute(sa.select(a.id, a.name, a.password, a.disabled).where(a.name == name)).first()
    right = fits(password, row.password if row else None)
    return row if row is not None and right and not row.disabled else None


def found(connection: sa.Connection, secret: str, now: datetime.datetime) -> Visitor | None:
    """Who the secret of a cookie stands for."""
    if not secret or len(secret) > LONGEST_SECRET:
        return None
    a, s = t.accounts.c, t.sessions.c
    query = sa.select(s.id, a.id.label("account"), a.name, a.role).join(t.accounts, a.id == s.account)
    row = connection.execute(query.where(s.id == digest(secret), s.ends > moment(now), a.disabled.is_(False))).first()
    return Visitor(name=row.name, role=row.role, account=row.account, session=row.id) if row else None


def end(ledger: Ledger, session: str) -> None:
    """Log out."""
    with ledger.writing() as connection:
        connection.execute(sa.delete(t.sessions).where(t.sessions.c.id == session))
