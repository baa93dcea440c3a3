"""The best way through two lists of segments: dynamic programming inside of a corridor.

The score of a bead is a log-likelihood ratio: how much likelier its two sides are as translations
of each other than as texts that have nothing to do with each other (Moore 2002). It adds up what
kind of bead it is (Gale and Church 1993), how long its sides are, and which words it has by IBM
model 1 in both directions. Segments without a counterpart score only what their kind of bead does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termx.align.sides import Floats, Ints, Side

Extra = Callable[[int, int, Ints, int], Floats]
"""What else is known about beads: takes the first row, how many rows, first columns, how many."""

SHAPES: tuple[tuple[int, int, float], ...] = (
    (1, 1, 0.93), (1, 2, 0.02), (2, 1, 0.02), (2, 2, 0.002), (1, 3, 0.003), (3, 1, 0.003),
    (1, 4, 0.001), (4, 1, 0.001),
)  # fmt: skip
"""Segments of the source, of the target, and how likely such a bead is."""
WIDEST = max(max(first, second) for first, second, _ in SHAPES)
_ALONE = math.log(0.01)
_TRUST = 0.5
"""The share of words of which the translation, where it is known, is in the bead."""
_WEIGHT = 0.5
"""What the words in each direction count; as both say much the same, half."""
_FREEDOM = 4.0
"""Degrees of freedom of the t distribution of lengths: some translations are very free."""
_VARIANCE, _VARIANCE_SHORT = 0.02, 7.0
_SPREAD = 0.8
_ROUNDING = 1e-6


class Step(NamedTuple):
    """A bead as numbers of segments, from and up to, and its score."""

    source: tuple[int, int]
    target: tuple[int, int]
    score: float


class Corridor(NamedTuple):
    """After *i* segments of the source, from `low[i]` to `high[i]` ones of the target are used."""

    low: Ints
    high: Ints


class Scorer:
    """Scores beads of two sides inside of a corridor, row by row.

    `extra` scores beads by what else is known about them.
    """

    def __init__(
        self,
        source: Side,
        target: Side,
        corridor: Corridor,
        *,
        extra: Extra | None = None,
    ) -> None:
        self.source, self.target, self.corridor = source, target, corridor
        self.evidence = extra
        total = max(source.lengths[-1], 1.0), max(target.lengths[-1], 1.0)
        self._ratio = math.log(total[1] / total[0]) if min(map(len, (source, target))) > 20 else 0.0
        self._ratio = min(max(self._ratio, -0.2), 0.2)
        lengths = np.log(np.diff(target.lengths)) if len(target) else np.zeros(1)
        self._mean = float(lengths.mean())
        self._spread = max(float(lengths.std()), _SPREAD)
        # Row i of the source sees the columns that beads beginning at i can cover.
        rows = len(source)
        ahead = np.minimum(np.arange(rows) + WIDEST, rows)
        self.first = corridor.low[:rows]
        self.last = corridor.high[ahead]
        self._offset = np.concatenate(([0], np.cumsum(self.last - self.first + 1)))
        self._columns = [self._column_gains(count) for count in range(1, WIDEST + 1)]

    def _gains(self, found: Floats, side: Side, start: int, end: int) -> Floats:
        """What each token tells: log of its likelihood given the other side over that without."""
        ratio = found * side.rarity[start:end]
        gains = np.log1p(_TRUST * (ratio - 1.0))
        gains[~side.linked[start:end]] = 0.0
        return gains

    def _column_gains(self, count: int) -> Floats:
        """For `count` columns as one: what they tell of the words of each row, in the corridor."""
        source, target = self.source, self.target
        result = np.zeros(self._offset[-1])
        found = np.zeros(source.size)
        for column in range(len(target) - count + 1):
            row = int(np.searchsorted(self.last, column + count, "left"))
            stop = int(np.searchsorted(self.first, column, "right"))
            if row >= stop:
                continue
            start, end = target.starts[column], target.starts[column + count]
            codes = target.codes[start:end]
            for code in codes:
                reached, share = target.links[code]
                found[reached] += share
            begin, until = source.starts[row], source.starts[stop]
            gains = self._gains(
                found[source.codes[begin:until]] / max(len(codes), 1), source, begin, until
            )
            sums = np.concatenate(([0.0], np.cumsum(gains)))[source.starts[row : stop + 1] - begin]
            result[self._offset[row:stop] + column - self.first[row:stop]] = np.diff(sums)
            for code in codes:
                found[target.links[code][0]] = 0.0
        return result

    def row_sums(self, row: int, count: int) -> Floats:
        """Running sums of what the rows from `row - count` tell of the words of each column."""
        source, target = self.source, self.target
        begin = int(self.corridor.low[row - count])
        until = int(self.corridor.high[row])
        start, end = target.starts[begin], target.starts[until]
        found = np.zeros(target.size)
        codes = source.codes[source.starts[row - count] : source.starts[row]]
        for code in codes:
            reached, share = source.links[code]
            found[reached] += share
        gains = self._gains(found[target.codes[start:end]] / max(len(codes), 1), target, start, end)
        sums = np.concatenate(([0.0], np.cumsum(gains)))
        result: Floats = sums[target.starts[begin : until + 1] - start]
        return result

    def bead(self, row: int, rows: int, columns: int, ends: Ints, sums: Floats) -> Floats:
        """The scores of the beads of this shape that end at `row` and at each of `ends`."""
        begins = ends - columns
        low = int(self.corridor.low[row - rows])
        words = sums[ends - low] - sums[begins - low]
        back = np.zeros(len(ends))
        gains = self._columns[columns - 1]
        for at in range(row - rows, row):
            back += gains[self._offset[at] + begins - self.first[at]]
        score = _WEIGHT * (words + back) + self._length(row, rows, columns, ends)
        if self.evidence is not None:
            score += self.evidence(row - rows, rows, begins, columns)
        return score

    def _length(self, row: int, rows: int, columns: int, ends: Ints) -> Floats:
        own = self.source.lengths[row] - self.source.lengths[row - rows]
        other = self.target.lengths[ends] - self.target.lengths[ends - columns]
        variance = _VARIANCE + _VARIANCE_SHORT / own
        logs = np.log(other)
        distance = (logs - math.log(own) - self._ratio) ** 2 / variance
        expected = _T_LOG - 0.5 * math.log(variance) - _T_POWER * np.log1p(distance / _FREEDOM)
        spread = self._spread
        peak = -0.5 * math.log(2 * math.pi) - math.log(spread)
        plain = peak - 0.5 * ((logs - self._mean - math.log(columns)) / spread) ** 2
        result: Floats = expected - plain
        return result


_T_POWER = (_FREEDOM + 1) / 2
_T_LOG = math.lgamma(_T_POWER) - math.lgamma(_FREEDOM / 2) - 0.5 * math.log(_FREEDOM * math.pi)


def best(scorer: Scorer) -> list[Step]:
    """The beads of the best way from the first to the last segments, in their order."""
    low, high = scorer.corridor
    rows = len(scorer.source)
    values: list[Floats] = []
    moves: list[NDArray[np.int8]] = []
    gained: list[Floats] = []
    for row in range(rows + 1):
        width = int(high[row] - low[row] + 1)
        value = np.full(width, -np.inf)
        move = np.full(width, _TARGET_ALONE, np.int8)
        gain = np.full(width, _ALONE)
        if row == 0:
            value[0] = 0.0
        else:
            _enter(value, move, gain, values[row - 1], low, high, row)
            sums = [scorer.row_sums(row, count) for count in range(1, min(WIDEST, row) + 1)]
            for number, (first, second, prior) in enumerate(SHAPES):
                if first <= row:
                    _extend(
                        scorer, (number, first, second, math.log(prior)), row, sums[first - 1],
                        values[row - first], (value, move, gain),
                    )  # fmt: skip
        steps = _ALONE * np.arange(width)
        along = np.maximum.accumulate(value - steps) + steps
        alone = along > value + _ROUNDING
        along = np.where(alone, along, value)
        move[alone] = _TARGET_ALONE
        gain[alone] = _ALONE
        values.append(along)
        moves.append(move)
        gained.append(gain)
    return _trace(scorer, moves, gained)


_SOURCE_ALONE, _TARGET_ALONE = len(SHAPES), len(SHAPES) + 1


def _enter(
    value: Floats, move: NDArray[np.int8], gain: Floats, above: Floats, low: Ints, high: Ints,
    row: int,
) -> None:  # fmt: skip
    """A segment of the source alone."""
    begin, until = int(low[row]), int(min(high[row - 1], high[row]))
    if until >= begin:
        shift = int(low[row] - low[row - 1])
        count = until - begin + 1
        value[:count] = above[shift : shift + count] + _ALONE
        move[:count] = _SOURCE_ALONE


def _extend(
    scorer: Scorer,
    shape: tuple[int, int, int, float],
    row: int,
    sums: Floats,
    above: Floats,
    state: tuple[Floats, NDArray[np.int8], Floats],
) -> None:
    number, first, second, prior = shape
    low, high = scorer.corridor
    begin = max(int(low[row]), int(low[row - first]) + second)
    until = min(int(high[row]), int(high[row - first]) + second)
    if until < begin:
        return
    ends = np.arange(begin, until + 1)
    scores = scorer.bead(row, first, second, ends, sums) + prior
    origin = begin - second - int(low[row - first])
    totals = above[origin : origin + len(ends)] + scores
    value, move, gain = state
    at = slice(begin - int(low[row]), begin - int(low[row]) + len(ends))
    better = totals > value[at]
    value[at][better] = totals[better]
    move[at][better] = number
    gain[at][better] = scores[better]


def _trace(scorer: Scorer, moves: list[NDArray[np.int8]], gained: list[Floats]) -> list[Step]:
    low = scorer.corridor.low
    row, column = len(scorer.source), len(scorer.target)
    steps: list[Step] = []
    while row or column:
        at = int(column - low[row])
        number, score = int(moves[row][at]), float(gained[row][at])
        first, second = (
            (1, 0) if number == _SOURCE_ALONE
            else (0, 1) if number == _TARGET_ALONE
            else SHAPES[number][:2]
        )  # fmt: skip
        steps.append(Step((row - first, row), (column - second, column), score))
        row, column = row - first, column - second
    steps.reverse()
    return steps


def confidence(step: Step) -> float:
    """The score of a bead as a probability; nothing for segments without a counterpart."""
    if step.source[0] == step.source[1] or step.target[0] == step.target[1]:
        return 0.0
    return round(1 / (1 + math.exp(-max(min(step.score / 2, 30.0), -30.0))), 4)
