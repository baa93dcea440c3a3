"""Expected counts of a round of learning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termx.pair.batches import Batch
from termx.pair.hmm import REACH, Floats, Ints

Doubles = NDArray[np.float64]


@dataclass(slots=True)
class Counts:
    """Expected counts of links, of units that translate nothing and of jumps, in one direction."""

    given: Doubles
    empty: Doubles
    jump: Doubles


class Gathered:
    """Counts of some batches, summed up at the end in one go."""

    def __init__(self, entries: int, units: tuple[int, int]) -> None:
        self.size = entries
        self.units = units
        self.jumps = [np.zeros(2 * REACH + 1), np.zeros(2 * REACH + 1)]
        self._empty = [np.zeros(self.units[0]), np.zeros(self.units[1])]
        self._cells: list[Ints] = []
        self._links: tuple[list[Floats], ...] = ([], [])

    def empties(self, item: Batch, english: Floats, chinese: Floats) -> None:
        """Count the shares of units that translate nothing."""
        for side, units, shares in ((0, item.english, english), (1, item.chinese, chinese)):
            weights = shares.ravel().astype(np.float64)
            self._empty[side] += np.bincount(units.ravel(), weights, self.units[side])

    def links(self, cells: Ints, *directions: Floats) -> None:
        """Count the links of a batch, of both directions or of one for both."""
        self._cells.append(cells.ravel())
        for kept, links in zip(self._links, directions, strict=False):
            kept.append(links.ravel())

    def both(self) -> tuple[Counts, Counts]:
        """The counts of both directions; links that were counted once are those of both."""
        cells = np.concatenate(self._cells)
        sums = [
            np.bincount(cells, np.concatenate(kept), self.size).astype(np.float64, copy=False)
            for kept in self._links
            if kept
        ]
        two = sums[1] if len(sums) > 1 else sums[0].copy()
        return (
            Counts(sums[0], self._empty[0], self.jumps[0]),
            Counts(two, self._empty[1], self.jumps[1]),
        )
