"""Documents or bitext -> `Glossary`: the stages of a run, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from termx import formats, speech
from termx.aligned import Group, collected, groups
from termx.cache import Cache
from termx.collection import Collection, parts
from termx.engines import Engine, engine
from termx.errors import ReadError
from termx.harvest import harvest_parts
from termx.harvest.english import harvest_english
from termx.harvest.parts import Whole, Work
from termx.large import LINES, SIZE, Aligned, Sliced, with_english
from termx.models import Bead, Bitext, Concept, Document, Glossary, Kind
from termx.normalize import normalize
from termx.pair import Material, equivalents, match, material, pair, pairs, propose
from termx.pair.beads import Beads, Kept, Read
from termx.pipeline import Pipeline, Result
from termx.progress import Report, silent
from termx.read import bitext
from termx.read.slices import lines
from termx.segment import paragraphs
from termx.untranslated import english_concepts, untranslated

FORMS_A_THEME = 5
"""So many forms a theme are harvested: which forms are one theme is known after normalize."""

EVIDENCE = 64
"""So many occurrences of a form are kept: the best ones of a large collection."""

Given = tuple[tuple[str, str], ...]
"""Pairs of terms that are known."""


def compose(pipeline: Pipeline, *, strict: bool, report: Report = silent) -> Result:
    """The glossary of a pipeline, and the files that cannot be read.

    Raises `ReadError` for the first of these if the run is `strict` or if there is no other file.
    """
    if pipeline.bitext is not None:
        return Result(_of_bitext(pipeline, pipeline.bitext, report))
    with (
        _scratch(pipeline.cache) as cache,
        engine(pipeline.jobs, pipeline.cluster) as machines,
    ):
        files = Collection(parts(pipeline.inputs), machines, cache)
        survey = files.survey(report)
        if survey.failures and (strict or not survey.documents):
            raise ReadError(survey.failures[0].reason)
        warnings: list[str] = []
        found = _of_files(files, survey.documents, pipeline, warnings, report)
        return Result(found, survey.failures, tuple(warnings))


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
    divided = lines(*paths)
    with engine(pipeline.jobs, pipeline.cluster) as machines:
        if not pipeline.terms and (divided is None or divided.count <= LINES):
            return _of_pairs(bitext(*paths), pipeline, machines, report)
        work = Read(divided, machines) if divided else Kept(bitext(*paths), machines)
        if divided and not pipeline.terms:
            works = Sliced(divided, machines), Whole(())
            return _concepts(works, work, pipeline, signature(pipeline, len(paths)), report)
        concepts = equivalents(pipeline.terms, work, given=_given(pipeline), report=report)
    return Glossary(pipeline.title, concepts, signature(pipeline, len(paths)))


def _of_pairs(both: Bitext, pipeline: Pipeline, workers: Engine, report: Report) -> Glossary:
    """The glossary of bitext in memory: an English side that no bead holds is harvested, too."""
    collection = (both.source, both.target)
    on = _material(collection, pipeline, tuple(both.beads()), workers, report)
    chinese = [document for document in collection if _is(document, "zh")]
    works = _whole(chinese), _whole(untranslated(collection, on))
    return _concepts(works, on, pipeline, signature(pipeline, len(collection)), report)


def _given(pipeline: Pipeline) -> Given:
    """The pairs of terms of the glossaries that help to pair. Raises `FormatError`."""
    return tuple(item for path in pipeline.lexicon for item in pairs(formats.load(path)))


def _whole(collection: Sequence[Document]) -> Whole:
    return Whole([segment for document in collection for segment in paragraphs(document)])


def _of_files(
    files: Collection,
    documents: Sequence[Document],
    pipeline: Pipeline,
    warnings: list[str],
    report: Report,
) -> Glossary:
    """The same for files: those of one language are never all in memory.

    `documents` are those of the files without their texts. What is no translation of the other goes
    to `warnings`.
    """
    on = None
    mark = signature(pipeline, len(documents))
    chinese, english = (
        replace(files, language=language) if any(_is(own, language) for own in documents) else None
        for language in ("zh", "en")
    )
    works: tuple[Work, Work] = chinese or Whole(()), english or Whole(())
    if chinese and english:
        coupled = groups(documents)
        if sum(group.size for group in coupled) > SIZE:
            beads = Aligned(coupled, files.engine, files.cache, report)
            warnings += beads.warnings
            alone = replace(english, parts=parts(_alone(documents, coupled)))
            return _concepts((chinese, alone), beads, pipeline, mark, report)
        collection = tuple(files.documents())
        found, refused = collected(collection, coupled, files.engine, files.cache, report)
        warnings += refused
        on = _material(collection, pipeline, found, files.engine, report)
        if on is not None:
            works = chinese, _whole(untranslated(collection, on))
    return _concepts(works, on, pipeline, mark, report)


def _alone(documents: Sequence[Document], coupled: Sequence[Group]) -> tuple[Path, ...]:
    """The files of `documents` without a translation."""
    others = {path for group in coupled for path in group.paths}
    paths = dict.fromkeys(Path(document.path) for document in documents)
    return tuple(path for path in paths if path not in others)


def _concepts(
    works: tuple[Work, Work],
    on: Material | Beads | None,
    pipeline: Pipeline,
    signature: str,
    report: Report,
) -> Glossary:
    """The glossary of the Chinese documents and of the English ones without a translation."""
    candidates = harvest_parts(
        works[0],
        harvesters=pipeline.harvesters,
        themes=FORMS_A_THEME * pipeline.themes,
        limit=EVIDENCE,
        report=report,
    )
    found = None
    if isinstance(on, Material):
        report("pairing", 0, len(candidates))
        candidates += propose(candidates, on)
        found = match(sorted({item.form for item in candidates}), on)
    report("normalizing", 0, 1)
    names = found.names if found else None
    concepts = normalize(candidates, subject=pipeline.subject, english=names)
    if isinstance(on, Material):
        both = pair(concepts, on, found, themes=pipeline.themes)
    else:
        both = tuple(_best(concepts, pipeline.themes))
    if on is not None and not isinstance(on, Material):
        both = with_english(both, on, given=_given(pipeline), report=report)
    english = english_concepts(
        works[1],
        both,
        harvesters=pipeline.harvesters,
        themes=FORMS_A_THEME * pipeline.themes,
        limit=EVIDENCE,
        subject=pipeline.subject,
        report=report,
    )
    if english:
        both = (*both, *_best(english, pipeline.themes))
        both = tuple(sorted(both, key=lambda item: (-item.score, item.terms[0].text)))
    return Glossary(pipeline.title, both, signature)


def _material(
    collection: Sequence[Document],
    pipeline: Pipeline,
    beads: Sequence[Bead],
    workers: Engine,
    report: Report,
) -> Material | None:
    """What pairing works on, if documents of the collection translate each other."""
    english = [document for document in collection if _is(document, "en")]
    if not english or len(english) == len(collection):
        return None
    segments = [segment for document in english for segment in paragraphs(document)]
    terms = harvest_english(segments, themes=FORMS_A_THEME * pipeline.themes, report=report)
    if pipeline.spacy is not None:
        report("parts of speech", 0, len(terms))
        terms = speech.noun_phrases(terms, speech.load(pipeline.spacy))
    report("learning translations", 0, len(beads))
    on = material(beads, terms, given=_given(pipeline), engine=workers)
    return on if on.sides else None


def _is(document: Document, language: str) -> bool:
    return (document.lang or "").startswith(language)


def _best(concepts: Sequence[Concept], themes: int) -> Iterator[Concept]:
    """The names among `concepts`, and the first `themes` of the themes."""
    for concept in concepts:
        themes -= concept.kind is Kind.THEME
        if concept.kind is not Kind.THEME or themes >= 0:
            yield concept


def signature(pipeline: Pipeline, documents: int) -> str:
    """Versions and settings that decide the result, in one line (the idea is sacreBLEU's)."""
    versions = [f"{name}:{version(name)}" for name in ("termx", "spacy", "jieba", "opencc")]
    settings = [
        f"harvesters:{'+'.join(pipeline.harvesters)}",
        f"themes:{pipeline.themes}",
        f"documents:{documents}",
    ]
    if pipeline.spacy is not None:
        settings.append(f"pipeline:{Path(pipeline.spacy).name}")
    return " | ".join(versions + settings)
