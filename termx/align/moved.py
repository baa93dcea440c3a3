"""Footnotes that stand elsewhere in the other document: out of order, or in its body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from termx.align.lexicon import Lexicon
from termx.align.path import Corridor, Scorer, Step, confidence
from termx.align.sides import sides
from termx.align.tokens import of_segments
from termx.models import Bead, Segment, SegmentKind

_SURE = 6.0
"""Pairs that score less are no pairs."""
_MOST = 500
"""With more paragraphs alone, sections are missing: what is left of them is not looked through."""


def reunited(beads: Sequence[Bead], lexicon: Lexicon) -> list[Bead]:
    """`beads` in which paragraphs that are alone, one of the two a footnote, are pairs.

    The source is in Chinese. A pair stands where its source stood.
    """
    source = [bead.source[0] for bead in beads if not bead.target and len(bead.source) == 1]
    target = [bead.target[0] for bead in beads if not bead.source and len(bead.target) == 1]
    if not source or not target or max(len(source), len(target)) > _MOST:
        return list(beads)
    partners: dict[int, tuple[Segment, float]] = {}
    taken: set[int] = set()
    for score, row, column in _candidates(source, target, lexicon):
        first, second = source[row], target[column]
        if first.start not in partners and second.start not in taken:
            partners[first.start] = second, confidence(Step((0, 1), (0, 1), score))
            taken.add(second.start)
    result = []
    for bead in beads:
        if not bead.target and bead.source[0].start in partners:
            found, score = partners[bead.source[0].start]
            result.append(Bead(bead.source, (found,), score))
        elif bead.source or bead.target[0].start not in taken:
            result.append(bead)
    return result


def _candidates(
    source: Sequence[Segment], target: Sequence[Segment], lexicon: Lexicon
) -> list[tuple[float, int, int]]:
    """The pairs that may be, best first."""
    first, second = sides(
        of_segments(source, chinese=True), of_segments(target, chinese=False), lexicon
    )
    rows, columns = len(source), len(target)
    everywhere = Corridor(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))
    scorer = Scorer(first, second, everywhere)
    ends = np.arange(1, columns + 1)
    found = []
    for row in range(rows):
        scores = scorer.bead(row + 1, 1, 1, ends, scorer.row_sums(row + 1, 1))
        for column in np.flatnonzero(scores > _SURE).tolist():
            if SegmentKind.FOOTNOTE in (source[row].kind, target[column].kind):
                same = source[row].number == target[column].number
                found.append((-float(scores[column]) - same, row, column))
    return [(-score, row, column) for score, row, column in sorted(found)]
