"""The merged world in random orders: shuffled articles in random batches, some given twice, decisions in between, refreshed now and then.

Usage: python -m tests.proofs --only orders [--orders N]

A world is a few articles (of events that resemble one another, names of one another, copies) and decisions on them. Each of its orders
must end in one and the same world, and a rebuild must change nothing; every order is a line of bench/orders.csv.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.dossier import facts
from banggiao.model import Article, Reading
from banggiao.model.ids import digest
from banggiao.store import open_ledger, rebuild, refresh
from banggiao.store import schema as t
from banggiao.store.anchors import Anchor
from banggiao.store.decisions import Decision, keep
from banggiao.store.ledger import Ledger
from banggiao.store.put import put
from tests.made import LORE, made_article, plain_read, record

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
ACTS = ("accept", "reject", "correct", "merge", "merge", "split", "confirm", "refuse", "undo")
WORLDS_ORDERS = 10
_POSTS = [
    ("Suresh Kumaran", "minister"),
    ("S. Kumaran", "minister"),
    ("Kumaran", "minister"),
    ("Kumaran Suresh", "minister"),
    ("Anil Kumaran", "minister"),
    ("Kim Jong-un", "head_of_state"),
    ("Kim Jong Un", "head_of_state"),
    ("Kim Jongun", "party_leader"),
]
_PERIODS = ("2021/2023", "2024/2026", None)
_LONG = " ".join(f"lời{n} nói{n * 7 % 31} việc{n * 3 % 17}" for n in range(60))
_FIELDS = {
    "event": ("type",),
    "post": ("person", "post"),
    "target": ("measure", "value"),
    "agreement": ("name",),
    "commitment": ("act",),
}

Pair = tuple[Article, Reading]
Chosen = dict[str, Any]


class Order(msgspec.Struct, frozen=True):
    """One order of one world and what it came to."""

    world: int
    order: int
    articles: int
    decisions: int
    batches: int
    twice: int
    refreshed: int
    digest: str
    rebuilt: str


def reading(key: str, numbers: list[int], copied: bool) -> Pair:
    """An article of some of the lines, of a person, a target, a document and a promise; copies share a long text."""
    person, post = _POSTS[sum(numbers) % len(_POSTS)]
    tail = _LONG if copied else f"riêng {key}"
    text = "\n".join([*(LINES[n] for n in numbers), person, f"15 tỷ USD {post}", tail])
    article = made_article(key, text, published=f"2026-02-{1 + len(key) % 3:02}" if numbers[0] % 2 else None)
    read = plain_read(article, LORE)
    both, period = ["IN", "VN"], _PERIODS[numbers[0] % len(_PERIODS)]
    document = {"type": "agreement", "status": "signed", "date": None, "period": period}
    more = (
        record(text, person, "post", person=person, post=post, country="IN"),
        record(text, "15 tỷ USD", "target", parties=both, measure="trade", value=15e9, unit="USD", by=None if copied else "2030"),
        record(text, person, "agreement", parties=both, name="Chương trình hợp tác văn hóa và giáo dục", **document),
        record(text, "15 tỷ USD", "commitment", act="agree", by=both, to=None, sectors=["trade"], due="2026"),
    )
    return article, Reading(id=key, relevant=True, records=(*read.records, *more), published=article.published)


def decisions(pairs: list[Pair], chosen: list[tuple[str, int, int]]) -> list[Decision]:
    """Decisions on records of these articles: acts with two numbers that choose the records."""
    made: list[Decision] = []
    for n, (act, one, two) in enumerate(chosen):
        claims, others = (_anchor(pairs[one % len(pairs)], two),), (_anchor(pairs[two % len(pairs)], one),)
        more: dict[str, Any] = {"claims": claims}
        if act == "undo":
            more = {"undoes": made[one % len(made)].id if made else "none"}
        elif act in ("merge", "split"):
            if claims[0].kind != others[0].kind or claims == others:
                continue
            more["others"] = others
        elif act in ("confirm", "refuse"):
            more = {"claims": (_anchor(pairs[one % len(pairs)], -1),), "others": others, "field": "state", "value": "done"}
        elif act == "correct":
            more |= {"field": "date", "value": "2026-01-29"}
        made.append(Decision(act=act, made=f"2026-03-{n + 1:02}T00:00:00+00:00", author="An", reason="vì thế", **more))
    return made


def _anchor(pair: Pair, at: int) -> Anchor:
    """The anchor of a record, with an id that a former reader gave."""
    one = pair[1].records[at % len(pair[1].records)]
    return Anchor("former", pair[0].id, one.kind, one.start, one.end, one.quote, {name: one.values.get(name) for name in _FIELDS[one.kind]})


def world(ledger: Ledger) -> list[Any]:
    """All that merging made, and what persons said of promises."""
    with ledger.reading() as connection:
        found: list[Any] = []
        for table in (t.objects, t.object_parties, t.members):
            found += [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))]
        columns = [column for column in t.finds.columns if column.name != "number"]
        joined = t.finds.join(t.find_texts, t.find_texts.c.number == t.finds.c.number)
        query = sa.select(*columns, t.find_texts.c.folded).select_from(joined).order_by(t.finds.c.object)
        found += [tuple(row) for row in connection.execute(query)]
    return [*found, *((item.id, item.words) for item in facts(ledger, ["commitment"]) if item.words)]


def ordered(chosen: Chosen, seed: int, home: Path) -> tuple[list[Any], list[Any], Order]:
    """The world that one order of articles and decisions ends in, and after a rebuild."""
    pairs = [reading(f"a{n}", numbers, copied) for n, (numbers, copied) in enumerate(chosen["articles"])]
    made = decisions(pairs, chosen["decisions"])
    shuffled = random.Random(seed)
    twice = shuffled.sample(pairs, len(pairs) // 2)
    steps: list[Any] = [*pairs, *made, *twice, *made[:1]]
    shuffled.shuffle(steps)
    batches = refreshed = 0
    with open_ledger(home / f"{seed}.db", create=True) as ledger:
        while steps:
            batch, steps = steps[: (size := shuffled.randint(1, 4))], steps[size:]
            batches += 1
            with ledger.writing() as connection:
                put(connection, {step[0].id: step for step in batch if isinstance(step, tuple)}.values(), "made-1")
                keep(connection, [step for step in batch if isinstance(step, Decision)])
            if shuffled.random() < 0.7:
                refreshed += 1
                refresh(ledger, LORE)
        refresh(ledger, LORE)
        ended = world(ledger)
        rebuild(ledger, LORE)
        again = world(ledger)
    counts = (len(pairs), len(made), batches, len(twice), refreshed)
    return ended, again, Order(0, 0, *counts, _digest(ended), _digest(again))


def _digest(found: list[Any]) -> str:
    return digest(repr(found).encode())[:16]


def drawn(draw: random.Random) -> Chosen:
    """A world at random."""
    number = draw.randint(2, 6)
    return {
        "articles": [(draw.sample(range(len(LINES)), draw.randint(1, 3)), draw.random() < 0.5) for _ in range(number)],
        "decisions": [(draw.choice(ACTS), draw.randrange(21), draw.randrange(21)) for _ in range(draw.randint(0, 6))],
    }


def orders(number: int, seed: int = 2611) -> Iterator[Order]:
    """So many orders, ten of each world."""
    draw = random.Random(seed)
    for at in range(-(-number // WORLDS_ORDERS)):
        chosen = drawn(draw)
        with TemporaryDirectory() as home:
            for order in range(min(WORLDS_ORDERS, number - at * WORLDS_ORDERS)):
                found = ordered(chosen, draw.randrange(10**6), Path(home))[2]
                yield msgspec.structs.replace(found, world=at + 1, order=order + 1)


def table(number: int, kept: Path) -> tuple[str, bool]:
    """The orders by world as a table, and whether all were equal; every order is a line of the file ``kept``."""
    rows: list[Order] = []
    for row in orders(number):
        print(row, flush=True)
        rows.append(row)
    with kept.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Order.__struct_fields__)
        writer.writerows(msgspec.structs.astuple(row) for row in rows)
    lines = ["| world | articles | decisions | orders | batches | given twice | one world | rebuilt the same |"]
    lines.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    same = rebuilt = 0
    for name in sorted({row.world for row in rows}):
        mine = [row for row in rows if row.world == name]
        equal, again = sum(row.digest == mine[0].digest for row in mine), sum(row.rebuilt == row.digest for row in mine)
        same, rebuilt = same + equal, rebuilt + again
        totals = (sum(row.batches for row in mine), sum(row.twice for row in mine))
        lines.append(f"| {name} | {mine[0].articles} | {mine[0].decisions} | {len(mine)} | {totals[0]} | {totals[1]} | {equal} | {again} |")
    lines.append(
        f"| all |  |  | {len(rows)} | {sum(row.batches for row in rows)} | {sum(row.twice for row in rows)} | {same} | {rebuilt} |"
    )
    says = "Each order shuffles the articles and decisions of a world, cuts them into batches and gives half of the articles twice."
    return "\n".join([f"{says} Every order is a line of [{kept.name}]({kept.name}).", "", *lines]), same == rebuilt == len(rows)
