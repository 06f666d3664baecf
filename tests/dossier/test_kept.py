"""What is kept on two states is what would be computed now, whatever comes in which order, is decided, or asked as of another day."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from tests.made import LORE, made_article, plain_read, record
from tests.postgres import Place

from banggiao.dossier import kept, pair_dossier, timeline
from banggiao.dossier.kept import findings_on, keep_large, promised_on, short_findings
from banggiao.dossier.pair import SHOWN, _View
from banggiao.dossier.questions.promised import chosen, commitments, promised
from banggiao.dossier.values import SECTIONS
from banggiao.dossier.world import world
from banggiao.model import Article, Reading
from banggiao.model.times import Times
from banggiao.pipeline.decide import decide
from banggiao.store import Ledger, open_ledger, rebuild, refresh
from banggiao.store import schema as t
from banggiao.store.kept import find_kept
from banggiao.store.put import put

PAIRS = [("IN", "VN"), ("US", "VN"), ("IN", "US")]
DAYS = [datetime.date(2026, 2, 20), datetime.date(2027, 6, 1), datetime.date(2035, 1, 1)]
PEOPLE = [("Suresh Kumaran", "IN"), ("S. Kumaran", "IN"), ("An Văn Bình", "VN"), ("Joe Smith", "US")]


def _reading(key: str, chance: random.Random) -> tuple[Article, Reading]:
    """An article of an event, a promise, a person, a target and a figure."""
    a, b = chance.choice(PAIRS)
    month, person = chance.randrange(1, 10), chance.choice(PEOPLE)
    event = f"{a}+{b} {chance.choice(('talks', 'session', 'visit'))} 2026-0{month}-1{chance.randrange(9)} {person[0]}"
    promise = f"hai bên nhất trí ký hiệp định {chance.choice(('hàng hải', 'lao động'))} vào tháng {month}"
    text = "\n".join([event, person[0], promise, "20 tỷ USD", "15 tỷ USD", f"riêng {key}"])
    article = made_article(key, text, published=f"2026-0{month}-2{chance.randrange(9)}")
    due = chance.choice((None, f"2026-0{month}", "2027", "2030-05"))
    more = (
        record(text, person[0], "post", person=person[0], post="minister", country=person[1]),
        record(text, promise, "commitment", by=[a, b], to=[], act="agree", strength="agreement", due=due, sectors=["sea"], parties=[a, b]),
        record(text, "20 tỷ USD", "target", parties=[a, b], measure="trade", value=20e9, unit="USD", by="2026"),
        record(text, "15 tỷ USD", "statistic", parties=[a, b], measure="trade", value=15e9, unit="USD", period="2025"),
    )
    return article, Reading(id=key, relevant=True, records=(*plain_read(article, LORE).records, *more), published=article.published)


def _same(ledger: Ledger, day: datetime.date) -> None:
    """What is kept, asked twice, against what is computed."""
    for a, b in PAIRS:
        told = world(ledger, (a, b), day)
        for _ in range(2):
            found = promised_on(ledger, a, b, LORE, day)
            assert msgspec.json.encode(found) == msgspec.json.encode(promised(told, LORE))
            assert chosen(found, day) == commitments(told, LORE)
            assert findings_on(ledger, a, b, LORE, day) == short_findings(told, LORE)


def _kept(ledger: Ledger, day: datetime.date) -> list[tuple[str, str]]:
    with ledger.reading() as connection:
        mark = kept.version(LORE.root)
        return [pair for pair in PAIRS if find_kept(connection, pair, "promises", mark, day)]


@pytest.fixture(autouse=True)
def _every_pair_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGE", 1)


@pytest.mark.parametrize("seed", range(4))
def test_kept_is_computed_whatever_comes_and_is_decided(place: Place, seed: int) -> None:
    chance = random.Random(seed)
    readings = [_reading(f"a{n}", chance) for n in range(14)]
    chance.shuffle(readings)
    today = datetime.date.today()
    with open_ledger(place("l"), create=True) as ledger:
        while readings:
            batch = [readings.pop() for _ in range(min(len(readings), chance.randrange(1, 5)))]
            with ledger.writing() as connection:
                put(connection, batch, "made-1")
            refresh(ledger, LORE)
            if chance.random() < 0.5:
                keep_large(ledger, LORE)
            _same(ledger, today)
            _decide(ledger, chance)
            _same(ledger, today)
            _same(ledger, chance.choice(DAYS))
        keep_large(ledger, LORE)
        assert _kept(ledger, today) == [pair for pair in PAIRS if world(ledger, pair).papers]
        rebuild(ledger, LORE)
        assert _kept(ledger, today) == []
        _same(ledger, today)


def _decide(ledger: Ledger, chance: random.Random) -> None:
    """A person's judgement on some claim."""
    c = t.claims.c
    with ledger.reading() as connection:
        claims = connection.execute(sa.select(c.id, c.kind).order_by(c.id)).all()
    key, kind = chance.choice(claims)
    act = chance.choice(("accept", "reject", "correct", "merge"))
    more: dict[str, Any] = {}
    if act == "merge":
        others = [other for other, of in claims if of == kind and other != key]
        if not others:
            return
        more = {"others": [chance.choice(others)]}
    elif act == "correct":
        more = {"field": "due" if kind == "commitment" else "date", "value": "2026-12-01"}
    decide(ledger, LORE, act, [key], author="An", reason="vì thế", **more)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    chance = random.Random(7)
    with open_ledger(tmp_path_factory.mktemp("l") / "l.db", create=True) as ledger:
        with ledger.writing() as connection:
            put(connection, [_reading(f"a{n}", chance) for n in range(40)], "made-1")
        refresh(ledger, LORE)
        yield ledger


def test_an_answer_is_forgotten_with_what_it_rests_on_alone(filled: Ledger) -> None:
    keep_large(filled, LORE)
    assert _kept(filled, datetime.date.today()) == PAIRS
    text = "US+VN talks 2026-03-03 Joe Smith"
    article = made_article("later", text, published="2026-03-04")
    with filled.writing() as connection:
        put(connection, [(article, plain_read(article, LORE))], "made-1")
    refresh(filled, LORE)
    assert _kept(filled, datetime.date.today()) == [("IN", "VN"), ("IN", "US")]


@pytest.mark.parametrize("most", [1, 3, SHOWN])
@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_cut_while_loading_is_what_is_cut_afterwards(filled: Ledger, pair: tuple[str, str], most: int) -> None:
    limits = {name: most for name in (*SECTIONS, "people", "sources")}
    with filled.reading() as connection:
        view = _View(connection, *pair, "2026-05-15")
        cut, whole = view.cut(limits), view.whole(limits)
    for name in (*SECTIONS, "sources", "totals", "told"):
        assert getattr(cut, name) == getattr(whole, name), name
    for code, people in whole.people.items():
        assert [item.id for item in cut.people[code]] == [item.id for item in people]
    assert all(len(getattr(cut, name)) == min(most, cut.total(name)) for name in SECTIONS)


def test_a_dossier_of_another_time_is_cut_too(filled: Ledger) -> None:
    found = pair_dossier(filled.at(Times(known_on="2026-06-30")), "VN", "IN", most=2)
    assert len(found.timeline) == len(found.commitments) == 2
    assert found.total("timeline") > 2
    assert all((source.published or "") <= "2026-06-30" for source in found.sources)


def test_a_timeline_holds_the_latest(filled: Ledger) -> None:
    whole = timeline(filled, "VN", "IN", most=None)
    assert timeline(filled, "VN", "IN", most=3) == whole[-3:]
    assert [item.first for item in timeline(filled, "VN", "IN", until="2026-05-01", most=2)] == [
        item.first for item in whole if (item.first or "9") <= "2026-05-01"
    ][-2:]
