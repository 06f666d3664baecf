"""The cost of ingestion is in proportion to what is new: no more at the end than at the beginning, though every article is on known pairs."""

import random
import time
from pathlib import Path

import pytest
from tests.made import LORE, made_article, plain_read

from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

PAIRS = [f"VN+{code}" for code in ("IN", "US", "CN", "LA", "KH", "FR", "DE", "GB", "JP", "KR")]
NAMES = [f"{first} {last}" for first in ("An Văn", "Lê Thị", "Ravi", "Joe", "Hans") for last in ("Bình", "Kumar", "Cúc", "Miller")]


def _texts(run: int, count: int) -> list[str]:
    """Reports of one quarter: each tells of a few events on a few pairs, some of them told by others, too."""
    draw = random.Random(run)
    found = []
    for _ in range(count):
        lines = []
        for _ in range(3):
            day = f"{2000 + run // 4}-{run % 4 * 3 + draw.randint(1, 3):02}-{draw.randint(1, 28):02}"
            lines.append(f"{draw.choice(PAIRS)} {draw.choice(['talks', 'call', 'visit'])} {day} {', '.join(draw.sample(NAMES, 2))}")
        found.append("\n".join(lines))
    return found


@pytest.mark.proof
def test_ten_runs_over_the_same_pairs(tmp_path: Path) -> None:
    """Ten runs of 1,000 articles, each run's reports of the next quarter, put and merged."""
    seconds = []
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        for run in range(10):
            published = f"{2000 + run // 4}-{run % 4 * 3 + 3:02}-28"
            articles = [made_article(f"{run}-{n}", text, published=published) for n, text in enumerate(_texts(run, 1000))]
            pairs = [(article, plain_read(article, LORE)) for article in articles]
            began = time.process_time()
            with ledger.writing() as connection:
                put(connection, pairs, "made-1")
            refresh(ledger, LORE)
            seconds.append(round(time.process_time() - began, 2))
    assert sum(seconds[-2:]) <= 2 * sum(seconds[:2]), seconds
    print(seconds)
