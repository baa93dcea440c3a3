"""How a document was set: what the lines of its pages have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from termx.read.pdf.columns import Column


class Where(NamedTuple):
    """Columns with the same of these have the same edges: width of the page, number, alone."""

    width: int
    number: int
    only: bool


class Setting(NamedTuple):
    """How a document was set, in points."""

    size: float
    """The font size of most of the text."""
    pitches: dict[float, float]
    """The distance of lines by the font size."""
    edges: dict[Where, float]
    """The right edge of full lines."""

    def pitch(self, size: float) -> float:
        return self.pitches.get(size, 1.3 * size)


def where(width: float, column: Column) -> Where:
    return Where(round(width), column.number, column.only)


def setting(found: Iterable[tuple[float, Column]]) -> Setting:
    """The setting of a document from its columns, each with the width of its page."""
    sizes: Counter[float] = Counter()
    steps: defaultdict[float, Counter[int]] = defaultdict(Counter)
    rights: dict[Where, list[float]] = {}
    for width, column in found:
        edges = rights.setdefault(where(width, column), [])
        for row in column.rows:
            sizes[row.size] += len(row.text)
            edges.append(row.right)
        for above, row in pairwise(column.rows):
            step = row.y - above.y
            if above.size == row.size and 0.8 < step / row.size < 2.5:
                steps[row.size][round(step * 2)] += 1
    size = max(sizes, key=lambda item: (sizes[item], item)) if sizes else 10.0
    return Setting(
        size,
        {item: _smallest_frequent(counts) / 2 for item, counts in steps.items()},
        {place: _edge(edges, size) for place, edges in rights.items()},
    )


def _smallest_frequent(counts: Counter[int]) -> int:
    """The distance of lines inside of paragraphs: they stand closer than paragraphs do."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if count * 4 >= most)


def _edge(edges: list[float], size: float) -> float:
    """Where most full lines end, and where the longest does if they end everywhere."""
    counts = Counter(round(edge) for edge in edges)
    window = max(2, round(size / 4))
    band = {edge: sum(counts[edge - step] for step in range(window + 1)) for edge in counts}
    best = max(band, key=lambda edge: (band[edge], edge))
    return float(best) if band[best] * 4 >= len(edges) else max(edges)
