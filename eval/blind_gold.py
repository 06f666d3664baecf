"""Rebuilds a gold of the public corpora: joins the spans kept in the project with the texts, which stay outside it.

Usage: python eval/blind_gold.py CORPUS_FOLDER OUT_FOLDER [GOLD.jsonl]   (without: gold/blind.jsonl)

Reads `<corpus>.jsonl.gz` of CORPUS_FOLDER for every corpus that the gold names and writes OUT_FOLDER/articles.jsonl and
OUT_FOLDER/gold.jsonl in the form that the judge reads: every `span` is replaced by the `quote` cut from the text. Both
files are written only when every article was found with the SHA-1 that the gold gives and every span lies inside its text.
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
BLIND = GOLD / "blind.jsonl"

Json = dict[str, Any]


class BlindGoldError(Exception):
    """The gold cannot be joined with the texts; the message names the corpus or the article and says why."""


def load_blind(path: Path = BLIND) -> list[Json]:
    """The gold readings as kept in the project: with spans, without texts."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_texts(folder: Path, readings: Iterable[Json]) -> dict[tuple[str, str], str]:
    """The texts that the readings need, by corpus and id; an article that the corpus lacks is left out."""
    wanted: dict[str, set[str]] = {}
    for reading in readings:
        wanted.setdefault(reading["corpus"], set()).add(reading["id"])
    texts: dict[tuple[str, str], str] = {}
    for corpus, ids in sorted(wanted.items()):
        path = folder / f"{corpus}.jsonl.gz"
        if not path.is_file():
            raise BlindGoldError(f"corpus {corpus}: no file {path}")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in ids:
                    texts[corpus, row["id"]] = row["text"]
    return texts


def join(readings: Iterable[Json], texts: Mapping[tuple[str, str], str]) -> tuple[list[Json], list[Json]]:
    """The articles and the gold readings with quotes, in the order of the readings."""
    articles: list[Json] = []
    gold: list[Json] = []
    for reading in readings:
        corpus, name = reading["corpus"], reading["id"]
        text = texts.get((corpus, name))
        if text is None:
            raise BlindGoldError(f"article {name}: not in corpus {corpus}")
        if hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest() != reading["sha1"]:
            raise BlindGoldError(f"article {name}: its text in corpus {corpus} is not the one that was annotated (SHA-1 differs)")
        articles.append({"id": name, "published": reading["published"], "source": corpus, "text": text})
        gold.append({"id": name, "relevant": reading["relevant"], "records": [quoted(name, r, text) for r in reading["records"]]})
    return articles, gold


def quoted(name: str, record: Json, text: str) -> Json:
    """The record with its quote cut from the text in place of its span."""
    start, end = record["span"]
    if not 0 <= start < end <= len(text):
        raise BlindGoldError(f"article {name}: span {start}-{end} is outside its text of {len(text)} characters")
    return {key: value for key, value in record.items() if key != "span"} | {"quote": text[start:end]}


def write(path: Path, rows: Iterable[Json]) -> None:
    """Write the rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def rebuild(corpus: Path, out: Path, blind: Path = BLIND) -> tuple[int, int]:
    """Write articles.jsonl and gold.jsonl into the folder; how many articles and records they hold."""
    readings = load_blind(blind)
    articles, gold = join(readings, load_texts(corpus, readings))
    out.mkdir(parents=True, exist_ok=True)
    write(out / "articles.jsonl", articles)
    write(out / "gold.jsonl", gold)
    return len(articles), sum(len(reading["records"]) for reading in gold)


def main(arguments: list[str]) -> int:
    """Rebuild as the command line says; 0 fine, 1 not joined, 2 usage."""
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        articles, records = rebuild(*map(Path, arguments))
    except BlindGoldError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{articles} articles, {records} records")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
