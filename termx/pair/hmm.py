"""Forward and backward pass of an alignment HMM, over many sentences at once.

Vogel, Ney and Tillmann (1996), HMM-based word alignment in statistical translation; the empty word
as in Och and Ney (2003): each state has a twin without a word that keeps its position.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

REACH = 300
"""Jumps of more units than this are as likely as jumps of so many."""
EMPTY = np.float32(0.2)
"""The share of units that translate nothing."""
_TINY = np.float32(1e-30)
_FLOOR = np.float32(1e-12)
"""Smaller numbers would become denormal ones in products, with which processors are slow."""


def jumps() -> Floats:
    """Probabilities of jumps from -REACH to +REACH to begin with: one step ahead is likeliest."""
    return normalized(1 / (1 + np.abs(np.arange(-REACH, REACH + 1) - 1)) ** 1.5)


def normalized(counts: NDArray[np.float64]) -> Floats:
    """Counts of jumps as probabilities, none of them nil."""
    smooth = counts + 1e-3 * counts.sum() / len(counts)
    result: Floats = (smooth / smooth.sum()).astype(np.float32)
    return result


def forward_backward(
    emission: Floats,
    empty: Floats,
    lengths: tuple[Ints, Ints],
    jump: Floats,
    *,
    counted: bool = True,
) -> tuple[Floats, NDArray[np.float64]]:
    """Posterior probabilities of links, and expected counts of jumps if they are to be `counted`.

    `emission[t, b, i]` is the probability of unit *t* of sentence *b* as translation of unit *i* of
    the other side, nil beyond the end of either; `empty[t, b]` that of the unit as translation of
    nothing. `lengths` are those of the sentences and of their other sides. The posteriors have the
    shape of `emission`.
    """
    observed, states = lengths
    steps, _, width = emission.shape
    valid = (np.arange(width) < states[:, None]).astype(np.float32)
    beyond = np.arange(steps)[:, None] >= observed
    emission = (emission + beyond[:, :, None]) * valid * (1 - EMPTY)
    empty = np.where(beyond, EMPTY, empty * EMPTY)[:, :, None].astype(np.float32)
    apart = np.arange(width) - np.arange(width)[:, None]
    move = jump[np.clip(apart, -REACH, REACH) + REACH]
    scale = np.ascontiguousarray(1 / np.cumsum(move, axis=1)[:, states - 1].T, np.float32)
    first = (valid / states[:, None]).astype(np.float32)
    linked, total = _forward(emission, empty, first, move, scale)
    counts = np.zeros(move.shape) if counted else None
    _backward(linked, total, (emission, empty, valid, beyond), (move, scale), counts)
    if counts is None:
        return linked, np.zeros(2 * REACH + 1)
    flat = (np.clip(apart, -REACH, REACH) + REACH).ravel()
    moved = np.bincount(flat, (counts * move).ravel(), 2 * REACH + 1)
    return linked, moved.astype(np.float64)


def _forward(
    emission: Floats, empty: Floats, first: Floats, move: Floats, scale: Floats
) -> tuple[Floats, Floats]:
    linked, total = np.empty_like(emission), np.empty_like(emission)
    arriving = staying = first
    for t in range(len(emission)):
        np.multiply(arriving, emission[t], out=linked[t])
        np.multiply(staying, empty[t], out=total[t])
        total[t] += linked[t]
        norm = 1 / np.maximum(total[t].sum(axis=1, keepdims=True), _TINY)
        linked[t] *= norm
        total[t] *= norm
        np.maximum(total[t], _FLOOR, out=total[t])
        arriving, staying = (total[t] * scale) @ move, total[t]
    return linked, total


def _backward(
    linked: Floats,
    total: Floats,
    sentences: tuple[Floats, Floats, Floats, NDArray[np.bool_]],
    moves: tuple[Floats, Floats],
    counts: NDArray[np.float64] | None,
) -> None:
    """What was `linked` becomes the posteriors; the `counts` of moves grow."""
    emission, empty, valid, beyond = sentences
    move, scale = moves
    after = valid
    for t in range(len(emission) - 1, -1, -1):
        norm = np.maximum((total[t] * after).sum(axis=1, keepdims=True), _TINY)
        linked[t] *= after / norm
        linked[t][beyond[t]] = 0
        if t == 0:
            break
        ahead = emission[t] * after
        after = (ahead @ move.T) * scale + empty[t] * after
        if counts is not None:
            norm = np.maximum((total[t - 1] * after).sum(axis=1, keepdims=True), _TINY)
            before = total[t - 1] * scale / norm
            before[beyond[t]] = 0
            counts += before.T @ ahead
        after /= np.maximum(after.max(axis=1, keepdims=True), _TINY)
        np.maximum(after, _FLOOR, out=after)
