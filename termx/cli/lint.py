"""`termx lint`: what is wrong in a glossary itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from termx.curate.lint import Problem


def _rules(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Print the rules, for `--list`."""
    if value:
        from termx.curate.rules import RULES

        for rule in RULES:
            fix = " [fixable]" if rule.fixable else ""
            click.echo(f"{rule.code} {rule.name:<24} {rule.severity:<8} {rule.summary}{fix}")
        ctx.exit()


def _codes(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command("lint")
@click.argument("glossaries", nargs=-1, required=True,
                type=click.Path(readable=False, path_type=Path))  # fmt: skip
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Only these rules.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these rules.")
@click.option("--fix", is_flag=True, help="Put right what needs no decision, then show the rest.")
@click.option("--output-format", type=click.Choice(("concise", "json")), default="concise",
              show_default=True)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit 0 also if there are problems.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_rules,
              help="List the rules.")  # fmt: skip
def command(
    glossaries: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    output_format: str,
    exit_zero: bool,
) -> None:
    """Check glossaries: duplicates, statuses that contradict each other, stray marks, scripts.

    A problem in a curated CSV has its line and column. CODES are codes or their beginnings, or
    names of rules, parted by commas. --fix writes curated CSV and JSON only. Exit 1 if there
    are problems.

    \b
    Examples:
      termx lint glossaries/*.csv
      termx lint un.csv --fix
      termx lint un.csv --ignore TG110,TG111
    """
    from termx import formats
    from termx.curate.lint import fixed, lint_file, selected
    from termx.curate.update import load_curated

    rules = selected(select, ignore)
    problems: list[tuple[Path, Problem]] = []
    for path in glossaries:
        if fix:
            glossary = load_curated(path)
            if any(problem.rule.fixable for problem in lint_file(path, rules)):
                formats.dump(fixed(glossary), path)
                click.echo(f"{path}: fixed", err=True)
        problems += ((path, problem) for problem in lint_file(path, rules))
    if output_format == "json":
        click.echo(json.dumps([_data(*item) for item in problems], ensure_ascii=False, indent=1))
    else:
        for path, problem in problems:
            click.echo(_line(path, problem))
    if output_format == "concise":
        count = len(problems)
        click.echo(f"{count or 'no'} problem{'s' * (count != 1)}", err=True)
    if problems and not exit_zero:
        sys.exit(1)


def _line(path: Path, problem: Problem) -> str:
    place = f"{path}:{problem.line}:{problem.column}" if problem.line else str(path)
    mark = " [*]" if problem.rule.fixable else ""
    return f"{place}: {problem.rule.code}{mark} {problem.message} [{problem.concept}]"


def _data(path: Path, problem: Problem) -> dict[str, object]:
    return {
        "code": problem.rule.code,
        "rule": problem.rule.name,
        "severity": problem.severity,
        "message": problem.message,
        "path": str(path),
        "line": problem.line,
        "column": problem.column,
        "text": problem.text,
        "concept": problem.concept,
        "fixable": problem.rule.fixable,
    }
