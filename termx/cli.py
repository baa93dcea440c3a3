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
@click.option("--original", is_flag=True, help="As it was before its tracked changes.")
def read(file: Path, original: bool) -> None:
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


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File (its suffix tells the format) or folder for glossary.json, .tbx, .csv and .xlsx;"
    " may be given more than once. Without it, what the pipeline file says, else JSON on stdout.",
)
@click.option("--title", help="Title of the glossary.")
@click.option("--themes", type=click.IntRange(0), help="At most so many domain terms.")
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done with each document.")
def harvest(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    title: str | None,
    themes: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn documents, or the documents of a pipeline file, into a glossary.

    INPUTS is one pipeline file (.toml), or documents, Chinese and English in any order.

    \b
    Examples:
      termx harvest pipelines/sample.toml
      termx harvest docs/*.zh.txt docs/*.en.txt -o build/
      termx harvest report.zh.txt -o report.tbx -o report.xlsx
    """
    from dataclasses import replace

    from termx import pipeline, progress

    if len(inputs) == 1 and inputs[0].suffix == ".toml":
        settings = pipeline.load(inputs[0])
    else:
        settings = pipeline.Pipeline(inputs)
    if title is not None:
        settings = replace(settings, title=title)
    if themes is not None:
        settings = replace(settings, themes=themes)
    if outputs:
        settings = replace(settings, outputs=pipeline.targets(outputs))
    with progress.bar(quiet=quiet, verbose=verbose) as report:
        glossary = pipeline.run(settings, report=report)
    for path in pipeline.write(glossary, settings):
        if not quiet:
            click.echo(f"{path}: {len(glossary.concepts)} concepts", err=True)
    if not settings.outputs:
        from termx.formats import FORMATS

        sys.stdout.buffer.write(FORMATS["json"].dump(glossary))
