"""The command line: each command parses, calls a stage and prints; one module per command."""

from __future__ import annotations

import errno
import io
import sys
from importlib import import_module
from typing import NoReturn

import click

from termx import __version__
from termx.errors import TermxError

COMMANDS = (
    "align",
    "annotate",
    "check",
    "convert",
    "diff",
    "harvest",
    "lint",
    "lookup",
    "lsp",
    "merge",
    "read",
    "rules",
    "serve",
    "site",
    "stats",
)
"""The names of the commands and of their modules."""


class _Commands(click.Group):
    """A group that imports a command when it is called.

    Expected errors, and what the system says about a file, are one line on stderr and exit code 2.
    Output is UTF-8 everywhere.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"termx.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors=stream.errors)
        try:
            return super().invoke(ctx)
        except TermxError as error:
            _fail(str(error))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads the output has seen enough
                raise
            reason = error.strerror or str(error)
            _fail(f"{error.filename or 'output'}: {reason}; make room or choose another place")


def _fail(message: str) -> NoReturn:
    click.echo(f"termx: {' '.join(message.splitlines())}", err=True)
    sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="termx")
def main() -> None:
    """Bilingual (Chinese–English) terminology: harvest, normalize, emit, check."""
