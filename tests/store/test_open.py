"""Opening a ledger: what is made, what is refused and in which words; migrations up and down."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.made import LORE, made_article, made_ledger, plain_read
from tests.postgres import Place

from banggiao.errors import LedgerError, LedgerMissing
from banggiao.store import migrate, open_ledger
from banggiao.store.schema import metadata


def _sqlite(path: Path, *statements: str) -> Path:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path


def test_a_ledger_is_made_only_where_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "ledger.db"
    with pytest.raises(LedgerMissing, match="there is no ledger yet"):
        open_ledger(place)
    assert not place.parent.exists()
    open_ledger(place, create=True).close()
    open_ledger(place).close()


def test_an_empty_file_is_an_empty_place(tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    place.touch()
    with pytest.raises(LedgerMissing, match="the ledger is empty"):
        open_ledger(place)
    open_ledger(place, create=True).close()


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("no database")
    other = _sqlite(tmp_path / "other.db", "CREATE TABLE songs (title TEXT)")
    newer = _sqlite(tmp_path / "newer.db", "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('9999')")
    # place, what the message says
    cases = [
        (text, "it is not a ledger (no SQLite file)"),
        (other, "it is not a ledger (a database of something else)"),
        (newer, "a newer banggiao made it (schema 9999"),
        (tmp_path, "it is a folder"),
    ]
    for place, message in cases:
        before = place.read_bytes() if place.is_file() else b""
        for create in (False, True):
            with pytest.raises(LedgerError) as caught:
                open_ledger(place, create=create)
            assert message in str(caught.value) and str(place) in str(caught.value) and "\n" not in str(caught.value)
        assert not place.is_file() or place.read_bytes() == before


def test_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    article = made_article("a", "VN+IN talks 2026-01-30 An")
    made_ledger(place, (article, plain_read(article, LORE))).close()
    data = bytearray(place.read_bytes())
    data[1024:-1024] = b"\xff" * (len(data) - 2048)
    place.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(place)


def test_a_reader_cannot_write(place: Place) -> None:
    open_ledger(place("l"), create=True).close()
    with open_ledger(place("l")) as ledger, pytest.raises(LedgerError, match="read-only"), ledger.writing() as connection:
        connection.execute(sa.text("DELETE FROM stale"))


def test_a_ledger_in_a_folder_that_cannot_be_written_to_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "l.db"
    open_ledger(place, create=True).close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_ledger(place) as ledger, ledger.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM articles")).scalar() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["l.db"]


def test_a_second_writer_waits_and_then_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banggiao.store.engines.BUSY_SECONDS", 0.05)
    place = tmp_path / "l.db"
    with open_ledger(place, create=True) as one, open_ledger(place, write=True) as two:
        with one.writing(), pytest.raises(LedgerError, match="another process is writing"), two.writing():
            pass
        with two.writing():
            pass


def test_an_error_rolls_everything_back(place: Place) -> None:
    with open_ledger(place("l"), create=True) as ledger:
        with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
            connection.execute(sa.text("INSERT INTO stale VALUES ('x')"))
            raise ZeroDivisionError
        with ledger.reading() as connection:
            assert connection.execute(sa.text("SELECT count(*) FROM stale")).scalar() == 0


def test_migrations_make_the_tables_of_the_code_and_take_them_away(place: Place) -> None:
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.reading() as connection:
            assert migrate.version(connection) == migrate.HEAD
            found = compare_metadata(MigrationContext.configure(connection), metadata)
            assert [
                change
                for change in found
                if not any(index in str(change) for index in ("article_words", "find_words", "words", "ix_articles_outlet"))
            ] == []
        with ledger.writing() as connection:
            migrate.migrate(connection, "base")
            assert sa.inspect(connection).get_table_names() == ["alembic_version"]
        with ledger.writing() as connection:
            migrate.migrate(connection)
            assert migrate.version(connection) == migrate.HEAD


def test_the_head_is_the_last_migration() -> None:
    files = sorted((Path(migrate.__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))
    assert files[-1].name.startswith(f"{migrate.HEAD}_")
    assert migrate.known(migrate.HEAD) and not migrate.known("9999")
