"""`termx read`: the clean text of a document."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("read")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.argument("other", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--original", is_flag=True, help="As it was before its tracked changes.")
def command(file: Path, other: Path | None, original: bool) -> None:
    """Print the clean text of FILE, one paragraph a line, footnotes after the body.

    Of a translation file (XLIFF, TMX, PO, a table with columns zh and en) one segment a line: its
    source, a tab, its target; either may be empty. With OTHER, line i of FILE is the translation of
    line i of OTHER.

    \b
    Examples:
      termx read A_68_127.zh.docx
      termx read memory.tmx
      termx read corpus.zh corpus.en
    """
    from termx.clean import clean
    from termx.read import bitext, documents

    if other is None:
        found = documents(file, original=original)
    else:
        both = bitext(file, other)
        found = (both.source, both.target)
    sides = [clean(document) for document in found]
    for paragraphs in zip(*(side.paragraphs for side in sides), strict=True):
        cells = (
            side.text[paragraph.start : paragraph.end].replace("\t", " ")
            for side, paragraph in zip(sides, paragraphs, strict=True)
        )
        click.echo("\t".join(cells))
