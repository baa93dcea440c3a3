"""`termx check`: what is wrong with names, terms, figures and references in a draft."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-g", "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path))
@click.option("--source", type=click.Path(path_type=Path), help="The document that was translated.")
@click.option("--output-format", default="full")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def command(
    paths: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    source: Path | None,
    output_format: str,
    output: Path | None,
) -> None:
    """Check drafts."""
    from termx.check import findings
    from termx.check.inputs import draft, files
    from termx.check.lexicon import load
    from termx.check.reports import REPORTS, Checked, Report

    lexicon = load(glossaries)
    checked = []
    for path in files(paths):
        item = draft(path, lexicon, source)
        if item is not None:
            checked.append(Checked(str(path), item, tuple(findings(item))))
    report = Report(tuple(checked))
    sys.stdout.buffer.write(REPORTS[output_format].render(report))
    sys.exit(1 if report.counts() else 0)
