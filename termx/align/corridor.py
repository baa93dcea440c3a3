"""Where the way through two long lists can be: around pairs of segments that share rare words."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from termx.align.path import Corridor, Step
from termx.align.sides import Side

SMALL = 250_000
"""Rectangles with no more cells are searched whole."""
_RARE = 6
"""Words that more segments of a side have make no anchors."""
_MARGIN = 12
_NARROW = 6
_GAP = 4_000_000
"""Cells between two anchors from which on only those around the diagonal are searched."""
_STRIDE = 200


def corridor(source: Side, target: Side) -> Corridor:
    """All of a small rectangle; of a great one what is around a chain of anchors."""
    rows, columns = len(source), len(target)
    if rows * columns <= SMALL:
        return Corridor(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))
    return _around(anchors(source, target), rows, columns, _MARGIN)


def around(steps: list[Step], rows: int, columns: int) -> Corridor:
    """What is around the way of an earlier pass."""
    corners = [
        (step.source[0], step.target[0]) for step in steps if step.source[1] > step.source[0]
    ]
    return _around(corners, rows, columns, _NARROW)


def _around(points: list[tuple[int, int]], rows: int, columns: int, margin: int) -> Corridor:
    """Between two points all columns from one to the other, and `margin` more on either side."""
    path = _filled([(0, 0), *points, (rows, columns)])
    low = np.full(rows + 1, columns, np.int64)
    high = np.zeros(rows + 1, np.int64)
    for (row, column), (next_row, next_column) in pairwise(path):
        begin, until = max(row - margin, 0), min(next_row + margin, rows) + 1
        low[begin:until] = np.minimum(low[begin:until], max(column - margin, 0))
        high[begin:until] = np.maximum(high[begin:until], min(next_column + margin, columns))
    low[0], high[rows] = 0, columns
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return Corridor(low, high)


def _filled(path: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`path` with points on the diagonal where between two of its points there are too many cells.

    Such a gap has no anchors at all: memory must not grow with its square.
    """
    filled = path[:1]
    for (row, column), (next_row, next_column) in pairwise(path):
        height, width = next_row - row, next_column - column
        if height * width > _GAP:
            count = max(height, width) // _STRIDE
            filled.extend(
                (row + height * part // count, column + width * part // count)
                for part in range(1, count)
            )
        filled.append((next_row, next_column))
    return filled


def anchors(source: Side, target: Side) -> list[tuple[int, int]]:
    """Pairs of segments that are each other's best by rare words, as the heaviest chain of them."""
    places = _places(target)
    candidates: list[tuple[float, int, int]] = []
    for row in range(len(source)):
        weights: dict[int, float] = {}
        for code in set(source.codes[source.starts[row] : source.starts[row + 1]].tolist()):
            reached, shares = source.links[code]
            for other, share in zip(reached.tolist(), shares.tolist(), strict=True):
                found = places[other]
                if found and share > 0.1:
                    for column in found:
                        weights[column] = weights.get(column, 0.0) + share / len(found)
        candidates.extend((weight, row, column) for column, weight in weights.items())
    return _chain(_mutual(candidates))


def _places(side: Side) -> list[list[int]]:
    """For each word the segments that have it, if they are few."""
    places: list[list[int]] = [[] for _ in range(side.size)]
    for segment in range(len(side)):
        for code in set(side.codes[side.starts[segment] : side.starts[segment + 1]].tolist()):
            places[code].append(segment)
    return [found if len(found) <= _RARE else [] for found in places]


def _mutual(candidates: list[tuple[float, int, int]]) -> list[tuple[int, int, float]]:
    """Pairs that outweigh all others of their row and of their column, by half at least."""
    best_row: dict[int, list[float]] = {}
    best_column: dict[int, list[float]] = {}
    for weight, row, column in candidates:
        for table, at in ((best_row, row), (best_column, column)):
            two = table.setdefault(at, [0.0, 0.0])
            if weight > two[0]:
                two[:] = [weight, two[0]]
            elif weight > two[1]:
                two[1] = weight
    return sorted(
        (row, column, weight)
        for weight, row, column in candidates
        if weight >= 0.4
        and all(
            weight == two[0] and weight > 1.5 * two[1]
            for two in (best_row[row], best_column[column])
        )
    )


def _chain(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest chain in which rows and columns both rise."""
    tops: list[int] = []
    totals: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, column, weight) in enumerate(pairs):
        at = bisect_left(tops, column)
        total = weight + (totals[at - 1] if at else 0.0)
        before.append(ends[at - 1] if at else -1)
        stop = at
        while stop < len(tops) and totals[stop] <= total:
            stop += 1
        if at < len(tops) and tops[at] == column and totals[at] > total:
            continue
        tops[at:stop] = [column]
        totals[at:stop] = [total]
        ends[at:stop] = [number]
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number][:2])
        number = before[number]
    chain.reverse()
    return chain
