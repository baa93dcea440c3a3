"""`termx diff`: what changed between two versions of a glossary."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 also if there are differences.")
def command(old: Path, new: Path, form: str, exit_zero: bool) -> None:
    """Show what changed from the glossary OLD to NEW, by concepts and not by lines.

    Concepts added, removed and renamed, preferred forms, equivalents, statuses, reviews, and what
    people wrote. Evidence and order are no changes. Exit 1 if there are differences.

    \b
    Examples:
      termx diff old.csv new.csv
      git show main:un.csv > old.csv && termx diff old.csv un.csv --format markdown
    """
    from termx import formats
    from termx.curate.diff import as_json, as_markdown, as_text, diff

    write = {"text": as_text, "json": as_json, "markdown": as_markdown}[form]
    found = diff(formats.load(old), formats.load(new))
    click.echo(write(found), nl=False)
    if found and not exit_zero:
        sys.exit(1)
