"""The gold corpora that the quality gate reads: which there are, and their articles and gold records.

Guarantees: a corpus that is not on this machine is None, never an error; one that is there but does not fit its gold raises.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from blind_gold import GOLD, join, load_blind, load_texts

from banggiao.errors import InputError
from banggiao.evaluate import articles_of, load
from banggiao.intake import articles
from banggiao.lore import Lore
from banggiao.model import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


class Corpus(msgspec.Struct, frozen=True):
    """A gold corpus: its articles in order, and the gold readings by article id."""

    name: str
    articles: tuple[Article, ...]
    gold: Mapping[str, Mapping[str, Any]]

    @property
    def texts(self) -> dict[str, str]:
        """The texts by article id."""
        return {article.id: article.text for article in self.articles}


def samples(lore: Lore) -> Corpus:
    """The sample reports of this project with gold of our own."""
    found = []
    for item in articles([ROOT / "samples" / "reports"], lore=lore):
        if isinstance(item, InputError):
            raise item
        found.append(item)
    return Corpus("samples", tuple(found), load(ROOT / "samples" / "gold.jsonl"))


def dated(name: str, lore: Lore) -> Corpus | None:
    """A corpus of ``../shared/gold`` with its articles' dates given."""
    gold, found = SHARED / "gold" / f"{name}.gold.jsonl", SHARED / "gold" / f"{name}.articles.jsonl"
    if not gold.is_file() or not found.is_file():
        return None
    return Corpus(name, tuple(articles_of(found, lore)), load(gold))


def raw_seeds(lore: Lore) -> Corpus | None:
    """The founding reports as delivered, with no date given, against the gold of their dated forms."""
    folder, named = SHARED / "seeds", SHARED / "gold" / "seeds.articles.jsonl"
    if not folder.is_dir() or not named.is_file():
        return None
    found = []
    for key, value in load(named).items():
        for item in articles([folder / value["source"]], lore=lore):
            if isinstance(item, InputError):
                raise item
            found.append(msgspec.structs.replace(item, id=key))
    return Corpus("seeds-raw", tuple(found), load(SHARED / "gold" / "seeds.gold.jsonl"))


def annotated(name: str) -> Corpus | None:
    """Articles of the public corpora that were annotated without a look at any reading (``gold/<name>.jsonl``); their texts are not
    in this project."""
    if not (SHARED / "corpus").is_dir():
        return None
    readings = load_blind(GOLD / f"{name}.jsonl")
    articles_, gold = join(readings, load_texts(SHARED / "corpus", readings))
    found = tuple(Article(id=row["id"], text=row["text"], published=row["published"]) for row in articles_)
    return Corpus(name, found, {row["id"]: row for row in gold})


def development(lore: Lore) -> list[Corpus]:
    """The golds that rules are made with and numbers learned from. Raises SystemExit where they are not on this machine."""
    found = [dated("dev", lore), annotated("wide"), annotated("near")]
    here = [corpus for corpus in found if corpus is not None]
    if len(here) < len(found):
        raise SystemExit("the development golds are not on this machine (../shared)")
    return here


def corpora(lore: Lore) -> dict[str, Corpus | None]:
    """All corpora by name, None where one is not on this machine."""
    return {
        "samples": samples(lore),
        "seeds": dated("seeds", lore),
        "seeds-raw": raw_seeds(lore),
        "dev": dated("dev", lore),
        **{name: annotated(name) for name in ("wide", "near", "blind", "unseen")},
    }
