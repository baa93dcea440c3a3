"""Which units translate which, learnt from bitext.

Five rounds of Model 1 (Brown et al. 1993) in both directions that have to agree (Liang, Taskar and
Klein 2006), then rounds of the HMM (Vogel et al. 1996), each direction for itself: one Chinese word
often is two English ones, and agreement would cut one of them off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from termx.engines import Engine, Serial
from termx.pair import hmm
from termx.pair.batches import Batch, Numbered, batch, entries, grouped, numbers, padded
from termx.pair.counts import Counts, Doubles, Gathered
from termx.pair.hmm import EMPTY, Floats, forward_backward
from termx.pair.tokens import Token

ROUNDS = (5, 4)
"""Rounds of Model 1 and of the HMM."""
SHARES = 8
"""The work of a round is divided into so many parts, however many processes there are."""
_TINY = np.float32(1e-30)
_NIL = 1e-9
"""Smaller probabilities are nil; see `hmm._FLOOR`."""
_UNSEEN = np.float32(1e-7)
"""Probability of a unit beside nothing if it was never seen."""

Tokens = tuple[Sequence[Token], Sequence[Token]]
"""The units of a bead: Chinese, English."""


@dataclass(frozen=True, slots=True)
class Direction:
    """The lexicon in one direction: `given[k]` is the probability of one unit of entry *k* if the
    other stands on the other side; `empty` that of a unit beside nothing; `jump` see `hmm`.
    """

    given: Floats = field(repr=False)
    empty: Floats = field(repr=False)
    jump: Floats = field(repr=False)


Tables = tuple[Direction, Direction]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Pairs of units that stood in a bead, by `keys`, with their probabilities both ways.

    A key is the number of the Chinese unit times `size` plus that of the English one; the entry
    behind the last one stands for all other pairs.
    """

    chinese: Mapping[str, int] = field(repr=False)
    english: Mapping[str, int] = field(repr=False)
    keys: NDArray[np.int64] = field(repr=False)
    to_english: Direction
    to_chinese: Direction

    @property
    def size(self) -> int:
        return len(self.english) + 1

    def numbered(self, beads: Sequence[Tokens]) -> list[Numbered]:
        return [(numbers(one, self.chinese), numbers(two, self.english)) for one, two in beads]

    def batches(self, beads: Sequence[Numbered]) -> Iterator[Batch]:
        return (batch(rows, beads, self.keys, self.size) for rows in grouped(beads))


def learn(beads: Sequence[Tokens], *, engine: Engine | None = None) -> Lexicon:
    """The lexicon of `beads`; with the same result whoever does the work.

    It is done on this machine: what a round counts is too much for a network.
    """
    lexicon = _empty(beads)
    batches = list(lexicon.batches(lexicon.numbered(beads)))
    if not batches:
        return lexicon
    workers = engine if engine and engine.local else Serial()
    parts = [batches[i::SHARES] for i in range(min(SHARES, len(batches)))]
    for step in (_agreeing,) * ROUNDS[0] + (_each,) * ROUNDS[1]:
        tables = lexicon.to_english, lexicon.to_chinese
        lexicon = _maximized(lexicon, workers.map(step, parts, tables))
    return lexicon


def posteriors(lexicon: Lexicon, item: Batch) -> tuple[Floats, Floats]:
    """Probabilities of links of the beads of a batch, both of shape bead, English, Chinese unit.

    The first are those of English units to translate Chinese ones, the second the other way round.
    """
    tables = lexicon.to_english, lexicon.to_chinese
    (one, _), (two, _) = _linked(tables, item, counted=False)
    return one.transpose(1, 0, 2), two.transpose(1, 2, 0)


def _empty(beads: Sequence[Tokens]) -> Lexicon:
    """The lexicon before learning: all pairs of units that stand in one bead are alike."""
    chinese, english = (_vocabulary(bead[side] for bead in beads) for side in (0, 1))
    size = len(english) + 1
    rows = [(numbers(one, chinese), numbers(two, english)) for one, two in beads]
    found = [
        _distinct(
            entries(
                padded(rows[i][0] for i in group)[0], padded(rows[i][1] for i in group)[0], size
            )
        )
        for group in grouped(rows)
    ]
    keys = _union(found)
    keys = keys[keys >= 0]
    directions = []
    for owners, side, count in ((keys // size, 1, size), (keys % size, 0, len(chinese) + 1)):
        kept = np.append(1 / np.bincount(owners)[owners], 0) if len(keys) else np.zeros(1)
        used = np.bincount(
            np.concatenate([np.zeros(0, np.int32), *(row[side] for row in rows)]), minlength=count
        )
        share = used / max(used.sum(), 1)
        directions.append(Direction(kept.astype(np.float32), share.astype(np.float32), hmm.jumps()))
    return Lexicon(chinese, english, keys, directions[0], directions[1])


def _union(arrays: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The sorted members of all arrays, merged two by two to bound memory."""
    found = list(arrays)
    while len(found) > 1:
        found = [_distinct(np.concatenate(found[i : i + 2])) for i in range(0, len(found), 2)]
    return found[0] if found else np.zeros(0, np.int64)


def _distinct(array: NDArray[np.int64]) -> NDArray[np.int64]:
    """The members of an array, sorted; on these arrays many times as fast as `np.unique`."""
    found: NDArray[np.int64] = np.sort(array, axis=None)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


def _vocabulary(sides: Iterable[Sequence[Token]]) -> dict[str, int]:
    """Numbers from 1 for the keys of tokens, in the order in which they come."""
    found: dict[str, int] = {}
    for tokens in sides:
        for token in tokens:
            found.setdefault(token.key, len(found) + 1)
    return found


def _agreeing(batches: Sequence[Batch], tables: Tables) -> tuple[Counts, Counts]:
    """Model 1: a link counts as much as both directions believe in it."""
    counts = Gathered(len(tables[0].given), (len(tables[0].empty), len(tables[1].empty)))
    for item in batches:
        one, two = tables
        source, target = (lengths[:, None] for lengths in item.lengths)
        forward = one.given[item.cells] * ((1 - EMPTY) / source[:, :, None]).astype(np.float32)
        nothing = EMPTY * one.empty[item.english]
        whole = forward.sum(axis=2) + nothing
        forward /= np.maximum(whole, _TINY)[:, :, None]
        backward = two.given[item.cells] * ((1 - EMPTY) / target[:, :, None]).astype(np.float32)
        other = EMPTY * two.empty[item.chinese]
        total = backward.sum(axis=1) + other
        backward /= np.maximum(total, _TINY)[:, None, :]
        forward *= backward
        counts.empties(item, nothing / np.maximum(whole, _TINY), other / np.maximum(total, _TINY))
        counts.links(item.cells, forward)
    return counts.both()


def _each(batches: Sequence[Batch], tables: Tables) -> tuple[Counts, Counts]:
    """HMM: each direction counts for itself."""
    counts = Gathered(len(tables[0].given), (len(tables[0].empty), len(tables[1].empty)))
    for item in batches:
        (one, forward), (two, backward) = _linked(tables, item)
        counts.jumps[0] += forward
        counts.jumps[1] += backward
        english, chinese = 1 - one.sum(axis=2).T, 1 - two.sum(axis=2).T
        counts.empties(item, english, chinese)
        counts.links(item.cells, one.transpose(1, 0, 2), two.transpose(1, 2, 0))
    return counts.both()


def _linked(
    tables: Tables, item: Batch, *, counted: bool = True
) -> tuple[tuple[Floats, Doubles], tuple[Floats, Doubles]]:
    """What `forward_backward` says of a batch in both directions."""
    results = []
    for direction, axes, units, lengths in (
        (tables[0], (1, 0, 2), item.english, item.lengths[::-1]),
        (tables[1], (2, 0, 1), item.chinese, item.lengths),
    ):
        emission = direction.given[np.ascontiguousarray(item.cells.transpose(axes))]
        empty = np.maximum(direction.empty[units].T, _UNSEEN)
        found = forward_backward(emission, empty, lengths, direction.jump, counted=counted)
        results.append(found)
    return results[0], results[1]


def _maximized(lexicon: Lexicon, counted: Iterable[tuple[Counts, Counts]]) -> Lexicon:
    """The lexicon that makes the counts likeliest."""
    sums: tuple[Counts, Counts] | None = None
    for counts in counted:
        if sums is None:
            sums = counts
            continue
        for old, new in zip(sums, counts, strict=True):
            old.given += new.given
            old.empty += new.empty
            old.jump += new.jump
    if sums is None:
        return lexicon
    owners = lexicon.keys // lexicon.size, lexicon.keys % lexicon.size
    one, two = (
        _direction(counts, own, old)
        for counts, own, old in zip(
            sums, owners, (lexicon.to_english, lexicon.to_chinese), strict=True
        )
    )
    return replace(lexicon, to_english=one, to_chinese=two)


def _direction(counts: Counts, owners: NDArray[np.int64], old: Direction) -> Direction:
    given = counts.given[:-1]
    totals = np.bincount(owners, given)
    probability = np.append(given / np.maximum(totals, 1e-12)[owners], 0)
    probability[probability < _NIL] = 0
    empty = counts.empty + 1e-3
    empty[0] = 0
    jump = hmm.normalized(counts.jump) if counts.jump.any() else old.jump
    return Direction(probability.astype(np.float32), (empty / empty.sum()).astype(np.float32), jump)
