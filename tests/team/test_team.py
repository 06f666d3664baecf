"""Accounts, passwords, sessions, tokens and the log, on SQLite and PostgreSQL."""

import datetime
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.postgres import Place

from banggiao.errors import UsageError
from banggiao.store import Ledger, open_ledger
from banggiao.store import schema as t
from banggiao.store.audit import broken, entries, note
from banggiao.store.copying import copy
from banggiao.store.fingerprint import fingerprint
from banggiao.team import accounts, passwords, sessions, tokens
from banggiao.team.visitor import ROLES, lesser, may

NOW = datetime.datetime(2026, 3, 1, 8, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=sessions.HOURS, seconds=1)
PASSWORD = "bốn con ngựa trắng"
OTHER = "năm con trâu đen"


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """A ledger with an administrator."""
    with open_ledger(place("team"), create=True) as made:
        accounts.add(made, "lan", "administrator", PASSWORD, "shell")
        yield made


def acts(ledger: Ledger) -> list[tuple[str, str, str]]:
    with ledger.reading() as connection:
        return [(one.who, one.act, one.about) for one in entries(connection)]


def who(ledger: Ledger, secret: str | None, now: datetime.datetime = NOW) -> tuple[str, str] | None:
    with ledger.reading() as connection:
        found = sessions.found(connection, secret or "", now) or tokens.bearer(connection, secret or "", now)
    return (found.name, found.role) if found else None


@pytest.mark.parametrize(
    ("one", "needed", "answer"),
    [
        ("reader", "reader", True), ("reader", "analyst", False), ("analyst", "reader", True), ("administrator", "analyst", True),
        ("analyst", "administrator", False), ("", "reader", False), ("", "", True), ("king", "reader", False),
    ],
)  # fmt: skip
def test_roles(one: str, needed: str, answer: bool) -> None:
    assert may(one, needed) == answer


def test_the_lesser_of_two_roles() -> None:
    assert [lesser(one, "analyst") for one in (*ROLES, "")] == ["reader", "analyst", "analyst", ""]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Lan", "lan"), (" lan.anh@mofa ", "lan.anh@mofa"), ("ĐỨC", "đức"), ("Đu\u031b\u0301c", "đức"), ("việt-1", "việt-1")],
)
def test_names_are_written_in_one_way(given: str, kept: str) -> None:
    assert accounts.plain(given) == kept


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 61, "<b>", "a/b", "a\u202eb", "a\nb", "a:b", "'"])
def test_names_that_will_not_do(name: str) -> None:
    with pytest.raises(UsageError, match="a name has"):
        accounts.plain(name)


@pytest.mark.parametrize("password", ["", "short", "x" * 201, "aaaaaaaaaaaaaaaa", "the-lan-of-old"])
def test_passwords_that_will_not_do(password: str) -> None:
    with pytest.raises(UsageError, match="password"):
        passwords.hashed(password, "lan")


def test_passwords_are_kept_as_hashes(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        (kept,) = connection.execute(sa.select(t.accounts.c.password)).scalars()
    assert kept.startswith("$argon2id$")
    assert (passwords.fits(PASSWORD, kept), passwords.fits(OTHER, kept), passwords.fits("", kept)) == (True, False, False)
    assert (passwords.fits(PASSWORD, None), passwords.fits(PASSWORD, "no hash"), passwords.fits("no such account", None)) == (False,) * 3
    assert not passwords.outdated(kept)


def test_accounts_are_made_changed_and_logged(ledger: Ledger) -> None:
    accounts.add(ledger, "Minh", "reader", PASSWORD, "lan")
    accounts.set_role(ledger, "minh", "analyst", "lan")
    accounts.disable(ledger, "MINH", "lan")
    assert [(one.name, one.role, one.disabled) for one in accounts.accounts(ledger)] == [
        ("lan", "administrator", False), ("minh", "analyst", True)
    ]  # fmt: skip
    accounts.enable(ledger, "minh", "lan")
    accounts.set_password(ledger, "minh", OTHER, "minh")
    assert acts(ledger) == [
        ("minh", "account.password", "minh"), ("lan", "account.enable", "minh"), ("lan", "account.disable", "minh"),
        ("lan", "account.role", "minh"), ("lan", "account.add", "minh"), ("shell", "account.add", "lan"),
    ]  # fmt: skip


def test_what_cannot_be_done_with_accounts(ledger: Ledger) -> None:
    for make in (
        lambda: accounts.add(ledger, "LAN", "reader", PASSWORD, "x"),
        lambda: accounts.add(ledger, "minh", "king", PASSWORD, "x"),
        lambda: accounts.set_role(ledger, "minh", "reader", "x"),
        lambda: accounts.set_role(ledger, "lan", "reader", "x"),
        lambda: accounts.disable(ledger, "lan", "x"),
        lambda: tokens.make(ledger, "lan", " ", "reader", None, "x", NOW),
        lambda: tokens.make(ledger, "lan", "job", "king", None, "x", NOW),
        lambda: tokens.make(ledger, "lan", "job", "", None, "x", NOW),
        lambda: tokens.make(ledger, "lan", "job", "reader", 0, "x", NOW),
        lambda: tokens.revoke(ledger, "", "x", NOW),
        lambda: tokens.revoke(ledger, "%%%%%%", "x", NOW),
    ):
        with pytest.raises(UsageError):
            make()
    assert acts(ledger) == [("shell", "account.add", "lan")]
    assert accounts.has_administrator(ledger)


def test_logging_in_and_out(ledger: Ledger) -> None:
    assert sessions.begin(ledger, "lan", OTHER, NOW) is None
    assert sessions.begin(ledger, "nobody", PASSWORD, NOW) is None
    one, two = (sessions.begin(ledger, "lan", PASSWORD, NOW) for _ in range(2))
    assert one != two and who(ledger, one) == who(ledger, two) == ("lan", "administrator")
    assert (who(ledger, one, LATER), who(ledger, ""), who(ledger, "x" * 500), who(ledger, "é")) == (None,) * 4
    with ledger.reading() as connection:
        kept = set(connection.execute(sa.select(t.sessions.c.id)).scalars())
    assert not {one, two} & kept
    sessions.end(ledger, sessions.digest(one or ""))
    assert (who(ledger, one), who(ledger, two)) == (None, ("lan", "administrator"))


def test_sessions_end_with_password_account_and_time(ledger: Ledger) -> None:
    accounts.add(ledger, "minh", "analyst", PASSWORD, "lan")
    kept, other = (sessions.begin(ledger, "minh", PASSWORD, NOW) for _ in range(2))
    accounts.set_password(ledger, "minh", OTHER, "minh", keep_session=sessions.digest(kept or ""))
    assert (who(ledger, kept), who(ledger, other)) == (("minh", "analyst"), None)
    accounts.set_role(ledger, "minh", "reader", "lan")
    assert who(ledger, kept) == ("minh", "reader")
    accounts.disable(ledger, "minh", "lan")
    assert who(ledger, kept) is None and sessions.begin(ledger, "minh", OTHER, NOW) is None
    sessions.begin(ledger, "lan", PASSWORD, NOW)
    sessions.begin(ledger, "lan", PASSWORD, LATER)
    with ledger.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(t.sessions)).scalar_one() == 1


def test_tokens_are_shown_once_scoped_and_revoked(ledger: Ledger) -> None:
    secret, made = tokens.make(ledger, "lan", "nightly\njob", "analyst", 30, "lan", NOW)
    assert (made.label, secret.startswith("bgt_"), who(ledger, secret)) == ("nightly job", True, ("lan", "analyst"))
    with ledger.reading() as connection:
        assert secret not in str(connection.execute(sa.select(t.tokens)).all())
    assert who(ledger, secret, NOW + datetime.timedelta(days=31)) is None
    accounts.add(ledger, "minh", "administrator", PASSWORD, "lan")
    accounts.set_role(ledger, "lan", "reader", "minh")
    assert who(ledger, secret) == ("lan", "reader")
    accounts.disable(ledger, "lan", "minh")
    assert who(ledger, secret) is None
    accounts.enable(ledger, "lan", "minh")
    with pytest.raises(UsageError):
        tokens.revoke(ledger, made.id, "minh", NOW, account="another")
    tokens.revoke(ledger, made.id[:8], "minh", NOW)
    assert (who(ledger, secret), [one.revoked is not None for one in tokens.tokens(ledger, "lan")]) == (None, [True])


def test_the_log_tells_whether_it_was_touched(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        for number in range(5):
            note(connection, "lan", "test", str(number), {"số": number})
        assert broken(connection) is None
        assert [one.about for one in entries(connection, limit=2)] == ["4", "3"]
        third = entries(connection)[2]
        assert [one.about for one in entries(connection, before=third.number, who="lan")] == ["1", "0"]
    for change in (
        sa.update(t.audit).where(t.audit.c.number == third.number).values(who="minh"),
        sa.delete(t.audit).where(t.audit.c.number == third.number),
    ):
        with ledger.writing() as connection:
            connection.execute(change)
            assert (broken(connection) or 0) >= third.number


def test_an_entry_is_kept_with_what_it_tells_of_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        note(connection, "lan", "test")
        raise ZeroDivisionError
    assert acts(ledger) == [("shell", "account.add", "lan")]


def test_accounts_move_with_the_ledger_and_logins_do_not(ledger: Ledger, place: Place) -> None:
    secret, _ = tokens.make(ledger, "lan", "job", "reader", None, "lan", NOW)
    session = sessions.begin(ledger, "lan", PASSWORD, NOW)
    with ledger.reading() as connection:
        before = fingerprint(connection)
    with open_ledger(place("moved"), create=True) as moved:
        assert copy(ledger, moved) == before
        assert (who(moved, secret), who(moved, session)) == (("lan", "reader"), None)
        with moved.reading() as connection:
            assert broken(connection) is None
        assert acts(moved) == acts(ledger)
        accounts.add(moved, "minh", "reader", PASSWORD, "lan")
        with moved.reading() as connection:
            assert (broken(connection), [one.about for one in entries(connection, limit=1)]) == (None, ["minh"])
