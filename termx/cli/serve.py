"""`termx serve`: the page of `termx site` on this machine, with drafts checked."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve")
@click.argument("glossaries", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--title", help="Title of the page.")
@click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Glossary as it was published last, to show what changed.",
)
def command(
    glossaries: tuple[Path, ...], port: int, title: str | None, previous: tuple[Path, ...]
) -> None:
    """Show GLOSSARIES in a browser on this machine, and check drafts with them.

    Nobody else can reach the page. It is built again when a file changes; drafts that are pasted
    or dropped into it are checked as by `termx check` and not kept.

    \b
    Examples:
      termx serve glossaries/*.csv
      termx serve un.csv --previous last/un.csv --port 0
    """
    from termx.site.server import Workshop, serve

    workshop = Workshop(glossaries, previous, title)
    serve(workshop, port, lambda text: click.echo(text, err=True))
