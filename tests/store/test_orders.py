"""The merged world is the same whatever the order, the batches, what comes twice, and when decisions are made."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.made import LORE, made_article, plain_read, record

from banggiao.model import Article, Reading
from banggiao.store import open_ledger, rebuild, refresh
from banggiao.store import schema as t
from banggiao.store.anchors import Anchor
from banggiao.store.decisions import Decision, keep
from banggiao.store.ledger import Ledger
from banggiao.store.put import put

LONG = " ".join(f"lời{n} nói{n * 7 % 31} việc{n * 3 % 17}" for n in range(60))
LINES = [
    "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar",
    "VN+IN talks 2026-01-31 An Văn Bình, Ravi Kumar @ Hà Nội",
    "VN+IN talks 2026-01 An Văn Bình, Ravi Kumar @ Hà Nội",
    "VN+IN reception 2026-01-30 An Văn Bình, Ravi Kumar",
    "VN+IN meeting 2026-01-30 An Văn Bình, Ravi Kumar",
    "VN+IN meeting - An Văn Bình, Ravi Kumar",
    "VN+IN talks - An Văn Bình, Ravi Kumar",
    "VN+IN visit - Ravi Kumar @ Việt Nam",
    "VN+US talks 2026-01-30 An Văn Bình, Joe Smith",
    "VN+IN+US conference 2026-02 An Văn Bình",
    "VN+IN conference 2026-02-03 Ravi Kumar",
]
POSTS = [
    ("Suresh Kumaran", "minister"),
    ("S. Kumaran", "minister"),
    ("Kumaran", "minister"),
    ("Kumaran Suresh", "minister"),
    ("Anil Kumaran", "minister"),
    ("Kim Jong-un", "head_of_state"),
    ("Kim Jong Un", "head_of_state"),
    ("Kim Jongun", "party_leader"),
]


def _reading(key: str, numbers: list[int], copied: bool) -> tuple[Article, Reading]:
    """An article of some of the lines, of a person and of a target; copies share a long text."""
    person, post = POSTS[sum(numbers) % len(POSTS)]
    tail = LONG if copied else f"riêng {key}"
    text = "\n".join([*(LINES[n] for n in numbers), person, f"15 tỷ USD {post}", tail])
    article = made_article(key, text, published=f"2026-02-{1 + len(key) % 3:02}" if numbers[0] % 2 else None)
    read = plain_read(article, LORE)
    more = (
        record(text, person, "post", person=person, post=post, country="IN"),
        record(text, "15 tỷ USD", "target", parties=["IN", "VN"], measure="trade", value=15e9, unit="USD", by=None if copied else "2030"),
        record(text, person, "agreement", parties=["IN", "VN"], name=f"Hiệp định {person}", type="agreement", status="signed", date=None),
    )
    return article, Reading(id=key, relevant=True, records=(*read.records, *more), published=article.published)


def _anchor(pair: tuple[Article, Reading], at: int) -> Anchor:
    """The anchor of a record, with an id that a former reader gave."""
    one = pair[1].records[at % len(pair[1].records)]
    fields = {"event": ("type",), "post": ("person", "post"), "target": ("measure", "value"), "agreement": ("name",)}[one.kind]
    return Anchor("former", pair[0].id, one.kind, one.start, one.end, one.quote, {name: one.values.get(name) for name in fields})


def _decisions(pairs: list[tuple[Article, Reading]], chosen: list[tuple[str, int, int]]) -> list[Decision]:
    made: list[Decision] = []
    for n, (act, one, two) in enumerate(chosen):
        claims, others = (_anchor(pairs[one % len(pairs)], two),), (_anchor(pairs[two % len(pairs)], one),)
        more: dict[str, Any] = {}
        if act == "undo":
            more = {"undoes": made[one % len(made)].id if made else "none"}
        elif act in ("merge", "split"):
            if claims[0].kind != others[0].kind or claims == others:
                continue
            more = {"claims": claims, "others": others}
        elif act == "correct":
            more = {"claims": claims, "field": "date", "value": "2026-01-29"}
        else:
            more = {"claims": claims}
        made.append(Decision(act=act, made=f"2026-03-{n + 1:02}T00:00:00+00:00", author="An", reason="vì thế", **more))
    return made


def world(ledger: Ledger) -> list[Any]:
    """All that merging made."""
    with ledger.reading() as connection:
        found: list[Any] = []
        for table in (t.objects, t.object_parties, t.members, t.facets):
            found += [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))]
        return found


_worlds = st.fixed_dictionaries(
    {
        "articles": st.lists(
            st.tuples(st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=3, unique=True), st.booleans()), min_size=1, max_size=7
        ),
        "decisions": st.lists(
            st.tuples(
                st.sampled_from(["accept", "reject", "correct", "merge", "merge", "split", "undo"]), st.integers(0, 20), st.integers(0, 20)
            ),
            max_size=5,
        ),
        "seeds": st.lists(st.integers(0, 10_000), min_size=2, max_size=2),
    }
)


def _check_orders(chosen: dict[str, Any]) -> None:
    """Two orders, batchings and interleavings of the same articles and decisions, and a rebuild, give one world."""
    pairs = [_reading(f"a{n}", numbers, copied) for n, (numbers, copied) in enumerate(chosen["articles"])]
    made = _decisions(pairs, chosen["decisions"])
    worlds = []
    for seed in chosen["seeds"]:
        shuffled = random.Random(seed)
        steps: list[Any] = [*pairs, *made, *shuffled.sample(pairs, len(pairs) // 2), *made[:1]]
        shuffled.shuffle(steps)
        with TemporaryDirectory() as home, open_ledger(Path(home) / "l.db", create=True) as ledger:
            while steps:
                batch, steps = steps[: (size := shuffled.randint(1, 4))], steps[size:]
                with ledger.writing() as connection:
                    articles = {step[0].id: step for step in batch if isinstance(step, tuple)}
                    put(connection, articles.values(), "made-1")
                    keep(connection, [step for step in batch if isinstance(step, Decision)])
                if shuffled.random() < 0.7:
                    refresh(ledger, LORE)
            refresh(ledger, LORE)
            worlds.append(world(ledger))
            rebuild(ledger, LORE)
            assert world(ledger) == worlds[-1]
    assert worlds[0] == worlds[1]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=_worlds)
def test_any_order_gives_the_same_world(chosen: dict[str, Any]) -> None:
    _check_orders(chosen)


@pytest.mark.proof
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=_worlds)
def test_more_than_two_hundred_orders_give_the_same_worlds(chosen: dict[str, Any]) -> None:
    """Two orders an example."""
    _check_orders(chosen)


def test_a_newer_reading_ends_where_it_would_have_begun(tmp_path: Path) -> None:
    """Articles read by an older reader and read anew give the world of the newer reader alone."""
    pairs = [_reading(f"a{n}", [n, n + 2], n % 2 == 0) for n in range(6)]
    with open_ledger(tmp_path / "one.db", create=True) as one, open_ledger(tmp_path / "two.db", create=True) as two:
        for article, reading in pairs:
            with one.writing() as connection:
                put(connection, [(article, Reading(id=article.id, relevant=True, records=reading.records[:2]))], "made-0")
            refresh(one, LORE)
        for ledger in (one, two):
            with ledger.writing() as connection:
                put(connection, pairs, "made-1")
            refresh(ledger, LORE)
        assert world(one) == world(two)
