"""Public tools for Vietnamese text, measured on the same texts: run by bench/run.py within a virtual environment of its own.

Usage: rivals.py TEXTS.jsonl; prints one JSON object with the versions and the characters a second of each tool.
The tools are no part of this project and are not installed with it.
"""

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROUNDS = 2


def rate(work: Callable[[str], Any], texts: Sequence[str]) -> float:
    """Characters for each second of one processor; the faster of two rounds, after a first text that loads the model."""
    work(texts[0])
    fastest = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            work(text)
        fastest = min(fastest, time.process_time() - began)
    return sum(map(len, texts)) / fastest


def main() -> None:
    """Measures both tools."""
    from pyvi import ViTokenizer  # type: ignore[import-not-found]
    from underthesea import ner  # type: ignore[import-not-found]

    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    tools: dict[str, Callable[[str], Any]] = {"underthesea": ner, "pyvi": ViTokenizer.tokenize}
    found = {name: {"version": importlib.metadata.version(name), "rate": rate(work, texts)} for name, work in tools.items()}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
