"""The command line: parses, calls a stage, prints. Nothing else lives here."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from termx import __version__
from termx.errors import TermxError


class _Commands(click.Group):
    """A group whose expected errors are one line on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TermxError as error:
            click.echo(f"termx: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="termx")
def main() -> None:
    """Bilingual (Chinese–English) terminology: harvest, normalize, emit."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def read(file: Path) -> None:
    """Print the clean text of FILE, one paragraph a line, footnotes after the body.

    Example: termx read A_68_127.zh.txt
    """
    from termx.clean import clean
    from termx.read import read as read_document

    document = clean(read_document(file))
    for paragraph in document.paragraphs:
        click.echo(document.text[paragraph.start : paragraph.end])
