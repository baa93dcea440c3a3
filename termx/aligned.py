"""The documents of a collection that translate each other, aligned in groups by all processes.

A group depends on the files alone, and what it teaches about words helps only itself: the result is
the same for any number of processes, and a document that changes is aligned anew with its group.
"""

from __future__ import annotations

import io
import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from termx.cache import Cache, content, fingerprint
from termx.collection import clean_documents
from termx.engines import Engine
from termx.errors import ReadError
from termx.models import Bead, Document
from termx.pair.documents import Couple, beads, couples
from termx.progress import Report, silent

GROUP = 200_000
"""Bytes of the files of a group; documents that are larger are a group of their own."""


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
        return sum(path.stat().st_size for path in self.paths)

    def couples(self, documents: Mapping[Place, Document]) -> list[Couple]:
        """Which of `documents` they are. Raises `ReadError` if one is gone."""
        for place in chain.from_iterable(self.places):
            if place not in documents:
                raise ReadError(f"{place.path}: has changed during the run; run again")
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
    found: list[list[tuple[Place, Place]]] = []
    size = 0
    for one, two in couples(documents):
        couple = places[id(one)], places[id(two)]
        own = Group((couple,)).size
        if not found or size + own > GROUP:
            found.append([])
            size = 0
        found[-1].append(couple)
        size += own
    return [Group(tuple(group)) for group in found]


def aligned(group: Group, cache: Cache | None) -> tuple[list[Couple], list[Bead], tuple[str, ...]]:
    """The clean documents of a group, their beads, and what cannot be aligned."""
    warnings: list[str] = []
    own = group.couples(placed(clean_documents(group.paths, cache)))
    found = beads(own, refused=lambda error: warnings.append(str(error)))
    return own, found, tuple(warnings)


def collected(
    documents: Sequence[Document],
    some: Sequence[Group],
    engine: Engine,
    cache: Cache | None,
    report: Report = silent,
) -> tuple[list[Bead], list[str]]:
    """The beads of `some` groups of clean `documents`, and what cannot be aligned."""
    places = placed(documents)
    found: list[Bead] = []
    warnings: list[str] = []
    report("aligning", 0, len(some))
    for done, (group, (data, own)) in enumerate(
        zip(some, engine.map(_sent, some, cache), strict=True), 1
    ):
        found += _Received(data, list(chain.from_iterable(group.couples(places)))).load()
        warnings += own
        report("aligning", done, len(some))
    return found, warnings


def _sent(group: Group, cache: Cache | None) -> tuple[bytes, tuple[str, ...]]:
    """`aligned` in a form that can be sent, from the cache if it is there."""
    key = fingerprint("beads", group, *map(content, group.paths)) if cache else ""
    known = cast("tuple[bytes, tuple[str, ...]] | None", cache.get(key)) if cache else None
    if known is None:
        own, found, warnings = aligned(group, cache)
        file = io.BytesIO()
        _Sender(file, list(chain.from_iterable(own))).dump(found)
        known = file.getvalue(), warnings
        if cache:
            cache.put(key, known)
    return known


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
