"""A collection in parts, on which the stages of harvesting work one after the other or at once.

A stage is a function of a part and of what the stages before it found in the whole collection. Its
results are merged in the order of the parts, by an operation that is associative: it does not
matter how the work is divided and where it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from termx import lang
from termx.engines import Engine, Serial
from termx.models import Document, Occurrence, Segment

State = TypeVar("State")
Result = TypeVar("Result")


At = tuple[int, int, int]
"""A place in a part: the number of the segment, and start and end in it."""

Spot = tuple[int, int, int, int]
"""A place in a collection: the number of the part, and the place in it.

Plain tuples: there are millions of them, of which few become an `Occurrence`.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a collection: their Chinese paragraphs, grouped by document and in order.

    Harvesters read simplified characters: `segments` are those of converted documents where these
    have others, and `printed` the same segments of the documents that the user has. Segment *i*
    belongs to document `owners[i]`, counted from 0.
    """

    segments: tuple[Segment, ...]
    printed: tuple[Segment, ...]
    owners: tuple[int, ...]
    numbers: Mapping[tuple[int, int], int]
    """The number of a segment, by the identity of its document and its start."""
    repeats: Mapping[int, int]
    """How often the text of a segment stands in the part, for the first segment that has it."""

    @property
    def unique(self) -> list[Segment]:
        """The segments without those that repeat an earlier one: enough to be looked at."""
        return [self.segments[number] for number in self.repeats]

    def at(self, place: Occurrence) -> At:
        """Where `place` is."""
        segment = place.segment
        number = self.numbers[id(segment.document), segment.start]
        return number, place.start - segment.start, place.end - segment.start

    def occurrence(self, number: int, start: int, end: int) -> Occurrence:
        """What is at a place, in the document as it is printed."""
        segment = self.printed[number]
        return Occurrence(segment, segment.start + start, segment.start + end)


def part(segments: Iterable[Segment]) -> Part:
    """The part that `segments` make; those of documents in other scripts are converted."""
    printed = tuple(segments)
    converted: dict[int, Document] = {}
    owners: list[int] = []
    last = None
    for segment in printed:
        document = segment.document
        if document is not last:
            owners.append(owners[-1] + 1 if owners else 0)
            last = document
            if document.lang == "zh-Hant" and id(document) not in converted:
                converted[id(document)] = replace(document, text=lang.simplified(document.text))
        else:
            owners.append(owners[-1])
    read = printed
    if converted:
        read = tuple(
            replace(segment, document=converted.get(id(segment.document), segment.document))
            for segment in printed
        )
    numbers = {(id(segment.document), segment.start): i for i, segment in enumerate(read)}
    first: dict[str, int] = {}
    repeats: dict[int, int] = {}
    for i, segment in enumerate(read):
        number = first.setdefault(segment.text, i)
        repeats[number] = repeats.get(number, 0) + 1
    return Part(read, printed, tuple(owners), numbers, repeats)


class Work(Protocol):
    """The parts of a collection, and what works on them."""

    @property
    def engine(self) -> Engine: ...

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        """What `stage` returns for each part, in the order of the parts."""
        ...

    def fetch(self, spots: Collection[Spot]) -> Mapping[Spot, Occurrence]:
        """What is at `spots`."""
        ...


class Whole:
    """A collection in memory, as one part."""

    engine = Serial()

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._part = part(segments)

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        yield stage(self._part, state)

    def fetch(self, spots: Collection[Spot]) -> Mapping[Spot, Occurrence]:
        return {spot: self._part.occurrence(*spot[1:]) for spot in spots}
