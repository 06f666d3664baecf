"""Discourse judged alone: given the quote and type of each gold event, commitment and stance, are its parties right?

Usage: python eval/parties.py [CORPUS] [--errors]

Prints a table by how the quote names the parties; with --errors each record resolved wrongly. Parties of events come from a
plain reading of the scene: actors within the quote, else in its sentence, else the subject carried over, else the article's
pair. Who speaks a commitment or stance is who governs the clause that the quote holds.

Classes, told by the words of the quote alone: ``named`` all parties by a state's name; ``person`` one at least through a
person or an office without a state; ``joint`` one at least through ``hai bên`` and kin; ``implicit`` one at least not at all.
"""

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
import regex
from corpora import Corpus, corpora

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.discourse.actors import bodies
from banggiao.discourse.subjects import subject
from banggiao.extract.clauses import Clause, clauses
from banggiao.extract.page import Page, View, page
from banggiao.lore import Lore
from banggiao.model import READ_ZONES, Actor, Cleaned, Scene, Span
from banggiao.recognise import recognise

CLASSES = ("named", "person", "joint", "implicit")
_TOGETHER = regex.compile(r"\s*(?:,|và|cùng|cùng với|-|–|, và)?\s*(?:các |cả )?")
_WIDE = frozenset({"conference"})


class Case(msgspec.Struct, frozen=True):
    """A gold record and what the scene makes of its quote."""

    article: str
    kind: str
    quote: str
    cls: str
    gold: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the parties are those of the gold (of a conference: one in common)."""
        return bool(set(self.gold) & set(self.found)) if self.kind in _WIDE else self.gold == self.found


def cleaned_span(cleaned: Cleaned, quote: str) -> Span | None:
    """Where a quote of the delivered text stands in the cleaned one, in a zone that is read where it stands in several."""
    spans = []
    at = cleaned.delivered.find(quote)
    while at >= 0:
        spans.append(Span(_forward(cleaned, at), _forward(cleaned, at + len(quote))))
        at = cleaned.delivered.find(quote, at + 1)
    return next((span for span in spans if cleaned.zone_at(span.start) in READ_ZONES), spans[0] if spans else None)


def _forward(cleaned: Cleaned, offset: int) -> int:
    """The cleaned offset of a delivered one."""
    shift = 0
    for edit in cleaned.edits:
        if edit.start >= offset:
            break
        shift += len(edit.new) - (min(edit.end, offset) - edit.start)
    return offset + shift


def acting(found: Scene, start: int, end: int, *, places: bool = False) -> list[Actor]:
    """The actors with codes that lie in or reach into a stretch; ``places``: states named as places too."""
    first = bisect_left(found.actors, start, key=lambda actor: actor.end)
    actors = [actor for actor in found.actors[first:] if actor.start < end and actor.end > start and actor.codes]
    if places:
        actors += [
            Actor(start=state.start, end=state.end, codes=state.codes or (state.code,), kind="state")
            for state in found.mentions.states
            if state.form == "place" and start <= state.start < end and not any(a.start < state.end and state.start < a.end for a in actors)
        ]
    return sorted(actors, key=lambda actor: actor.start)


def groups(text: str, actors: Sequence[Actor]) -> list[list[Actor]]:
    """The actors, those joined by commas and conjunctions together."""
    made: list[list[Actor]] = [[actors[0]]] if actors else []
    for one, other in pairwise(actors):
        if _TOGETHER.fullmatch(text, one.end, max(one.end, other.start)):
            made[-1].append(other)
        else:
            made.append([other])
    return made


def codes_of(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The codes of actors, each once, in their order."""
    return tuple(dict.fromkeys(code for actor in actors for code in actor.codes))


def event_parties(found: Scene, span: Span, kind: str, outside: frozenset[str]) -> list[tuple[str, ...]]:
    """The sets of parties that a quote of an event tells of, the likeliest first; ``outside``: bodies of states, which beside
    ``hai bên`` are hardly a party."""
    inside = acting(found, span.start, span.end, places=kind == "visit")
    if kind in _WIDE and inside:
        return [tuple(sorted(codes_of(inside)))]
    joints = [actor for actor in inside if actor.kind == "joint" and len(actor.codes) > 1]
    named = [actor for actor in inside if actor not in joints]
    states = [actor for actor in named if not outside.issuperset(actor.codes)]
    named = states if joints else named
    codes = codes_of(named)
    if joints and (len(codes) < 2 or set(joints[0].codes) <= set(codes)):
        whole = joints[0].codes
        return [whole] if set(codes) <= set(whole) or len(codes) > 1 else [tuple(sorted({*codes, code})) for code in whole]
    if len(codes) < 2:
        return _completed(found, span, codes)
    made = groups(found.text, named)
    if len(made) == 1:
        return [tuple(sorted(codes))]
    return list(dict.fromkeys(_across(made)))


def _across(made: list[list[Actor]]) -> Iterator[tuple[str, ...]]:
    """The first party with each of the others."""
    first = codes_of(made[0])
    if len(first) > 1:
        yield tuple(sorted(first))
    for group in made[1:]:
        for code in codes_of(group):
            for own in first:
                if code != own:
                    yield tuple(sorted((own, code)))


def _completed(found: Scene, span: Span, codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    """One party or none, completed from the sentence, the subject carried over and the article's pair."""
    number = found.sentence_at(span.start)
    sentence = found.sentences[number]
    carried = found.subjects[number]
    around = [
        *reversed(acting(found, sentence.start, span.start)),
        *([carried] if carried is not None else []),
        *acting(found, span.end, sentence.end),
    ]
    for actor in around:
        if len(actor.codes) > 1 and set(codes) <= set(actor.codes):
            return [actor.codes]
        codes = tuple(dict.fromkeys((*codes, *actor.codes)))[:2] if codes or len(actor.codes) == 1 else codes
        if len(codes) == 2:
            return [tuple(sorted(codes))]
    return [tuple(sorted(dict.fromkeys((*codes, *found.focus[:2]))))[:2] if not codes else _with_focus(found, codes[0])]


def _with_focus(found: Scene, code: str) -> tuple[str, ...]:
    other = next((one for one in (*found.focus[:2], found.home or "") if one and one != code), None)
    return tuple(sorted((code, other))) if other else (code,)


def speakers(found: Page, span: Span, lore: Lore) -> tuple[str, ...]:
    """Who speaks the act of a quote: who governs its clause, else its sentence's subject, else the one carried over."""
    number = found.scene.sentence_at(span.start)
    view = next(view for view in found.views if view.number == number)
    best = max(clauses(view, found, lore), key=lambda clause: _common(clause, view, span), default=None)
    if best is not None and _common(best, view, span) > 0:
        teller = best.speaker if best.verb.role in ("need", "do") and best.speaker is not None else best.subject
        if teller is not None and teller.codes:
            return teller.codes
    head = subject(found.scene.text, view.sentence, found.scene.actors, lore) or found.scene.subjects[number]
    return tuple(sorted(head.codes)) if head is not None else ()


def _common(clause: Clause, view: View, span: Span) -> int:
    """How many characters a clause shares with a quote."""
    own = view.span(clause.start, clause.end)
    return min(own.end, span.end) - max(own.start, span.start)


def class_of(found: Scene, span: Span, gold: Sequence[str]) -> str:
    """How the words of a quote name its parties."""
    states = [state for state in found.mentions.states if state.start < span.end and state.end > span.start]
    named = {code for state in states for code in (state.codes or (state.code,))}
    missing = len([code for code in gold if code not in named])
    if not missing:
        return "named"
    inside = [actor for actor in found.actors if actor.start < span.end and actor.end > span.start]
    if any(actor.kind in ("joint", "other") for actor in inside):
        return "joint"
    silent = [a for a in inside if a.kind != "state" and not any(a.start <= s.start < a.end for s in states)]
    return "person" if missing <= len(silent) else "implicit"


def cases(corpus: Corpus, lore: Lore) -> Iterator[Case]:
    """Every gold event, commitment and stance of a corpus, resolved."""
    for article in corpus.articles:
        gold = corpus.gold.get(article.id, {}).get("records", [])
        judged = [record for record in gold if record["kind"] in ("event", "commitment", "stance")]
        if not judged:
            continue
        cleaned = clean(article, lore)
        ready = page(scene(cleaned, recognise(cleaned, article.published, lore), article.published, lore))
        for record in judged:
            span = cleaned_span(cleaned, record["quote"])
            if span is not None:
                yield _case(article.id, record, judged, span, ready, lore)


def _case(article: str, record: Mapping[str, Any], judged: Sequence[Mapping[str, Any]], span: Span, ready: Page, lore: Lore) -> Case:
    quote, found = record["quote"], ready.scene
    if record["kind"] != "event":
        gold = tuple(sorted(record["by"]))
        return Case(article, record["kind"], quote, class_of(found, span, gold), gold, speakers(ready, span, lore))
    gold = tuple(sorted(record["parties"]))
    same = [r for r in judged if r["kind"] == "event" and r["type"] == record["type"] and _shared(r["quote"], quote)]
    told = event_parties(found, span, record["type"], lore.once(bodies))[: len({tuple(sorted(r["parties"])) for r in same})]
    return Case(article, record["type"], quote, class_of(found, span, gold), gold, gold if gold in told else told[0])


def _shared(a: str, b: str) -> bool:
    """Whether two quotes are of the same words, one within the other."""
    return a in b or b in a


def table(found: Sequence[Case]) -> str:
    """The share of right parties by class, for events and for those who speak."""
    spoken = [case for case in found if case.kind in ("commitment", "stance")]
    columns = ([case for case in found if case not in spoken], spoken, found)
    lines = [f"{'class':<10} {'events':>14} {'speakers':>14} {'all':>14}"]
    for cls in (*CLASSES, "all"):
        cells = [_share([case for case in column if cls in (case.cls, "all")]) for column in columns]
        lines.append(f"{cls:<10} " + " ".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def _share(cases: Sequence[Case]) -> str:
    right = sum(case.right for case in cases)
    return f"{right:>4}/{len(cases):<4} {right / len(cases):.3f}" if cases else "-"


def main(arguments: Sequence[str]) -> int:
    """Prints the table for a corpus (``dev`` where none is named); 2 where it is not known or not on this machine."""
    names = [one for one in arguments if not one.startswith("-")] or ["dev"]
    lore = Lore()
    corpus = corpora(lore).get(names[0])
    if corpus is None:
        print(f"no corpus {names[0]} on this machine", file=sys.stderr)
        return 2
    found = list(cases(corpus, lore))
    if "--errors" in arguments:
        for case in found:
            if not case.right:
                print(f"{case.article}\t{case.kind}\t{case.cls}\t{','.join(case.gold)}\t{','.join(case.found)}\t{case.quote!r}")
        print(Counter(case.cls for case in found if not case.right))
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
