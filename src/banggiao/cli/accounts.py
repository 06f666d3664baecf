"""``banggiao accounts``: who may use the ledger of a team."""

import datetime
import getpass
import sys
from typing import Any

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import EXIT_FAILED, EXIT_FINE, UsageError
from banggiao.team.visitor import ROLES

_SHOWN = 100


@click.group(short_help="Keep the accounts of a team.")
def accounts() -> None:
    """Keep the accounts of a team, for `banggiao serve --team`. Every change goes into the log under your name.

    A reader reads; an analyst also decides and adds articles; an administrator also keeps the accounts.
    """


@accounts.command("add", short_help="Make an account.")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the account may do.")
@with_session(json=False)
def add(session: Session, name: str, role: str) -> None:
    """Make an account. The password is asked for, or read from standard input where no terminal is there."""
    from banggiao.team.accounts import add as made

    password = _password()
    with session.ledger(create=True) as ledger:
        account = made(ledger, name, role, password, _by(session))
    click.echo(f"{account.name}: {account.role}")


@accounts.command("list", short_help="All accounts.")
@with_session()
def listed(session: Session) -> None:
    """List all accounts with role and state."""
    from banggiao.team.accounts import accounts as found

    with session.ledger() as ledger:
        rows = found(ledger)
    if session.as_json:
        session.json([{"name": one.name, "role": one.role, "disabled": one.disabled, "made": one.made} for one in rows])
        return
    word = session.labels.word
    heads = [word(key) for key in ("login.name", "users.role", "account.made", "users.disabled")]
    session.table(
        word("users.title"),
        heads,
        [(one.name, word(f"role.{one.role}"), one.made[:10], word("yes") if one.disabled else "") for one in rows],
    )


@accounts.command("set-password", short_help="Give an account another password.")
@click.argument("name")
@with_session(json=False)
def set_password(session: Session, name: str) -> None:
    """Give an account another password; its sessions end."""
    from banggiao.team.accounts import set_password as change

    _change(session, lambda ledger, by: change(ledger, name, _password(), by))


@accounts.command("set-role", short_help="Give an account another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@with_session(json=False)
def set_role(session: Session, name: str, role: str) -> None:
    """Give an account another role, at once."""
    from banggiao.team.accounts import set_role as change

    _change(session, lambda ledger, by: change(ledger, name, role, by))


@accounts.command("disable", short_help="Let an account in no more.")
@click.argument("name")
@with_session(json=False)
def disable(session: Session, name: str) -> None:
    """Let an account in no more; its sessions end and its tokens fail, at once."""
    from banggiao.team.accounts import disable as change

    _change(session, lambda ledger, by: change(ledger, name, by))


@accounts.command("enable", short_help="Let an account in again.")
@click.argument("name")
@with_session(json=False)
def enable(session: Session, name: str) -> None:
    """Let an account in again."""
    from banggiao.team.accounts import enable as change

    _change(session, lambda ledger, by: change(ledger, name, by))


@accounts.command("token", short_help="Make a token for a program.")
@click.argument("name")
@click.option("--for", "label", required=True, metavar="WORDS", help="What it is for.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What it may do.")
@click.option("--days", type=int, metavar="N", help="How long it is good for (default: without end).")
@with_session(json=False)
def token(session: Session, name: str, label: str, role: str, days: int | None) -> None:
    """Make a token of an account. It is printed this once."""
    from banggiao.team.tokens import make

    with session.ledger(write=True) as ledger:
        secret, _ = make(ledger, name, label, role, days, _by(session), _now())
    click.echo(secret)


@accounts.command("tokens", short_help="The tokens of an account.")
@click.argument("name")
@with_session()
def tokens(session: Session, name: str) -> None:
    """List the tokens of an account."""
    import msgspec

    from banggiao.team.tokens import tokens as found

    with session.ledger() as ledger:
        rows = found(ledger, name)
    if session.as_json:
        session.json(msgspec.to_builtins(rows))
        return
    word = session.labels.word
    heads = [word(key) for key in ("id", "account.label", "users.role", "account.made", "account.ends", "account.revoked")]
    table = [
        (one.id[:12], one.label, word(f"role.{one.role}"), one.made[:10], (one.ends or "")[:10], (one.revoked or "")[:10]) for one in rows
    ]
    session.table(word("account.tokens"), heads, table)


@accounts.command("revoke", short_help="Make a token worth nothing.")
@click.argument("token")
@with_session(json=False)
def revoke(session: Session, token: str) -> None:
    """Make a token, by its id or the first letters of it, worth nothing."""
    from banggiao.team.tokens import revoke as change

    _change(session, lambda ledger, by: change(ledger, token, by, _now()))


@accounts.command("audit", short_help="The log of what was done.")
@click.option("--limit", type=click.IntRange(1, 500), default=_SHOWN, show_default=True, help="How many entries, the latest first.")
@click.option("--who", default="", metavar="NAME", help="Only entries of this account.")
@with_session()
def audit(session: Session, limit: int, who: str) -> int:
    """Show the log: decisions and changes of accounts, the latest first. Exit status 1 where it was changed by hand."""
    import msgspec

    from banggiao.store.audit import broken, entries

    with session.ledger() as ledger, ledger.reading() as connection:
        found, odd = entries(connection, None, limit, who), broken(connection)
    word = session.labels.word
    if session.as_json:
        session.json(msgspec.to_builtins(found))
    else:
        heads = [word(key) for key in ("audit.when", "audit.who", "audit.act", "audit.about")]
        session.table(
            word("audit.title"), heads, [(one.made[:19], one.who, word(f"act.{one.act}"), f"{one.about} {_more(one)}") for one in found]
        )
    session.note(word("audit.odd").format(n=odd) if odd else word("audit.sound"))
    return EXIT_FAILED if odd else EXIT_FINE


def _more(entry: Any) -> str:
    return "; ".join(f"{key}: {value}" for key, value in entry.detail.items() if key != "made")


def _change(session: Session, change: Any) -> None:
    with session.ledger(write=True) as ledger:
        change(ledger, _by(session))


def _by(session: Session) -> str:
    """Who is put into the log for what is done on the command line: the setting author, else the user of the process."""
    author = session.settings.author
    if not author:
        try:
            author = getpass.getuser()
        except (KeyError, OSError, ImportError):
            raise UsageError("say who does this: set BANGGIAO_AUTHOR") from None
    return f"{author} (command line)"


def _password() -> str:
    """A new password, typed twice unseen, or the first line of standard input."""
    if sys.stdin.isatty():
        found: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return found
    return sys.stdin.readline().rstrip("\r\n")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
