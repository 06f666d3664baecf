"""``banggiao decide``: what a person judges of merged objects and claims."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from banggiao.cli.session import Session, with_session

F = TypeVar("F", bound=Callable[..., Any])


@click.group(short_help="Accept, reject, correct, merge, split, confirm, refuse or undo.")
def decide() -> None:
    """Judge merged objects and claims. A decision is kept with its author, time and reason, outlives newer readings, and can be undone.

    IDs are those of objects or claims as --json shows them; their first letters (six or more) do.
    """


def _by(command: F) -> F:
    """The options that say who decides and why."""
    command = click.option("--reason", required=True, metavar="WORDS", help="Why.")(command)
    found: F = click.option("--author", metavar="NAME", help="Who decides (default: the setting author).")(command)
    return found


def _run(session: Session, act: str, ids: tuple[str, ...], reason: str, **more: Any) -> None:
    """Carry out a decision and tell its id."""
    from banggiao.pipeline.named import decide_on

    with session.ledger(write=True) as ledger:
        made = decide_on(ledger, session.lore, act, ids, author=session.settings.author, reason=reason, **more)
    _tell(session, made)


def _tell(session: Session, made: Any) -> None:
    """Tell what was decided."""
    if session.as_json:
        session.json({"id": made.id, "act": made.act, "made": made.made, "author": made.author, "reason": made.reason})
    else:
        click.echo(f"{made.act}: decision {made.id}")


def _plain(name: str, short: str, text: str) -> None:
    """A command on one or more ids."""

    @decide.command(name, short_help=short, help=text)
    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @_by
    @with_session()
    def run(session: Session, ids: tuple[str, ...], reason: str) -> None:
        _run(session, name, ids, reason)


_plain("accept", "What is told is right.", "Say that claims are right: their values are shown before others.")
_plain("reject", "What is told is wrong.", "Say that claims are wrong: they are left out of merged objects, and stay with their articles.")
_plain("merge", "These are one thing.", "Say that objects or claims of one kind are one thing.")
_plain("split", "These claims are another thing.", "Say that of an object (the first ID) the claims named after it are another thing.")
_plain("undo", "Take a decision back.", "Undo a decision; the undoing can be undone in turn.")


@decide.command("correct", short_help="A field's right value.")
@click.argument("key", metavar="ID")
@click.argument("field")
@click.argument("value")
@_by
@with_session()
def correct(session: Session, key: str, field: str, value: str, reason: str) -> None:
    """Give a field of an object its right value (lists with commas); what was told stays beside it."""
    _run(session, "correct", (key,), reason, field=field, value=value)


def _word(name: str, short: str, text: str) -> None:
    """A command on where a promise stands."""

    @decide.command(name, short_help=short, help=text)
    @click.argument("key", metavar="ID")
    @click.argument("state", required=False, metavar="[STATE]")
    @click.option("--by", multiple=True, metavar="ID", help="A record that shows it (default: those that suggest it).")
    @_by
    @with_session()
    def run(session: Session, key: str, state: str | None, by: tuple[str, ...], reason: str) -> None:
        from banggiao.dossier.promise import say

        with session.ledger(write=True) as ledger:
            made = say(ledger, session.lore, name, key, state=state, by=by, author=session.settings.author, reason=reason)
        _tell(session, made)


_word(
    "confirm",
    "A promise stands so.",
    "Say that the promise of a commitment stands as the ledger suggests, or in another STATE (done, dropped ...): it is then shown as "
    "confirmed, with who said it and the record that shows it.",
)
_word(
    "refuse",
    "A promise does not stand so.",
    "Say that a promise does not stand as the ledger suggests or a person confirmed: the records named suggest nothing for it any more; "
    "later ones may.",
)


@decide.command("list", short_help="All decisions by time.")
@with_session()
def listed(session: Session) -> None:
    """List all decisions by time; those undone are marked."""
    from banggiao.store.decisions import decisions, undone

    with session.ledger() as ledger, ledger.reading() as connection:
        made = decisions(connection)
    gone = undone(made)
    if session.as_json:
        session.json([{"id": one.id, "undone": one.id in gone, **_told(one)} for one in made])
        return
    words = session.labels.word
    rows = [
        (one.made[:19], one.id[:12], one.act, one.author, one.reason, _what(one), words("yes") if one.id in gone else "") for one in made
    ]
    session.table(words("decisions"), [words(key) for key in ("date", "id", "decision", "author", "reason", "what", "undone")], rows)


def _told(decision: Any) -> dict[str, Any]:
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(decision)
    return found


def _what(decision: Any) -> str:
    """What a decision is about, in a few words."""
    if decision.undoes:
        return str(decision.undoes[:12])
    head = f"{decision.field} = {decision.value}; " if decision.field else ""
    return f"{head}“{decision.claims[0].quote[:80]}”" if decision.claims else head
