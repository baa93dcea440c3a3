"""`termx lookup`: find a term in glossaries."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from termx.lookup import Match

_VARIABLE = "TERMX_GLOSSARY"


@click.command("lookup")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "-g",
    "--glossary",
    "glossaries",
    multiple=True,
    type=click.Path(readable=False, path_type=Path),
    help=f"Glossary to look in; may be given more than once. Without it, those that {_VARIABLE}"
    f" names, parted by {os.pathsep!r}.",
)
@click.option("-n", "--limit", type=click.IntRange(1), default=10, show_default=True,
              help="At most so many concepts.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Concepts in the JSON form of a glossary.")
def command(
    query: tuple[str, ...], glossaries: tuple[Path, ...], limit: int, as_json: bool
) -> None:
    """Look a term up by any part of it, in Chinese of either script or in English.

    Width, case, accents and spaces do not matter. The best concepts are shown, whole terms first.
    Exit 1 if there is none; what is nearest is shown on stderr then.

    \b
    Examples:
      termx lookup 有组织犯罪 -g glossaries/un-crime.csv
      TERMX_GLOSSARY=un.csv termx lookup transnational crime
    """
    from termx.lookup import lookup

    named = os.environ.get(_VARIABLE, "")
    paths = glossaries or tuple(Path(name) for name in named.split(os.pathsep) if name)
    if not paths:
        raise click.UsageError(f"no glossary: give one with -g, or set {_VARIABLE}")
    matches, count = lookup(
        " ".join(query), paths, limit=limit, report=partial(click.echo, err=True)
    )
    if as_json:
        data = [{**match.concept, "glossary": str(match.path)} for match in matches if count]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        if matches and not count:
            click.echo("nothing found; the nearest:", err=True)
        for match in matches:
            click.echo("\n".join(_lines(match)), err=not count)
    if count > len(matches):
        click.echo(f"{count - len(matches)} more; -n shows more of them", err=True)
    if not count:
        if not matches or as_json:
            click.echo("nothing found", err=True)
        sys.exit(1)


def _lines(match: Match) -> list[str]:
    """A concept: its id, kind and subject, then a line for each language."""
    concept: dict[str, Any] = match.concept
    about = [concept["kind"], concept.get("subject") or "", concept["review"], str(match.path)]
    about += map(str, match.also)
    lines = [f"{concept['id']} ({', '.join(filter(None, about))})"]
    terms: list[dict[str, Any]] = concept["terms"]
    for lang in sorted({term["lang"] for term in terms}):
        mine = [term for term in terms if term["lang"] == lang]
        mine.sort(key=lambda term: term["status"] != "preferred")
        lines.append(f"  {lang:<8} " + "; ".join(map(_term, mine)))
    if concept.get("note"):
        lines.append(f"  {'note':<8} {concept['note']}")
    return lines


def _term(term: dict[str, Any]) -> str:
    marks = [term["status"] if term["status"] in ("deprecated", "superseded") else "", term["note"]]
    said = ", ".join(filter(None, marks))
    return f"{term['text']} ({said})" if said else str(term["text"])
