"""What persons said of where promises stand, read out of the decisions.

Guarantees: what is found depends on the decisions and claims of now alone, so that it is the same in any order of arrival and after
a rebuild; a word finds the claims of a newer reading as other decisions do, and where there are none any more it keeps its author,
day and reason and names no record; a word that was undone is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.model.items import Word
from banggiao.store import schema as t
from banggiao.store.anchors import Anchor, match
from banggiao.store.decisions import Decision, undone

WORDS = {"confirm": True, "refuse": False}
_CHUNK = 400
_Rows = Mapping[tuple[str, str], Sequence[tuple[str, int, int, dict[str, Any]]]]


def words_on(connection: sa.Connection, articles: Iterable[str], before: str | None = None) -> dict[str, tuple[Word, ...]]:
    """For each claim of these articles on which a person has said where its promise stands, the words by time.

    ``before``: only what was said before this time.
    """
    d = t.decisions.c
    if connection.execute(sa.select(d.id).where(d.act.in_(WORDS)).limit(1)).first() is None:
        return {}
    made = [one for one in _decisions(connection, sorted(set(articles))) if before is None or one.made < before]
    gone = _undone(connection, before)
    kept = sorted((one for one in made if one.id not in gone), key=lambda one: (one.made, one.id))
    rows = _claims(connection, {anchor.article for one in kept for anchor in one.anchors})
    found: dict[str, list[Word]] = defaultdict(list)
    for decision in kept:
        word = Word(
            decision=decision.id, state=decision.value, holds=WORDS[decision.act], by=tuple(sorted(_meant(decision.others, rows))),
            author=decision.author, made=decision.made, reason=decision.reason,
        )  # fmt: skip
        for claim in _meant(decision.claims, rows):
            found[claim].append(word)
    return {claim: tuple(words) for claim, words in found.items()}


def _decisions(connection: sa.Connection, articles: Sequence[str]) -> list[Decision]:
    """Words of persons that name a claim of these articles."""
    d, a = t.decisions.c, t.decision_articles.c
    found: dict[str, Decision] = {}
    for at in range(0, len(articles), _CHUNK):
        named = sa.select(a.decision).where(a.article.in_(articles[at : at + _CHUNK]))
        for row in connection.execute(sa.select(d.id, d.body).where(d.act.in_(WORDS), d.id.in_(named))):
            found[row.id] = msgspec.convert(row.body, Decision)
    return list(found.values())


def _undone(connection: sa.Connection, before: str | None) -> frozenset[str]:
    query = sa.select(t.decisions.c.body).where(t.decisions.c.act == "undo").order_by(t.decisions.c.made, t.decisions.c.id)
    made = [msgspec.convert(body, Decision) for body in connection.execute(query).scalars()]
    return undone([one for one in made if before is None or one.made < before])


def _claims(connection: sa.Connection, articles: Iterable[str]) -> _Rows:
    """The claims of articles by article and kind."""
    c, a = t.claims.c, t.articles.c
    found: dict[tuple[str, str], list[tuple[str, int, int, dict[str, Any]]]] = defaultdict(list)
    wanted = sorted(articles)
    for at in range(0, len(wanted), _CHUNK):
        query = sa.select(c.id, c.kind, c.start, c.end, c.fields, a.id.label("article")).join(t.articles, a.number == c.article)
        for row in connection.execute(query.where(a.id.in_(wanted[at : at + _CHUNK]))):
            found[row.article, row.kind].append((row.id, row.start, row.end, row.fields))
    return found


def _meant(anchors: Iterable[Anchor], rows: _Rows) -> Iterator[str]:
    """The claims that anchors mean now."""
    for anchor in anchors:
        if claim := match(anchor, rows.get((anchor.article, anchor.kind), ())):
            yield claim
