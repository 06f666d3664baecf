"""The API against its own description: schemathesis makes requests that fit it and requests that do not, at the bounds of each.

Checked of every answer: no failure of the server; status, media type, headers and form as described; what does not fit the description
refused, what fits it answered; methods that are not described refused.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from tests.web.web_ledger import client_of, readings

from banggiao.lore import Lore
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

PREFIX = "/api/v1"
ALIKE = r"/(agreements|anniversaries|commitments|mechanisms|partnerships|people|roles|stances|statistics|targets)$"
"""Lists made by the same function as /events."""
CONFIG: dict[str, Any] = {
    "seed": 1,
    "phases": {"stateful": {"enabled": False}},
    # a cursor, an id, a day of a month fit their patterns and yet may be none: these are answered with 400, 404, 409
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "304", "400", "404", "409"]}},
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The pages and the API of a small ledger."""
    home = tmp_path_factory.mktemp("described")
    lore = Lore()
    found = load({"home": str(home), "ledger": str(home / "ledger.db"), "names": "testserver,127.0.0.1"}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, readings(), "test")
        refresh(ledger, lore)
    with client_of(found, lore) as client:
        yield client


def failures(client: Any, examples: int, most_articles: int, alike: bool) -> tuple[dict[tuple[str, str], str], int]:
    """What is wrong, by address and check, with the request that shows it; and how many requests were made."""
    described = client.get(f"{PREFIX}/openapi.json").json()
    lists = described["paths"]["/articles"]["post"]["requestBody"]["content"]["application/json"]["schema"]["oneOf"]
    lists[1]["maxItems"] = most_articles
    config = SchemathesisConfig.from_dict({**CONFIG, "generation": {"mode": "all", "max-examples": examples}})
    schema = schemathesis.openapi.from_dict(described, config=config)
    schema.app = client.app
    if not alike:
        schema = schema.exclude(path_regex=ALIKE)
    found: dict[tuple[str, str], str] = {}
    made = 0
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            found[event.label, "error"] = str(event.info)[:500]
        if isinstance(event, ScenarioFinished):
            made += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                for check in (one for one in checks if one.failure_info is not None):
                    told = f"{check.failure_info.failure}: {check.failure_info.code_sample}"
                    found.setdefault((event.recorder.label, check.name), told[:1000])
    return found, made


def test_every_answer_is_as_described(app: Any) -> None:
    found, made = failures(app, examples=1, most_articles=2, alike=False)
    assert (json.dumps({str(key): value for key, value in found.items()}, indent=1, ensure_ascii=False), made > 150) == ("{}", True)


@pytest.mark.proof
def test_thousands_of_answers_are_as_described(app: Any) -> None:
    found, made = failures(app, examples=60, most_articles=5, alike=True)
    assert (found, made > 1_500) == ({}, True)
