"""Repetition: the same words over and over, and how the reader's time grows with the length.

Guarantees of what is shown: time is the processor's, the better of two readings; the last column says how many times as long the
longest text takes as the shortest, which is four times shorter: four is linear, sixteen quadratic.
"""

from tests.test_linear import HEAD, REPEATED, names, seconds

SIZES = (25_000, 50_000, 100_000)
MOST = 8.0
"""Times that a text four times as long may take, on a machine that does other things too."""


def table(sizes: tuple[int, ...] = SIZES) -> tuple[str, bool]:
    """The seconds of every repetition at each length, and whether all grow linearly."""
    head = " | ".join(f"{size:,} letters, s" for size in sizes)
    lines = [f"| what is repeated | {head} | times |", "| --- |" + " ---: |" * (len(sizes) + 1)]
    good = True
    for what in (*REPEATED, "new names"):
        took = [seconds(HEAD + _text(what, size)) for size in sizes]
        ratio = took[-1] / took[0]
        if ratio > MOST:  # once more: others may have been at work
            took = [seconds(HEAD + _text(what, size)) for size in sizes]
            ratio = min(ratio, took[-1] / took[0])
        good = good and ratio <= MOST
        lines.append(f"| {what} | {' | '.join(f'{one:.2f}' for one in took)} | {ratio:.1f} |")
    return "\n".join(lines), good


def _text(what: str, size: int) -> str:
    return names(size) if what == "new names" else REPEATED[what] * (size // len(REPEATED[what]))
