"""`termx merge`: two glossaries become one."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command("merge")
@click.argument("first", type=_FILE, metavar="A")
@click.argument("second", type=_FILE, metavar="B")
@click.option("-o", "--output", type=_FILE, required=True, help="File; its suffix is the format.")
@click.option("--title", help="Title of the glossary.")
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
def command(first: Path, second: Path, output: Path, title: str | None, quiet: bool) -> None:
    """Put the glossary B into A: concepts with one id, or with terms in common in both languages.

    Where the two differ, A is right; each difference is listed on stderr, and no term, source or
    note is lost. Concepts of B that A does not have follow at the end.

    \b
    Example:
      termx merge un-crime.csv office.csv -o both.csv
    """
    from dataclasses import replace

    from termx import formats
    from termx.curate.merge import merge

    chosen = formats.of(output)
    merged = merge(formats.load(first), formats.load(second))
    glossary = merged.glossary
    if title is not None:
        glossary = replace(glossary, title=title)
    formats.dump(glossary, output)
    if not quiet:
        for conflict in merged.conflicts:
            click.echo(str(conflict), err=True)
        # A title that is only the name of the file is none that is lost.
        named = replace(glossary, title="") if glossary.title == first.stem else glossary
        if losses := str(chosen.losses(named)):
            click.echo(f"{output}: {losses}", err=True)
        count = len(merged.conflicts)
        click.echo(
            f"{output}: {len(glossary.concepts)} concepts, {count or 'no'}"
            f" conflict{'s' * (count != 1)}",
            err=True,
        )
