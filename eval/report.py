"""Writes the quality report, docs/quality.md: figures by command, causes of errors from eval/causes.yaml.

Usage: python eval/report.py

A corpus that is not on this machine is named as skipped; nothing of a corpus's texts goes into the report.
"""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import alarms
import lost_letters
import mentions
import msgspec
import parties
import yaml
from corpora import ROOT, Corpus, corpora
from gate import figures_of

from banggiao.evaluate import Figures, by_field
from banggiao.lore import Lore

OUT = ROOT / "docs" / "quality.md"
CAUSES = Path(__file__).parent / "causes.yaml"
ABOUT = {
    "samples": "the sample reports of this project, in our own words",
    "seeds": "the five founding reports, with their dates given",
    "seeds-raw": "the founding reports as delivered, no date given",
    "dev": "the development gold: rules were made with it in view",
    "wide": "development gold of world news and outlets: annotated without a look at a reading, then rules were made with it in view",
    "near": "the same, drawn like the development gold: mostly of Vietnam's relations, with days of publication",
    "blind": "articles annotated before the rules that read them; no rule was made from one, but their totals were seen between changes",
    "unseen": "articles annotated later, half of them of outlets that report on Vietnam's relations; no rule was made from one, totals were seen",
}
FIELDS = 8


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause of errors: the kinds it strikes, how many records, and an example in our own words."""

    cause: str
    kinds: str
    count: int
    example: str


def causes() -> list[Cause]:
    """The causes as written, the commonest first."""
    rows = yaml.safe_load(CAUSES.read_text(encoding="utf-8"))["rows"]
    return sorted(msgspec.convert(rows, list[Cause]), key=lambda row: -row.count)


def overview(found: dict[str, Figures | None]) -> Iterator[str]:
    """All corpora beside each other."""
    yield "| corpus | articles | records | precision | recall | F1 | strict F1 | mean F1 of kinds | exact quotes | false alarms |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, one in found.items():
        if one is None:
            yield f"| {name} | not on this machine | | | | | | | | |"
            continue
        count, exact = one.count, "-" if one.exact is None else f"{one.exact:.3f}"
        yield (
            f"| {name} | {one.articles} | {count.gold} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} | {one.strict.f1:.3f} "
            f"| {one.macro_f1:.3f} | {exact} | {one.alarms} of {one.negatives} |"
        )


def kinds(figures: Figures) -> Iterator[str]:
    """The kinds of one corpus."""
    yield "| kind | gold | found | precision | recall | F1 | strict F1 | further fields that are right in paired records |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for name, kind in figures.kinds.items():
        if not kind.count.gold:
            continue
        count, fields = kind.count, ", ".join(f"{field} {kind.share(field):.2f}" for field in kind.fields)
        yield (
            f"| {name} | {count.gold} | {count.found} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} "
            f"| {kind.strict.f1:.3f} | {fields} |"
        )


def errors(dev: Figures) -> Iterator[str]:
    """The causes, and the fields that are wrong most often."""
    missed = sum(one.verdict == "missed" for one in dev.unpaired)
    rows = causes()
    yield f"On the development gold {missed} records are missed and {len(dev.unpaired) - missed} are wrong today."
    yield f"When they were last read by eye, these ten causes had {sum(row.count for row in rows)} of them (`eval/causes.yaml`):"
    yield ""
    yield "| cause | kinds | records | for example |"
    yield "| --- | --- | ---: | --- |"
    yield from (f"| {row.cause} | {row.kinds} | {row.count} | {row.example} |" for row in rows)
    yield ""
    yield "Fields that are wrong most often in paired records:"
    yield ""
    yield "| field | wrong |"
    yield "| --- | ---: |"
    yield from (f"| {row.kind} {row.field} | {row.wrong} |" for row in by_field(dev)[:FIELDS])


def false_alarms() -> Iterator[str]:
    """Alarms among the general articles."""
    found = alarms.measured()
    if found is None:
        yield "The general articles are not on this machine."
        return
    total = len(found.relevant) + len(found.wrong) + len(found.unlabelled)
    yield (
        f"Of {found.articles:,} general news articles {total} yield records. Every one was looked at (`eval/alarms.jsonl`): {len(found.relevant)} report "
        f"something about relations between states, {len(found.wrong)} do not, {len(found.unlabelled)} have no label yet: "
        f"wrong or unlabelled are {found.share:.2%} (allowed: {alarms.ALLOWED:.1%})."
    )


def by_class(dev: Corpus, lore: Lore) -> Iterator[str]:
    """Parties given quote and type."""
    cases = list(parties.cases(dev, lore))
    yield "| how the quote names them | events | speakers | all |"
    yield "| --- | ---: | ---: | ---: |"
    for line in parties.table(cases).splitlines()[1:]:
        name, *cells = line.split()
        yield f"| {name} | " + " | ".join(f"{cells[at]} ({float(cells[at + 1]):.3f})" for at in range(0, len(cells), 2)) + " |"


def letters(lore: Lore) -> Iterator[str]:
    """The repair of lost letters."""
    if not lost_letters.ARTICLES.is_file():
        yield "The articles of the simulation are not on this machine."
        return
    yield "| what was lost | words broken | put back exactly | share | sound words harmed |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, loss in lost_letters.LOSSES.items():
        found = lost_letters.measure(lost_letters.ARTICLES, loss, lore)
        yield f"| {name} | {found.total} | {found.right} | {found.right / found.total:.2%} | {found.harmed} |"


def page() -> Iterator[str]:
    """The report, line by line."""
    lore = Lore()
    known = corpora(lore)
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        found = {name: figures_of(corpus, lore, pool) if corpus is not None else None for name, corpus in known.items()}
    yield "# Quality of the reader"
    yield ""
    yield "Written by `make report`; do not edit. A record is right where its keys agree with the gold's (the public judge's rules); strictly right where its"
    yield "main further fields agree too. `make gate` holds these figures against the floors of `eval/floors.yaml`."
    yield ""
    yield from overview(found)
    yield ""
    yield from (f"- **{name}**: {ABOUT[name]}" for name in found)
    for name, figures in found.items():
        if figures is not None:
            yield from ("", f"## Kinds: {name}", "", *kinds(figures))
    dev, corpus = found.get("dev"), known.get("dev")
    if dev is not None and corpus is not None:
        yield from ("", "## Causes of errors", "", *errors(dev))
        yield from ("", "## Parties, given quote and type", "", *by_class(corpus, lore))
    yield from ("", "## False alarms", "", *false_alarms())
    named = mentions.measured(lore)
    yield from ("", "## Persons, states and times in the founding reports", "")
    yield from mentions.table(named) if named else ["The founding reports are not on this machine."]
    yield from ("", "## Lost letters put back", "", *letters(lore))
    yield ""


def main() -> int:
    """Writes the report."""
    OUT.write_text("\n".join(page()), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
