"""The documents of a collection that translate each other, aligned in groups by all processes.

A group depends on the files alone, and what it teaches about words helps only itself: the result
is the same for any number of processes, and a document that changes is aligned anew with those near
by.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from termx.cache import Cache, content, fingerprint
from termx.collection import clean_documents, divided
from termx.engines import Engine
from termx.errors import ReadError
from termx.models import Bead, Document
from termx.pair.documents import Couple, beads, couples
from termx.progress import Report, silent

Result = TypeVar("Result")

GROUP = 300_000
"""At most so many bytes of files are a group; documents that are larger are one, too."""


class Place(NamedTuple):
    """A file, and which of its documents."""

    path: Path
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Where some couples of Chinese and English documents are."""

    places: tuple[tuple[Place, Place], ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(place.path for couple in self.places for place in couple))

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(path.stat().st_size for path in self.paths if path.is_file())

    def couples(self, documents: Mapping[Place, Document]) -> list[Couple]:
        """Which of `documents` they are. Raises `ReadError` if one is gone."""
        for place in chain.from_iterable(self.places):
            if place not in documents:
                raise _changed(place.path)
        return [(documents[one], documents[two]) for one, two in self.places]


def placed(documents: Iterable[Document]) -> dict[Place, Document]:
    """Where `documents` are, which are all of their files in their order."""
    counts: Counter[str] = Counter()
    found: dict[Place, Document] = {}
    for document in documents:
        found[Place(Path(document.path), counts[document.path])] = document
        counts[document.path] += 1
    return found


def groups(documents: Sequence[Document]) -> list[Group]:
    """The documents of a collection, with or without their texts, that translate each other."""
    places = {id(document): place for place, document in placed(documents).items()}
    found = [(places[id(one)], places[id(two)]) for one, two in couples(documents)]
    sized = ((couple, couple[0].path.name, Group((couple,)).size) for couple in found)
    return [Group(tuple(group)) for group in divided(sized, GROUP)]


def aligned(own: Sequence[Couple]) -> tuple[list[Bead], tuple[str, ...]]:
    """The beads of clean documents, and what cannot be aligned."""
    warnings: list[str] = []
    found = beads(own, refused=lambda error: warnings.append(str(error)))
    return found, tuple(warnings)


def kept(
    name: str, task: Callable[[Sequence[Couple]], Result], group: Group, cache: Cache | None
) -> Result:
    """What `task` returns for the clean documents of a group, from the cache if it is there."""
    contents = tuple(map(content, group.paths))
    key = fingerprint(name, group, *contents)
    known = cast("Result | None", cache.get(key)) if cache else None
    if known is None:
        known = task(group.couples(placed(clean_documents(group.paths, cache))))
        if cache and contents == tuple(map(content, group.paths)):
            cache.put(key, known)
    return known


class _Sent(NamedTuple):
    """Beads as bytes, the documents that they are in, and what could not be aligned."""

    beads: bytes
    texts: tuple[bytes, ...]
    warnings: tuple[str, ...]


def collected(
    documents: Sequence[Document],
    some: Sequence[Group],
    engine: Engine,
    cache: Cache | None,
    report: Report = silent,
) -> tuple[list[Bead], list[str]]:
    """The beads of `some` groups of clean `documents`, and what cannot be aligned.

    Raises `ReadError` if a file is not what it was when the documents were read.
    """
    places = placed(documents)
    found: list[Bead] = []
    warnings: list[str] = []
    report("aligning", 0, len(some))
    for done, (group, sent) in enumerate(zip(some, engine.map(_sent, some, cache), strict=True), 1):
        own = list(chain.from_iterable(group.couples(places)))
        for document, text in zip(own, sent.texts, strict=True):
            if _digest(document) != text:
                raise _changed(Path(document.path))
        found += _Received(sent.beads, own).load()
        warnings += sent.warnings
        report("aligning", done, len(some))
    return found, warnings


def _sent(group: Group, cache: Cache | None) -> _Sent:
    return kept("beads", _pickled, group, cache)


def _pickled(own: Sequence[Couple]) -> _Sent:
    found, warnings = aligned(own)
    documents = list(chain.from_iterable(own))
    file = io.BytesIO()
    _Sender(file, documents).dump(found)
    return _Sent(file.getvalue(), tuple(map(_digest, documents)), warnings)


def _digest(document: Document) -> bytes:
    return hashlib.blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _changed(path: Path) -> ReadError:
    return ReadError(f"{path}: has changed during the run; run again")


class _Sender(pickle.Pickler):
    """Writes beads without the documents that they are in: the receiver has these."""

    def __init__(self, file: io.BytesIO, documents: Sequence[Document]) -> None:
        super().__init__(file, protocol=5)
        self._numbers = {id(document): number for number, document in enumerate(documents)}

    def persistent_id(self, value: object) -> int | None:
        return self._numbers.get(id(value))


class _Received(pickle.Unpickler):
    def __init__(self, data: bytes, documents: Sequence[Document]) -> None:
        super().__init__(io.BytesIO(data))
        self._documents = documents

    def persistent_load(self, number: int) -> Document:
        return self._documents[number]
