"""The command line: each command parses, calls a stage and prints; one module per command."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from termx import __version__
from termx.errors import TermxError

COMMANDS = ("harvest", "read")
"""The names of the commands and of their modules."""


class _Commands(click.Group):
    """A group that imports a command when it is called.

    Expected errors are one line on stderr and exit code 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"termx.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TermxError as error:
            click.echo(f"termx: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="termx")
def main() -> None:
    """Bilingual (Chinese–English) terminology: harvest, normalize, emit, check."""
