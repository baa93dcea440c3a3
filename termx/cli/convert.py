"""`termx convert`: a glossary in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FILE = click.Path(readable=False, path_type=Path)


def _formats(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Print the table of formats, for `--formats`."""
    if value:
        from termx.formats import FORMATS

        for format in FORMATS.values():
            does = ("reads " if format.readable else "      ") + (
                "writes" if format.writable else "      "
            )
            suffixes = " ".join(format.suffixes)
            click.echo(f"{format.name:<15} {does}  {suffixes:<18} {format.description}")
        ctx.exit()


@click.command("convert")
@click.argument("source", type=_FILE, metavar="IN")
@click.argument("target", type=_FILE, metavar="OUT")
@click.option("--from", "from_", metavar="FORMAT", help="Format of IN, if not what it looks like.")
@click.option("--to", metavar="FORMAT", help="Format of OUT, if not what its suffix says.")
@click.option(
    "--deprecated",
    type=click.Choice(("include", "note", "omit")),
    help="What becomes of deprecated and superseded terms in a format that many programs read"
    " without their status. Default: what docs/formats.md says for the format.",
)
@click.option("--dialect", type=click.Choice(("dca", "dct")), help="Style of TBX 3.")
@click.option("--source-language", metavar="TAG", help="Of two columns the first. Default: en.")
@click.option("--target-language", metavar="TAG", help="The second. Default: zh-Hans.")
@click.option("--title", help="Title of the glossary, where OUT has one.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what is lost.")
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_formats,
              help="List the formats.")  # fmt: skip
def command(
    source: Path,
    target: Path,
    from_: str | None,
    to: str | None,
    deprecated: str | None,
    dialect: str | None,
    source_language: str | None,
    target_language: str | None,
    title: str | None,
    quiet: bool,
) -> None:
    """Write the glossary in IN to OUT in another format.

    What OUT cannot hold is counted on stderr. OUT may be - for stdout, with --to.

    \b
    Examples:
      termx convert glossary.csv glossary.tbx
      termx convert glossary.csv omegat.txt --deprecated note
      termx convert client.xlsx glossary.csv
      termx convert glossary.csv deepl.csv --to deepl --source-language zh-Hans --target-language en
    """
    from collections import Counter
    from dataclasses import replace

    from termx import formats
    from termx.files import write_whole

    chosen = formats.of(target, to)
    options = {
        name: value
        for name, value in (
            ("deprecated", deprecated),
            ("dialect", dialect),
            ("source", source_language),
            ("target", target_language),
        )
        if value is not None
    }
    passed: Counter[str] = Counter()
    glossary = formats.load(source, format=from_, passed=passed)
    if title is not None:
        glossary = replace(glossary, title=title)
    data = chosen.dump(glossary, **options)
    if str(target) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_whole(target, data)
    if quiet:
        return
    read = ", ".join(f"{name} ({count})" for name, count in sorted(passed.items()) if count)
    if read:
        click.echo(f"{source}: not read: {read}", err=True)
    losses = str(chosen.losses(glossary, **options))
    click.echo(
        f"{target}: {len(glossary.concepts)} concepts" + (f" {losses}" if losses else ""), err=True
    )
