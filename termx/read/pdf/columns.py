"""The rows of a page in reading order: columns one after the other, else from top to bottom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termx.read.pdf.rows import Row

_WIDE = 0.6
"""A row that takes up so much of the width of the text belongs to no column."""
_CROSSING = 0.15
"""So many of the rows may lie across the space between columns."""
_DEPTH = 5
"""How often columns are parted again: thirty-two columns at most."""
_GUTTER = 0.8
"""Width of that space, in font sizes."""


class Column(NamedTuple):
    """Rows that are read from top to bottom, and whether they share the width with others."""

    rows: tuple[Row, ...]
    number: int = 0
    """0 for the first or only column, else how many stand to the left of it."""
    only: bool = True


def columns(rows: Sequence[Row]) -> list[Column]:
    """The columns of a page, in the order in which they are read.

    Wide rows part the page from top to bottom, the space between columns parts what stands between
    them from left to right (the cuts of Nagy and Seth's XY tree).
    """
    if not rows:
        return []
    ordered = _ordered(rows)
    width = max(row.right for row in rows) - min(row.left for row in rows)
    found: list[Column] = []
    single: list[Row] = []
    for narrow, run in _runs(ordered, _WIDE * width):
        parted = list(_parted(run)) if narrow else [run]
        if len(parted) == 1:
            single += parted[0]
            continue
        if single:
            found.append(Column(tuple(single)))
            single = []
        found += _numbered(parted)
    if single:
        found.append(Column(tuple(single)))
    return found


def _ordered(rows: Sequence[Row]) -> list[Row]:
    """The rows from top to bottom, those of one line from left to right."""
    ordered: list[Row] = []
    line: list[Row] = []
    for row in sorted(rows, key=lambda row: row.y):
        if line and row.y - line[0].y > 0.3 * row.size:
            ordered += sorted(line, key=lambda row: row.left)
            line = []
        line.append(row)
    return ordered + sorted(line, key=lambda row: row.left)


def _runs(rows: Sequence[Row], limit: float) -> Iterator[tuple[bool, list[Row]]]:
    """Stretches of rows that are all narrower than `limit`, or all not."""
    run: list[Row] = []
    narrow = False
    for row in rows:
        if (row.right - row.left < limit) is not narrow:
            if run:
                yield narrow, run
            run, narrow = [], not narrow
        run.append(row)
    if run:
        yield narrow, run


def _parted(rows: list[Row], depth: int = 0) -> Iterator[list[Row]]:
    """The columns of `rows`, from left to right between rows that lie across; else all rows."""
    gutter = _gutter(rows) if depth < _DEPTH else None
    if gutter is None:
        yield rows
        return
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if row.left < gutter < row.right:
            yield from _sides(left, right, depth)
            yield [row]
            left, right = [], []
        else:
            (left if row.right <= gutter else right).append(row)
    yield from _sides(left, right, depth)


def _sides(left: list[Row], right: list[Row], depth: int) -> Iterator[list[Row]]:
    for side in (left, right):
        if side:
            yield from _parted(side, depth + 1)


def _gutter(rows: list[Row]) -> float | None:
    """Where an empty space parts `rows` into columns that stand side by side."""
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    best: tuple[int, float] | None = None
    for edge in rights:
        before = bisect_right(rights, edge)
        after = len(lefts) - bisect_left(lefts, edge)
        crossing = len(rows) - before - after
        if before < 2 or after < 2 or crossing > _CROSSING * len(rows):
            continue
        far = lefts[bisect_left(lefts, edge)]
        if far - edge >= _GUTTER * rows[0].size and (best is None or crossing < best[0]):
            best = crossing, (edge + far) / 2
    if best is None:
        return None
    before_rows = [row.y for row in rows if row.right <= best[1]]
    after_rows = [row.y for row in rows if row.left >= best[1]]
    shared = min(before_rows[-1], after_rows[-1]) - max(before_rows[0], after_rows[0])
    return best[1] if shared > 0 else None


def _numbered(parted: Sequence[list[Row]]) -> Iterator[Column]:
    """The columns with their numbers, counted by their left edges."""
    edges: list[float] = []
    for rows in parted:
        left = min(row.left for row in rows)
        if not any(abs(left - edge) < 3 * rows[0].size for edge in edges):
            edges.append(left)
    edges.sort()
    for rows in parted:
        left = min(row.left for row in rows)
        yield Column(tuple(rows), bisect_right(edges, left + 3 * rows[0].size) - 1, only=False)
