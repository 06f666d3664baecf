"""Measures the repair of lost letters: destroys letters of real sentences with a fixed seed and counts the words put back.

Usage: python eval/lost_letters.py [--wrong] [ARTICLES.jsonl]  print the share repaired for each kind of loss
       python eval/lost_letters.py --choose ARTICLES.jsonl     print a new choice of sentences (eval/lost_letters.json)

The choice names sentences by article, offsets and hash; their texts stay outside the project. None of the articles was
counted for the table of syllables. A word counts as repaired only if every letter is as before, its case too.
"""

import hashlib
import json
import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from banggiao.cleaning.lost import lost_letters
from banggiao.lore import Lore

CHOICE = Path(__file__).with_suffix(".json")
ARTICLES = Path(__file__).parents[2] / "shared" / "gold" / "dev.articles.jsonl"
SEED = 20
SENTENCES = 1200
SHARE = 0.05
WORDS = re.compile(r"[^\W\d_]+")

Loss = Callable[[str, random.Random], str]


def cut(letter: str, chance: random.Random) -> str:
    """A letter that the end of a chunk cut: two bytes become two marks, three become two or three."""
    return "?" * (2 if len(letter.encode()) == 2 else chance.choice((2, 3)))


LOSSES: dict[str, Loss] = {
    "a letter cut by a chunk's end, ?? or ???": cut,
    "the same as U+FFFD": lambda letter, chance: cut(letter, chance).replace("?", "\ufffd"),
    "a letter to one mark a byte": lambda letter, chance: "?" * len(letter.encode()),
    "a letter to one U+FFFD": lambda letter, chance: "\ufffd",
    "a letter to one ?": lambda letter, chance: "?",
}


class Broken(NamedTuple):
    """A text with letters destroyed, and what stood at each broken stretch."""

    text: str
    words: dict[tuple[int, int], str]


class Figures(NamedTuple):
    """Words broken, words put back exactly, words changed though nothing was lost, and notes on the failures."""

    total: int
    right: int
    harmed: int
    wrong: list[str]


def texts(path: Path) -> dict[str, str]:
    """The composed texts of the articles by id."""
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: unicodedata.normalize("NFC", row["text"]) for row in map(json.loads, lines)}


def choose(path: Path) -> Iterator[dict[str, object]]:
    """Sentences chosen by hash, so that any machine chooses the same."""
    found = []
    for name, text in texts(path).items():
        for match in re.finditer(r"[^\n.!?]{60,400}[.!?](?=\s|$)", text):
            digest = hashlib.sha1(match.group().encode()).hexdigest()
            found.append((digest, {"id": name, "start": match.start(), "end": match.end(), "sha1": digest[:12]}))
    yield from (row for _, row in sorted(found, key=lambda pair: pair[0])[:SENTENCES])


def chosen(path: Path) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Each article of the choice with its chosen stretches. Raises ValueError where a stretch is not the one chosen."""
    articles, rows = texts(path), defaultdict(list)
    for row in json.loads(CHOICE.read_text(encoding="utf-8")):
        stretch = articles[row["id"]][row["start"] : row["end"]]
        if hashlib.sha1(stretch.encode()).hexdigest()[:12] != row["sha1"]:
            raise ValueError(f"{row['id']}: not the text that was chosen")
        rows[row["id"]].append((row["start"], row["end"]))
    return {name: (articles[name], sorted(stretches)) for name, stretches in rows.items()}


def destroyed(text: str, stretches: list[tuple[int, int]], loss: Loss, chance: random.Random) -> Broken:
    """The text with letters of its chosen stretches destroyed; a letter of three bytes is cut twice as often as one of two."""
    parts: list[str] = []
    words: dict[tuple[int, int], str] = {}
    at, size = 0, 0
    for start, end in stretches:
        for match in WORDS.finditer(text, start, end):
            word = match.group()
            cuts = [i for i, letter in enumerate(word) for _ in range(len(letter.encode()) - 1)]
            if not cuts or len(word) < 2 or chance.random() > SHARE * len(cuts):
                continue
            where = chance.choice(cuts)
            broken = word[:where] + loss(word[where], chance) + word[where + 1 :]
            parts += (text[at : match.start()], broken)
            size += match.start() - at
            words[size, size + len(broken)] = word
            size, at = size + len(broken), match.end()
    return Broken("".join(parts) + text[at:], words)


def measure(path: Path, loss: Loss, lore: Lore) -> Figures:
    """The figures for one kind of loss. Raises KeyError where an article is missing."""
    chance = random.Random(SEED)
    total, right, harmed, wrong = 0, 0, 0, list[str]()
    for text, stretches in chosen(path).values():
        broken = destroyed(text, stretches, loss, chance)
        changes = {(start, end): new for start, end, new in lost_letters(broken.text, lore)}
        total += len(broken.words)
        right += sum(changes.get(span) == word for span, word in broken.words.items())
        harmed += sum(span not in broken.words for span in changes)
        wrong += [f"{word} -> {changes.get(span)}" for span, word in broken.words.items() if changes.get(span) != word]
    return Figures(total, right, harmed, wrong)


def main() -> None:
    """Print the shares, or a new choice."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    path = Path(arguments[0]) if arguments else ARTICLES
    if "--choose" in sys.argv:
        print("[\n" + ",\n".join(json.dumps(row) for row in choose(path)) + "\n]")
        return
    lore = Lore()
    for name, loss in LOSSES.items():
        found = measure(path, loss, lore)
        print(f"{found.right / found.total:7.2%}  {found.right:5} of {found.total:5}, {found.harmed} harmed  {name}")
        if "--wrong" in sys.argv:
            print("         " + "; ".join(found.wrong[:60]))


if __name__ == "__main__":
    main()
