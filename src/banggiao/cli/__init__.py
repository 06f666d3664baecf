"""The command ``banggiao``.

Guarantees: results go to standard output, progress and notes to standard error; an error is one line ``banggiao: ...``; the exit
status is that of ``banggiao.errors``; a command's module is loaded only when the command runs, so that the start stays quick.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from banggiao import __version__
from banggiao.errors import EXIT_FAILED, EXIT_FINE, EXIT_USAGE, BanggiaoError

COMMANDS = {
    "read": "banggiao.cli.read:read",
    "mentions": "banggiao.cli.read:mentions",
    "why": "banggiao.cli.read:why",
    "ingest": "banggiao.cli.ingest:ingest",
    "dossier": "banggiao.cli.dossier:dossier",
    "timeline": "banggiao.cli.timeline:timeline",
    "events": "banggiao.cli.events:events",
    "people": "banggiao.cli.people:people",
    "post": "banggiao.cli.post:post",
    "contacts": "banggiao.cli.contacts:contacts",
    "mechanisms": "banggiao.cli.mechanisms:mechanisms",
    "commitments": "banggiao.cli.commitments:commitments",
    "invitations": "banggiao.cli.invitations:invitations",
    "targets": "banggiao.cli.targets:targets",
    "tiers": "banggiao.cli.tiers:tiers",
    "anniversaries": "banggiao.cli.anniversaries:anniversaries",
    "stances": "banggiao.cli.stances:stances",
    "conflicts": "banggiao.cli.conflicts:conflicts",
    "diff": "banggiao.cli.diff:diff",
    "check": "banggiao.cli.check:check",
    "panel": "banggiao.cli.panel:panel",
    "delivery": "banggiao.cli.delivery:delivery",
    "kpi": "banggiao.cli.kpi:kpi",
    "ask": "banggiao.cli.ask:ask",
    "digest": "banggiao.cli.digest:digest",
    "brief": "banggiao.cli.brief:brief",
    "export": "banggiao.cli.export:export",
    "decide": "banggiao.cli.decide:decide",
    "reread": "banggiao.cli.reread:reread",
    "import": "banggiao.cli.imports:imports",
    "status": "banggiao.cli.status:status",
    "rebuild": "banggiao.cli.rebuild:rebuild",
    "verify": "banggiao.cli.verify:verify",
    "backup": "banggiao.cli.backup:backup",
    "restore": "banggiao.cli.backup:restore",
    "copy": "banggiao.cli.copy:copy",
    "serve": "banggiao.cli.serve:serve",
    "accounts": "banggiao.cli.accounts:accounts",
    "evaluate": "banggiao.cli.evaluate:evaluate",
    "knowledge": "banggiao.cli.knowledge:knowledge",
}
"""Every command and where it lives, in the order that the help shows."""


class Lazy(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="banggiao")
def cli() -> None:
    """Read diplomatic reports in Vietnamese and keep a sourced ledger of relations between states."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    try:
        status: Any = cli.main(args=None if arguments is None else list(arguments), prog_name="banggiao", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        return _complain(error.format_message(), EXIT_USAGE, prefix="")
    except click.ClickException as error:
        return _complain(error.format_message(), EXIT_USAGE)
    except BanggiaoError as error:
        return _complain(str(error), error.exit_status)
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted", EXIT_FAILED)
    except BrokenPipeError:
        # whoever read our output has enough of it; Python's flush at exit must not fail on the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINE
    return status if isinstance(status, int) else EXIT_FINE


def _complain(message: str, status: int, prefix: str = "banggiao: ") -> int:
    """Say on standard error what is wrong."""
    click.echo(f"{prefix}{message}", err=True)
    return status
