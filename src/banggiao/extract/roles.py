"""Roles: a state's seat or chair in a body: chair, host, member, candidate.

Guarantees: one draft for each state, body and role; a venue alone gives none; a body that is no code is given by its words.
"""

from collections.abc import Iterator

import regex

from banggiao.extract.draft import Draft
from banggiao.extract.expressions import Expressions
from banggiao.extract.page import Page, View
from banggiao.extract.patterns import Found, Patterns
from banggiao.extract.relation import readable
from banggiao.extract.timing import close_after, first_of, last_of
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention, OfficeMention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_YEAR = regex.compile(r"(?:19|20)\d{2}")
_OFFICE = "\ue002"
_STATE, _BODIES = 2, frozenset({"UN", "AU", "G7", "WB"})
"""The length of a state's code, and the bodies whose codes are as short: none of them has a seat in another."""
_SEATS = frozenset({"member", "non_permanent_member"})
_BEFORE, _TELLING = 30, 4


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/role")


def roles(page: Page, lore: Lore) -> list[Draft]:
    """The roles that the page tells of."""
    found: dict[tuple[str, str, str, bool], list[Draft]] = {}
    said = lore.once(Expressions)
    for view in readable(page):
        for one in lore.once(_patterns).find(view):
            once = said["role.once"].search(one.match.group()) is not None
            for draft in _drafts(page, view, one, said):
                key = (draft.values["country"], _key(draft.values["body"]), draft.values["role"], once)
                _add(found.setdefault(key, []), draft)
    return [draft for drafts in found.values() for draft in drafts]


def _add(known: list[Draft], draft: Draft) -> None:
    """Adds a draft to those of the same role: one that tells no time, or part of theirs, is theirs; two terms are two roles."""
    period = draft.values["period"]
    for at, other in enumerate(known):
        if period is None or other.values["period"] is None or _meet(period, other.values["period"]):
            if other.values["period"] is None and period is not None:
                known[at] = draft
            return
    known.append(draft)


def _meet(one: str, other: str) -> bool:
    """Whether two periods have a day in common."""
    return first_of(one) <= last_of(other) and first_of(other) <= last_of(one)


def _key(body: str) -> str:
    """A body's first words, for comparison: they tell enough (``Hội đồng Bảo an``, ``Hội đồng Bảo an Liên hợp quốc``)."""
    return " ".join(body.lower().split()[:_TELLING])


def _drafts(page: Page, view: View, one: Found, said: Expressions) -> Iterator[Draft]:
    who = _holders(view, one)
    body = _body(page, one)
    role = str(one.pattern.row.means["role"])
    if body is None or not who or (role == "chair" and not _chairs(page, view, one)):
        return
    codes = [code for actor in who for code in actor.codes if len(code) == _STATE and code not in _BODIES]
    period, span = _period(page, view, one)
    text, where = body
    if one.pattern.row.means.get("chief") and not said["role.chief"].match(one.span("who").of(page.scene.text).lower()):
        return
    if role in _SEATS and said["role.wished"].search(view.text[max(0, one.match.start() - _BEFORE) : one.match.start()]):
        return
    if role == "non_permanent_member" and said["role.candidacy"].search(one.match.group()):
        return
    met = {code for _, actor in view.actors(*one.match.span("called")) for code in actor.codes} if one.has("called") else set()
    for code in dict.fromkeys(codes):
        if code == text or (role == "host" and code in met):
            continue
        quote = one.span()
        holder = next(actor for actor in who if code in actor.codes)
        evidence = {"country": (Span(holder.start, holder.end),), "body": (where,), "role": (quote,)}
        if span:
            evidence["period"] = (span,)
        yield Draft(
            kind="role", start=quote.start, end=quote.end, pattern=one.pattern.id, evidence=evidence,
            confidence=one.pattern.row.prior * (0.95 if len(codes) == 1 else 0.85),
            values={"country": code, "body": text, "role": role, "period": period},
        )  # fmt: skip


def _holders(view: View, one: Found) -> list[Actor]:
    """Who has the role: one or two, or all of a list."""
    if one.has("listed"):
        return [actor for _, actor in view.actors(*one.match.span("listed"))]
    return [actor for actor in (one.actor("who"), one.actor("also")) if actor is not None]


def _body(page: Page, one: Found) -> tuple[str, Span] | None:
    """The body: an organ by its words, an organisation by its code; states are none."""
    if one.has("called"):
        where = one.span("called")
        return where.of(page.scene.text), where
    actor = one.actor("body")
    if actor is None or len(actor.codes) != 1 or len(actor.codes[0]) == 2 and actor.codes[0] not in ("EU", "UN", "AU"):
        return None
    where = one.span("body")
    words = where.of(page.scene.text)
    return (_spelt_out(page, words) if actor.codes[0] == "UN" else actor.codes[0]), where


def _spelt_out(page: Page, words: str) -> str:
    """An organ's name with its short form (``HĐBA``) spelt out where the article does so anywhere."""
    short, _, rest = words.partition(" ")
    if not short.isupper():
        return words
    for state in page.scene.mentions.states:
        name = page.scene.text[state.start : state.end]
        if state.code == "UN" and "".join(word[0] for word in name.split()).upper() == short:
            return f"{name} {rest}".rstrip()
    return words


def _chairs(page: Page, view: View, one: Found) -> bool:
    """Whether an office within the match is that of a chair (``Chủ tịch``), and not of a parliament or the like."""
    for at in range(one.match.start(), one.match.end()):
        mention = view.mentions.get(at)
        if view.text[at] == _OFFICE and isinstance(mention, Actor | OfficeMention) and at != one.match.start("who"):
            return page.scene.text[mention.start : mention.end].lower().startswith("chủ tịch")
    return "chủ tịch" in one.match.group()


def _period(page: Page, view: View, one: Found) -> tuple[str | None, Span | None]:
    """The years of the role: in the match, or a date right behind it."""
    for name in ("period", "term"):
        if one.has(name):
            mention = one.mention(name)
            if isinstance(mention, DateMention):
                return mention.value, Span(mention.start, mention.end)
            years = _YEAR.findall(one.match.group(name))
            return "/".join(years) or None, one.span(name)
    date = close_after(view, one.match.end()) if one.pattern.row.means["role"] != "member" else None
    if date is not None and date.value and len(date.value) <= 9:
        return date.value, Span(date.start, date.end)
    return None, None
