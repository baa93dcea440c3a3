"""Beads as arrays of numbers: sentences of like length side by side, for numpy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termx.pair.hmm import Ints
from termx.pair.tokens import Token

CELLS = 200_000
"""Cells of a batch: so many fit into the caches of a processor."""
LONGEST = 600
"""Beads with more units on a side take no part."""

Numbered = tuple[Ints, Ints]
"""The units of the Chinese and of the English side of a bead, numbered."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Beads side by side; `cells[b, t, s]` is the entry of the lexicon for a pair of units.

    Sides are padded with unit 0, cells with the entry that stands for all that is unknown.
    """

    rows: tuple[int, ...]
    chinese: Ints
    english: Ints
    lengths: tuple[Ints, Ints]
    cells: Ints


def numbers(tokens: Sequence[Token], vocabulary: Mapping[str, int]) -> Ints:
    """The numbers of the keys of tokens, 0 for an unknown one."""
    return np.array([vocabulary.get(token.key, 0) for token in tokens], np.int32)


def grouped(beads: Sequence[Numbered]) -> Iterator[list[int]]:
    """Indices of beads with units on both sides, those of like length together."""
    sizes = [(len(chinese), len(english)) for chinese, english in beads]
    order = sorted(
        (i for i, (s, t) in enumerate(sizes) if 0 < s <= LONGEST and 0 < t <= LONGEST),
        key=lambda i: (sizes[i][0] // 4, sizes[i][1], sizes[i][0], i),
    )
    group: list[int] = []
    wide = high = used = 0
    for i in order:
        s, t = max(wide, sizes[i][0]), max(high, sizes[i][1])
        full = (len(group) + 1) * s * t
        if group and (full > CELLS or full > 1.4 * (used + sizes[i][0] * sizes[i][1]) + 4_000):
            yield group
            group, used, (s, t) = [], 0, sizes[i]
        group.append(i)
        wide, high, used = s, t, used + sizes[i][0] * sizes[i][1]
    if group:
        yield group


def padded(rows: Iterable[Ints]) -> tuple[Ints, Ints]:
    """Rows of numbers as one array, and their lengths."""
    items = list(rows)
    lengths = np.array([len(item) for item in items], np.int32)
    result = np.zeros((len(items), int(lengths.max())), np.int32)
    for row, item in zip(result, items, strict=True):
        row[: len(item)] = item
    return result, lengths


def entries(chinese: Ints, english: Ints, size: int) -> NDArray[np.int64]:
    """The keys of all pairs of units of the beads of a batch, -1 where either is padding."""
    keys = chinese[:, None, :].astype(np.int64) * size + english[:, :, None]
    keys[(chinese[:, None, :] == 0) | (english[:, :, None] == 0)] = -1
    return keys


def batch(
    rows: Sequence[int], beads: Sequence[Numbered], keys: NDArray[np.int64], size: int
) -> Batch:
    """The batch of the beads `rows`; `keys` are those of a lexicon with `size` English units."""
    chinese, source = padded(beads[i][0] for i in rows)
    english, target = padded(beads[i][1] for i in rows)
    wanted = entries(chinese, english, size)
    order = np.argsort(wanted, axis=None)  # in order, neighbours lie side by side in memory
    cells = np.empty(wanted.size, np.int64)
    cells[order] = np.searchsorted(keys, wanted.ravel()[order])
    cells[keys[np.minimum(cells, len(keys) - 1)] != wanted.ravel()] = len(keys)
    shaped = cells.reshape(wanted.shape).astype(np.int32)
    return Batch(tuple(rows), chinese, english, (source, target), shaped)
