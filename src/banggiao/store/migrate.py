"""Schema versions: which one a ledger has, and the way up and down.

Guarantees: a migration runs in one transaction and leaves the ledger as it was where it fails; asking for the version of a
ledger does not load Alembic (it is slow to import, and most runs need no migration).
"""

from pathlib import Path

import sqlalchemy as sa

from banggiao.store.views import drop_views

HEAD = "0007"
_HERE = Path(__file__).parent / "migrations"


def version(connection: sa.Connection) -> str | None:
    """The schema version of the ledger, None where the database is no ledger."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def is_empty(connection: sa.Connection) -> bool:
    """Whether the database holds no table at all."""
    return not sa.inspect(connection).get_table_names()


def known(revision: str) -> bool:
    """Whether this version of banggiao knows the schema version."""
    return any(path.name.startswith(f"{revision}_") for path in (_HERE / "versions").glob("*.py"))


def migrate(connection: sa.Connection, revision: str = HEAD) -> None:
    """Bring the ledger to a schema version, up or down ("base": none). Views are dropped; the next ``refresh`` makes them anew."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    current = version(connection)
    drop_views(connection)
    downward = revision == "base" or (current is not None and current > revision)
    (command.downgrade if downward else command.upgrade)(config, revision)
