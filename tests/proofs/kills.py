"""SIGKILL at random moments of everything that writes.

Guarantees of what is proved: what was acknowledged is there after each kill, the ledger is sound, and in the end its digest is that
of a calm run: nothing lost, nothing doubled. Files that are written appear whole or not at all.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from banggiao.errors import LedgerMissing
from banggiao.export.jsonl import export_jsonl
from banggiao.store import migrate, open_ledger, rebuild
from banggiao.store.backup import backup, restore
from banggiao.store.copying import copy
from tests.made import LORE
from tests.proofs.forked import Tell, forked
from tests.proofs.worlds import Row, World, checked, judge, settled

_OVER = 1.1
_MOST_RUNS = 8


def ingesting(world: World, kills: int, server: bool = False) -> Row:
    """Ingest, killed again and again until it gets through."""
    row = Row(f"kill -9 in ingest, {'PostgreSQL' if server else 'SQLite'}")
    calm = forked(world.fill(world.place(server=server))).seconds
    while row.injected < kills:
        place = world.place(server=server)
        for run in range(_MOST_RUNS):
            end = forked(world.fill(place), world.chance.uniform(0, calm * _OVER) if run < _MOST_RUNS - 1 else None)
            if not end.killed:
                break
            row.injected += 1
            try:
                judge(row, place, end.told)
            except LedgerMissing:  # before there was a ledger
                row.survived += 1
        row.lost += checked(place).digest != world.digest
    return row


def rebuilding(world: World, kills: int, server: bool = False) -> Row:
    """Rebuild; what was killed is made good by the next refresh."""
    row = Row(f"kill -9 in rebuild, {'PostgreSQL' if server else 'SQLite'}")
    place = world.place(server=server)
    world.fill(place)(lambda number: None)

    def work(tell: Tell) -> None:
        with open_ledger(place, write=True) as ledger:
            rebuild(ledger, LORE)

    calm = forked(work).seconds
    while row.injected < kills:
        if forked(work, world.chance.uniform(0, calm * _OVER)).killed:
            row.injected += 1
            judge(row, place)
            row.lost += settled(place) != world.digest
    return row


def migrating(world: World, kills: int) -> Row:
    """A ledger of the first schema brought up to date."""
    row = Row("kill -9 in migration, SQLite")
    old = world.copy_of_calm()
    with open_ledger(old, create=True) as ledger, ledger.writing() as connection:
        migrate.migrate(connection, "0001")
    data = Path(old).read_bytes()

    def fresh() -> str:
        place = world.place("old")
        Path(place).write_bytes(data)
        return place

    def work(place: str) -> Callable[[Tell], None]:
        return lambda tell: open_ledger(place, create=True).close()

    calm = forked(work(fresh())).seconds
    while row.injected < kills:
        place = fresh()
        if forked(work(place), world.chance.uniform(0, calm * _OVER)).killed:
            row.injected += 1
            row.survived += settled(place) == world.digest
            row.lost += settled(place) != world.digest
    return row


def exporting(world: World, kills: int) -> Row:
    """An export in the place of an older one: the file is the old or the new one, never a part."""
    target = world.folder / "export.jsonl"
    with open_ledger(world.calm) as ledger:
        export_jsonl(ledger, target)
    new, old = target.read_bytes(), b"old\n"

    def work(tell: Tell) -> None:
        with open_ledger(world.calm) as ledger:
            export_jsonl(ledger, target)

    return _files("kill -9 in export", world, kills, work, target, old, lambda data: data == new)


def backing_up(world: World, kills: int) -> Row:
    """A backup in the place of an older file."""
    target = world.folder / "backup.db"

    def work(tell: Tell) -> None:
        with open_ledger(world.calm) as ledger:
            backup(ledger, target, replace=True)

    return _files("kill -9 in backup", world, kills, work, target, b"old\n", lambda data: checked(str(target)).digest == world.digest)


def _files(
    fault: str, world: World, kills: int, work: Callable[[Tell], None], target: Path, old: bytes, good: Callable[[bytes], bool]
) -> Row:
    row = Row(fault)
    calm = forked(work).seconds
    while row.injected < kills:
        target.write_bytes(old)
        if forked(work, world.chance.uniform(0, calm * _OVER)).killed:
            row.injected += 1
            data = target.read_bytes()
            whole = data == old or good(data)
            row.survived += whole
            row.lost += not whole
    work(lambda number: None)
    left = list(world.folder.glob(f".{target.name}.*"))
    row.lost += len(left)  # what killed runs left goes with the next one
    return row


def copying(world: World, kills: int, server: bool = False) -> Row:
    """A copy into an empty ledger: empty or whole."""
    row = Row(f"kill -9 in copy to {'PostgreSQL' if server else 'SQLite'}")
    place = world.place(server=server)

    def work(tell: Tell) -> None:
        with open_ledger(world.calm) as there, open_ledger(place, create=True) as here:
            copy(there, here, replace=True)

    calm = forked(work).seconds
    while row.injected < kills:
        place = world.place(server=server)
        if forked(work, world.chance.uniform(0, calm * _OVER)).killed:
            row.injected += 1
            whole = True
            with contextlib.suppress(LedgerMissing):
                state = checked(place)
                whole = state.articles == 0 or state.digest == world.digest
            row.survived += whole
            row.lost += not whole
    return row


def restoring(world: World, kills: int) -> Row:
    """A backup, every other one made by an older version, put in the place of other contents: the old or the new ones."""
    row = Row("kill -9 in restore, SQLite")
    files = [world.copy_of_calm(), world.copy_of_calm()]
    with open_ledger(files[1], create=True) as ledger, ledger.writing() as connection:
        migrate.migrate(connection, "0003")
    file, place = files[1], world.place("other")
    with open_ledger(place, create=True) as ledger:
        ledger.close()
    empty = checked(place).digest

    def work(tell: Tell) -> None:
        with open_ledger(place, create=True) as ledger:
            restore(Path(file), ledger, replace=True)

    calm = forked(work).seconds
    while row.injected < kills:
        file, place = files[row.injected % 2], world.place("other")
        open_ledger(place, create=True).close()
        if forked(work, world.chance.uniform(0, calm * _OVER)).killed:
            row.injected += 1
            state = checked(place)
            whole = not state.problems and (state.digest == empty or settled(place) == world.digest)
            row.survived += whole
            row.lost += not whole
    return row
