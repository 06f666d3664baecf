"""What many tests share; ``made.py`` beside it makes articles, readings and ledgers of a few words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of our own; what needs one is skipped where there can be none."""
    try:
        found = postgres.start()
    except postgres.NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")
    yield found
    found.end()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> postgres.Place:
    """Where a ledger of a given name is to lie: on each store in turn."""
    made: dict[str, str] = {}

    def named(name: str = "l") -> str:
        if name not in made:
            made[name] = str(tmp_path / f"{name}.db") if request.param == "sqlite" else request.getfixturevalue("server").new(name)
        return made[name]

    return named
