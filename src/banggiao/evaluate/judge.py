"""Judging: pairs the records of readings with those of the gold and counts.

Guarantees: pairing is one to one within an article and a kind, the pairs that agree in most further fields first, then those
whose quotes overlap most, then in the order given; a record whose quote is unsound is wrong whatever it says; an article
without a reading counts as empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from banggiao.evaluate.compare import bare, overlap, right
from banggiao.evaluate.figures import Count, Figures, Finding, KindFigures, Missed
from banggiao.evaluate.keys import Values, same_fact
from banggiao.kinds import KindRow, kinds
from banggiao.lore import Lore

QUOTE_LIMIT = 400
FIGURED = ("target", "statistic")

Readings = Mapping[str, Mapping[str, Any]]


class NumeralRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show a figure (``use``: shows), or word pairs that hold such a word and show none (none)."""

    use: str
    words: tuple[str, ...]


class Numerals(msgspec.Struct, frozen=True):
    """The words that show a figure, and the stretches to read over."""

    shows: frozenset[str]
    none: tuple[str, ...]

    def stand_in(self, quote: str) -> bool:
        """Whether a digit or a word of number stands in the quote."""
        if any(letter.isdigit() for letter in quote):
            return True
        low = quote.lower()
        for stretch in self.none:
            low = low.replace(stretch, "")
        return not self.shows.isdisjoint(low.split())


def numerals(lore: Lore) -> Numerals:
    """The numerals of the knowledge (use as ``lore.once(numerals)``)."""
    rows = lore.rows("judging/numerals", NumeralRow)
    shows = frozenset(word for row in rows if row.use == "shows" for word in row.words)
    return Numerals(shows, tuple(word for row in rows if row.use == "none" for word in row.words))


def sound(record: Values, text: str, lore: Lore) -> bool:
    """Whether the quote stands in the text, is neither too long nor too short, and shows a figure where one is claimed."""
    quote = record.get("quote") or ""
    if len(bare(quote).split()) < 2 or len(quote) > QUOTE_LIMIT or quote not in text:
        return False
    return record.get("kind") not in FIGURED or lore.once(numerals).stand_in(quote)


class _Tally(msgspec.Struct):
    """What has been counted of one kind so far."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    strict: int = 0
    right: dict[str, int] = {}
    seen: dict[str, int] = {}

    def figures(self) -> KindFigures:
        """The figures of what was counted."""
        fields = {field: (self.right[field], pairs) for field, pairs in self.seen.items()}
        return KindFigures(Count(self.gold, self.found, self.paired), Count(self.gold, self.found, self.strict), fields)


def pair(kind: KindRow, gold: Sequence[Values], found: Sequence[Values], text: str) -> list[tuple[int, int]]:
    """The numbers of the records that pair, as (gold, found), in the order in which they were chosen."""
    further = kind.judged("strict", "other")
    options = []
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            if same_fact(kind.kind, a, b, text):
                agreeing = sum(right(field, a.get(field), b.get(field)) for field in further)
                options.append((-agreeing, -overlap(a.get("quote"), b.get("quote"), text), i, j))
    chosen: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in sorted(options):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            chosen.append((i, j))
    return chosen


def judge(gold: Readings, found: Readings, texts: Mapping[str, str], lore: Lore, only: str | None = None) -> Figures:
    """The figures of ``found`` against ``gold``, both by article id. ``texts`` by id; where one is missing, quotes are not checked."""
    judged = [kind for kind in lore.once(kinds) if only in (None, kind.kind)]
    tallies = {kind.kind: _Tally() for kind in judged}
    unpaired: list[Missed] = []
    paired: list[Finding] = []
    quotes = exact = alarms = negatives = 0
    for article, reading in gold.items():
        records = (found.get(article) or {}).get("records") or []
        text = texts.get(article, "")
        if not reading.get("relevant", True):
            negatives += 1
            alarms += bool(records)
        if text:
            quotes += len(records)
            exact += sum(bool(record.get("quote")) and record["quote"] in text for record in records)
        for kind in judged:
            _count(kind, article, (reading.get("records") or [], records), text, lore, tallies[kind.kind], unpaired, paired)
    figures = {name: tally.figures() for name, tally in tallies.items() if tally.gold or tally.found}
    total = [sum(getattr(tally, part) for tally in tallies.values()) for part in ("gold", "found", "paired", "strict")]
    return Figures(
        articles=len(gold), count=Count(*total[:3]), strict=Count(total[0], total[1], total[3]), kinds=figures, quotes=quotes,
        quotes_exact=exact, alarms=alarms, negatives=negatives, unpaired=tuple(unpaired), paired=tuple(paired),
    )  # fmt: skip


def _count(
    kind: KindRow, article: str, records: tuple[Sequence[Values], Sequence[Values]], text: str, lore: Lore,
    tally: _Tally, unpaired: list[Missed], paired: list[Finding],
) -> None:  # fmt: skip
    """Adds one kind of one article to the tally."""
    gold, claimed = ([record for record in side if record.get("kind") == kind.kind] for side in records)
    found = [record for record in claimed if not text or sound(record, text, lore)]
    unsound = [record for record in claimed if text and not sound(record, text, lore)]
    chosen = pair(kind, gold, found, text)
    tally.gold += len(gold)
    tally.found += len(claimed)
    tally.paired += len(chosen)
    strict, further = kind.judged("strict"), kind.judged("strict", "other")
    for i, j in chosen:
        verdicts = {field: right(field, gold[i].get(field), found[j].get(field)) for field in further}
        tally.strict += all(verdicts[field] for field in strict)
        for field, verdict in verdicts.items():
            tally.seen[field] = tally.seen.get(field, 0) + 1
            tally.right[field] = tally.right.get(field, 0) + verdict
        paired.append(Finding(article, kind.kind, gold[i], found[j], tuple(field for field, verdict in verdicts.items() if not verdict)))
    in_gold, in_found = {i for i, _ in chosen}, {j for _, j in chosen}
    unpaired += [Missed(article, "missed", record) for i, record in enumerate(gold) if i not in in_gold]
    unpaired += [Missed(article, "wrong", record) for j, record in enumerate(found + unsound) if j not in in_found]
