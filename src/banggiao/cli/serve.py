"""``banggiao serve``: the pages, on this machine."""

import socket
from importlib import import_module
from typing import Any

import click
import msgspec

from banggiao.cli.session import Session, with_session
from banggiao.errors import BanggiaoError, MissingExtra


@click.command(short_help="Serve the pages of the ledger.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (default: this machine alone).")
@click.option("--port", type=int, metavar="N", help="Port to listen on (0: any free one).")
@with_session(json=False)
def serve(session: Session, host: str | None, port: int | None) -> None:
    """Serve the pages of the ledger until interrupted; the address is printed first."""
    create_app, uvicorn = _loaded()
    settings = session.settings
    session.fresh_ledger().close()
    with _listening(settings.host, settings.port) as listener:
        settings = msgspec.structs.replace(settings, port=listener.getsockname()[1])
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        click.echo(f"http://{host}:{settings.port}/")
        config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def _loaded() -> tuple[Any, Any]:
    """The pages' factory and the server. Raises MissingExtra where the extra ``web`` is not installed."""
    try:
        import uvicorn

        create_app = import_module("banggiao.web").create_app
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("banggiao"):
            raise
        raise MissingExtra("web", "banggiao serve") from None
    return create_app, uvicorn


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises BanggiaoError where it cannot."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise BanggiaoError(f"cannot listen on {host}:{port}: {(error.strerror or str(error)).lower()}") from None
