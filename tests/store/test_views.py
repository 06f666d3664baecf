"""The views of a ledger: a row for each merged object, decided values first, renewed with the kinds, dropped by migrations."""

import pytest
import sqlalchemy as sa
from tests.made import LORE, made_article, plain_read
from tests.postgres import Place

from banggiao.kinds import kinds
from banggiao.store import Ledger, migrate, open_ledger, refresh
from banggiao.store.put import put
from banggiao.store.views import drop_views, keep_views

TEXT = "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội\nVN+US call 2026-02-01 An"
ALL = {f"{kind.kind}_list" for kind in kinds(LORE)} | {"state_list", "article_list", "telling_list", "word_list", "view_list"}


@pytest.fixture
def ledger(place: Place):
    with open_ledger(place("l"), create=True) as made:
        with made.writing() as connection:
            put(
                connection,
                [(article, plain_read(article, LORE)) for article in [made_article("1", TEXT, published="2026-02-02")]],
                "made-1",
            )
        refresh(made, LORE)
        yield made


def rows(ledger: Ledger, query: str) -> list[tuple]:
    with ledger.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def names(ledger: Ledger) -> set[str]:
    with ledger.reading() as connection:
        return set(sa.inspect(connection).get_view_names())


def test_refresh_makes_them(ledger: Ledger) -> None:
    assert names(ledger) == ALL


def test_a_row_for_each_merged_object(ledger: Ledger) -> None:
    query = "SELECT type, parties, status, people, place, first_day, tellings, quote, article FROM event_list ORDER BY first_day"
    first, second = TEXT.split("\n")
    assert rows(ledger, query) == [
        ("talks", "VN; IN", "held", "An Văn Bình; Ravi Kumar", "Hà Nội", "2026-01-30", 1, first, "1"),
        ("call", "VN; US", "held", "An", None, "2026-02-01", 1, second, "1"),
    ]


def test_states_have_names(ledger: Ledger) -> None:
    assert rows(ledger, "SELECT en FROM state_list WHERE code IN ('VN', 'IN') ORDER BY code") == [("India",), ("Vietnam",)]
    (found,) = rows(ledger, "SELECT states FROM event_list WHERE type = 'talks'")
    assert set(found[0].split(", ")) == {"Ấn Độ", "Việt Nam"}


def test_words_are_those_of_the_article(ledger: Ledger) -> None:
    first, _ = TEXT.split("\n")
    assert set(rows(ledger, "SELECT words, start, article FROM word_list WHERE field = 'place'")) == {(first, 0, "1")}
    assert rows(ledger, "SELECT count(*) FROM telling_list t JOIN event_list e ON e.id = t.fact") == [(2,)]


def test_a_decided_value_stands_first(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.exec_driver_sql(
            """UPDATE objects SET decided = '{"place":["d1","Huế"],"people":["d2",["Bình"]],"status":["d3",null]}'"""
        )
    assert set(rows(ledger, "SELECT place, people, status FROM event_list")) == {("Huế", "Bình", None)}


def test_every_view_can_be_read(ledger: Ledger) -> None:
    for name in sorted(ALL):
        rows(ledger, f"SELECT * FROM {name}")


def test_a_second_look_changes_nothing(ledger: Ledger) -> None:
    assert not keep_views(ledger, LORE)


def test_others_views_stay(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.exec_driver_sql("CREATE VIEW mine AS SELECT id FROM objects")
        drop_views(connection)
    assert names(ledger) == {"mine"}
    assert keep_views(ledger, LORE)
    assert names(ledger) == ALL | {"mine"}


def test_migrations_drop_them_and_refresh_makes_them_again(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        migrate.migrate(connection, "0002")
    assert names(ledger) == set()
    with ledger.writing() as connection:
        migrate.migrate(connection)
    refresh(ledger, LORE)
    assert names(ledger) == ALL
