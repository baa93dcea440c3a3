"""`termx align`: two documents become bitext."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from termx.models import Bead
    from termx.progress import Report

_STDOUT = Path("-")


@click.command("align")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File: .tsv, .tmx or .html, or a name without a suffix for NAME.zh and NAME.en; may be"
    " given more than once. Without it, TSV on stdout.",
)
@click.option(
    "--source",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="The language that comes first.",
)
@click.option("--paragraphs", is_flag=True, help="Whole paragraphs, not sentences.")
@click.option("--lines", is_flag=True, help="Each line of the files is a sentence; no documents.")
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done.")
def command(
    files: tuple[Path, ...],
    outputs: tuple[Path, ...],
    source: str,
    paragraphs: bool,
    lines: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Pair the sentences of a Chinese document with those of its English version.

    FILES are the two documents, in any order and in any format that `termx read` reads; or
    bitext, whose pairs are taken as they are: one file (TMX, XLIFF, TSV, PO), or NAME.zh and
    NAME.en. Files that are no
    translations of each other are refused. A sentence without a counterpart stands alone in TSV
    and HTML and is left out of the other formats.

    \b
    Examples:
      termx align A.zh.docx A.en.docx -o beads.tsv
      termx align A.en.pdf A.zh.pdf -o memory.tmx -o page.html
      termx align memory.xliff -o memory.tmx
    """
    from termx import progress
    from termx.align.write import dump_bitext, format_of, write_bitext

    for path in outputs:
        if path != _STDOUT:
            format_of(path)
    if len(files) > 2:
        raise click.UsageError(f"give two documents or one bitext file, not {len(files)} files")
    with progress.bar(quiet=quiet, verbose=verbose) as report:
        beads = _beads(files, source, report, paragraphs=paragraphs, lines=lines)
    for path in outputs or (_STDOUT,):
        if path == _STDOUT:
            sys.stdout.buffer.write(dump_bitext(beads, "tsv"))
            continue
        written = write_bitext(beads, path)
        if not quiet:
            names = ", ".join(map(str, written))
            click.echo(f"{names}: {_summary(beads)}", err=True)


def _beads(
    files: tuple[Path, ...], source: str, report: Report, *, paragraphs: bool, lines: bool
) -> tuple[Bead, ...]:
    from termx.align import align, align_paragraphs
    from termx.read import BITEXT, bitext

    if len(files) == 1:
        if files[0].suffix.lower() not in BITEXT:
            raise click.UsageError(
                f"{files[0]} is one document; give its version in the other language too"
            )
        return _turned(tuple(bitext(files[0]).beads()), source)
    if not lines and {path.suffix.lower() for path in files} <= {".zh", ".en"}:
        return _turned(tuple(bitext(*files).beads()), source)
    for done, path in enumerate(files):
        report(f"read {path.name}", done, 3)
        if path.suffix.lower() in BITEXT:
            raise click.UsageError(f"{path} holds both languages; give it alone")
    if lines:
        return _of_lines(files, source, report)
    from termx.clean import clean
    from termx.read import read

    documents = [clean(read(path)) for path in files]
    if not (documents[0].lang or "").startswith(source):
        documents.reverse()
    report("align", 2, 3)
    work = align_paragraphs if paragraphs else align
    beads = work(documents[0], documents[1])
    report("align", 3, 3)
    return beads


def _of_lines(files: tuple[Path, ...], source: str, report: Report) -> tuple[Bead, ...]:
    """The beads of the lines of two files."""
    from termx.align import align_segments, check_languages
    from termx.models import Segment
    from termx.read.text import read_text

    sides = []
    documents = [read_text(path) for path in files]
    check_languages(*documents)
    for document in documents:
        segments, at = [], 0
        for line in document.text.split("\n"):
            if stripped := line.strip():
                start = at + line.index(stripped[0])
                segments.append(Segment(document, start, start + len(stripped)))
            at += len(line) + 1
        sides.append(segments)
    if not (documents[0].lang or "").startswith(source):
        sides.reverse()
    report("align", 2, 3)
    return align_segments(*sides)


def _turned(beads: tuple[Bead, ...], source: str) -> tuple[Bead, ...]:
    """Beads with the language first that is to be the source."""
    from termx.align.write import languages
    from termx.models import Bead

    if languages(beads)[0].startswith(source):
        return beads
    return tuple(Bead(bead.target, bead.source, bead.score) for bead in beads)


def _summary(beads: tuple[Bead, ...]) -> str:
    alone = sum(not (bead.source and bead.target) for bead in beads)
    return f"{len(beads) - alone} pairs, {alone} without a counterpart"
