"""What Datasette is told: every view and column named exists, every query runs, and what is technical is hidden."""

import io
import json

import pytest
import sqlalchemy as sa
from tests.made import LORE

from banggiao.export import export_datasette
from banggiao.export.datasette import described
from banggiao.store import Ledger

EXTRA = {"disputed", "article_count", "articles", "first_published", "confidence", "quote_article", "quote_start", "quote_end", "offices"}
"""Columns of the tables that views do not have, or of one view alone."""


@pytest.mark.parametrize(("language", "title"), [("vi", "Sự kiện"), ("en", "Event")])
def test_titles_are_in_the_language(language: str, title: str) -> None:
    found = described(LORE, "ledger", language)["databases"]["ledger"]["tables"]
    assert found["event_list"]["title"] == title
    assert found["objects"] == {"hidden": True}


def test_views_and_columns_exist(ledger: Ledger) -> None:
    tables = described(LORE, "ledger", "en")["databases"]["ledger"]["tables"]
    with ledger.reading() as connection:
        look = sa.inspect(connection)
        views = set(look.get_view_names())
        assert {name for name, about in tables.items() if "title" in about} == views - {"view_list"}
        technical = {name for name in look.get_table_names() if "_words" not in name}  # Datasette hides search indexes by itself
        assert {name for name, about in tables.items() if "hidden" in about} >= technical
        for name, about in tables.items():
            if name == "post_list" or "columns" not in about:
                continue
            columns = {column["name"] for column in look.get_columns(name)}
            assert columns - about["columns"].keys() == set(), name
            assert about["columns"].keys() - columns <= EXTRA, name
            assert set(about["facets"]) <= columns


def test_queries_run_and_answer(ledger: Ledger) -> None:
    queries = described(LORE, "ledger", "en")["databases"]["ledger"]["queries"]
    with ledger.reading() as connection:
        answers = {name: connection.exec_driver_sql(query["sql"]).mappings().all() for name, query in queries.items()}
    assert [(row["type"], row["contacts"]) for row in answers["who_met_whom"]] == [("call", 1), ("visit", 1)]
    assert {row["type"] for row in answers["one_voice"]} == {"call", "visit"}
    assert answers.keys() == {"overdue", "who_met_whom", "lately", "one_voice"}


def test_equal_bytes() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    assert export_datasette(one, LORE, "l", "vi") == export_datasette(two, LORE, "l", "vi") == len(one.getvalue())
    assert one.getvalue() == two.getvalue()
    assert json.loads(one.getvalue())["databases"].keys() == {"l"}
