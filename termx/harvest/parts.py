"""A collection in parts, on which the stages of harvesting work one after the other or at once.

A stage is a function of a part and of what the stages before it found in the whole collection. Its
results are merged in the order of the parts, by an operation that is associative: it does not
matter how the work is divided and where it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from termx import lang
from termx.models import Document, Occurrence, Segment

State = TypeVar("State")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a collection: their Chinese paragraphs, grouped by document and in order.

    Harvesters read simplified characters; `printed` leads from a document that was converted, by
    its identity, to the one that the user has.
    """

    segments: tuple[Segment, ...]
    printed: Mapping[int, Document]
    excerpts: bool = False
    """Whether what is found is to be kept without the documents in which it stands."""

    def places(self, occurrences: Iterable[Occurrence]) -> Iterator[Occurrence]:
        """`occurrences` in the documents as they are printed, or in excerpts of these."""
        for place in occurrences:
            segment = place.segment
            if original := self.printed.get(id(segment.document)):
                segment = replace(segment, document=original)
            if self.excerpts:
                moved = excerpt(segment)
                yield Occurrence(moved, place.start - segment.start, place.end - segment.start)
            else:
                yield replace(place, segment=segment)


def excerpt(segment: Segment) -> Segment:
    """`segment` as the only paragraph of a document that knows its place in the whole one."""
    document = segment.document
    source = document.source.cut(segment.start, segment.end)
    alone = replace(document, text=segment.text, source=source, paragraphs=())
    return replace(segment, document=alone, start=0, end=segment.end - segment.start)


def part(segments: Iterable[Segment], *, excerpts: bool = False) -> Part:
    """The part that `segments` make; those of documents in other scripts are converted."""
    converted: dict[int, Document] = {}
    printed: dict[int, Document] = {}
    found = []
    for segment in segments:
        document = segment.document
        if document.lang == "zh-Hant":
            if id(document) not in converted:
                copy = replace(document, text=lang.simplified(document.text))
                converted[id(document)] = copy
                printed[id(copy)] = document
            segment = replace(segment, document=converted[id(document)])
        found.append(segment)
    return Part(tuple(found), printed, excerpts)


class Work(Protocol):
    """The parts of a collection, and a way to go through them."""

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        """What `stage` returns for each part, in the order of the parts."""
        ...


class Whole:
    """A collection in memory, as one part."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._part = part(segments)

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        yield stage(self._part, state)
