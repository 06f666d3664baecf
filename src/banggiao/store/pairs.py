"""What is found by two states: the objects that name both, the articles that tell of both, and the persons of whom these tell.

Guarantees: rows depend on objects, their claims and the claims of the same articles alone, so that a rebuild gives the same; every
pair of parties counts, its codes in order; a row of a person holds of each value one claim that tells it, and the latest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from banggiao.model.ids import content_id
from banggiao.model.times import window
from banggiao.resolve import Merged, Told
from banggiao.store import schema as t
from banggiao.store.rows import insert

PEOPLE = ("person", "role")
"""Kinds that stand beside a pair where an article on both states tells of one of them."""
_LATEST, _MOST_CLAIMS = 2, 12
_CHUNK = 400
_UNDATED = "9999"

Pair = tuple[str, str]
Mark = tuple[str, str, str]
"""A pair, and the mark of a person beside it."""


def pairs_of(codes: Iterable[str]) -> Iterator[Pair]:
    """All pairs of these codes, each in order."""
    return combinations(sorted(set(codes)), 2)


def put_pair_articles(connection: sa.Connection, numbers: Collection[int]) -> set[Pair]:
    """Write anew of which pairs these articles (by number) tell, by their claims. Returns the pairs that they told of or tell of."""
    touched: set[Pair] = set()
    a, c, p, x = t.articles.c, t.claims.c, t.parties.c, t.pair_articles.c
    for part in _chunks(sorted(numbers)):
        touched.update((one, two) for one, two in connection.execute(sa.select(x.one, x.two).where(x.article.in_(part)).distinct()))
        connection.execute(sa.delete(t.pair_articles).where(x.article.in_(part)))
        days = {
            number: published or "" for number, published in connection.execute(sa.select(a.number, a.published).where(a.number.in_(part)))
        }
        codes: dict[tuple[int, str], list[str]] = defaultdict(list)
        query = sa.select(c.article, c.id, p.code).join(t.parties, p.claim == c.id).where(c.article.in_(part))
        for number, claim, code in connection.execute(query):
            codes[number, claim].append(code)
        found = sorted({(number, *pair) for (number, _), named in codes.items() for pair in pairs_of(named)})
        if found:
            rows = [{"article": number, "one": one, "two": two, "day": days[number]} for number, one, two in found]
            insert(connection, t.pair_articles, rows)
        touched.update((one, two) for _, one, two in found)
    return touched


def put_pairs(connection: sa.Connection, made: Sequence[Merged], told: Mapping[str, Told]) -> tuple[set[Pair], set[Mark]]:
    """Write by which pairs objects are found. ``told``: their claims, by id. Returns the pairs that objects name, and persons' marks."""
    marks: set[Mark] = set()
    objects = [row for item in made for row in _object_rows(item, told)]
    insert(connection, t.pair_objects, objects)
    people = [item for item in made if item.kind in PEOPLE]
    if people:
        articles = _articles(connection, {told[one.claim].article for item in people for one in item.members})
        rows = [row for item in people for row in _people_rows(item, told, articles)]
        insert(connection, t.pair_people, rows)
        marks = {(row["one"], row["two"], row["mark"]) for row in rows}
    return {(row["one"], row["two"]) for row in objects}, marks


def _object_rows(item: Merged, told: Mapping[str, Told]) -> Iterator[dict[str, Any]]:
    """A row for each pair of the object's parties. A promise stands at its due date, all else where it begins."""
    day = (item.last if item.kind == "commitment" else item.first) or ""
    pairs = list(pairs_of(item.parties))
    if pairs:
        days = [days.last.isoformat() for one in item.members if (days := window(told[one.claim].published))]
        for one, two in pairs:
            yield {"object": item.id, "one": one, "two": two, "kind": item.kind, "day": day, "told": max(days, default="")}


def _articles(connection: sa.Connection, ids: Collection[str]) -> dict[str, list[Pair]]:
    """The pairs of which articles (by id) tell."""
    a, x = t.articles.c, t.pair_articles.c
    found: dict[str, list[Pair]] = defaultdict(list)
    for part in _chunks(sorted(ids)):
        query = sa.select(a.id, x.one, x.two).join(t.pair_articles, x.article == a.number).where(a.id.in_(part)).order_by(x.one, x.two)
        for article, one, two in connection.execute(query):
            found[article].append((one, two))
    return found


def _people_rows(item: Merged, told: Mapping[str, Told], articles: Mapping[str, list[Pair]]) -> Iterator[dict[str, Any]]:
    """A row for each pair with one of the person's states of which an article tells that tells of the person."""
    claims = sorted((told[one.claim] for one in item.members), key=lambda claim: (claim.published or _UNDATED, claim.article, claim.id))
    by_pair: dict[Pair, list[Told]] = defaultdict(list)
    for claim in claims:
        for pair in articles.get(claim.article, ()):
            if pair[0] in item.parties or pair[1] in item.parties:
                by_pair[pair].append(claim)
    values = [set(ids) for told_ones in item.told.values() for _, ids in told_ones]
    for pair, told_here in sorted(by_pair.items()):
        ids = [claim.id for claim in told_here]
        row = {
            "object": item.id, "one": pair[0], "two": pair[1], "kind": item.kind, "articles": len({claim.article for claim in told_here}),
            "claims": _shown(ids, values), "mark": _mark(item, set(ids)),
        }  # fmt: skip
        yield from ({**row, "code": code} for code in pair if code in item.parties)


def _shown(ids: Sequence[str], values: Iterable[set[str]]) -> list[str]:
    """Of the claims (in order of publication) the first that tells each value, and the latest."""
    if len(ids) <= _LATEST:
        return list(ids)
    first = [next((one for one in ids if one in telling), None) for telling in values]
    chosen = list(dict.fromkeys(one for one in first if one))[: _MOST_CLAIMS - _LATEST]
    wanted = {*chosen, *ids[-_LATEST:]}
    return [one for one in ids if one in wanted]


def _mark(item: Merged, ids: set[str]) -> str:
    """A digest of all that these claims tell of a person: what rests on it holds as long as it is the same."""
    said = [(field, value, sorted(ids.intersection(telling))) for field, told in item.told.items() for value, telling in told]
    return content_id(
        item.id, item.parties, sorted(ids), [one for one in said if one[2]], {field: list(one) for field, one in item.decided.items()}
    )


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]
