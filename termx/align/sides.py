"""The two sides of an alignment as arrays of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termx.align.lexicon import Lexicon
from termx.align.tokens import Tokens

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EQUAL = 0.6
"""How likely a number, a symbol or a Latin word stands for itself."""
_UNSEEN = 500
"""Words of text that is not there: what stands once in a few lines is no frequent word."""


@dataclass(frozen=True, slots=True)
class Side:
    """The segments of a side as arrays."""

    codes: NDArray[np.int64]
    """The tokens of all segments, one after the other, as numbers."""
    starts: Ints
    """Where the tokens of segment *i* begin; one more than there are segments."""
    lengths: Floats
    """Sums of the lengths of the segments before *i*."""
    rarity: Floats
    """For each token of `codes` one over its relative frequency on this side."""
    links: list[tuple[Ints, Floats]]
    """For each word of this side the words of the other that it may become, and how likely."""
    linked: NDArray[np.bool_]
    """For each token of `codes` whether any word of the other side may become it."""
    size: int
    """The number of words of this side."""

    def __len__(self) -> int:
        return len(self.starts) - 1


def sides(
    source: Sequence[Tokens], target: Sequence[Tokens], lexicon: Lexicon
) -> tuple[Side, Side]:
    """Both sides as arrays; the source is in Chinese."""
    indexes: tuple[dict[str, int], dict[str, int]] = ({}, {})
    codes = []
    for index, side in zip(indexes, (source, target), strict=True):
        codes.append([[index.setdefault(word, len(index)) for word in item.words] for item in side])
    first = _links(indexes[0], indexes[1], lexicon.english)
    second = _links(indexes[1], indexes[0], lexicon.chinese)
    return (
        _side(source, codes[0], len(indexes[0]), first, second),
        _side(target, codes[1], len(indexes[1]), second, first),
    )


def _links(
    own: dict[str, int], other: dict[str, int], table: Mapping[str, Mapping[str, float]]
) -> list[tuple[Ints, Floats]]:
    links = []
    for word in own:
        found = {other[item]: share for item, share in table.get(word, {}).items() if item in other}
        if word in other:
            found[other[word]] = max(_EQUAL, found.get(other[word], 0.0))
        links.append((np.array(list(found), np.int64), np.array(list(found.values()))))
    return links


def _side(
    segments: Sequence[Tokens],
    codes: Sequence[Sequence[int]],
    size: int,
    links: list[tuple[Ints, Floats]],
    back: list[tuple[Ints, Floats]],
) -> Side:
    flat = np.array([code for segment in codes for code in segment], np.int64)
    counts = np.bincount(flat, minlength=size)
    rarity = (counts.sum() + size + _UNSEEN) / (counts + 1.0)
    linked = np.zeros(size, bool)
    for reached, _ in back:
        linked[reached] = True
    return Side(
        flat,
        np.concatenate(([0], np.cumsum([len(segment) for segment in codes], dtype=np.int64))),
        np.concatenate(([0.0], np.cumsum([item.length for item in segments]))),
        rarity[flat],
        links,
        linked[flat],
        size,
    )
