"""Agreements: named documents between states, with their type, status, date and period of validity.

Guarantees: one draft for each document, however often and however shortly it is named again; bundles without a name
(``15 văn kiện``) and law that the text only leans on give none.
"""

from collections.abc import Iterator, Mapping

import msgspec
import regex

from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.lexicon import InstrumentRow, TreatyRow, alternatives, instruments, roles, treaties
from banggiao.extract.naming import Names
from banggiao.extract.page import ACTORS, TAGS, Page, View
from banggiao.extract.patterns import Patterns
from banggiao.extract.relation import Parties, after, all_in, between, completed, focus, readable, within_sentence
from banggiao.extract.signing import ahead, signing, validity
from banggiao.extract.standing import Standing
from banggiao.extract.timing import event_day, fresh, nearest_time, times_told
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span
from banggiao.recognise.phrases import longest, plain

_VERB = 40
_DATED = frozenset({"signed", "in_force", "ended"})
_BEFORE = frozenset({"agreement.left.ratified", "agreement.right.clause"})  # what is so told was signed some time before
_APPLIED, _RENEWED = "agreement.left.applied", "agreement.left.renewed"
_ACTORS = regex.compile("[" + "".join(TAGS[kind] for kind in ACTORS) + "]")
_DEFAULT = {"joint_statement": "signed", "mou": "signed"}


MOST = 200
"""No report names more documents; bounds the time on hostile text."""


class Document(msgspec.Struct, frozen=True):
    """One mention of a document."""

    name: str
    type: str
    status: str
    told: bool
    parties: Parties
    span: Span
    quote: Span
    pattern: str
    confidence: float
    date: str | None = None
    date_span: Span | None = None
    period: str | None = None
    period_span: Span | None = None
    short: str | None = None


class _Tables:
    """What a lore knows about documents (use as ``lore.once(_Tables)``)."""

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self.instruments = lore.once(instruments)
        self.treaties = lore.once(treaties)
        self.names = lore.once(Names)
        self.said = lore.once(Expressions)
        self.law = Patterns(lore, "vi/patterns/agreement_law")
        known = lore.once(roles)
        self.adds = regex.compile(rf"(?<![^\W_])(?:{alternatives(known['name_adds'])})(?![^\W_])")
        self.plural = regex.compile(rf"(?<![^\W_])(?:{alternatives(known['plural'])}|{TAGS['amount']}|\d+) $")
        self.bundle = regex.compile(rf"(?<![^\W_])(?:{alternatives(known['bundle'])}|{TAGS['amount']}|\d+) $")
        self.standing = lore.once(Standing)


def agreements(page: Page, lore: Lore) -> list[Draft]:
    """The documents that the page names."""
    kept: list[list[Document]] = []
    for view in readable(page):
        for document in _documents(page, view, lore):
            for group in kept:
                if _same(document, group):
                    group.append(document)
                    break
            else:
                if len(kept) < MOST:
                    kept.append([document])
    times = times_told(page)
    return [_draft(page, group, times) for group in kept]


def _documents(page: Page, view: View, lore: Lore) -> Iterator[Document]:
    """The documents named in a sentence: by an instrument's word, else by a short name alone."""
    tables = lore.once(_Tables)
    hits = longest(tables.instruments.in_plain(view.text))
    law = [match.match.span() for match in tables.law.find(view)] if hits else []
    borders = frozenset(hit.start for hit in hits)
    reached = 0
    last: tuple[int, str | None, str] = (0, None, "")
    for hit in hits:
        if hit.start < reached or any(start <= hit.start < end for start, end in law):
            continue
        row = tables.instruments.value(hit)
        end = tables.names.end(view, hit.start, hit.end, borders, written=page.scene.text)
        told = tables.standing.of(view, hit.start, end)
        follows = tables.said["agreement.joined"].fullmatch(view.text, last[0], hit.start) is not None
        if follows and last[1] not in (None, "denied") and told[0] in (None, "in_force"):
            told = last[1], last[2]
        last = (end, *told)
        for document in _read(page, view, row, (hit.start, hit.end, end), told, tables):
            reached = max(reached, end)
            yield document
    words = page.scene.text[view.sentence.start : view.sentence.end]
    for hit in longest(tables.treaties.in_plain(words)):
        # a part of the name, or an office that holds it, may be one tag of the view
        at, end = view.at(view.sentence.start + hit.start), view.at(view.sentence.start + hit.end - 1) + 1
        known = tables.treaties.value(hit)
        if at >= reached and not known.law and (found := _short(page, view, known, at, end, tables)):
            yield found


def _read(
    page: Page, view: View, row: InstrumentRow, place: tuple[int, int, int], told: tuple[str | None, str], tables: _Tables
) -> Iterator[Document]:
    """The document or documents that one instrument's word begins; ``told``: their status and the id of what told it."""
    start, first, end = place
    status, pattern = told
    if status == "denied":
        return
    ahead = view.text[max(0, start - 16) : start]
    plural = (tables.plural.search(ahead) or tables.said["agreement.several"].search(view.text[max(0, start - 30) : start])) is not None
    acted = "signed" if pattern == _RENEWED else status  # who renews a document acts, as who signs one
    if not _named(page, view, row, place, acted, plural, tables) or tables.bundle.search(ahead):
        return
    spans = _listed(view, start, first, end, tables) if plural else [(start, end)]
    for number, (low, high) in enumerate(spans):
        name = None if number == 0 else _prefixed(page, view, (spans[0], first), (low, high), tables)
        if document := _document(page, view, row, first, (low, high), status, pattern, tables, name):
            yield document


def _named(
    page: Page, view: View, row: InstrumentRow, place: tuple[int, int, int], status: str | None, plural: bool, tables: _Tables
) -> bool:
    """Whether a document's word begins a name: by its case, what governs it, and what it says of the subject matter."""
    start, first, end = place
    letter, ahead = page.scene.text[view.starts[start]], view.text[max(0, start - 16) : start]
    content = _content(view.text[first:end], tables)
    if (
        not content
        and tables.said["agreement.pointed"].match(view.text, end)
        and row.word in plain(page.scene.text[: view.starts[start]]).lower()
    ):
        return False
    chained = len({code for _, actor in view.actors(first, end) for code in actor.codes}) >= 2
    if row.word == "tuyên bố":
        return letter.isupper() and start > 0 and chained and tables.said["agreement.between"].match(view.text[first:]) is not None
    if letter.isupper() and tables.said["agreement.signed-on"].match(view.text, end):
        return True
    if row.weak and status is None:
        return letter.isupper() and (chained or bool(view.dates(first, end)))
    if row.weak and status == "in_force" and not letter.isupper():
        only_sides = tables.said["agreement.sides-only"].match(view.text, first) and not view.dates(first, end)
        if only_sides and tables.said["agreement.consent"].search(ahead):
            return False
        return chained or tables.said["agreement.truce"].search(view.text, start, end) is not None
    if row.weak and not letter.isupper() and not chained and not _content(_ACTORS.sub(" ", view.text[first:end]), tables):
        return False  # a mere deal with somebody
    return content >= (0 if row.bare and status not in (None, "in_force") and not plural else 2 if not row.weak or letter.isupper() else 1)


def _content(tail: str, tables: _Tables) -> int:
    """How many words of a name say what the document is about."""
    bare = tables.adds.sub(" ", tail)
    return len(regex.findall(r"[^\W_]+|[\ue000-\uf8ff]", bare)) + bare.count(TAGS["date"])


def _listed(view: View, start: int, first: int, end: int, tables: _Tables) -> list[tuple[int, int]]:
    """The subject matters under one plural word, divided by commas; none where nothing tells what they are about."""
    if not tables.said["agreement.about"].match(view.text, first, end):
        return []
    spans = [(start, end)]
    while (item := tables.said["agreement.item"].match(view.text, spans[-1][1])) is not None:
        if tables.said["agreement.anew"].search(item.group("item")):  # a document of another name, whose own commas follow
            break
        spans.append(item.span("item"))
    return spans


def _prefixed(page: Page, view: View, whole: tuple[tuple[int, int], int], item: tuple[int, int], tables: _Tables) -> str:
    """The name of a further document of a list: the words before the first subject matter, then its own.

    ``whole``: where the first name stands, and where the word that it begins with ends.
    """
    (start, end), first = whole
    name = view.span(start, end).of(page.scene.text)
    head = tables.said["agreement.list-head"].match(plain(name).lower().replace("\n", " "))
    opening = name[: head.end()] if head else view.span(start, first).of(page.scene.text)
    return f"{opening} {view.span(*item).of(page.scene.text)}"


def _document(
    page: Page, view: View, row: InstrumentRow, first: int, span: tuple[int, int], status: str | None, pattern: str, tables: _Tables,
    name: str | None,
) -> Document | None:  # fmt: skip
    """One document with its parties, date and period."""
    start, end = span
    where = view.span(start, end)
    name = name or where.of(page.scene.text)
    short = next((tables.treaties.value(hit) for hit in tables.treaties.longest(name)), None)
    if short is not None and (short.law or status is None and not short.parties):
        return None
    parties = _parties(page, view, start, end, short, tables)
    if parties is None or (status is None and not name[:1].isupper()) or _strayed(page, view, row, (start, end), parties, status, tables):
        return None
    period, period_span = validity(view, start, end, tables.said)
    date, date_span = signing(page, view, (start, end), status, period_span, tables.said, tables.lore)
    date = date if date_span or pattern not in _BEFORE else None
    if status == "signed" and date and ahead(date, page):
        lies_ahead = tables.said["agreement.signs"].search(view.text[max(0, start - _VERB) : start]) is not None
        status, date, date_span = ("to_sign", date, date_span) if lies_ahead else (status, event_day(page), None)
    return Document(
        name, row.type, status or _DEFAULT.get(row.type, "in_force"), status is not None, parties, where, _quote(view, start, end), pattern,
        (0.8 if status else 0.5) * parties.trust, date, date_span, period, period_span, short.name if short else None,
    )  # fmt: skip


def _strayed(
    page: Page, view: View, row: InstrumentRow, place: tuple[int, int], parties: Parties, status: str | None, tables: _Tables
) -> bool:
    """Whether a document's parties were only guessed where they must be told: contracts, deals that are only hoped for
    (by others than the article's pair), deals on peace, and statements that a body issues alone."""
    start, end = place
    if parties.how in ("named", "joint", "with"):
        return False
    if row.type == "contract":
        return True
    if row.weak and row.type == "agreement" and tables.said["agreement.peace"].search(view.text, start, end):
        return True
    if row.weak and row.type == "agreement" and status in ("negotiating", "proposed"):
        return set(parties.codes) != set(page.scene.focus[:2]) or tables.said["agreement.of-war"].search(view.text, start, end) is not None
    near = [actor for _, actor in view.actors(max(0, start - 60), start)]
    return row.type == "joint_statement" and bool(near) and all(len(code) > 2 for code in near[-1].codes)


def _short(page: Page, view: View, known: TreatyRow, start: int, end: int, tables: _Tables) -> Document | None:
    """A document named by its short name alone (``tận dụng CPTPP``)."""
    parties = Parties(known.parties, (view.span(start, end),), "named") if known.parties else _pair(page, view, known)
    if parties is None:
        return None
    whole = " " in known.name  # a name in words, which may go on, and of which only this one document is meant
    end = tables.names.end(view, start, end, written=page.scene.text) if whole else end
    status, pattern = tables.standing.of(view, start, end)
    status = known.status if status is None and whole else status
    if status in (None, "denied"):
        return None
    name = view.span(start, end).of(page.scene.text) if whole else known.name
    return Document(
        name, known.type, status, True, parties, view.span(start, end), _quote(view, start, end), pattern,
        0.6 * parties.trust, short=known.name,
    )  # fmt: skip


def _pair(page: Page, view: View, known: TreatyRow) -> Parties | None:
    """The article's pair, for a document of many states that both may be parties to."""
    found = focus(page)
    pair = found if len(found.codes) == 2 else within_sentence(page, view)
    return pair if pair is not None and (not known.members or set(pair.codes) <= set(known.members)) else None


def _parties(page: Page, view: View, start: int, end: int, short: TreatyRow | None, tables: _Tables) -> Parties | None:
    """Named in the document's name, by its short name, behind it or before it."""
    if short is not None and short.parties:
        return Parties(short.parties, (view.span(start, end),), "named")
    if between_them := tables.said["agreement.sides"].search(view.text, start, end):
        start = between_them.start()  # what the document is about may name others
    if inside := all_in(view, start, end):
        return inside
    if short is not None:
        return _pair(page, view, short)
    single = [actor for _, actor in view.actors(start, end) if len(actor.codes) == 1]
    if single and tables.said["agreement.with"].search(view.text[start : view.at(single[0].start)]):
        return completed(page, view, single[0], start)
    found = after(page, view, end) or between(page, view, start, end)
    return found if len(found.codes) >= 2 else None


def _quote(view: View, start: int, end: int) -> Span:
    """The words from the clause's beginning (at most 110 characters before) to the end of the name."""
    clause = max(view.text.rfind(mark, 0, start) for mark in ";,:(") + 1
    low = clause if start - clause <= 110 else view.text.rfind(" ", 0, max(start - 100, 1)) + 1
    if len(view.text[low:start].split()) < 2 and start - clause < 3:
        low = max(0, view.text.rfind(" ", 0, max(0, start - 40)) + 1)
    return view.span(low, end)


def _words(name: str) -> set[str]:
    return set(regex.findall(r"[^\W_]+", plain(name).lower()))


def _same(document: Document, group: list[Document]) -> bool:
    """Whether a document is one that was named before: by its short name, or by most of the shorter name's words."""
    for other in group:
        if bool(document.period) != bool(other.period) and document.status != other.status:
            continue
        if _apart(document, other) or _apart(other, document):
            return False
        if document.short or other.short:
            if document.short == other.short:
                return True
            continue
        periods = {one.period for one in (document, *group) if one.period}
        if document.type != other.type or set(document.parties.codes) != set(other.parties.codes) or len(periods) > 1:
            continue
        a, b = _words(document.name), _words(other.name)
        if len(a & b) >= 0.75 * min(len(a), len(b)):
            return True
    return False


def _apart(one: Document, other: Document) -> bool:
    """Whether one document bears a date of signing that the other cannot have: another year's, or while it is still to be signed."""
    if one.date_span is None or one.date is None:
        return False
    later = other.date_span is not None and other.date is not None and other.date[:4] != one.date[:4]
    return later or (one.status == "signed" and other.status in ("to_sign", "negotiating", "proposed"))


def _draft(page: Page, group: list[Document], times: Mapping[str, list[DateMention]]) -> Draft:
    """One record of all mentions: the fullest name, the first status that words tell, the date told."""
    named = max(group, key=lambda one: len(one.name) if one.told else len(one.name) / 2)
    told = next((one for one in group if one.told), named)
    # what is issued is in force at once, unless what is done rests on one of another year
    leaned = told.pattern == _APPLIED and any(one.date_span and one.date and not fresh(page, one.date) for one in group)
    issued = named.type == "joint_statement" and told.status == "in_force" and not leaned
    status = "signed" if issued else told.status
    dated_one = next((one for one in group if one.date_span), None) or next((one for one in group if one.date), None)
    period = next((one for one in group if one.period), None)
    date = dated_one.date if dated_one and (status in _DATED or (status == "to_sign" and ahead(str(dated_one.date), page))) else None
    evidence = {"name": (named.span,), "type": (named.span,), "status": (told.quote,), "parties": named.parties.evidence}
    if date and dated_one and (shown := dated_one.date_span or nearest_time(times, date, named.span.start)):
        evidence["date"] = (shown,)
    if period and period.period_span:
        evidence["period"] = (period.period_span,)
    return Draft(
        kind="agreement", start=named.quote.start, end=named.quote.end, pattern=told.pattern, evidence=evidence, confidence=round(max(one.confidence for one in group), 3),
        values={
            "name": named.name.strip(), "parties": list(named.parties.codes), "type": named.type, "status": status, "date": date,
            "period": period.period if period else None,
        },
    )  # fmt: skip
