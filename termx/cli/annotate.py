"""`termx annotate`: the terms of a source text with their equivalents."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command("annotate")
@click.argument("source", type=_PATH)
@click.option("-g", "--glossary", multiple=True, required=True, type=_PATH, help="May be repeated.")
@click.option(
    "-o",
    "--output",
    type=_PATH,
    help="A page (.html), or a copy of a Word file with comments (.docx); else a list on stdout.",
)
def command(source: Path, glossary: tuple[Path, ...], output: Path | None) -> None:
    """Show which terms of a glossary SOURCE holds, with what to write in the other language.

    Of a translation file the English side is shown.

    \b
    Examples:
      termx annotate source.en.docx -g glossaries/un-crime.csv -o source.html
      termx annotate source.en.docx -g glossaries/un-crime.csv -o annotated.docx
      termx annotate source.zh.txt -g glossaries/un-crime.csv
    """
    from termx.check.annotate import annotate, comments, html, table
    from termx.check.lexicon import load
    from termx.check.reports.docx import SUFFIXES
    from termx.check.word import commented
    from termx.clean import clean
    from termx.files import write_whole
    from termx.read import documents

    suffix = output.suffix.lower() if output is not None else ""
    if output is not None and suffix not in (".html", ".htm", *SUFFIXES):
        raise click.UsageError(f"{output}: write .html or .docx")
    if suffix in SUFFIXES and source.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"{source}: comments need a .docx source; write .html")
    if output is not None and output.resolve() == source.resolve():
        raise click.UsageError(f"{output} is the source itself; choose another name for -o")
    lexicon = load(glossary)
    sides = documents(source)
    # Of a translation file the side that is translated from.
    document = clean(next((side for side in sides if side.lang == "en"), sides[0]))
    found = annotate(document, lexicon)
    if output is None:
        for row in table(document, found):
            click.echo("\t".join(map(str, row)))
    elif suffix in SUFFIXES:
        write_whole(output, commented(source, comments(document, found)))
    else:
        write_whole(output, html(document, found, source.name))
    terms, places = len(table(document, found)), len(found)
    click.echo(f"{terms} term{'s' * (terms != 1)} in {places} place{'s' * (places != 1)}", err=True)
