"""A walk through every page: values lead to words that stand there, in one click; addresses outlive re-reading and growth."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from tests.web import web_ledger
from tests.web.test_web_pages import FIRST_PATH, Tree, page
from tests.web.test_web_when import every
from tests.web.web_ledger import FIRST, SECOND, client_of, span

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.lore import Lore
from banggiao.model import Reading
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web import links


def test_every_value_of_every_page_leads_to_words_that_are_there(client: TestClient) -> None:
    names: dict[str, set[str]] = {}
    seen = 0
    for path in every(client):
        for tag, values in page(client, path).tags:
            href = values.get("href") or ""
            article, mark, name = href.partition("#")
            if tag != "a" or not article.startswith("/articles/") or not mark:
                continue
            seen += 1
            names.setdefault(article, set(page(client, article).values("id")))
            assert name in names[article], (path, href)
    assert seen > 80


def test_every_value_is_a_link(client: TestClient) -> None:
    """Elements that hold a value of a record are links to words, or stand within one."""
    for path in every(client):
        for tag, values in page(client, path).tags:
            if "said" in (values.get("class") or "").split():
                assert tag == "a" and values.get("href"), path
                href = str(values["href"])
                assert href.startswith(("/articles/", "/events/", "/mechanisms/", "/people/", "/contacts?")), (path, href)


def test_every_internal_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    hrefs = {href.partition("#")[0] for path in every(client) for href in page(client, path).values("href")}
    for href in sorted(one for one in hrefs if one.startswith("/") and "brief." not in one):
        assert client.get(href).status_code == 200, href


# the words of a permalink: of a record, of a stretch that no record has, one beyond the text, nonsense
SPANS = [("164-196", True), ("0-8", True), ("3-99999999", False), ("9-3", False), ("x", False), ("-1-4", False)]


@pytest.mark.parametrize(("words", "marked"), SPANS)
def test_words_asked_for_are_marked(client: TestClient, words: str, marked: bool) -> None:
    tree = page(client, f"{FIRST_PATH}?words={words}")
    assert (f"w{words}" in tree.values("id")) is marked
    assert tree.text == FIRST


def test_a_permalink_to_words_outlives_a_reading_that_forgets_them(tmp_path: Path, lore: Lore) -> None:
    (article, reading), *_ = web_ledger.readings()
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    place = span(FIRST, "Hai bên ký Thỏa thuận hợp tác giáo dục")
    for reader, records in (("old", reading.records), ("new", reading.records[:1])):
        newer = Reading(id=reading.id, relevant=True, records=records, published=reading.published, published_basis="given")
        with open_ledger(found.ledger, create=True) as ledger:
            with ledger.writing() as connection:
                put(connection, [(article, newer)], reader)
            refresh(ledger, lore)
        with client_of(found, lore) as client:
            href = links.lasting_path(article.id, place.start, place.end)
            tree = page(client, href.partition("#")[0])
            assert href.partition("#")[2] in tree.values("id"), reader
            assert tree.text == FIRST
            if reader == "old":
                assert href in tree.values("href")


def test_an_address_of_an_event_outlives_its_growth(tmp_path: Path, lore: Lore) -> None:
    """Whichever of two tellings comes first, the address that the event had then leads to the event of both."""
    first, second, *_ = web_ledger.readings()
    for number, order in enumerate(((first, second), (second, first))):
        found = load({"home": str(tmp_path), "ledger": str(tmp_path / f"{number}.db")}, env={})
        paths = []
        for more in order:
            with open_ledger(found.ledger, create=True) as ledger:
                with ledger.writing() as connection:
                    put(connection, [more], "test")
                refresh(ledger, lore)
                paths += [links.event_path(item.id) for item in dossier.found(ledger, Query(kinds=("event",), states=("VN", "LA"))).items]
        with client_of(found, lore) as client:
            for path in paths:
                source = client.get(path)
                assert source.status_code == 200
                assert ("Báo Một" in source.text, "Báo Hai" in source.text) == (True, True)


def test_a_person_is_known_by_words_for_name_office_state_and_days(client: TestClient) -> None:
    path = next(href for href in page(client, "/search?q=keola&kind=person").values("href") if href.startswith("/people/"))
    said = [str(values["href"]) for tag, values in page(client, path).tags if (values.get("class") or "") == "said"]
    minister = span(FIRST, "Bounmy Keola")
    assert f"{FIRST_PATH}#w{minister.start}-{minister.end}" in said
    assert len([href for href in said if href.startswith(links.article_path("vn-la-2"))]) >= 1
    assert span(SECOND, "Bounmy Keola")


def test_every_page_is_well_formed_in_both_languages(client: TestClient) -> None:
    for path in every(client):
        for language in ("vi", "en"):
            tree = Tree(client.get(path, headers={"Accept-Language": language}).text)
            assert (tree.problems, tree.open) == ([], []), (path, language)
            ids = tree.values("id")
            assert len(ids) == len(set(ids)), path


def test_no_label_is_missing(client: TestClient) -> None:
    """A label that is missing shows its key: lower-case words joined by dots."""
    for path in every(client):
        text = re.sub(r"<(?:code|textarea|script)[^>]*>.*?</(?:code|textarea|script)>", "", client.get(path).text, flags=re.DOTALL)
        found = re.findall(r">\s*([a-z]+(?:_[a-z]+)*\.[a-z_]+(?:\.[a-z_]+)*)\s*<", text)
        assert [one for one in found if urlsplit(f"//{one}").hostname not in ("example.org",)] == [], path
