"""Mechanisms: standing bilateral or regional mechanisms that are named without a session of theirs being reported.

Guarantees: one draft for each name; a name of which a session is reported anywhere in the text gives none.
"""

import msgspec
import regex

from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.naming import Names
from banggiao.extract.page import Page, View
from banggiao.extract.patterns import Found, PatternRow, Patterns
from banggiao.extract.relation import Parties, after, all_in, between, readable
from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.phrases import plain

_MARK = "\ue0ff"
_SHORT_FORM = regex.compile(r"\([A-Z][A-Za-z0-9+]{1,9}\)$")


MOST = 200
"""No report names more mechanisms; bounds the time on hostile text."""


class Mentioned(msgspec.Struct, frozen=True):
    """One mention of a mechanism. ``says``: how the words around it speak of it."""

    name: str
    says: str
    parties: Parties
    span: Span
    quote: Span
    pattern: str
    prior: float


class _Tables:
    """What a lore knows about mechanisms (use as ``lore.once(_Tables)``)."""

    def __init__(self, lore: Lore) -> None:
        self.heads = Patterns(lore, "vi/patterns/mechanism")
        self.names = lore.once(Names)
        self.said = lore.once(Expressions)
        self.context = [
            (regex.compile(rf"(?<![^\W_])(?:{plain(row.pattern).replace('{name}', _MARK)})(?![^\W_])"), str(row.means["says"]))
            for row in lore.rows("vi/patterns/mechanism_context", PatternRow)
        ]


def mechanisms(page: Page, lore: Lore) -> list[Draft]:
    """The standing mechanisms that the page names."""
    groups: list[list[Mentioned]] = []
    for view in readable(page):
        for one in _mentions(page, view, lore.once(_Tables)):
            for group in groups:
                if _same(one, group[0]):
                    group.append(one)
                    break
            else:
                if len(groups) < MOST:
                    groups.append([one])
    said = lore.once(Expressions)
    return [_draft(group, said) for group in groups if all(one.says in ("listed", "kept") for one in group)]


def _words(name: str) -> set[str]:
    return set(regex.findall(r"[^\W_]+", plain(name).lower()))


def _same(one: Mentioned, other: Mentioned) -> bool:
    a, b = _words(one.name), _words(other.name)
    return len(a & b) >= 0.75 * min(len(a), len(b))


def _mentions(page: Page, view: View, tables: _Tables) -> list[Mentioned]:
    """The mechanisms named in a sentence; one that is joined to another by a comma or ``và`` is spoken of in the same way."""
    found: list[Mentioned] = []
    heads = sorted(tables.heads.find(view), key=lambda one: (one.match.start(), -one.match.end()))
    borders = frozenset(one.match.start() for one in heads)
    reached, says = 0, ""
    for one in heads:
        start = one.match.start()
        if start < reached:
            continue
        end = tables.names.end(view, start, len(one.match.group().rstrip()) + start, borders)
        told = _says(view, start, end, tables)
        if reached and tables.said["mechanism.joined"].fullmatch(view.text, reached, start):
            told = says or told
        if mention := _mention(page, view, one, (start, end), told, tables.said):
            found.append(mention)
            reached, says = end, told
    return found


def _says(view: View, start: int, end: int, tables: _Tables) -> str:
    """How the words around a name speak of it, empty where they tell nothing."""
    clause = max(0, start - 260)
    text = view.text[clause:start] + _MARK + view.text[end : end + 80]
    near = view.text[max(0, start - 60) : start] + _MARK + view.text[end : end + 80]
    for expression, says in tables.context:
        if expression.search(text if says == "listed" else near):
            return says
    return ""


def _mention(page: Page, view: View, one: Found, place: tuple[int, int], says: str, said: Expressions) -> Mentioned | None:
    start, end = place
    where = view.span(start, end)
    name = where.of(page.scene.text)
    if one.pattern.row.means.get("capital") and not name[:1].isupper():
        return None
    called = said["mechanism.called"].search(view.text[max(0, start - 8) : start])
    firm = name[:1].isupper() or says == "listed" or said["mechanism.level"].search(name.lower()) or called
    if len(_words(name)) < 3 or not (firm and says or _SHORT_FORM.search(name)):
        return None
    parties = all_in(view, start, end) or after(page, view, end) or between(page, view, start, end)
    if len(parties.codes) < 2:
        return None
    left = max(view.text.rfind(mark, max(0, start - 110), start) for mark in ",;:") + 1
    quote = view.span(left if left else max(0, view.text.rfind(" ", 0, max(1, start - 60))), end)
    return Mentioned(name, says or "kept", parties, where, quote, one.pattern.id, one.pattern.row.prior)


def _draft(group: list[Mentioned], said: Expressions) -> Draft:
    """One record of all mentions of a mechanism, by its fullest name."""
    best = max(group, key=lambda one: len(one.name))
    level = said["mechanism.level"].search(plain(best.name).lower())
    evidence = {"name": (best.span,), "parties": best.parties.evidence}
    if level:
        evidence["level"] = (Span(best.span.start + level.start(), best.span.start + level.end()),)
    return Draft(
        kind="mechanism", start=best.quote.start, end=best.quote.end, pattern=best.pattern, evidence=evidence,
        confidence=round(best.prior * best.parties.trust, 3),
        values={"name": " ".join(best.name.split()), "parties": list(best.parties.codes), "level": best.name[level.start() : level.end()] if level else None},
    )  # fmt: skip
