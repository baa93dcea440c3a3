"""Terms in one bead: which stretches of its English may translate them, and what speaks for each.

How the links of the term and those of the stretch meet (Vogel 2005, PESA: phrase pair extraction as
sentence splitting: words inside explain words inside, words outside those outside).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termx.pair.hmm import Floats
from termx.pair.spans import Indices, Spans

LOCAL = (
    "share",
    "cover",
    "purity",
    "others",
    "edge",
    "beside",
    "left",
    "right",
    "weakest",
    "found",
    "cut",
    "named",
    "known",
)
"""What is measured in a bead: the share of all that translates the term, how much of the term is
translated, how much of the stretch translates it, how much translates other words, the weaker edge,
the stronger neighbour, both boundaries, the weakest word, how much translates the term at all, and
whether the stretch cuts a run of capitalized words, is known to be a name or to be any term.
"""
_KEEP = 0.02
_EDGE = 0.05
_FREE = 0.5
"""A known term is a rival by elimination if less than so much of it translates other words."""
_HEARD = 0.005
"""A stretch with less of the belief that all of a bead have is left out, unless it is known."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a bead, from English units to Chinese characters.

    `to_chinese[t, c]` is the probability that unit *t* translates character *c*, `to_english[t, c]`
    that *c* translates *t*; both nil where *c* is no unit.
    """

    to_chinese: Floats = field(repr=False)
    to_english: Floats = field(repr=False)


class Sights(NamedTuple):
    """The stretches beside a term in one bead, the best of each form: how they are printed, folded,
    measured (a row each, a column for each of `LOCAL`) and rated.
    """

    bead: int
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    values: Values
    ratings: Values


def sights(bead: int, spans: Spans, links: Links, places: Iterable[tuple[int, int]]) -> Sights:
    """The stretches of a bead that may translate the term at `places`."""
    found = [_measured(spans, links, start, end) for start, end in places]
    numbers = np.concatenate([own for own, _, _ in found])
    values = np.concatenate([own for _, own, _ in found])
    ratings = np.concatenate([own for _, _, own in found])
    best: dict[str, int] = {}
    keys = [spans.key(number) for number in numbers.tolist()]
    for row, key in enumerate(keys):
        if key and (key not in best or ratings[row] > ratings[best[key]]):
            best[key] = row
    rows = np.array(list(best.values()), np.int64)
    weights = np.exp(np.minimum(ratings[rows], 50.0))
    rows = rows[(weights >= _HEARD * weights.sum()) | (values[rows, -1] > 0)]
    forms = tuple(spans.form(number) for number in numbers[rows].tolist())
    return Sights(
        bead, forms, tuple(keys[row] for row in rows.tolist()), values[rows], ratings[rows]
    )


def _measured(spans: Spans, links: Links, start: int, end: int) -> tuple[Indices, Values, Values]:
    """The numbers of the likely stretches, what is measured of them, and their ratings."""
    first, last = spans.first, spans.last + 1
    if not len(first):
        return first, np.zeros((0, len(LOCAL))), np.zeros(0)
    inside = links.to_chinese[:, start:end].sum(axis=1).astype(float)
    outside = links.to_chinese.sum(axis=1) - inside
    covered = links.to_english[:, start:end].sum(axis=1) / (end - start)
    strength = np.maximum(inside, covered)
    total = max(float(inside.sum()), 1e-3)
    share = _between(inside, first, last) / total
    cover = _between(covered, first, last)
    weight = spans.content.astype(float)
    words = np.maximum(_between(weight, first, last), 1)
    purity = _between(inside * weight, first, last) / words
    others = _between(outside * weight, first, last) / words
    padded = np.concatenate([[0.0], strength, [0.0]])
    edge = np.minimum(strength[first], strength[last - 1])
    beside = np.maximum(padded[first], padded[last + 1])
    likely = (share * total >= _KEEP) | (cover >= _KEEP)
    likely &= np.maximum(strength[first], strength[last - 1]) >= _EDGE
    likely |= spans.known & (others < _FREE)
    rating = share * 0.8 + 4 * (cover + purity - 0.6 * others) - 2 * beside - 2.4
    k = np.flatnonzero(likely)
    found = np.zeros((len(k), len(LOCAL)))
    measured = (
        share[k],
        cover[k],
        purity[k],
        others[k],
        edge[k],
        beside[k],
        spans.open_left[first[k]],
        spans.open_right[last[k] - 1],
        _weakest(strength, spans.content, first[k], last[k]),
        total,
        spans.cut[k],
        spans.named[k],
        spans.known[k],
    )
    for column, own in enumerate(measured):
        found[:, column] = own
    return k, found, rating[k]


def _between(values: Values, first: Indices, last: Indices) -> Values:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    result: Values = sums[last] - sums[first]
    return result


def _weakest(strength: Values, content: NDArray[np.bool_], first: Indices, last: Indices) -> Values:
    """The weakest word that carries meaning in each stretch; nil where there is none."""
    if not len(first):
        return np.zeros(0)
    words = np.append(np.where(content, strength, np.inf), np.inf)
    edges = np.column_stack([first, last]).ravel()
    least: Values = np.minimum.reduceat(words, edges)[::2]
    least[np.isinf(least)] = 0.0
    return least
