"""A collection of files in parts: read, cleaned, and worked on stage by stage.

The parts depend on the files alone, never on who works on them, and are merged in their order: the
result is the same for any number of processes. No more than a part is in the memory of a process.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Collection_
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast
from zlib import crc32

from termx.cache import Cache, content, fingerprint
from termx.clean import clean
from termx.engines import Engine
from termx.errors import Failure, TermxError
from termx.harvest.parts import Part, Spot, part
from termx.models import Document, Occurrence, Segment, SourceMap
from termx.progress import Report, silent
from termx.read import documents
from termx.segment import paragraphs

State = TypeVar("State")
Result = TypeVar("Result")
Item = TypeVar("Item")

PART = 3_500_000
"""At most so many bytes of files are a part, half as many at least; a larger file is one, too."""
_ENDS = 4
"""One of so many files may end a part."""

KEPT = 16
"""So many parts stay in the memory of a process between the stages: about 100 MB."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a part holds: its documents without their texts, and the files that cannot be read."""

    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """Files in parts, the engine that works on them, and the cache of what was done before."""

    parts: tuple[tuple[Path, ...], ...]
    engine: Engine
    cache: Cache | None = None
    language: str = "zh"
    """Of the paragraphs that stages work on: those of documents in other languages are left out."""

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        """What `stage` returns for the paragraphs of each part, in the order of parts."""
        name = f"{stage.__module__}.{stage.__qualname__}"
        task = stage, state, self.cache, self.language
        return self._run(_stage, task, (name, self.language, _digest(state)))

    def survey(self, report: Report = silent) -> Survey:
        """What there is: every file is read, and cleaned for the stages that follow."""
        found: list[Document] = []
        failures: list[Failure] = []
        total, done = sum(map(len, self.parts)), 0
        surveys = self._run(_survey, self.cache, ("survey",))
        for files, other in zip(self.parts, surveys, strict=True):
            for path in files:
                done += 1
                report(f"reading {path.name}", done, total)
            found.extend(other.documents)
            failures.extend(other.failures)
        return Survey(tuple(found), tuple(failures))

    def documents(self) -> Iterator[Document]:
        """The clean documents, one part after the other in this process."""
        for files in self.parts:
            yield from _read(files, _contents(files), self.cache)[0]

    def _run(
        self,
        task: Callable[[tuple[Path, ...], State], Result],
        state: State,
        settings: tuple[str, ...],
    ) -> Iterator[Result]:
        if self.cache is None:
            yield from self.engine.map(task, self.parts, state)
            return
        keys = [fingerprint(*settings, *_contents(files)) for files in self.parts]
        missing = [i for i, key in enumerate(keys) if key not in self.cache]
        whole = task, state, self.cache if self.engine.local else None
        fresh = self.engine.map(_kept, [(self.parts[i], keys[i]) for i in missing], whole)
        for i, key in enumerate(keys):
            result = None if i in missing else cast("Result | None", self.cache.get(key))
            if result is None:
                again = self.engine.map(_kept, [(self.parts[i], key)], whole)
                result = next(fresh if i in missing else again)
                if not self.engine.local:
                    self.cache.put(key, result)
            yield result

    def fetch(self, spots: Collection_[Spot]) -> Mapping[Spot, Occurrence]:
        """What is at `spots`, in excerpts of the documents."""
        wanted: defaultdict[int, list[Spot]] = defaultdict(list)
        for spot in sorted(spots):
            wanted[spot[0]].append(spot)
        items = [(self.parts[number], tuple(own)) for number, own in wanted.items()]
        found: dict[Spot, Occurrence] = {}
        for own, places in zip(
            wanted.values(),
            self.engine.map(_fetch, items, (self.cache, self.language)),
            strict=True,
        ):
            found.update(zip(own, places, strict=True))
        return found


def parts(files: Sequence[Path]) -> tuple[tuple[Path, ...], ...]:
    """`files` in their order, divided by size."""
    sized = ((path, path.name, path.stat().st_size if path.is_file() else 0) for path in files)
    return tuple(map(tuple, divided(sized, PART)))


def divided(items: Iterable[tuple[Item, str, int]], most: int) -> list[list[Item]]:
    """Items with their names and sizes, in their order, in parts.

    A part ends before it is larger than `most`, or from half of that on behind an item with a name
    that chance chose. So an item that is larger than before, new or gone changes the parts near by
    and no others (content-defined chunking, Muthitacharoen et al. 2001).
    """
    found: list[list[Item]] = []
    size, ended = 0, True
    for item, name, own in items:
        if ended or size + own > most:
            found.append([])
            size = 0
        found[-1].append(item)
        size += own
        ended = size >= most / 2 and crc32(name.encode("utf-8", "replace")) % _ENDS == 0
    return found


def _digest(state: object) -> str:
    return hashlib.blake2b(pickle.dumps(state, protocol=5), digest_size=20).hexdigest()


def _contents(files: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(map(content, files))


def _kept(
    item: tuple[tuple[Path, ...], str],
    state: tuple[Callable[[tuple[Path, ...], State], Result], State, Cache | None],
) -> Result:
    """Do a task for a part; a process that sees the cache keeps there what it returns."""
    (files, key), (task, own, cache) = item, state
    result = task(files, own)
    if cache:
        cache.put(key, result)
    return result


def _survey(files: tuple[Path, ...], cache: Cache | None) -> Survey:
    found, failures = _read(files, _contents(files), cache)
    return Survey(
        tuple(replace(document, text="", source=SourceMap(), paragraphs=()) for document in found),
        failures,
    )


def _stage(
    files: tuple[Path, ...],
    state: tuple[Callable[[Part, State], Result], State, Cache | None, str],
) -> Result:
    stage, own, cache, language = state
    return stage(_part(files, _contents(files), cache, language), own)


def clean_documents(files: tuple[Path, ...], cache: Cache | None) -> tuple[Document, ...]:
    """The clean documents of `files`; those that cannot be read are left out."""
    return _read(files, _contents(files), cache)[0]


def _fetch(
    item: tuple[tuple[Path, ...], tuple[Spot, ...]], state: tuple[Cache | None, str]
) -> list[Occurrence]:
    files, spots = item
    cache, language = state
    own = _part(files, _contents(files), cache, language)
    excerpts: dict[int, Segment] = {}
    found = []
    for _, number, start, end in spots:
        if number not in excerpts:
            excerpts[number] = excerpt(own.printed[number])
        found.append(Occurrence(excerpts[number], start, end))
    return found


def excerpt(segment: Segment) -> Segment:
    """`segment` as the only paragraph of a document that knows its place in the whole one."""
    document = segment.document
    source = document.source.cut(segment.start, segment.end)
    alone = replace(document, text=segment.text, source=source, paragraphs=())
    return replace(segment, document=alone, start=0, end=segment.end - segment.start)


@lru_cache(KEPT)
def _part(
    files: tuple[Path, ...], contents: tuple[str, ...], cache: Cache | None, language: str
) -> Part:
    return part(
        segment
        for document in _read(files, contents, cache)[0]
        if (document.lang or "").startswith(language)
        for segment in paragraphs(document)
    )


@lru_cache(1)
def _read(
    files: tuple[Path, ...], contents: tuple[str, ...], cache: Cache | None
) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """The clean documents of `files`, and the files that cannot be read."""
    found: list[Document] = []
    failures: list[Failure] = []
    for path, own_content in zip(files, contents, strict=True):
        key = fingerprint("clean", own_content) if cache else ""
        known = cache.get(key) if cache else None
        try:
            own = known or tuple(clean(document) for document in documents(path))
        except TermxError as error:
            failures.append(Failure(path, str(error)))
            continue
        if cache and known is None:
            cache.put(key, own)
        found.extend(cast(tuple[Document, ...], own))
    return tuple(found), tuple(failures)
