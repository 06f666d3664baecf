"""The board of commitments: a suggested state is confirmed or refused on the page, with who said it and the record that shows it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import Tree
from tests.web.web_ledger import client_of, proof

from banggiao.lore import Lore
from banggiao.pipeline.ingest import ingest
from banggiao.settings import load
from banggiao.store import open_ledger

CHAIN = Path(__file__).parents[1] / "lifecycle" / "chains" / "L1.jsonl"
BOARD = "/commitments?state=VN&with=GB"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def client(tmp_path: Path, lore: Lore) -> Iterator[TestClient]:
    """Pages on the ledger of the first chain: the second leg of a dialogue, held late."""
    settings = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    with open_ledger(settings.ledger, create=True) as made:
        ingest(made, [CHAIN], lore, jobs=1)
    with client_of(settings, lore) as found:
        yield found


def board(client: TestClient) -> str:
    return client.get(BOARD, headers=ENGLISH).text


def judge(client: TestClient, act: str, reason: str = "") -> str:
    """Press a button of the one form; the page that follows."""
    (key,) = set(re.findall(r'name="object" value="(\w+)"', board(client)))
    form = {"act": act, "object": key, "back": BOARD, "reason": reason, **proof(client)}
    response = client.post("/review", data=form, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, BOARD)
    return board(client)


def test_a_suggestion_has_its_record_and_two_buttons(client: TestClient) -> None:
    source = board(client)
    assert Tree(source).problems == []
    assert source.count("(suggested)") == source.count('value="confirm"') == source.count('value="refuse"') == 1
    assert re.search(r'<a href="/events/\w+">shown by this record</a>', source)


def test_confirmed_and_refused(client: TestClient) -> None:
    source = judge(client, "confirm", "asked <b>them</b>")
    assert ("(suggested)" in source, "confirmed by" in source, "asked &lt;b&gt;them&lt;/b&gt;" in source) == (False, True, True)
    assert ("held late" in source or "done late" in source, 'value="confirm"' in source) == (True, False)
    assert "life-overdue" in judge(client, "refuse")


def test_a_word_is_listed_for_review_and_can_be_undone(client: TestClient) -> None:
    judge(client, "refuse")
    source = client.get("/review", headers=ENGLISH).text
    (decision,) = re.findall(r'name="decision" value="(\w+)"', source)
    assert '<span class="tag">Not so</span>' in source
    client.post("/review", data={"act": "undo", "decision": decision, **proof(client)})
    assert "(suggested)" in board(client)
