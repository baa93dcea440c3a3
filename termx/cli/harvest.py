"""`termx harvest`: documents become a glossary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termx.files import cache_folder

if TYPE_CHECKING:
    from termx.models import Glossary
    from termx.pipeline import Pipeline


@click.command("harvest")
@click.argument("inputs", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(readable=False, path_type=Path),
    help="File (its suffix tells the format) or folder for glossary.json, .tbx, .csv and .xlsx;"
    " may be given more than once. Without it, what the pipeline file says, else JSON on stdout.",
)
@click.option(
    "--update",
    "curated",
    type=click.Path(readable=False, path_type=Path),
    metavar="GLOSSARY",
    help="Take what is new into this curated glossary, as proposed, and refresh the evidence in it;"
    " what a person has decided is not touched.",
)
@click.option(
    "--bitext",
    nargs=2,
    type=click.Path(readable=False, path_type=Path),
    metavar="ZH EN",
    help="Two files instead of INPUTS: line i of one is the translation of line i of the other.",
)
@click.option(
    "--terms",
    type=click.Path(readable=False, path_type=Path),
    metavar="LIST",
    help="With --bitext: give the equivalents of the terms of this list, one a line, in Chinese or"
    " English.",
)
@click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="GLOSSARY",
    help="A glossary in any format that helps to pair; may be given more than once.",
)
@click.option(
    "--spacy",
    metavar="NAME",
    help="A spaCy pipeline, installed or a folder, whose parts of speech decide which English"
    " phrases are terms.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, help="Processes; default 1.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="A Dask scheduler whose workers do the work, as in tcp://host:8786.",
)
@click.option("--no-cache", is_flag=True, help="Use nothing of earlier runs, keep nothing.")
@click.option("--strict", is_flag=True, help="Stop at a document that cannot be read.")
@click.option("--title", help="Title of the glossary.")
@click.option(
    "--themes",
    type=click.IntRange(0),
    help="So many domain terms, the best ones; default 200. Of documents in two languages those"
    " whose equivalent is sure come on top of it.",
)
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done with each document.")
def command(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    curated: Path | None,
    bitext: tuple[Path, Path] | None,
    terms: Path | None,
    lexicon: tuple[Path, ...],
    spacy: str | None,
    jobs: int,
    cluster: str | None,
    no_cache: bool,
    strict: bool,
    title: str | None,
    themes: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn documents, or the documents of a pipeline file, into a glossary.

    INPUTS is one pipeline file (.toml), or documents, Chinese and English in any order. A Chinese
    and an English document with one symbol or name are aligned; their terms get the equivalents.
    A document that cannot be read is left out and named at the end; then the exit code is 2.

    \b
    Examples:
      termx harvest pipelines/sample.toml
      termx harvest docs/*.zh.txt docs/*.en.txt -o build/
      termx harvest report.zh.txt -o report.tbx -o report.xlsx
      termx harvest docs/*.docx --update glossary.csv
      termx harvest --bitext corpus.zh corpus.en --terms terms.txt -o pairs.csv
    """
    from termx import formats, pipeline, progress
    from termx.errors import Failure
    from termx.run import run

    if bool(inputs) == bool(bitext):
        raise click.UsageError("give documents, a pipeline file, or --bitext with two files")
    if terms and not bitext:
        raise click.UsageError("--terms needs --bitext with two files")
    settings = replace(
        _described(inputs, title=title, spacy=spacy, themes=themes),
        bitext=bitext,
        lexicon=lexicon,
        jobs=jobs,
        cluster=cluster,
        cache=None if no_cache else cache_folder() / "harvest",
    )
    if terms:
        from termx.pair import read_terms

        settings = replace(settings, terms=read_terms(terms))
    if outputs or curated:
        settings = replace(settings, outputs=pipeline.targets(outputs))
    pipeline.check_outputs(settings)
    known = None
    if curated:
        from termx.curate.update import load_curated

        known = load_curated(curated)
    failures: list[Failure] = []
    warnings: list[str] = []
    failed = None if strict or len(settings.inputs) == 1 else failures.append
    with progress.bar(quiet=quiet, verbose=verbose) as report:
        glossary = run(settings, report=report, failed=failed, warn=warnings.append)
    say = _silent if quiet else _say
    if curated and known:
        glossary = _updated(curated, known, glossary, say)
    for path in pipeline.write(glossary, settings):
        say(f"{path}: {len(glossary.concepts)} concepts")
    if not settings.outputs and not curated:
        sys.stdout.buffer.write(formats.FORMATS["json"].dump(glossary))
    for warning in warnings:
        say(f"termx: not paired: {warning}")
    for failure in failures:
        _say(f"termx: left out: {failure.reason}")
    if failures:
        sys.exit(2)


def _described(inputs: Sequence[Path], **given: Any) -> Pipeline:
    """What a pipeline file says, or a pipeline of documents; options that are given come first."""
    from termx import pipeline

    if len(inputs) == 1 and inputs[0].suffix == ".toml":
        settings = pipeline.load(inputs[0])
    else:
        settings = pipeline.Pipeline(tuple(dict.fromkeys(inputs)))
    return replace(settings, **{key: value for key, value in given.items() if value is not None})


def _updated(path: Path, known: Glossary, found: Glossary, say: Callable[[str], None]) -> Glossary:
    """The curated glossary `known` of `path` with what was `found`, written to its file."""
    from termx import formats
    from termx.curate.update import update

    both = update(known, found)
    formats.dump(both, path)
    new = len(both.concepts) - len(known.concepts)
    say(f"{path}: {len(known.concepts)} concepts and {new} new ones")
    return both


def _say(message: str) -> None:
    click.echo(message, err=True)


def _silent(message: str) -> None:
    """Say nothing."""
