"""Measures the reader beside public tools, with one process and two, and its memory; writes bench/RESULTS.md.

The exit status is 1 where a ratio breaks its limit (bench/limits.yaml).

Usage: python bench/run.py [--quick] [--articles N] [--no-rivals]

--quick      a short run that writes nothing: stages and the whole reader alone
--articles   how many articles the memory is watched over (50,000)
--no-rivals  without the public tools, which are installed into a virtual environment of their own (.bench)

Figures hold for one machine and moment; what is meant to last are the ratios between figures of one run.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from guard import judged, yardstick
from scale import Gain, Memory, ingesting, memory, reading
from stages import Speed, stages, whole
from texts import ROOT, diplomatic, turned_away

from banggiao.lore import Lore
from banggiao.model import Article

RESULTS = ROOT / "bench" / "RESULTS.md"
VENV = ROOT / ".bench"
RIVALS = ("underthesea", "pyvi")
GAIN_ARTICLES, INGEST_ARTICLES = 1200, 600
SHARED_ARTICLES = 40
"""How many articles the public tools are measured on (they take long), and the reader beside them."""


def rivals(articles: Sequence[Article]) -> dict[str, Any]:
    """Versions and speeds of the public tools; empty where they cannot be installed."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    install = subprocess.run([str(python), "-m", "pip", "install", "-q", *RIVALS], check=False, capture_output=True)
    if install.returncode:
        print("the public tools could not be installed; measured without them", file=sys.stderr)
        return {}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text("".join(json.dumps({"text": one.text}) + "\n" for one in articles), encoding="utf-8")
        done = subprocess.run([str(python), str(ROOT / "bench" / "rivals.py"), str(texts)], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def machine() -> str:
    """The machine and what ran on it."""
    names = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").is_file() else ""
    model = next((line.partition(":")[2].strip() for line in names.splitlines() if line.startswith("model name")), platform.processor())
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("banggiao", "ahocorasick-rs", "regex", "msgspec"))
    return (
        f"{model or 'unknown processor'}, {os.cpu_count()} processors, {platform.system()}; Python {platform.python_version()}, {versions}"
    )


def stage_lines(speeds: Sequence[Speed]) -> Iterator[str]:
    """The stages as a table: each stage's share of the time that all take together."""
    total = sum(1 / speed.rate for speed in speeds if speed.stage != "read")
    yield "| stage | characters a second | share of the time |"
    yield "| --- | ---: | ---: |"
    for speed in speeds:
        share = f"{1 / speed.rate / total:.0%}" if speed.stage != "read" else "whole"
        yield f"| {speed.stage} | {speed.rate:,.0f} | {share} |"


def rival_lines(read: float, away: float | None, tools: dict[str, Any]) -> Iterator[str]:
    """The reader beside the public tools."""
    yield "| what | characters a second | the reader is so many times as fast |"
    yield "| --- | ---: | ---: |"
    yield f"| the reader, articles on relations between states | {read:,.0f} | 1 |"
    if away is not None:
        yield f"| the reader, articles that its gate turns away | {away:,.0f} | {read / away:.2f} |"
    for name, tool in tools.items():
        what = "named entities" if name == "underthesea" else "word segmentation"
        yield f"| {name} {tool['version']}, {what} alone | {tool['rate']:,.0f} | {read / tool['rate']:.1f} |"


def report(
    load: str,
    speeds: Sequence[Speed],
    beside: Speed,
    away: Speed | None,
    tools: dict[str, Any],
    gains: Sequence[Gain],
    marks: Sequence[Memory],
    guard: Sequence[str],
) -> str:
    """The results as a page."""
    lines = [
        "# Speed and memory", "",
        "Written by `make bench`; do not edit. Speeds are characters for each second of one processor's time, the fastest of several rounds over",
        "the same texts. Absolute figures hold for this machine and its load; compare the ratios.", "",
        f"Machine: {machine()}. Load average at the start: {load}.", "",
        "## Beside public tools", "", *rival_lines(beside.rate, away.rate if away else None, tools), "",
        "## Stages of the reader", "", *stage_lines(speeds), "",
        "## Two processes against one", "", "| command | one process | two | times as fast |", "| --- | ---: | ---: | ---: |",
        *(f"| {gain.what} | {gain.one:.1f} s | {gain.two:.1f} s | {gain.times:.2f} |" for gain in gains), "",
    ]  # fmt: skip
    if marks:
        growth = marks[-1].megabytes / marks[0].megabytes if marks[0].megabytes else 1.0
        lines += [
            "## Memory", "", f"Two processes read {marks[-1].articles:,} articles; all processes together hold:", "",
            "| articles read | MB |", "| ---: | ---: |", *(f"| {mark.articles:,} | {mark.megabytes:.0f} |" for mark in marks), "",
            f"The last figure is {growth:.2f} times the first.", "",
        ]  # fmt: skip
    return "\n".join([*lines, "## Guard", "", *guard, ""])


def ratios(
    speeds: Sequence[Speed],
    yard: float,
    away: Speed | None,
    read: float,
    tools: dict[str, Any],
    gains: Sequence[Gain],
    marks: Sequence[Memory],
) -> dict[str, float]:
    """What limits.yaml judges, as far as it was measured. ``read``: the reader's speed over the texts that the tools were given."""
    whole_rate, total = speeds[-1].rate, sum(1 / one.rate for one in speeds[:-1])
    found = {"reader to yardstick": whole_rate / yard}
    found |= {"turned away to read": away.rate / whole_rate} if away else {}
    found["extract of all stages"] = next(1 / one.rate for one in speeds if one.stage == "extract") / total
    found |= {f"reader to {name}": read / tool["rate"] for name, tool in tools.items()}
    if gains:
        reads, ingests = gains
        found |= {"two processes to one": reads.times} if (os.cpu_count() or 1) > 1 else {}
        found["ingest to read"] = (ingests.articles / ingests.one) / (reads.articles / reads.one)
    if marks and marks[0].megabytes:
        found["memory last to first"] = marks[-1].megabytes / marks[0].megabytes
    return found


def main() -> int:
    """Runs the measurements that are asked for; 1 where a ratio breaks its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--no-rivals", action="store_true")
    asked = parser.parse_args()
    # as the commands do: reading processes find the tables parsed
    lore, load = Lore(cache=VENV / "tables"), ", ".join(f"{one:.1f}" for one in os.getloadavg())
    began = time.perf_counter()
    articles, others = diplomatic(lore), turned_away(lore)
    speeds = stages(articles, lore)
    away, yard = whole(others, lore) if others else None, yardstick(articles)
    if asked.quick:
        guard, broken = judged(ratios(speeds, yard, away, speeds[-1].rate, {}, [], []))
        print("\n".join([*stage_lines(speeds), *rival_lines(speeds[-1].rate, away.rate if away else None, {}), *guard]))
        return _told(broken)
    shared = articles[:SHARED_ARTICLES]
    tools = {} if asked.no_rivals else rivals(shared)
    beside = whole(shared, lore)
    gains = [reading(GAIN_ARTICLES, lore), ingesting(INGEST_ARTICLES, lore)]
    marks = memory(asked.articles, lore) if asked.articles else []
    guard, broken = judged(ratios(speeds, yard, away, beside.rate, tools, gains, marks))
    RESULTS.write_text(report(load, speeds, beside, away, tools, gains, marks, guard), encoding="utf-8")
    print(f"{RESULTS.relative_to(ROOT)} written in {time.perf_counter() - began:.0f} s")
    return _told(broken)


def _told(broken: Sequence[str]) -> int:
    """Say which ratios break their limits. Returns the exit status."""
    for words in broken:
        print(f"broken: {words}", file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
