"""The lines of lists as they are handed on: as cells of a table, as plain values, as entries of feeds and calendars.

Guarantees: a row names its page, and the article and place of its words; its key stays when more articles tell of what it shows, and
no two rows of a list share one; whatever a page lists has a maker here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from banggiao.checks import Finding
from banggiao.dossier.values import ArticleRow, Item, Telling
from banggiao.dossier.words import Words, capital
from banggiao.lifecycle import Anniversary
from banggiao.web.cards import headline
from banggiao.web.links import article_path, event_path, item_path, pair_path

Cells = Mapping[str, Any]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a list. ``cells``: what the table holds before, of and after the fields of its kind; ``whole``: its plain values.

    ``kind`` is a code with its label; ``date``: an ISO date of any precision that places it in a calendar, with its ``status``.
    """

    key: str
    title: str
    page: str
    words: str
    kind: tuple[str, str]
    cells: tuple[Cells, Cells, Cells]
    whole: Any
    tellings: tuple[Telling, ...] = ()
    date: str | None = None
    status: str | None = None


_TIMES = {
    "event": "date", "agreement": "date", "partnership": "since", "anniversary": "when",
    "commitment": "due", "target": "by", "statistic": "period", "role": "period",
}  # fmt: skip


def of_item(item: Item, words: Words) -> Row:
    """A merged object of any kind."""
    first = item.tellings[0]
    name = str(item.values.get("name")) if item.kind == "person" else headline(item.kind, item.values, words) or words.kind(item.kind)
    page = item_path(item)
    date = item.values.get(_TIMES.get(item.kind, ""))
    return Row(
        key=f"{item.kind} {first.claim}",
        title=" · ".join(part for part in (capital(name), words.parties(item.parties), words.date(str(date)) if date else "") if part),
        page=page,
        words=_words(first),
        kind=(item.kind, words.kind(item.kind)),
        cells=(
            {"id": item.id, "kind": item.kind, "parties": " ".join(item.parties), "first": item.first, "last": item.last},
            {field: item.values.get(field) for field in _fields(item.kind, words)},
            {**_told(first), "page": page},
        ),
        whole=item.as_json(),
        tellings=item.tellings,
        date=str(date) if date else None,
        status=item.values.get("status"),
    )


def of_items(items: Iterable[Item], words: Words) -> list[Row]:
    """Merged objects."""
    return [of_item(item, words) for item in items if item.tellings]


def of_tellings(item: Item, words: Words) -> list[Row]:
    """Every telling of a merged object as a line of its own."""
    made = []
    for one in item.tellings:
        outlet = one.source.outlet or one.source.article
        values = {field: one.values.get(field) for field in _fields(item.kind, words)}
        row = Row(
            key=f"telling {one.claim}", title=f"{outlet}: {one.quote}", page=event_path(item.id), words=_words(one),
            kind=(item.kind, words.kind(item.kind)), cells=({"claim": one.claim, "object": item.id}, values, _told(one)),
            whole=msgspec.to_builtins(one), tellings=(one,),
        )  # fmt: skip
        made.append(row)
    return made


def of_article(row: ArticleRow, words: Words, head: str) -> Row:
    """An article under its head line."""
    source = row.source
    page = article_path(source.article)
    cells = {"article": source.article, "outlet": source.outlet, "published": source.published, "title": head, "url": source.url}
    more = {"relevant": row.relevant, "parties": " ".join(row.states), "records": sum(row.counts.values()), "page": page}
    shown = Telling(claim=source.article, source=source, kind="article", values={}, quote=head, start=0, end=0, pattern="", confidence=1.0)
    return Row(
        key=f"article {source.article}", title=head, page=page, words=page, kind=("article", words.say("read.article")),
        cells=(cells, {}, more), whole={**cells, **more, "counts": row.counts, "parties": row.states}, tellings=(shown,),
    )  # fmt: skip


def of_pair(a: str, b: str, events: int, words: Words) -> Row:
    """Two states with the number of their events."""
    page = pair_path(a, b)
    cells = {"a": a, "b": b, "events": events, "page": page}
    return Row(
        key=f"pair {min(a, b)}-{max(a, b)}", title=f"{words.parties((a, b))}: {words.count('count.events', events)}", page=page, words=page,
        kind=("pair", words.say("pairs.pair")), cells=(cells, {}, {}), whole=cells,
    )  # fmt: skip


def of_finding(one: Finding, words: Words) -> Row:
    """What a check found."""
    first = one.tellings[0] if one.tellings else None
    label = str(getattr(one.check, words.language))
    page = item_path(one.items[0]) if one.items and one.items[0].tellings else ""
    cells = {"severity": one.severity, "check": one.check.check, "outcome": one.outcome, "says": one.says}
    return Row(
        key=f"finding {one.check.check} {' '.join(sorted(item.id for item in one.items))} {one.says}",
        title=f"{words.say('severity.' + one.severity)}: {label}. {one.says}", page=page, words=_words(first) if first else page,
        kind=("finding", words.say("findings")), cells=(cells, {}, {**(_told(first) if first else {}), "page": page}),
        whole=one.as_json(), tellings=one.tellings,
    )  # fmt: skip


def of_anniversary(one: Anniversary, words: Words) -> Row:
    """A round count of years, told or computed."""
    first = next((telling for item in one.items for telling in item.tellings), None)
    of = words.value("anniversary", "of", one.of)
    title = words.say("ics.anniversary", n=one.years, of=of, parties=words.parties(one.parties))
    cells = {"parties": " ".join(one.parties), "of": one.of, "years": one.years, "since": one.since, "when": one.when,
             "basis": one.basis, "says": one.says}  # fmt: skip
    return Row(
        key=f"anniversary {'-'.join(one.parties)} {one.of} {one.years} {(one.when or '')[:4]}", title=title,
        page=pair_path(*one.parties[:2]) if len(one.parties) > 1 else "", words=_words(first) if first else "",
        kind=("anniversary", words.kind("anniversary")), cells=(cells, {}, _told(first) if first else {}), whole=cells,
        tellings=tuple(telling for item in one.items for telling in item.tellings), date=one.when,
        status=None if one.basis == "told" else "proposed",
    )  # fmt: skip


def _fields(kind: str, words: Words) -> tuple[str, ...]:
    return ("name", "office") if kind == "person" else tuple(name for name in words.fields(kind) if name != "parties")


def _words(telling: Telling) -> str:
    return article_path(telling.source.article, (telling.start, telling.end))


def _told(telling: Telling) -> dict[str, Any]:
    """Who says it, and where its words stand."""
    source = telling.source
    return {"quote": telling.quote, "article": source.article, "outlet": source.outlet, "published": source.published,
            "start": telling.start, "end": telling.end, "words": _words(telling)}  # fmt: skip
