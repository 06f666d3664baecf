"""``banggiao read``, ``banggiao mentions`` and ``banggiao why``: reading without a ledger."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import EXIT_FINE, EXIT_SKIPPED, UsageError

if TYPE_CHECKING:
    from banggiao.model import Article, Reading, Scene

_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_PUBLISHED = click.option("--published", metavar="DATE", help="Publication date of articles that come without one.")


@click.command(short_help="Read reports and print what they say.")
@_PATHS
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl"]), help="How to print (default: table, json with --json).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Leave out records less sure than X.")
@click.option("--jobs", type=int, metavar="N", help="Processes that read (0: one a processor).")
@_PUBLISHED
@with_session()
def read(session: Session, paths: tuple[str, ...], form: str | None, min_confidence: float, jobs: int | None, published: str | None) -> int:
    """Read text, Markdown, HTML, JSON Lines, folders and archives of these ("-": standard input); no ledger is needed.

    With --format jsonl every article gives one line, irrelevant ones too, in order.
    """
    form = form or ("json" if session.as_json else "table")
    skipped = 0
    kept: list[dict[str, Any]] = []
    for reading in _readings(session, paths, published):
        if reading is None:
            skipped += 1
            continue
        shown = reading.as_json()
        shown["records"] = [record for record in shown["records"] if record["confidence"] >= min_confidence]
        if form == "json":
            kept.append(shown)
        elif form == "jsonl":
            _line(shown)
        else:
            _table(session, shown)
    if form == "json":
        session.json(kept)
    return EXIT_SKIPPED if skipped else EXIT_FINE


def _readings(session: Session, paths: tuple[str, ...], published: str | None) -> "Iterator[Reading | None]":
    """The readings in order; None for an input that cannot be read, which is named on standard error."""
    from banggiao.errors import InputError
    from banggiao.pipeline.workers import batches, read_all
    from banggiao.reader import read as read_article

    unread: list[InputError] = []

    def articles() -> "Iterator[Article]":
        for article in _articles(session, paths, published):
            if isinstance(article, InputError):
                unread.append(article)
            else:
                yield article

    for _, results in read_all(batches(articles()), read_article, session.lore, session.settings.jobs):
        yield from _told(session, unread)
        for result in results:
            if isinstance(result, InputError):
                session.note(f"skipped {result}")
                yield None
            else:
                yield result
    yield from _told(session, unread)


def _told(session: Session, unread: list[Any]) -> Iterator[None]:
    """Name the inputs that could not be read so far."""
    while unread:
        session.note(f"skipped {unread.pop(0)}")
        yield None


def _articles(session: Session, paths: tuple[str, ...], published: str | None) -> Iterator[Any]:
    from banggiao.intake import articles

    try:
        yield from articles(paths, published, session.lore)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _line(value: Any) -> None:
    """One JSON object a line, at once."""
    import msgspec

    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def _table(session: Session, shown: dict[str, Any]) -> None:
    """One reading for a person to read."""
    from banggiao.model import KINDS

    labels = session.labels
    published = f"{shown['published']} ({shown['published_basis']})" if shown["published"] else labels.word("undated")
    title = f"{shown['id']}  {published}" + ("" if shown["relevant"] else f"  {labels.word('irrelevant')}")
    rows = []
    for kind in KINDS:
        for record in shown["records"]:
            if record["kind"] == kind:
                rows.append((labels.kind(kind), _fields(record, kind, session), f"{record['confidence']:.2f}", record["quote"]))
    session.table(title, [labels.word("kind"), labels.word("fields"), labels.word("confidence"), labels.word("quote")], rows)


def _fields(record: dict[str, Any], kind: str, session: Session) -> str:
    """The judged fields of a record in words."""
    from banggiao.kinds import kinds

    labels = session.labels
    names = [field.name for row in session.lore.once(kinds) if row.kind == kind for field in row.fields]
    said = [
        (labels.field(kind, name), labels.value(kind, name, record.get(name)))
        for name in names
        if record.get(name) not in (None, [], False)
    ]
    return "; ".join(f"{label}: {value}" for label, value in said)


@click.command(short_help="Print the persons, states and times that reports name.")
@_PATHS
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), default="jsonl", help="How to print.")
@_PUBLISHED
@with_session(json=False)
def mentions(session: Session, paths: tuple[str, ...], form: str, published: str | None) -> int:
    """Print persons, states (ISO code) and times (ISO value) with start, end and words, in code points of the text as delivered."""
    from banggiao.errors import InputError

    found: list[dict[str, Any]] = []
    skipped = 0
    for article in _articles(session, paths, published):
        if isinstance(article, InputError):
            session.note(f"skipped {article}")
            skipped += 1
            continue
        shown = _mentions(article, session)
        if form == "jsonl":
            _line(shown)
        found.append(shown)
    if form == "json":
        session.json(found)
    return EXIT_SKIPPED if skipped else EXIT_FINE


def _mentions(article: "Article", session: Session) -> dict[str, Any]:
    from banggiao.reader import scene_of

    scene = scene_of(article, session.lore)
    names = {mention: person.name for person in scene.people for mention in person.mentions}
    states = [
        {**_place(scene, state), "iso": code}
        for state in scene.mentions.states
        if state.form != "source"
        for code in (state.codes or (state.code,))
    ]
    return {
        "file": article.id,
        "person": [{**_place(scene, person), "entity": names.get(person, person.name)} for person in scene.mentions.persons],
        "country": states,
        "time": [{**_place(scene, date), "cls": date.cls, "value": date.value} for date in scene.mentions.dates],
    }


def _place(scene: "Scene", mention: Any) -> dict[str, Any]:
    """Where a mention stands in the text as delivered, and its words there."""
    from banggiao.model import Span

    span = scene.cleaned.to_source(Span(mention.start, mention.end))
    return {"start": span.start, "end": span.end, "text": span.of(scene.cleaned.delivered)}


@click.command(short_help="Show which pattern made which record, and which nearly fired.")
@_PATHS
@_PUBLISHED
@with_session()
def why(session: Session, paths: tuple[str, ...], published: str | None) -> int:
    """Tell step by step how reports are read: what was made of which words, what was refused and why, what nearly fired."""
    from banggiao.errors import InputError
    from banggiao.extract.why import why as explain
    from banggiao.reader import scene_of

    skipped = 0
    shown: list[dict[str, Any]] = []
    for article in _articles(session, paths, published):
        if isinstance(article, InputError):
            session.note(f"skipped {article}")
            skipped += 1
            continue
        scene = scene_of(article, session.lore)
        steps = explain(scene, session.lore)
        if session.as_json:
            names = ("start", "end", "pattern", "outcome", "kind", "reason", "quote")
            shown.append({"id": article.id, "focus": list(scene.focus), "steps": [{n: getattr(s, n) for n in names} for s in steps]})
            continue
        title = f"{article.id}  focus: {', '.join(scene.focus[:4])}"
        rows = [(f"{s.start}-{s.end}", s.outcome, s.kind, s.pattern, s.reason, s.quote[:160]) for s in steps]
        session.table(title, ["place", "outcome", "kind", "pattern", "reason", "words"], rows)
    if session.as_json:
        session.json(shown)
    return EXIT_SKIPPED if skipped else EXIT_FINE
