"""``banggiao serve``: the pages, on this machine or for a team."""

import socket
from importlib import import_module
from typing import Any

import click
import msgspec

from banggiao.cli.session import Session, with_session
from banggiao.errors import BanggiaoError, MissingExtra, UsageError

_HERE = ("127.0.0.1", "localhost", "::1")


@click.command(short_help="Serve the pages of the ledger.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (default: this machine alone).")
@click.option("--port", type=int, metavar="N", help="Port to listen on (0: any free one).")
@click.option("--team", is_flag=True, help="Let in only who has an account (`banggiao accounts`).")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes that answer.")
@with_session(json=False)
def serve(session: Session, host: str | None, port: int | None, team: bool, workers: int) -> None:
    """Serve the pages of the ledger until interrupted; the address is printed first.

    On this machine its user reads and decides. At an address that others reach everybody reads and nobody decides, unless --team
    asks for accounts. Put a server for https before it where others come in: it must hand on the Host header and X-Forwarded-Proto.

    Where many ask at once, as many --workers as there are processors answer soonest; each takes memory of its own.
    """
    run = _loaded()
    settings = session.settings
    session.fresh_ledger().close()
    if team:
        _need_administrator(session)
    with _listening(settings.host, settings.port) as listener:
        settings = msgspec.structs.replace(settings, port=listener.getsockname()[1])
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        if settings.host not in _HERE:
            session.note(f"banggiao: {_warning(team)}")
        click.echo(f"http://{host}:{settings.port}/")
        run(settings, team, listener, workers)


def _need_administrator(session: Session) -> None:
    """Refuse to serve a team whose accounts nobody keeps."""
    from banggiao.team.accounts import has_administrator

    with session.ledger() as ledger:
        if not has_administrator(ledger):
            raise UsageError("a team needs an administrator first: banggiao accounts add NAME --role administrator")


def _warning(team: bool) -> str:
    if team:
        return "passwords and tokens go over the network as they are, unless a server for https stands before this one"
    return "everybody who reaches this address can read the ledger, and nobody decides; --team asks for accounts"


def _loaded() -> Any:
    """What runs the pages. Raises MissingExtra where the extra ``web`` is not installed."""
    try:
        return import_module("banggiao.web.workers").run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("banggiao"):
            raise
        raise MissingExtra("web", "banggiao serve") from None


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises BanggiaoError where it cannot."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise BanggiaoError(f"cannot listen on {host}:{port}: {(error.strerror or str(error)).lower()}") from None
