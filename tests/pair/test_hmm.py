"""Forward and backward pass, beside all alignments counted one by one."""

from __future__ import annotations

from itertools import product

import numpy as np

from termx.pair.hmm import EMPTY, REACH, forward_backward, jumps


def by_hand(emission: np.ndarray, empty: np.ndarray, jump: np.ndarray) -> np.ndarray:
    """Posteriors of one sentence: a sum over all paths of states and their twins without a word."""
    steps, states = emission.shape
    found, total = np.zeros((steps, states)), 0.0
    for path in product(range(states), (True, False), repeat=steps):
        places, words = path[0::2], path[1::2]
        weight = 1.0
        for t in range(steps):
            here = places[t]
            weight *= (1 - EMPTY) * emission[t, here] if words[t] else EMPTY * empty[t]
            if t == 0:
                weight /= states
            elif words[t]:
                row = [jump[i - places[t - 1] + REACH] for i in range(states)]
                weight *= row[here] / sum(row)
            elif here != places[t - 1]:
                weight = 0.0
        total += weight
        for t in range(steps):
            found[t, places[t]] += weight * words[t]
    return found / total


def test_posteriors_are_sums_over_all_paths_whatever_the_padding() -> None:
    random = np.random.default_rng(7)
    lengths = np.array([3, 2], np.int32), np.array([2, 3], np.int32)
    emission, empty = np.zeros((3, 2, 3), np.float32), np.zeros((3, 2), np.float32)
    for b, (steps, states) in enumerate(zip(*lengths, strict=True)):
        emission[:steps, b, :states] = random.random((steps, states))
        empty[:steps, b] = random.random(steps)
    found, moved = forward_backward(emission.copy(), empty, lengths, jumps())
    for b, (steps, states) in enumerate(zip(*lengths, strict=True)):
        expected = by_hand(emission[:steps, b, :states], empty[:steps, b], jumps())
        assert np.allclose(found[:steps, b, :states], expected, atol=1e-4)
        assert not found[steps:, b].any()
    assert moved.sum() > 0
