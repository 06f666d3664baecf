"""A few of each fault; ``make proof`` injects hundreds."""

from collections.abc import Callable, Iterator

import pytest

from tests.postgres import Server
from tests.proofs import faults, kills
from tests.proofs.worlds import Row, World, world

# what is injected, how often
ON_A_FILE: list[tuple[Callable[[World, int], Row], int]] = [
    (kills.ingesting, 4),
    (kills.rebuilding, 2),
    (kills.migrating, 2),
    (kills.exporting, 3),
    (kills.backing_up, 2),
    (kills.copying, 2),
    (kills.restoring, 2),
    (faults.full_disk, 1),
    (faults.full_disk_for_files, 2),
    (faults.read_only, 3),
    (faults.damaged_pages, 4),
    (faults.cut_log, 1),
    (faults.writers, 1),
    (faults.clock_steps, 1),
]
ON_A_SERVER: list[tuple[Callable[..., Row], int]] = [
    (kills.ingesting, 2),
    (kills.rebuilding, 1),
    (kills.copying, 1),
    (faults.writers, 1),
]


@pytest.fixture(scope="module")
def small() -> Iterator[World]:
    with world() as made:
        yield made


def _nothing_lost(row: Row) -> None:
    assert (row.survived, row.lost, row.doubled) == (row.injected, 0, 0), row


@pytest.mark.parametrize(("inject", "count"), ON_A_FILE, ids=lambda value: getattr(value, "__name__", value))
def test_on_a_file(small: World, inject: Callable[[World, int], Row], count: int) -> None:
    try:
        _nothing_lost(inject(small, count))
    except faults.CannotBe as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize(("inject", "count"), ON_A_SERVER, ids=lambda value: getattr(value, "__name__", value))
def test_on_a_server(server: Server, inject: Callable[..., Row], count: int) -> None:
    with world(server.new) as made:
        _nothing_lost(inject(made, count, server=True))
