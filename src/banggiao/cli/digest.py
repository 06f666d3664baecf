"""``banggiao digest``: what has changed in what saved searches find, printed or mailed."""

from typing import TYPE_CHECKING

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import UsageError

if TYPE_CHECKING:
    from banggiao.dossier.digest import Digest, Saved, Search


@click.command(short_help="Tell what has changed in what saved searches find.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--save", metavar="NAME", help="Save a search under this name (with --words, --state, --kind).")
@click.option("--words", default="", metavar="WORDS", help="Words as in the search box.")
@click.option(
    "--state", "states", multiple=True, metavar="STATE", help="A state that must be a party, by code or name; may be given again."
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A kind of record; may be given again.")
@click.option("--list", "listed", is_flag=True, help="List the saved searches.")
@click.option("--forget", metavar="NAME", help="Forget a saved search.")
@click.option("--mail", metavar="TO", help="Mail the digest to this address instead of printing it; what changed nothing is not mailed.")
@with_session(json=False)
def digest(
    session: Session, name: str | None, save: str | None, words: str, states: tuple[str, ...], kinds: tuple[str, ...], listed: bool,
    forget: str | None, mail: str | None,
) -> None:  # fmt: skip
    """Tell what is new or altered since the last digest of the saved search NAME (without a name: of all), and with which words.

    The first digest tells of everything that the search finds. What has been told is kept in digests.json of the home folder, once it
    is printed or the mail server has taken it.
    """
    from banggiao.dossier.digest import Saved, keep, load

    saved = load(session.settings.home)
    if listed:
        for key, one in saved.items():
            click.echo(f"{key}: {about(session, one.search)}")
    elif forget is not None:
        keep(session.settings.home, {key: one for key, one in saved.items() if key != _known(forget, saved)})
    elif save is not None:
        keep(session.settings.home, {**saved, save: Saved(search=_search(session, words, states, kinds))})
    else:
        _tell(session, saved, [_known(name, saved)] if name else list(saved), mail)


def _search(session: Session, words: str, states: tuple[str, ...], kinds: tuple[str, ...]) -> "Search":
    """The search asked for. Raises UsageError."""
    from banggiao.dossier import state_code
    from banggiao.dossier.digest import Search
    from banggiao.model import KINDS

    if wrong := [kind for kind in kinds if kind not in (*KINDS, "person")]:
        raise UsageError(f"{wrong[0][:40]!r} is no kind of record")
    if not (words.strip() or states or kinds):
        raise UsageError("say what to search for: --words, --state or --kind")
    return Search(words=words.strip(), states=tuple(state_code(one, session.lore) for one in states), kinds=kinds)


def _known(name: str, saved: "dict[str, Saved]") -> str:
    if name not in saved:
        raise UsageError(f"no search is saved as {name[:40]!r}")
    return name


def about(session: Session, search: "Search") -> str:
    """A search in words."""
    labels = session.labels
    parts = [f"“{search.words}”"] if search.words else []
    parts += [" – ".join(map(labels.state, search.states))] if search.states else []
    parts += [", ".join(map(labels.kind, search.kinds))] if search.kinds else []
    return "; ".join(parts)


def _tell(session: Session, saved: "dict[str, Saved]", names: list[str], mail: str | None) -> None:
    """Print or mail the digests of searches; each counts as told once that is done."""
    import msgspec

    from banggiao.dossier.digest import digest as made
    from banggiao.dossier.digest import keep
    from banggiao.export.post import send

    if not names:
        raise UsageError("no search is saved yet: banggiao digest --save NAME --words ...")
    settings = session.settings
    with session.fresh_ledger() as ledger:
        for name in names:
            found = made(ledger, session.lore, saved[name])
            text = told(session, name, found)
            if mail is None:
                click.echo(text, nl=False)
            elif found.entries:
                send(settings.smtp_host, settings.smtp_port, settings.smtp_from, mail, text.partition("\n")[0], text)
                session.note(f"{name}: {len(found.entries)} changes mailed to {mail}")
            saved[name] = msgspec.structs.replace(saved[name], seen=found.seen)
            keep(settings.home, saved)


def told(session: Session, name: str, found: "Digest") -> str:
    """A digest as text: each change with its words, its source and why it is sent."""
    labels = session.labels
    reason = labels.word("digest.why").format(name=name, what=about(session, found.search))
    lines = [labels.word("digest.title").format(name=name, n=len(found.entries))]
    for entry in found.entries:
        item = entry.item
        lines += [
            "",
            f"[{labels.word(entry.what)}] {labels.kind(item.kind)}: {' – '.join(map(labels.state, item.parties))} {item.first or ''}".rstrip(),
        ]
        for telling in entry.tellings:
            source = ", ".join(part for part in (telling.source.outlet or telling.source.article, telling.source.published) if part)
            lines.append(f"  “{' '.join(telling.quote.split())}” ({source})")
        if not entry.tellings:
            lines.append(f"  {labels.word('digest.decided')}")
        lines.append(f"  {reason}")
    return "\n".join(lines) + "\n"
