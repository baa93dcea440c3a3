"""One run: files -> read -> clean -> segment -> harvest -> normalize -> pair -> `Glossary`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from termx import formats
from termx.cache import Cache, fingerprint
from termx.collection import Collection, Failure, parts
from termx.engines import engine
from termx.errors import ConfigError, ReadError
from termx.files import check_writable, make_folder
from termx.harvest import ALL, harvest_parts
from termx.harvest.english import harvest_english
from termx.harvest.parts import Whole, Work
from termx.models import Bead, Concept, Document, Glossary, Kind
from termx.normalize import normalize
from termx.pair import Material, equivalents, match, material, pair, pairs, propose
from termx.pair.documents import beads as beads_of
from termx.progress import Report, silent
from termx.read import bitext
from termx.segment import paragraphs

THEMES = 200

FORMS_A_THEME = 5
"""So many forms a theme are harvested: which forms are one theme is known after normalize."""

EVIDENCE = 64
"""So many occurrences of a form are kept: the best ones of a large collection."""

Given = tuple[tuple[str, str], ...]
"""Pairs of terms that are known."""

FOLDER_FORMATS = ("json", "tbx", "csv", "xlsx")
"""What is written when the output is a folder."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The settings of a run; `outputs` are files with the names of their formats."""

    inputs: tuple[Path, ...]
    title: str = "Glossary"
    subject: str | None = None
    harvesters: tuple[str, ...] = ALL
    themes: int = THEMES
    outputs: tuple[tuple[Path, str], ...] = ()
    bitext: tuple[Path, Path] | None = None
    """Two files of which line *i* of one is the translation of line *i* of the other."""
    terms: tuple[str, ...] = ()
    """Chinese terms for which the bitext is to give the English ones; nothing else is harvested."""
    lexicon: tuple[Path, ...] = ()
    """Glossaries that help to pair."""
    jobs: int = 1
    """Processes."""
    cluster: str | None = None
    """The address of a Dask scheduler, whose workers do what processes would."""
    cache: Path | None = None
    """A folder that keeps what was worked out, for the next run."""


def load(path: Path) -> Pipeline:
    """The pipeline that the TOML file `path` describes; its paths are relative to it.

    Raises `ConfigError` naming the file, the key and what is expected.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give the path of a pipeline file") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not a TOML file ({error}); correct it there") from None
    _expect(path, table, _KEYS)
    inputs = tuple(_inputs(path, table.get("inputs", [])))
    if not inputs:
        raise ConfigError(f"{path}: has no inputs; list file names or globs relative to the file")
    if table.get("themes", THEMES) < 0:
        raise ConfigError(f"{path}: themes must not be negative; 0 means none")
    harvesters = tuple(table.get("harvesters", ALL))
    for name in harvesters:
        if name not in ALL:
            raise ConfigError(f"{path}: no harvester {name!r}; choose from {', '.join(ALL)}")
    return Pipeline(
        inputs,
        table.get("title", path.stem),
        table.get("subject"),
        harvesters,
        table.get("themes", THEMES),
        tuple(_outputs(path, table.get("outputs", {}))),
    )


_KEYS: Mapping[str, type] = {
    "title": str,
    "inputs": list,
    "subject": str,
    "harvesters": list,
    "themes": int,
    "outputs": dict,
}
_OUTPUT_KEYS: Mapping[str, type] = {"folder": str, "formats": list}


def _expect(path: Path, table: Mapping[str, object], keys: Mapping[str, type]) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ConfigError(f"{path}: unknown key {key!r}; the keys are {', '.join(keys)}")
        if not isinstance(value, keys[key]) or isinstance(value, bool):
            raise ConfigError(f"{path}: {key} must be of type {keys[key].__name__}")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{path}: {key} must be a list of strings")


def _inputs(path: Path, globs: Sequence[str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for pattern in globs:
        try:
            matches = sorted(path.parent.glob(pattern))
        except (NotImplementedError, ValueError):
            raise ConfigError(
                f"{path}: inputs: {pattern!r} is not a glob relative to the file"
            ) from None
        matches = [found for found in matches if found.is_file()]
        if not matches:
            raise ConfigError(
                f"{path}: inputs: no file matches {pattern!r}; globs are relative to {path.parent}"
            )
        for found in matches:
            if found not in seen:
                seen.add(found)
                yield found


def _outputs(path: Path, table: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    _expect(path, table, _OUTPUT_KEYS)
    folder = Path(os.path.normpath(path.parent / str(table.get("folder", "."))))
    names = table.get("formats", FOLDER_FORMATS)
    if not names:
        raise ConfigError(f"{path}: formats is empty; choose from {', '.join(formats.FORMATS)}")
    for name in names if isinstance(names, list | tuple) else ():
        if name not in formats.FORMATS:
            known = ", ".join(formats.FORMATS)
            raise ConfigError(f"{path}: no format {name!r}; choose from {known}")
        yield folder / f"{path.stem}{formats.FORMATS[name].suffixes[0]}", name


def targets(paths: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Files and formats that are meant by `paths`: a file by its suffix, a folder for all."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.suffix and not path.is_dir():
            found.append((path, formats.of(path).name))
            continue
        for name in FOLDER_FORMATS:
            found.append((path / f"glossary{formats.FORMATS[name].suffixes[0]}", name))
    return tuple(found)


def run(
    pipeline: Pipeline,
    *,
    report: Report = silent,
    failed: Callable[[Failure], None] | None = None,
) -> Glossary:
    """The glossary of a pipeline.

    A file that cannot be read is told to `failed` and left out; without `failed`, or if there is no
    other file, `ReadError` is raised. It is raised at once for a file that does not exist.
    """
    if pipeline.bitext is not None:
        return _of_bitext(pipeline, pipeline.bitext, report)
    for path in pipeline.inputs:
        if not path.exists():
            raise ReadError(f"{path}: no such file; check the name")
    with (
        engine(pipeline.jobs, pipeline.cluster) as machines,
        _scratch(pipeline.cache) as cache,
    ):
        files = Collection(parts(pipeline.inputs), machines, cache)
        survey = files.survey(report)
        if survey.failures and (failed is None or not survey.documents):
            raise ReadError(survey.failures[0].reason)
        for failure in survey.failures:
            if failed is not None:
                failed(failure)
        settings = replace(pipeline, jobs=1, cluster=None, cache=None, outputs=())
        given = _given(pipeline)
        key = fingerprint("glossary", settings, given, *files.contents())
        known = cache.get(key)
        if isinstance(known, Glossary):
            return known
        found = _of_files(files, survey.documents, pipeline, given, report)
        cache.put(key, found)
        cache.prune()
        return found


@contextmanager
def _scratch(folder: Path | None) -> Iterator[Cache]:
    """The cache in `folder`, else one for this run alone."""
    if folder is not None:
        yield Cache(folder)
        return
    with TemporaryDirectory(prefix="termx-") as name:
        yield Cache(Path(name))


def _of_bitext(pipeline: Pipeline, paths: tuple[Path, Path], report: Report) -> Glossary:
    report(f"reading {paths[0].name} and {paths[1].name}", 0, 1)
    both = bitext(*paths)
    collection = (both.source, both.target)
    if not pipeline.terms:
        return glossary(collection, pipeline, beads=tuple(both.beads()), report=report)
    concepts = equivalents(
        pipeline.terms, both, given=_given(pipeline), jobs=pipeline.jobs, report=report
    )
    return Glossary(pipeline.title, concepts, signature(pipeline, collection))


def _given(pipeline: Pipeline) -> Given:
    """The pairs of terms of the glossaries that help to pair. Raises `FormatError`."""
    return tuple(item for path in pipeline.lexicon for item in pairs(formats.load(path)))


def glossary(
    collection: Sequence[Document],
    pipeline: Pipeline,
    *,
    beads: Sequence[Bead] | None = None,
    report: Report = silent,
) -> Glossary:
    """The names and terms of clean documents as concepts, best first.

    Chinese terms have the English ones that `beads` show, by default those of the documents that
    translate each other.
    """
    chinese = [document for document in collection if _is(document, "zh")]
    work = Whole([segment for document in chinese for segment in paragraphs(document)])
    on = _material(collection, pipeline, _given(pipeline), beads, report)
    return _concepts(work, on, pipeline, signature(pipeline, collection), report)


def _of_files(
    files: Collection,
    documents: Sequence[Document],
    pipeline: Pipeline,
    given: Given,
    report: Report,
) -> Glossary:
    """The same for files: the Chinese ones are never all in memory.

    `documents` are those of the files without their texts.
    """
    on = None
    if any(_is(document, "en") for document in documents):
        on = _material(tuple(files.documents()), pipeline, given, None, report)
    return _concepts(files, on, pipeline, signature(pipeline, documents), report)


def _concepts(
    work: Work, on: Material | None, pipeline: Pipeline, signature: str, report: Report
) -> Glossary:
    candidates = harvest_parts(
        work,
        harvesters=pipeline.harvesters,
        themes=FORMS_A_THEME * pipeline.themes,
        limit=EVIDENCE,
        report=report,
    )
    found = None
    if on is not None:
        report("pairing", 0, len(candidates))
        candidates += propose(candidates, on)
        found = match(sorted({item.form for item in candidates}), on)
    report("normalizing", 0, 1)
    concepts = normalize(candidates, subject=pipeline.subject)
    kept = tuple(_best(concepts, pipeline.themes, found.sure if found else frozenset()))
    return Glossary(pipeline.title, kept if on is None else pair(kept, on, found), signature)


def _material(
    collection: Sequence[Document],
    pipeline: Pipeline,
    given: Given,
    beads: Sequence[Bead] | None,
    report: Report,
) -> Material | None:
    """What pairing works on, if documents of the collection translate each other."""
    english = [document for document in collection if _is(document, "en")]
    if not english or len(english) == len(collection):
        return None
    if beads is None:
        beads = beads_of(collection, report=report)
    segments = [segment for document in english for segment in paragraphs(document)]
    terms = harvest_english(segments, themes=FORMS_A_THEME * pipeline.themes, report=report)
    report("learning translations", 0, len(beads))
    on = material(beads, terms, given=given, jobs=pipeline.jobs)
    return on if on.sides else None


def _is(document: Document, language: str) -> bool:
    return (document.lang or "").startswith(language)


def _best(
    concepts: Sequence[Concept], themes: int, sure: AnyCollection[str] = frozenset()
) -> Iterator[Concept]:
    """The names among `concepts`, and of the themes the first ones and those with a `sure` form."""
    for concept in concepts:
        themes -= concept.kind is Kind.THEME
        is_sure = any(term.text in sure for term in concept.terms)
        if concept.kind is not Kind.THEME or themes >= 0 or is_sure:
            yield concept


def check_outputs(pipeline: Pipeline) -> None:
    """Raise the `FormatError` that `write` would, as far as it can be foreseen."""
    for path, _ in pipeline.outputs:
        check_writable(path)


def write(glossary: Glossary, pipeline: Pipeline) -> Iterator[Path]:
    """Write the outputs of `pipeline`, yielding each as it is done; their folder is made.

    Raises `FormatError`.
    """
    for path, name in pipeline.outputs:
        make_folder(path.parent)
        formats.dump(glossary, path, format=name)
        yield path


def signature(pipeline: Pipeline, collection: Sequence[Document]) -> str:
    """Versions and settings that decide the result, in one line (the idea is sacreBLEU's)."""
    versions = [f"{name}:{version(name)}" for name in ("termx", "spacy", "jieba", "opencc")]
    settings = [
        f"harvesters:{'+'.join(pipeline.harvesters)}",
        f"themes:{pipeline.themes}",
        f"documents:{len(collection)}",
    ]
    return " | ".join(versions + settings)
