"""What two readings by eye of fresh articles found: verdicts counted by cause, round beside round.

Guarantees: reads only ``eval/rounds/*.jsonl``. The first line of a round tells its corpus, seed, articles and records; every further line is one
record that is wrong or missing (article, pattern that made it or kind that is missing, verdict, cause). No text of the articles is kept.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

ROUNDS = Path(__file__).parent / "rounds"
MISSED = "missed"


def rounds() -> list[tuple[dict[str, Any], list[dict[str, str]]]]:
    """Each round's head and verdicts, in the order of the rounds."""
    found = []
    for path in sorted(ROUNDS.glob("*.jsonl")):
        head, *verdicts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found.append((head, verdicts))
    return found


def table(read: list[tuple[dict[str, Any], list[dict[str, str]]]]) -> list[str]:
    """Lines of the table: what was read, then a line for each cause with its count in each round, most frequent first."""
    lines = []
    for head, verdicts in read:
        missed = sum(verdict["verdict"] == MISSED for verdict in verdicts)
        wrong = len(verdicts) - missed
        share = wrong / head["records"]
        lines.append(
            f"round {head['round']}: {head['articles']} articles, {head['records']} records, {wrong} wrong ({share:.1%}), {missed} missed"
        )
    counts = [Counter(verdict["cause"] for verdict in verdicts) for _, verdicts in read]
    causes = sorted({cause for count in counts for cause in count}, key=lambda cause: ([-count[cause] for count in counts], cause))
    return lines + ["  ".join(f"{count[cause]:4d}" for count in counts) + f"  {cause}" for cause in causes]


def main() -> None:
    """Print the table."""
    print("\n".join(table(rounds())))


if __name__ == "__main__":
    main()
