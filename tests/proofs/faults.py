"""Faults of the machine: a full disk, folders that cannot be written to, damaged pages, a cut log, several writers, clocks, crashes.

Guarantees of what is proved: each fault is one clear line, costs nothing that was acknowledged, and once it is gone the same
command ends with the digest of a calm run; damage is never taken for sound.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from banggiao.errors import BanggiaoError
from banggiao.export.jsonl import export_jsonl
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger
from banggiao.store.backup import backup, restore
from tests.made import LORE, plain_read
from tests.postgres import Server
from tests.proofs.forked import End, Tell, forked
from tests.proofs.worlds import Row, World, checked, judge

_NOBODY = "nobody"


class CannotBe(Exception):
    """Why a fault cannot be injected here."""


def _said(row: Row, end: End, words: str) -> None:
    """A fault must be told in one line that says what it is; else it counts as lost."""
    told = end.error.startswith(("LedgerError", "BanggiaoError")) and words in end.error and "\n" not in end.error
    row.note = end.error.partition(": ")[2].rpartition(": ")[2] if told else f"told badly: {end.error[:200]!r}"
    row.lost += not told


@contextlib.contextmanager
def _small_disk(folder: Path, megabytes: float) -> Iterator[None]:
    """A disk of that size at the folder."""
    folder.mkdir(exist_ok=True)
    size = f"size={int(megabytes * 1024)}k"
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True, check=False).returncode:
        raise CannotBe("a small disk needs root and mount")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def full_disk(world: World, count: int) -> Row:
    """Ingest onto disks of random size until they are full; then there is room again."""
    row = Row("full disk in ingest")
    needed = os.path.getsize(world.calm) / 1e6
    for number in range(count):
        folder = world.folder / f"disk{number}"
        with _small_disk(folder, world.chance.uniform(0.2, 0.9) * needed):
            place = str(folder / "l.db")
            end = forked(world.fill(place))
            row.injected += 1
            _said(row, end, "the disk is full")
            kept = world.place("room")
            for path in folder.glob("l.db*"):
                shutil.copy(path, kept + path.name.removeprefix("l.db"))
        if os.path.exists(kept) and os.path.getsize(kept):
            with contextlib.suppress(BanggiaoError):
                judge(row, kept, end.told)
        else:
            row.survived += end.told == 0
            row.lost += end.told
        world.fill(kept)(lambda done: None)
        row.lost += checked(kept).digest != world.digest
    return row


def full_disk_for_files(world: World, count: int) -> Row:
    """Exports and backups onto a disk that is too small: an error, the older file stays, and no scrap."""
    row = Row("full disk in export and backup")
    for number in range(count):
        folder = world.folder / f"files{number}"
        with _small_disk(folder, 0.1):
            target = folder / "out"
            target.write_bytes(b"old\n")

            def work(tell: Tell, number: int = number, target: Path = target) -> None:
                with open_ledger(world.calm) as ledger:
                    if number % 2:
                        backup(ledger, target, replace=True)
                    else:
                        while True:  # larger than the disk
                            with target.with_name(f"fill{time.monotonic_ns()}").open("wb") as filler:
                                filler.write(b"x" * 90_000)
                            export_jsonl(ledger, target)

            end = forked(work)
            row.injected += 1
            whole = target.read_bytes() == b"old\n" and not list(folder.glob(".*"))
            if number % 2:
                _said(row, end, "the disk is full")
            else:
                whole = not list(folder.glob(".*")) and (target.read_bytes() == b"old\n" or target.stat().st_size > 1000)
            row.survived += whole
            row.lost += not whole
    return row


def read_only(world: World, count: int) -> Row:
    """Another user's ledger in another user's folder: it can be read, and writing is refused in one line."""
    row = Row("read-only folder and file")
    folder = world.folder / "theirs"
    folder.mkdir()
    place = folder / "l.db"
    shutil.copy(world.calm, place)
    place.chmod(0o444)
    folder.chmod(0o555)
    for parent in (folder, *folder.parents):
        if parent == Path("/tmp") or parent == Path("/"):
            break
        parent.chmod(parent.stat().st_mode | 0o555)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam(_NOBODY)

    def be_nobody() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)

    def look(tell: Tell) -> None:
        with open_ledger(place) as ledger, ledger.reading() as connection:
            tell(int(connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()))

    works: list[tuple[Callable[[Tell], None], str]] = [
        (world.fill(str(place)), "read-only"),
        (world.fill(str(folder / "new.db")), "cannot be opened"),
        (lambda tell: _export(place, folder / "e.jsonl"), "permission denied"),
    ]
    for number in range(count):
        work, words = works[number % len(works)]
        row.injected += 1
        _said(row, forked(work, prepare=be_nobody), words)
        seen = forked(look, prepare=be_nobody)
        row.survived += seen.told == checked(world.calm).articles
        row.lost += checked(str(place)).digest != world.digest
        for path in folder.glob("l.db-*"):  # our own look at it leaves them: with them SQLite refuses only what is to be written
            path.unlink()
    return row


def _export(place: Path, target: Path) -> None:
    with open_ledger(place) as ledger:
        export_jsonl(ledger, target)


def damaged_pages(world: World, count: int) -> Row:
    """A page of the file is overwritten: ``verify`` says so or nothing was hurt; the backup brings everything back."""
    row = Row("damaged database page")
    saved = Path(world.copy_of_calm())
    page = 4096
    pages = saved.stat().st_size // page
    harmless = 0
    for _ in range(count):
        place = Path(world.copy_of_calm())
        at = world.chance.randrange(pages)
        with place.open("r+b") as stream:
            stream.seek(at * page + world.chance.randrange(page // 2))
            stream.write(world.chance.randbytes(page // 4))
        row.injected += 1
        sound = False
        with contextlib.suppress(BanggiaoError):
            state = checked(str(place))
            sound = not state.problems
            if sound and state.digest != world.digest:
                row.lost += 1  # taken for sound
        harmless += sound
        new = world.place("restored")
        with open_ledger(new, create=True) as ledger:
            back = restore(saved, ledger).digest == world.digest
        row.survived += back
        row.lost += not back
        place.unlink()
    row.note = f"{row.injected - harmless} named by verify, {harmless} in unused space; a backup brought all back"
    return row


def cut_log(world: World, count: int) -> Row:
    """The power goes: the end of the write-ahead log is torn off at a random byte. What is left is sound and goes on."""
    row = Row("torn write-ahead log")
    calm = forked(world.fill(world.place("calm"))).seconds
    while row.injected < count:
        place = world.place("torn")
        if not forked(world.fill(place), world.chance.uniform(0.2, 0.9) * calm).killed or not os.path.exists(f"{place}-wal"):
            continue
        size = os.path.getsize(f"{place}-wal")
        os.truncate(f"{place}-wal", world.chance.randrange(size + 1))
        row.injected += 1
        with contextlib.suppress(BanggiaoError):  # before there was a ledger
            row.lost += len(checked(place).problems)
        world.fill(place)(lambda done: None)
        whole = checked(place).digest == world.digest
        row.survived += whole
        row.lost += not whole
    return row


def writers(world: World, count: int, server: bool = False) -> Row:
    """Three processes ingest the same reports into one ledger at the same time, one of them killed."""
    row = Row(f"three writers at once, one killed, {'PostgreSQL' if server else 'SQLite'}")
    for _ in range(count):
        place = world.place("many", server=server)
        children = []
        for number in range(3):
            child = os.fork()
            if child == 0:
                with contextlib.suppress(BaseException):
                    world.fill(place)(lambda done: None)
                    os._exit(0)
                os._exit(1)
            children.append(child)
            if number == 1:
                time.sleep(world.chance.uniform(0.05, 0.5))
        os.kill(children[0], signal.SIGKILL)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        row.injected += 1
        whole = codes[1:] == [0, 0]
        world.fill(place)(lambda done: None)
        state = checked(place)
        whole = whole and state.digest == world.digest
        row.survived += whole
        row.lost += not whole
        row.doubled += sum("several" in problem for problem in state.problems)
    return row


def clock_steps(world: World, count: int) -> Row:
    """The clock jumps by years, forth and back, during the run."""
    row = Row("clock steps by years")

    def jumping() -> None:
        real, chance = time.time, world.chance
        time.time = lambda: real() + chance.uniform(-3e8, 3e8)

    for _ in range(count):
        place = world.place("clock")
        end = forked(world.fill(place), prepare=jumping)
        row.injected += 1
        whole = not end.error and checked(place).digest == world.digest
        row.survived += whole
        row.lost += not whole
    return row


def server_crashes(world: World, count: int, server: Server) -> Row:
    """The database server stops at once in the middle of ingest, starts again, and the same command goes on."""
    row = Row("crash of the PostgreSQL server in ingest")
    for _ in range(count):
        place = server.new("crash")
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                world.fill(place)(lambda done: None)
            os._exit(0)
        time.sleep(world.chance.uniform(0.3, 1.5))
        server.stop("immediate")
        os.waitpid(child, 0)
        server.start()
        row.injected += 1
        with contextlib.suppress(BanggiaoError):  # before there was a ledger
            judge(row, place)
            row.survived -= 1
        world.fill(place)(lambda done: None)
        whole = checked(place).digest == world.digest
        row.survived += whole
        row.lost += not whole
    return row


def reader_killed(world: World, count: int) -> Row:
    """One of two reading processes is killed (as for want of memory): one line, and the same command goes on."""
    row = Row("a reading process killed")
    for _ in range(count):
        place = world.place("reader")

        def work(tell: Tell, place: str = place) -> None:
            def kill(done: int) -> None:
                tell(done)
                if done > 40:
                    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
                        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                            os.kill(int(child), signal.SIGKILL)
                            break

            with open_ledger(place, create=True) as ledger:
                ingest(ledger, [world.source], LORE, jobs=2, read=plain_read, tell=lambda now: kill(now.done))

        end = forked(work)
        if not end.error:
            continue  # it was done before
        row.injected += 1
        _said(row, end, "ended from outside")
        judge(row, place, end.told)
        world.fill(place)(lambda done: None)
        row.lost += checked(place).digest != world.digest
    row.note = row.note[:80]
    return row
