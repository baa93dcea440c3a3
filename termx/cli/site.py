"""`termx site`: glossaries become a folder with a page to search them."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("site")
@click.argument("glossaries", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write into; files of an earlier site there are replaced.",
)
@click.option("--title", help="Title of the page.")
@click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Glossary as it was published last, to show what changed; found by its file name"
    " (or simply taken, if there is one of each). May be given more than once.",
)
@click.option("--no-downloads", is_flag=True, help="No files of whole glossaries.")
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
def command(
    glossaries: tuple[Path, ...],
    folder: Path,
    title: str | None,
    previous: tuple[Path, ...],
    no_downloads: bool,
    quiet: bool,
) -> None:
    """Make a folder with a page to search and download GLOSSARIES.

    The page needs no server: publish the folder, or open its index.html.

    \b
    Examples:
      termx site glossaries/*.csv -o public/
      termx site un.csv --previous last/un.csv -o public/ --title "UN terms"
    """
    from termx import site
    from termx.site.sources import load

    sources = load(glossaries, previous)
    made = site.build(sources, title=title, offer=not no_downloads)
    site.write(made, folder)
    if not quiet:
        concepts = sum(len(source.glossary.concepts) for source in sources)
        size = sum(map(len, made.values())) / 1e6
        click.echo(f"{folder}: {concepts} concepts, {len(made)} files, {size:.1f} MB", err=True)
