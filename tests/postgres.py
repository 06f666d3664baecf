"""A PostgreSQL server of our own for the tests: in a temporary folder, on a local socket alone, ended with the run.

Servers refuse to run as root, so that root hands the folder to Debian's user ``postgres``. Where the programs are absent, or no
such user is, ``start`` says why it cannot: what needs a server is then skipped, visibly.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType

import sqlalchemy as sa

Place = Callable[[str], str]
"""Gives the place of a ledger of some name."""
_USER = "postgres"
_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "50",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}

_GUARD = 'run=$1 folder=$2; shift 2; while kill -0 "$run" 2>/dev/null; do sleep 2; done; cd /; "$@" 2>/dev/null; rm -rf "$folder"'
"""Ends the server of a run that was killed."""


class NoServer(Exception):
    """Why there can be no server here."""


class Server:
    """A running server; ``new`` makes a database and gives its URL."""

    def __init__(self, folder: Path, programs: Path, prefix: list[str], durable: bool, more: Mapping[str, str]) -> None:
        self.folder = folder
        self.programs = programs
        self.prefix = prefix
        self._numbers = count(1)
        self._run("initdb", "-D", str(folder / "data"), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        settings = {**_SETTINGS, "unix_socket_directories": f"'{folder}'", **({} if durable else {"fsync": "off"}), **more}
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self.start()
        guard = ["/bin/sh", "-c", _GUARD, "guard", str(os.getpid()), str(folder), *self._stopping("immediate")]
        quiet = subprocess.DEVNULL
        self._guard = subprocess.Popen(guard, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)

    def _stopping(self, mode: str) -> list[str]:
        return [*self.prefix, str(self.programs / "pg_ctl"), "stop", "-w", "-s", "-m", mode, "-D", str(self.folder / "data")]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self.prefix, str(self.programs / program), *arguments], capture_output=True, text=True, check=False, cwd=self.folder
        )
        if done.returncode:
            raise NoServer(f"{program}: {(done.stderr or done.stdout).strip()[-300:]}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._run("pg_ctl", "start", "-w", "-s", "-t", "300", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """Stop it; ``immediate`` is a crash."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", mode, "-D", str(self.folder / "data"))

    def url(self, database: str) -> str:
        """The URL of a database."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.folder}"

    def new(self, name: str = "ledger") -> str:
        """Make a database. Returns its URL."""
        database = f"{name}_{os.getpid()}_{next(self._numbers)}"
        engine = sa.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{database}" TEMPLATE template0')
        return self.url(database)

    def end(self) -> None:
        """Stop the server and remove its folder."""
        self._guard.kill()
        self._guard.wait()
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def start(durable: bool = False, more: Mapping[str, str] = MappingProxyType({})) -> Server:
    """Start a server; ``durable``: with every commit on the disk, as outside of tests; ``more`` settings. Raises NoServer."""
    programs, prefix = _programs(), _as_user()
    folder = Path(tempfile.mkdtemp(prefix="bgpg"))
    try:
        if prefix:
            shutil.chown(folder, _USER)
        return Server(folder, programs, prefix, durable, more)
    except (NoServer, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoServer(str(error)) from None


def _programs() -> Path:
    """The folder of the newest server's programs; Debian keeps them off the path."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoServer("the extra postgres is not installed") from None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3].partition(".")[0]))
    on_path = shutil.which("postgres")
    if not found and not on_path:
        raise NoServer("no PostgreSQL server is installed")
    return (found[-1] if found else Path(on_path or "").resolve()).parent


def _as_user() -> list[str]:
    """What runs a program as a user that a server accepts."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(_USER)
    except KeyError:
        raise NoServer(f"root needs the user {_USER} to run a server as") from None
    runner = shutil.which("runuser")
    if runner is None:
        raise NoServer("root needs runuser to run a server as another user")
    return [runner, "-u", _USER, "--"]
