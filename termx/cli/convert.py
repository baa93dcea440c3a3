"""`termx convert`: a glossary in another format, or bitext in another format."""

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
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="IN OUT")
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
@click.option("--bitext/--glossary", "as_bitext", default=None,
              help="What IN is: pairs of sentences, or terms.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Do not say what is lost.")
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_formats,
              help="List the formats of glossaries.")  # fmt: skip
def command(
    files: tuple[Path, ...],
    from_: str | None,
    to: str | None,
    deprecated: str | None,
    dialect: str | None,
    source_language: str | None,
    target_language: str | None,
    title: str | None,
    as_bitext: bool | None,
    quiet: bool,
) -> None:
    """Write the glossary in IN to OUT in another format.

    What OUT cannot hold is counted on stderr. OUT may be - for stdout, with --to.

    Bitext is converted too: TMX, TSV, XLIFF, PO and pairs of files (NAME.zh NAME.en) to TMX, TSV,
    HTML and pairs of files. TMX and TSV are taken for bitext where OUT is TMX or TSV, unless the
    TMX says that its segments are phrases; --bitext and --glossary decide otherwise.

    \b
    Examples:
      termx convert glossary.csv glossary.tbx
      termx convert glossary.csv omegat.txt --deprecated note
      termx convert client.xlsx glossary.csv
      termx convert glossary.csv deepl.csv --to deepl --source-language zh-Hans --target-language en
      termx convert memory.tmx memory.tsv
      termx convert corpus.zh corpus.en corpus.tmx
    """
    if not 2 <= len(files) <= 3:
        raise click.UsageError("give IN and OUT, or NAME.zh, NAME.en and OUT")
    *sources, target = files
    if as_bitext is not False:
        _check_bitext(sources, target, to)
    if as_bitext is None:
        as_bitext = _is_bitext(sources, target, from_, to)
    if as_bitext:
        options = (from_, deprecated, dialect, source_language, target_language, title)
        if any(options):
            raise click.UsageError("bitext takes no option but --to and --quiet")
        _convert_bitext(sources, target, to, quiet=quiet)
        return
    if len(sources) > 1:
        raise click.UsageError("a glossary is one file; termx merge joins two")
    options_given = {
        "deprecated": deprecated,
        "dialect": dialect,
        "source": source_language,
        "target": target_language,
    }
    given = {name: value for name, value in options_given.items() if value is not None}
    _convert_glossary(sources[0], target, from_, to, title, given, quiet=quiet)


def _check_bitext(sources: list[Path], target: Path, to: str | None) -> None:
    """Refuse what people take for a way to write bitext."""
    from termx.align.write import SUFFIXES
    from termx.read import BITEXT

    if len(sources) == 2 and sources[0].suffix.lower() in BITEXT:
        name = target.with_suffix("")
        raise click.UsageError(
            f"one file becomes two by one name: termx convert {sources[0]} {name} writes"
            f" {name}.zh and {name}.en"
        )
    suffix = target.suffix.lower()
    unwritten = suffix in BITEXT and suffix not in (*SUFFIXES, ".csv")
    if unwritten and to is None:
        raise click.UsageError(
            f"{target}: termx reads XLIFF and PO, but bitext is written as"
            f" {', '.join(SUFFIXES)} or NAME (NAME.zh and NAME.en)"
        )


def _is_bitext(sources: list[Path], target: Path, from_: str | None, to: str | None) -> bool:
    """Whether files are bitext, by their number and suffixes; see the help of the command."""
    from termx.align.write import SUFFIXES
    from termx.formats import FORMATS, is_curated
    from termx.read import BITEXT

    if len(sources) > 1:
        return True
    if from_ is not None:
        return False
    source = sources[0].suffix.lower()
    writes = to or SUFFIXES.get(target.suffix.lower(), "moses")
    if target.suffix.lower() not in (*SUFFIXES, "", ".zh", ".en") and to is None:
        return False
    if writes not in ("tmx", "tsv", "html", "moses") or source not in BITEXT:
        return False
    if is_curated(sources[0]):
        return False
    if source == ".tmx":
        from termx.formats.tmx import is_glossary

        return not (sources[0].is_file() and is_glossary(sources[0]))
    glossaries = {suffix for format in FORMATS.values() for suffix in format.suffixes}
    return source == ".tsv" or source not in glossaries or writes not in FORMATS


def _convert_bitext(sources: list[Path], target: Path, to: str | None, *, quiet: bool) -> None:
    from termx.align.write import dump_bitext, write_bitext
    from termx.read import bitext

    beads = list(bitext(*sources).beads())
    if str(target) == "-":
        sys.stdout.buffer.write(dump_bitext(beads, to or "tsv"))
        return
    single = sum(not (bead.source and bead.target) for bead in beads)
    for path in write_bitext(beads, target, to):
        lost = single if path.suffix.lower() not in (".tsv", ".html", ".htm") else 0
        if not quiet:
            said = f", without {lost} segments that have no counterpart" if lost else ""
            click.echo(f"{path}: {len(beads) - lost} pairs{said}", err=True)


def _convert_glossary(
    source: Path,
    target: Path,
    from_: str | None,
    to: str | None,
    title: str | None,
    options: dict[str, str],
    *,
    quiet: bool,
) -> None:
    from collections import Counter
    from dataclasses import replace

    from termx import formats
    from termx.files import write_whole

    chosen = formats.of(target, to)
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
    if read := ", ".join(f"{name} ({count})" for name, count in sorted(passed.items()) if count):
        click.echo(f"{source}: not read: {read}", err=True)
    # A title that is only the name of the file is none that is lost.
    named = replace(glossary, title="") if glossary.title == source.stem else glossary
    losses = str(chosen.losses(named, **options))
    click.echo(
        f"{target}: {len(glossary.concepts)} concepts{losses and ', '}{losses}",
        err=True,
    )
