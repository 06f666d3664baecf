"""What is found is what a scan of everything finds: objects and articles, in order, counted, page by page, on both stores."""

import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.made import LORE, made_article, plain_read

from banggiao.dossier import articles, facts, outlets, states_told, top_pairs
from banggiao.dossier.found import Order, Query, counts, found, surveyed
from banggiao.model import Article
from banggiao.model.items import Item
from banggiao.store import Ledger, open_ledger, refresh
from banggiao.store.put import put
from banggiao.store.search import words_of

NAMES = ("An Văn Bình", "Đỗ Thị Sông", "Ravi Kumar", "Chen Li", "Souk Vong", "Kenji Sato")
STATES = ("VN", "IN", "CN", "LA", "JP")
OUTLETS = (None, "Báo Một", "Báo Hai", "Đài " + "rất " * 40 + "dài")
ORDERS: tuple[Order, ...] = ("latest", "earliest", "due", "overdue", "told")


def made(number: int, chance: random.Random) -> Article:
    """An article that tells of up to three events, or of nothing."""
    lines = []
    for _ in range(chance.randrange(4)):
        pair = "+".join(sorted(chance.sample(STATES, 2)))
        month = f"20{chance.randrange(18, 26)}-{chance.randrange(1, 13):02}"
        day = chance.choice((f"{month}-{chance.randrange(1, 29):02}", month, "-"))
        lines.append(f"{pair} {chance.choice(('talks', 'call', 'visit'))} {day} {', '.join(chance.sample(NAMES, 2))}")
    text = "\n".join(lines) or f"Không có gì, chỉ có {chance.choice(NAMES)}"
    published = chance.choice((None, f"20{chance.randrange(18, 26)}-05-{chance.randrange(1, 29):02}"))
    return made_article(f"a{number:03}", text, published=published, outlet=chance.choice(OUTLETS))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    chance = random.Random(3)
    place = tmp_path_factory.mktemp("naive") / "l.db" if request.param == "sqlite" else request.getfixturevalue("server").new("naive")
    with open_ledger(place, create=True) as one:
        with one.writing() as connection:
            put(connection, [(article, plain_read(article, LORE)) for article in (made(n, chance) for n in range(150))], "made-1")
        refresh(one, LORE)
        if not one.on_sqlite:
            with one.writing() as connection:
                connection.exec_driver_sql("ANALYZE")
        yield one


def queries() -> Iterator[Query]:
    """What may be asked, drawn by chance."""
    chance = random.Random(5)
    for _ in range(60):
        since, until = sorted(f"20{chance.randrange(17, 27)}-{chance.randrange(1, 13):02}-10" for _ in range(2))
        some = chance.sample(range(8), chance.randrange(4))
        yield Query(
            phrases=chance.choice((("do thi song",), ("Đỗ Thị",), ("kumar", "an van"), ("van an",))) if 0 in some else (),
            states=tuple(chance.sample(STATES, chance.randrange(1, 3))) if 1 in some else (),
            facets={"person": tuple(chance.sample(NAMES, 2))} if 2 in some else {},
            since=since if 3 in some else "",
            until=until if 4 in some else "",
            as_of=until if 5 in some else "",
            due_since=since if 6 in some else "",
            due_until=until if 7 in some else "",
            kinds=("event",) if chance.random() < 0.5 else (),
            dated=chance.choice((None, None, None, True, False)),
        )


def told(item: Item) -> list[str]:
    """The days by which its articles were published."""
    return sorted(one.source.published for one in item.tellings if one.source.published)


def fits(item: Item, query: Query) -> bool:
    """Whether an object fits, by looking at all of it."""
    text = f" {' '.join(words_of(' '.join(one.quote for one in item.tellings)))} "
    names = {name for one in item.said.get("people", ()) for name in one.value}
    day, due, first = at(item), item.last or "", (told(item) or [""])[0]
    return (
        all(f" {' '.join(words_of(phrase))} " in text for phrase in query.phrases)
        and set(query.states) <= set(item.parties)
        and all(names & set(values) for values in query.facets.values())
        and (not query.since or day >= query.since)
        and (not query.until or "" < day <= query.until)
        and (not query.as_of or "" < first <= query.as_of)
        and (not query.due_since or due >= query.due_since)
        and (not query.due_until or "" < due <= query.due_until)
        and (query.dated is None or bool(due) == query.dated)
    )


def at(item: Item) -> str:
    """The day that an object is placed at."""
    return item.first or (told(item) or [""])[-1]


def key(item: Item, order: Order) -> str:
    if order in ("due", "overdue"):
        return item.last or ""
    return (told(item) or [""])[-1] if order == "told" else at(item)


def scanned(items: list[Item], query: Query, order: Order) -> list[str]:
    fitting = sorted((item for item in items if fits(item, query)), key=lambda item: item.id)
    return [item.id for item in sorted(fitting, key=lambda item: key(item, order), reverse=order in ("latest", "overdue", "told"))]


@pytest.fixture(scope="module")
def items(ledger: Ledger) -> list[Item]:
    return list(facts(ledger, ["event"]))


@pytest.mark.parametrize("number", range(60))
def test_objects(ledger: Ledger, items: list[Item], number: int) -> None:
    query, order = list(queries())[number], ORDERS[number % len(ORDERS)]
    expected = scanned(items, query, order)
    page = found(ledger, query, order, limit=500)
    assert [item.id for item in page.items] == expected
    assert page.total == len(expected) and not page.capped
    parts, after = [], None
    for _ in range(4):
        part = found(ledger, query, order, limit=len(expected) // 3 + 1, after=after)
        parts += [item.id for item in part.items]
        if (after := part.after) is None:
            break
    assert parts == expected


@pytest.mark.parametrize("number", range(60))
def test_counts(ledger: Ledger, items: list[Item], number: int) -> None:
    query = list(queries())[number]
    fitting = [item for item in items if fits(item, query)]
    numbers = counts(ledger, query, 100)
    assert dict_of(numbers["state"]) == Counter(code for item in fitting for code in item.parties)
    assert dict_of(numbers["year"]) == Counter(day[:4] for item in fitting if (day := at(item)))
    assert dict_of(numbers["person"]) == Counter(
        name for item in fitting for name in {name for one in item.said.get("people", ()) for name in one.value}
    )
    assert surveyed(ledger, query)[1] == counts(ledger, query)


def dict_of(found: Any) -> dict[str, int]:
    return {one.value: one.number for one in found}


def test_where_more_fit_than_are_looked_at_the_latest_are_found(ledger: Ledger, items: list[Item]) -> None:
    whole = scanned(items, Query(kinds=("event",)), "latest")
    for most in (1, 7, 40):
        latest = found(ledger, Query(kinds=("event",)), limit=most, most=most)
        assert (latest.total, latest.capped) == (most, True)
        days = {item.id: at(item) for item in items}
        assert [days[item.id] for item in latest.items] == [days[key] for key in whole[:most]]


def test_pairs_and_states(ledger: Ledger, items: list[Item]) -> None:
    numbers = Counter(pair for item in items for pair in itertools.combinations(sorted(item.parties), 2))
    assert top_pairs(ledger, 4) == tuple((*pair, n) for pair, n in sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:4])
    assert states_told(ledger) == tuple(sorted({code for item in items for code in item.parties}))


@pytest.mark.parametrize("few", [10_000, 3])
@pytest.mark.parametrize("words", ["", "đỗ sông", "KUMAR an", "khong", "nothing"])
@pytest.mark.parametrize(("relevant", "outlet"), [(None, None), (True, None), (None, "Báo Hai"), (False, OUTLETS[3])])
def test_articles(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, words: str, relevant: bool | None, outlet: str | None, few: int) -> None:
    monkeypatch.setattr(sys.modules["banggiao.dossier.articles"], "COUNTED", few)
    chance = random.Random(3)
    wanted = set(words_of(words))
    fitting = [
        one
        for one in (made(n, chance) for n in range(150))
        if wanted <= set(words_of(one.text))
        and (outlet is None or one.outlet == outlet)
        and (relevant is None or bool(plain_read(one, LORE).records) == relevant)
    ]
    expected = [one.id for one in sorted(sorted(fitting, key=lambda one: one.id), key=lambda one: one.published or "", reverse=True)]
    rows = [row.source.article for at in range(0, 160, 40) for row in articles(
        ledger, words=words, relevant=relevant, outlet=outlet, start=at, limit=40).rows]  # fmt: skip
    assert rows == expected
    page = articles(ledger, words=words, relevant=relevant, outlet=outlet, limit=5)
    assert (page.total, page.more, page.capped) == (min(few, len(expected)), len(expected) > 5, len(expected) >= few)


def test_outlets(ledger: Ledger) -> None:
    chance = random.Random(3)
    assert outlets(ledger) == tuple(sorted({one.outlet for one in (made(n, chance) for n in range(150)) if one.outlet}))
