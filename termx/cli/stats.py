"""`termx stats`: what a glossary holds, counted."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

_MOST = 12


@click.command("stats")
@click.argument("glossary", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="All figures, for programs.")
def command(glossary: Path, as_json: bool) -> None:
    """Count the concepts of a glossary by kind, review and language, and its terms by status.

    \b
    Example:
      termx stats glossaries/un-crime.csv
    """
    from termx import formats
    from termx.curate.stats import stats

    found = asdict(stats(formats.load(glossary)))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for name, value in found.items():
        label = name.replace("_", " ")
        if isinstance(value, int):
            click.echo(f"{label:<20} {value}")
            continue
        items = list(value.items())
        shown = ", ".join(f"{key} {count}" for key, count in items[:_MOST])
        more = f", and {len(items) - _MOST} more" if len(items) > _MOST else ""
        click.echo(f"{label:<20} {shown or 'none'}{more}")
