"""How well tellings of many outlets become one event, measured on texts outside the project.

Usage: python eval/merges.py measure | draw [N]

``measure``: of the pairs of articles that belong to one group of articles on one event (``dup_group`` of the outlets corpus), the
share that have a merged event of the group's states in common; and, of the merged events judged by eye (``merges.jsonl``), the share
that are one event. ``draw``: merged events with several articles, drawn at random, with their words, to be judged.

A verdict names the type, the states and the articles of a merged event as it was when it was judged, and says whether these are one
event. It speaks for a merged event of now with the same type and states and articles all within those judged.
"""

import gzip
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from banggiao.dossier import facts
from banggiao.lore import Lore
from banggiao.model.items import Item
from banggiao.pipeline.ingest import ingest
from banggiao.store import Ledger, open_ledger

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
VERDICTS = Path(__file__).parent / "merges.jsonl"
ARTICLES = 500
SEED = 2611
_FEWEST = 2


class Verdict(msgspec.Struct, frozen=True):
    """What the eye says of a merged event."""

    type: str
    parties: tuple[str, ...]
    articles: tuple[str, ...]
    one: bool


class Measured(msgspec.Struct, frozen=True):
    """The figures: pairs of articles and those that share an event; merged events judged and those that are one."""

    pairs: int
    shared: int
    judged: int
    right: int
    missing: int


def there() -> bool:
    """Whether the corpora are on this machine."""
    return (CORPUS / "outlets.jsonl.gz").is_file() and (CORPUS / "diplomatic.jsonl.gz").is_file()


def ledger(home: Path, lore: Lore, jobs: int = 1) -> Ledger:
    """A ledger of all articles of the outlets corpus and the first 500 of the diplomatic one."""
    opened = open_ledger(home / "merges.db", create=True)
    few = home / "diplomatic.jsonl"
    few.write_text("".join(f"{json.dumps(row)}\n" for _, row in zip(range(ARTICLES), rows("diplomatic"), strict=False)))
    ingest(opened, [CORPUS / "outlets.jsonl.gz", few], lore, jobs=jobs)
    return opened


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a corpus."""
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measure(opened: Ledger) -> Measured:
    """All figures of a ledger made by ``ledger``."""
    events = [item for item in facts(opened, ["event"]) if len(item.articles) >= _FEWEST]
    pairs, shared = groups(events)
    verdicts = [msgspec.json.decode(line, type=Verdict) for line in VERDICTS.read_bytes().splitlines() if line.strip()]
    found = [verdict for item in events if (verdict := _verdict(item, verdicts)) is not None]
    return Measured(pairs, shared, len(found), sum(found), len(events) - len(found))


def groups(events: Sequence[Item]) -> tuple[int, int]:
    """How many pairs of articles are of one group, and how many of them share an event of the states that the group is about."""
    held: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    for item in events:
        for pair in combinations(item.articles, 2):
            held[pair].add(frozenset(item.parties))
    total = shared = 0
    for name, articles in _groups().items():
        states = _states(name)
        for pair in combinations(sorted(articles), 2):
            total += 1
            shared += any(states <= parties for parties in held[pair])
    return total, shared


def _groups() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("outlets"):
        if row["dup_group"]:
            found[row["dup_group"]].append(row["id"])
    return found


def _states(name: str) -> frozenset[str]:
    """The states that a group's name begins with; an agency or "allies" in second place is none."""
    return frozenset(part.upper() for part in name.split("-")[:2] if len(part) == 2)


def _verdict(item: Item, verdicts: Sequence[Verdict]) -> bool | None:
    """What was judged of a merged event: right where all its articles are within one that is, wrong where it holds one that is not."""
    mine = [one for one in verdicts if one.type == item.values.get("type") and set(one.parties) & set(item.parties)]
    articles = set(item.articles)
    if any(not one.one and set(one.articles) <= articles for one in mine):
        return False
    return True if any(one.one and articles <= set(one.articles) for one in mine) else None


def draw(opened: Ledger, number: int) -> list[Item]:
    """Merged events with several articles, drawn at random but always alike."""
    events = sorted((item for item in facts(opened, ["event"]) if len(item.articles) >= _FEWEST), key=lambda item: item.id)
    random.Random(SEED).shuffle(events)
    return events[:number]


def main(arguments: Sequence[str]) -> int:
    """Run the command line."""
    if not there():
        print("the corpora are not on this machine")
        return 0
    lore = Lore()
    with tempfile.TemporaryDirectory() as home, ledger(Path(home), lore, jobs=2) as opened:
        if arguments[:1] == ["draw"]:
            for item in draw(opened, int(arguments[1]) if len(arguments) > 1 else 150):
                values = item.values
                print(json.dumps({"type": values["type"], "parties": sorted(item.parties), "articles": item.articles}))
                for one in item.tellings:
                    told = [one.values.get(name) for name in ("type", "date", "status", "people", "place")]
                    print("   ", one.source.article, told, " ".join(one.quote.split())[:200], f"[{one.score} {one.reason}]")
        else:
            found = measure(opened)
            print(f"pairs of one group: {found.shared} of {found.pairs} share an event ({found.shared / found.pairs:.3f})")
            print(f"merged events judged: {found.right} of {found.judged} are one ({found.right / max(1, found.judged):.3f}); "
                  f"{found.missing} not judged")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
