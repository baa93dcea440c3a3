"""`termx read`: the clean text of a document."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("read")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--original", is_flag=True, help="As it was before its tracked changes.")
def command(file: Path, original: bool) -> None:
    """Print the clean text of FILE, one paragraph a line, footnotes after the body.

    Of a translation file (XLIFF, TMX, PO, a table with columns zh and en) one segment a line: its
    source, a tab, its target; either may be empty.

    \b
    Examples:
      termx read A_68_127.zh.docx
      termx read memory.tmx
    """
    from termx.clean import clean
    from termx.read import documents

    sides = [clean(document) for document in documents(file, original=original)]
    for paragraphs in zip(*(side.paragraphs for side in sides), strict=True):
        cells = (
            side.text[paragraph.start : paragraph.end].replace("\t", " ")
            for side, paragraph in zip(sides, paragraphs, strict=True)
        )
        click.echo("\t".join(cells))
