"""``banggiao ingest PATH...``: read reports into the ledger."""

import sys
from typing import TYPE_CHECKING, Any, Self

import click

from banggiao.cli.session import Session, with_session
from banggiao.errors import EXIT_FAILED, EXIT_FINE, EXIT_SKIPPED, UsageError

if TYPE_CHECKING:
    from banggiao.pipeline.ingest import Outcome

_SHOWN = 20


@click.command(short_help="Read reports into the ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Publication date of articles that come without one.")
@click.option("--jobs", type=int, metavar="N", help="Processes that read (0: one a processor).")
@with_session()
def ingest(session: Session, paths: tuple[str, ...], published: str | None, jobs: int | None) -> int:
    """Read text, Markdown, HTML, JSON Lines, folders and archives of these ("-": standard input) into the ledger.

    What is in the ledger already is not read again, so that a run that was stopped is made good by running it once more.
    Inputs that cannot be read are named with the reason, and the exit status is then 3.
    """
    from banggiao.dossier.kept import keep_large
    from banggiao.pipeline.count import estimate
    from banggiao.pipeline.ingest import ingest as run

    bar = _Bar(session, paths, estimate if sys.stderr.isatty() else None)
    with session.ledger(create=True) as ledger, bar:
        outcome = run(ledger, paths, session.lore, published=_day(published), jobs=session.settings.jobs, tell=bar.tell)
        if not outcome.stopped:
            keep_large(ledger, session.lore)
    _report(session, outcome)
    if outcome.stopped:
        return EXIT_FAILED
    return EXIT_SKIPPED if outcome.skipped else EXIT_FINE


def _day(published: str | None) -> str | None:
    """The date asked for in ISO 8601. Raises UsageError where it is none."""
    from banggiao.intake.dates import iso_date

    try:
        return iso_date(published) if published else None
    except ValueError as error:
        raise UsageError(str(error)) from None


def _report(session: Session, outcome: "Outcome") -> None:
    """Name what was skipped, then say in one line what was done."""
    shown = outcome.skipped if session.as_json else outcome.skipped[:_SHOWN]
    for error in shown:
        session.note(f"skipped {error.source}: {error.reason}")
    if len(shown) < len(outcome.skipped):
        session.note(f"skipped {len(outcome.skipped) - len(shown)} more (`banggiao status` lists all)")
    if outcome.stopped:
        session.note("banggiao: interrupted; what was read is kept, and the same command goes on from there")
    done = outcome.new + outcome.anew + outcome.same
    if session.as_json:
        session.json(
            {
                **{name: getattr(outcome, name) for name in ("new", "anew", "same", "relevant", "records", "stopped")},
                "skipped": [{"source": error.source, "reason": error.reason} for error in outcome.skipped],
                "seconds": round(outcome.seconds, 3),
            }
        )
        return
    rate = (done + len(outcome.skipped)) / max(outcome.seconds, 1e-3)
    click.echo(
        f"{done} articles: {outcome.new} new, {outcome.anew} read anew, {outcome.same} known before; "
        f"{len(outcome.skipped)} inputs skipped; {outcome.records} records from {outcome.relevant} relevant articles "
        f"({outcome.seconds:.1f} s, {rate:.0f} a second)"
    )


class _Bar:
    """A progress bar on standard error with rate and time left; nothing where no terminal shows it."""

    def __init__(self, session: Session, paths: tuple[str, ...], estimate: Any) -> None:
        self.session = session
        self.total = estimate(paths) if estimate else None
        self.shown = estimate is not None
        self.bar: Any = None
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self.shown:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[note]}"),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                console=self.session.err,
                transient=True,
            )
            self.bar.start()
            self.tasks["read"] = self.bar.add_task("reading", total=self.total, note="")
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def tell(self, progress: Any) -> None:
        """Show how far the run is."""
        if self.bar is None:
            return
        if progress.stage not in self.tasks:
            self.tasks[progress.stage] = self.bar.add_task("merging", total=None, note="")
        task = self.tasks[progress.stage]
        speed = self.bar.tasks[task].speed
        note = f"{speed:.0f}/s" if speed else ""
        if progress.skipped:
            note += f" {progress.skipped} skipped"
        # how many are to be read is an estimate of the paths; how many are to be merged is known
        self.bar.update(task, completed=progress.done, note=note, **({"total": progress.total} if progress.total else {}))
