"""Documents: paragraphs by kind, number and words, footnotes by themselves, then sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from termx.align.lexicon import Lexicon, Pair
from termx.align.passes import lessons, way
from termx.align.path import Corridor, Extra, Step, confidence
from termx.align.sides import Floats, Ints
from termx.align.tokens import Tokens, of_segments
from termx.models import Bead, Document, Segment, SegmentKind
from termx.segment import paragraphs, sentences

# Log-likelihood ratios of what numbers and kinds say about two paragraphs. Footnotes count on where
# one is missing, so that their numbers say less.
_NUMBERS = {"equal": 5.0, "differ": -6.0, "one": -2.0, "none": 0.3, "inside": -4.0}
_NOTES = {"equal": 1.5, "differ": -0.5, "one": -0.5, "none": 0.0, "inside": -4.0}
_SAME_KIND, _OTHER_KIND = 0.3, -1.5
_ALIKE = 4.0


@dataclass(slots=True)
class Stream:
    """The body or the footnotes of two documents, and the way through them."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    weights: dict[str, float]
    tokens: tuple[list[Tokens], list[Tokens]] = field(init=False)
    steps: list[Step] | None = None

    def __post_init__(self) -> None:
        self.tokens = (
            of_segments(self.source, chinese=True), of_segments(self.target, chinese=False)
        )  # fmt: skip

    def align(self, lexicon: Lexicon) -> None:
        extra = numbering(self.source, self.target, self.weights)
        self.steps = way(*self.tokens, lexicon, extra=extra, before=self.steps)

    def lessons(self) -> list[Pair]:
        return lessons(*self.tokens, self.steps or ())


def streams(source: Document, target: Document) -> list[Stream]:
    """Body and footnotes; the source is in Chinese.

    They are one stream if only one document has footnotes: they may be in the body of the other.
    """
    split = []
    for document in (source, target):
        all_of_it = paragraphs(document)
        notes = tuple(item for item in all_of_it if item.kind is SegmentKind.FOOTNOTE)
        body = tuple(item for item in all_of_it if item.kind is not SegmentKind.FOOTNOTE)
        split.append((body, notes))
    if bool(split[0][1]) != bool(split[1][1]):
        return [Stream(paragraphs(source), paragraphs(target), _NUMBERS)]
    return [
        Stream(first, second, weights)
        for first, second, weights in zip(*split, (_NUMBERS, _NOTES), strict=True)
    ]


def numbering(
    source: Sequence[Segment], target: Sequence[Segment], weights: dict[str, float]
) -> Extra:
    """Scores beads by the numbers and the kinds of their first paragraphs."""
    codes: dict[str, int] = {}
    first, second = (
        np.array(
            [-1 if item.number is None else codes.setdefault(item.number, len(codes))
             for item in side],
            np.int64,
        )
        for side in (source, target)
    )  # fmt: skip
    kinds: dict[SegmentKind, int] = {}
    first_kind, second_kind = (
        np.array([kinds.setdefault(item.kind, len(kinds)) for item in side], np.int64)
        for side in (source, target)
    )
    first_sum, second_sum = (
        np.concatenate(([0], np.cumsum(side >= 0))) for side in (first, second)
    )

    def extra(row: int, rows: int, columns: Ints, count: int) -> Floats:
        own, others = first[row], second[columns]
        if own < 0:
            score = np.where(others < 0, weights["none"], weights["one"])
        else:
            known = np.where(others == own, weights["equal"], weights["differ"])
            score = np.where(others < 0, weights["one"], known)
        score = score + np.where(second_kind[columns] == first_kind[row], _SAME_KIND, _OTHER_KIND)
        inside = first_sum[row + rows] - first_sum[row + 1]
        inside = inside + second_sum[columns + count] - second_sum[columns + 1]
        result: Floats = score + weights["inside"] * inside
        return result

    return extra


def paragraph_beads(stream: Stream) -> list[Bead]:
    """The beads of the way through a stream."""
    return made(stream.source, stream.target, stream.steps or ())


def made(source: Sequence[Segment], target: Sequence[Segment], steps: Sequence[Step]) -> list[Bead]:
    """The beads of a way."""
    return [
        Bead(tuple(source[slice(*step.source)]), tuple(target[slice(*step.target)]),
             confidence(step))
        for step in steps
    ]  # fmt: skip


def sentence_beads(beads: Sequence[Bead], lexicon: Lexicon) -> list[Bead]:
    """The sentences of beads of paragraphs, the source in Chinese, as beads inside of these."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    groups: tuple[list[int], list[int]] = ([], [])
    for group, bead in enumerate(beads):
        for side, found, numbers in zip((bead.source, bead.target), sides, groups, strict=True):
            for paragraph in side:
                inner = sentences(paragraph)
                found.extend(inner)
                numbers.extend([group] * len(inner))
    rows, columns = (np.array(numbers, np.int64) for numbers in groups)
    source, target = sides
    steps = way(
        of_segments(source, chinese=True),
        of_segments(target, chinese=False),
        lexicon,
        extra=_within(rows, columns),
        space=_rectangles(rows, columns),
    )
    return made(source, target, steps)


def _within(first: Ints, second: Ints) -> Extra:
    """Lets no bead leave the bead of paragraphs that it is in."""

    def extra(row: int, rows: int, columns: Ints, count: int) -> Floats:
        group = first[row]
        inside = (second[columns] == group) & (second[columns + count - 1] == group)
        if first[row + rows - 1] != group:
            inside[:] = False
        return np.where(inside, 0.0, -np.inf)

    return extra


def _rectangles(first: Ints, second: Ints) -> Corridor:
    """The columns that belong to the beads of paragraphs of the rows before and behind."""
    before = np.concatenate(([-1], first))
    behind = np.concatenate((first, [np.iinfo(np.int64).max]))
    return Corridor(
        np.searchsorted(second, before, "left"), np.searchsorted(second, behind, "right")
    )
