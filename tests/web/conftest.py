"""The pages of a small ledger, and pages without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.web_ledger import client_of, readings

from banggiao.lore import Lore
from banggiao.settings import Settings, load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put


@pytest.fixture(scope="session")
def lore() -> Lore:
    return Lore()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, lore: Lore) -> Settings:
    """Settings with a ledger that holds the articles."""
    home = tmp_path_factory.mktemp("web")
    found = load({"home": str(home), "ledger": str(home / "ledger.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            assert not put(connection, readings(), "test").refused
        refresh(ledger, lore)
    return found


@pytest.fixture(scope="session")
def served(settings: Settings, lore: Lore) -> Iterator[TestClient]:
    with client_of(settings, lore) as made:
        yield made


@pytest.fixture
def client(served: TestClient) -> TestClient:
    """A client of the ledger's pages that has chosen nothing yet: no cookie of another test, such as a language's."""
    served.cookies.clear()
    return served


@pytest.fixture
def empty(tmp_path: Path, lore: Lore) -> TestClient:
    """A client of pages without a ledger."""
    return client_of(load({"home": str(tmp_path), "ledger": str(tmp_path / "none.db")}, env={}), lore)
