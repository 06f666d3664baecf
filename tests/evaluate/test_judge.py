"""The judge: keys as a table, and the same figures as the public judge on real gold with readings disturbed at random."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from banggiao.evaluate import as_json, judge, load, texts_of
from banggiao.evaluate.compare import near, overlap, same_date
from banggiao.evaluate.judge import sound
from banggiao.evaluate.keys import same_fact
from banggiao.lore import Lore

LORE = Lore()
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
TEXT = "Hai bên nhất trí mở đường bay thẳng. Kim ngạch đạt 5 tỷ USD. Hai bên nhất trí mở thêm trường học."


@pytest.mark.parametrize(("kind", "a", "b", "same"), [
    # a conference needs one party in common, any other event all of them
    ("event", {"type": "conference", "parties": ["VN", "LA"]}, {"type": "conference", "parties": ["LA"]}, True),
    ("event", {"type": "talks", "parties": ["VN", "LA"]}, {"type": "talks", "parties": ["LA"]}, False),
    ("event", {"type": "talks", "parties": ["VN", "LA"]}, {"type": "talks", "parties": ["LA", "VN"]}, True),
    # part of a name is the name; accents and case do not count
    ("post", {"person": "Trần Văn A", "country": "VN", "post": "minister"}, {"person": "tran van a", "country": "VN", "post": "minister"}, True),
    ("post", {"person": "Trần Văn A", "country": "VN", "post": "minister"}, {"person": "Văn A", "country": "VN", "post": "minister"}, True),
    ("post", {"person": "Trần Văn A", "country": "VN", "post": "minister"}, {"person": "Lê A", "country": "VN", "post": "minister"}, False),
    # half a percent is near, one is not
    ("target", {"measure": "trade", "unit": "USD", "value": 1000}, {"measure": "trade", "unit": "usd", "value": 1004}, True),
    ("target", {"measure": "trade", "unit": "USD", "value": 1000}, {"measure": "trade", "unit": "USD", "value": 1010}, False),
    # names share 60 % of the words of the longer
    ("agreement", {"name": "Hiệp định thương mại tự do", "parties": ["VN"]}, {"name": "Hiệp định thương mại", "parties": ["VN", "EU"]}, True),
    ("agreement", {"name": "Hiệp định thương mại tự do", "parties": ["VN"]}, {"name": "Hiệp định", "parties": ["VN"]}, False),
    ("agreement", {"name": "Hiệp định thương mại", "parties": ["VN"]}, {"name": "Hiệp định thương mại", "parties": ["EU"]}, False),
    ("role", {"country": "VN", "role": "chair", "body": "ASEAN"}, {"country": "VN", "role": "chair", "body": "Hiệp hội ASEAN"}, True),
    # a commitment is told by act, speaker and quote
    ("commitment", {"act": "agree", "by": ["VN", "LA"], "quote": "nhất trí mở đường bay thẳng"},
     {"act": "agree", "by": ["LA", "VN"], "quote": "Hai bên nhất trí mở đường bay thẳng"}, True),
    ("commitment", {"act": "agree", "by": ["VN", "LA"], "quote": "nhất trí mở đường bay thẳng"},
     {"act": "agree", "by": ["VN", "LA"], "quote": "nhất trí mở thêm trường học"}, False),
])  # fmt: skip
def test_same_fact(kind: str, a: dict[str, Any], b: dict[str, Any], same: bool) -> None:
    """The keys of each kind, in both directions."""
    assert same_fact(kind, a, b, TEXT) is same
    assert same_fact(kind, b, a, TEXT) is same


@pytest.mark.parametrize(("a", "b", "same"), [
    ("2024-05-01", "2024-05-01", True),
    (None, "", True),
    (None, "2024", False),
    ("2024-05-01", "2024-05-01/2024-05-04", True),      # a day of a visit
    ("2024-05-01", "2024-05", False),                   # a month is too vague
    ("2024-05-01/2024-05-03", "2024-05-03/2024-05-05", True),
    ("2024-05-01", "2024-05-02", False),
    ("2024-Q1", "2024-01", False),
    ("2024-02-30", "2024-02-29", False),                # no date at all
])  # fmt: skip
def test_same_date(a: str | None, b: str | None, same: bool) -> None:
    """Dates that overlap count where neither is vague."""
    assert same_date(a, b) is same
    assert same_date(b, a) is same


def test_padding_earns_nothing() -> None:
    """A quote that covers the other but is more than three times as long is no match."""
    assert overlap("mở đường bay thẳng", TEXT, TEXT) == 0.0
    assert overlap("mở đường bay", "mở đường bay thẳng", TEXT) == 1.0


def test_near_never_raises() -> None:
    """Values that are no numbers are near nothing."""
    assert not near(None, 1)
    assert not near("x", "x")
    assert near("5", 5)


@pytest.mark.parametrize(("kind", "quote", "verdict"), [
    ("commitment", "Hai bên nhất trí mở đường bay thẳng", True),
    ("commitment", "Hai bên nhất trí mở đường bay vòng", False),  # not in the text
    ("commitment", "nhất", False),                                # one word
    ("statistic", "Kim ngạch đạt 5 tỷ USD", True),
    ("statistic", "Hai bên nhất trí mở đường bay thẳng", False),  # shows no figure: "hai bên" is none
])  # fmt: skip
def test_sound(kind: str, quote: str, verdict: bool) -> None:
    """A quote stands in the text, is two words or more, and shows the figure claimed."""
    assert sound({"kind": kind, "quote": quote}, TEXT, LORE) is verdict


def disturbed(records: list[dict[str, Any]], text: str, random_: random.Random) -> list[dict[str, Any]]:
    """Readings as a poor reader would give them: some lost, some doubled, fields swapped or emptied, quotes moved."""
    found = []
    for record in records:
        if random_.random() < 0.2:
            continue
        copy = dict(record)
        for field in list(copy):
            if field not in ("kind", "quote") and random_.random() < 0.1:
                copy[field] = random_.choice([None, random_.choice(records).get(field)])
        start = text.find(copy["quote"] or "")
        if random_.random() < 0.4 and start >= 0:
            copy["quote"] = text[max(0, start - random_.randint(0, 90)) : start + len(copy["quote"]) + random_.randint(-20, 120)]
        found += [copy] * (2 if random_.random() < 0.1 else 1)
    random_.shuffle(found)
    return found


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")
@pytest.mark.parametrize("seed", range(4))
def test_same_figures_as_the_public_judge(seed: int) -> None:
    """Every figure equals the public judge's, to the last digit."""
    spec = importlib.util.spec_from_file_location("public_judge", GOLD / "score.py")
    assert spec and spec.loader
    public = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(public)
    gold, texts = load(GOLD / "dev.gold.jsonl"), texts_of(load(GOLD / "dev.articles.jsonl"))
    random_ = random.Random(seed)
    every = [record for reading in gold.values() for record in reading["records"]]
    found = {}
    for key, reading in gold.items():
        strays = random_.sample(every, 2) if random_.random() < 0.2 else []
        found[key] = {"id": key, "records": disturbed(reading["records"] + strays, texts[key], random_)}
    if seed == 3:
        texts = {}
    for only in (None, "event"):
        mine = as_json(judge(gold, found, texts, LORE, only))
        theirs = public.score(gold, found, texts, only)
        assert json.dumps(mine, sort_keys=True) == json.dumps(theirs, sort_keys=True)
