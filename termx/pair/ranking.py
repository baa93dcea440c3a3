"""Which of the forms that may translate a term does, and how sure that is.

A log-linear model over the evidence of `evidence.rivals`; its weights were learnt once from terms
with known equivalents and stand in `data/pair_weights.tsv`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from math import exp, log
from typing import NamedTuple

import numpy as np

from termx import data
from termx.pair.evidence import Rivals, Sight
from termx.pair.sights import Values

KEPT = 3
"""So many equivalents of a term are kept, and others with a share of at least `_SHARE`."""
_SHARE = 0.02


class Equivalent(NamedTuple):
    """An English form for a term: `share` of the belief among all rivals, `confidence` that it is
    right. `is_name` and `is_known` tell whether the English harvest found it as a name, or at all;
    `beads` are those it was seen in, `clearest` is where it shows best.
    """

    form: str
    key: str
    share: float
    confidence: float
    is_name: bool
    is_known: bool
    beads: tuple[int, ...]
    clearest: Sight


def note(confidence: float, segments: int) -> str:
    """What is said of an equivalent."""
    return f"confidence {confidence:.2f}, in {segments} aligned segments"


def ranked(found: Rivals, wanted: Collection[str] = ()) -> list[Equivalent]:
    """The best rivals for a term, best first, and those whose keys are `wanted`."""
    ratings = rating(found.evidence).tolist()
    best = max(ratings)
    weights = [exp(value - best) for value in ratings]
    whole = sum(weights)
    shares = [weight / whole for weight in weights]
    order = sorted(range(len(shares)), key=lambda number: (-shares[number], found.forms[number]))
    return [
        Equivalent(
            found.forms[number],
            found.keys[number],
            shares[number],
            confidence(shares[number], ratings[number]),
            is_name=bool(found.evidence["named"][number] > 0),
            is_known=bool(found.evidence["known"][number] > 0),
            beads=found.beads(number),
            clearest=found.clearest(number),
        )
        for rank, number in enumerate(order)
        if rank < KEPT or shares[number] >= _SHARE or found.keys[number] in wanted
    ]


def rating(evidence: Mapping[str, Values]) -> Values:
    """The sum of the evidence for each form, weighted."""
    names, weights = _weights()
    result = np.zeros(len(evidence["won"]))
    for name, weight in zip(names, weights, strict=True):  # one by one: equal forms stay equal
        result += weight * evidence[name]
    return result


def confidence(share: float, value: float) -> float:
    """The probability that a form is right, from its share of the belief and its own rating."""
    odds = log(min(max(share, 1e-6), 1 - 1e-4) / (1 - min(share, 1 - 1e-4)))
    constant, by_share, by_rating = _calibration()
    return round(1 / (1 + exp(-(constant + by_share * odds + by_rating * value))), 4)


@cache
def _weights() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The names of the evidence and their weights."""
    rows = [row for row in data.table("pair_weights.tsv") if not row[0].startswith("confidence")]
    return tuple(row[0] for row in rows), tuple(float(row[1]) for row in rows)


@cache
def _calibration() -> tuple[float, float, float]:
    rows = {row[0]: float(row[1]) for row in data.table("pair_weights.tsv")}
    return rows["confidence"], rows["confidence by share"], rows["confidence by rating"]
