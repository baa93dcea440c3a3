"""One run: files -> read -> clean -> segment -> harvest -> normalize -> pair -> `Glossary`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from termx import formats
from termx.clean import clean
from termx.errors import ConfigError
from termx.files import check_writable, make_folder
from termx.harvest import ALL, harvest
from termx.harvest.english import harvest_english
from termx.models import Bead, Concept, Document, Glossary, Kind, Segment
from termx.normalize import normalize
from termx.pair import Material, equivalents, match, material, pair, pairs, propose
from termx.pair.documents import beads as beads_of
from termx.progress import Report, silent
from termx.read import bitext, documents
from termx.segment import paragraphs

THEMES = 200

FORMS_A_THEME = 5
"""So many forms a theme are harvested: which forms are one theme is known after normalize."""

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
    folder = path.parent / str(table.get("folder", "."))
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


def run(pipeline: Pipeline, *, report: Report = silent) -> Glossary:
    """The glossary of a pipeline. Raises `ReadError` for a file that cannot be read."""
    if pipeline.bitext is not None:
        return _of_bitext(pipeline, pipeline.bitext, report)
    collection: list[Document] = []
    for i, path in enumerate(pipeline.inputs):
        report(f"reading {path.name}", i, len(pipeline.inputs))
        collection.extend(clean(document) for document in documents(path))
    return glossary(collection, pipeline, report=report)


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


def _given(pipeline: Pipeline) -> tuple[tuple[str, str], ...]:
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
    chinese = [document for document in collection if (document.lang or "").startswith("zh")]
    segments: list[Segment] = []
    for document in chinese:
        segments.extend(paragraphs(document))
    candidates = harvest(
        segments,
        harvesters=pipeline.harvesters,
        themes=FORMS_A_THEME * pipeline.themes,
        report=report,
    )
    on = _material(collection, pipeline, beads, report)
    found = None
    if on is not None:
        report("pairing", 0, len(candidates))
        candidates += propose(candidates, on)
        found = match(sorted({item.form for item in candidates}), on)
    report("normalizing", 0, 1)
    concepts = normalize(candidates, subject=pipeline.subject)
    kept = tuple(_best(concepts, pipeline.themes, found.sure if found else frozenset()))
    return Glossary(
        pipeline.title,
        kept if on is None else pair(kept, on, found),
        signature(pipeline, collection),
    )


def _material(
    collection: Sequence[Document],
    pipeline: Pipeline,
    beads: Sequence[Bead] | None,
    report: Report,
) -> Material | None:
    """What pairing works on, if documents of the collection translate each other."""
    english = [document for document in collection if (document.lang or "").startswith("en")]
    if not english or len(english) == len(collection):
        return None
    if beads is None:
        beads = beads_of(collection, report=report)
    segments = [segment for document in english for segment in paragraphs(document)]
    terms = harvest_english(segments, themes=FORMS_A_THEME * pipeline.themes, report=report)
    report("learning translations", 0, len(beads))
    on = material(beads, terms, given=_given(pipeline), jobs=pipeline.jobs)
    return on if on.sides else None


def _best(
    concepts: Sequence[Concept], themes: int, sure: Collection[str] = frozenset()
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
