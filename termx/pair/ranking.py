"""Which of the forms that may translate a term does, and how sure that is.

A log-linear model over the evidence of `evidence.rivals`; its weights were learnt once from terms
with known equivalents and stand in `data/pair_weights.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from operator import itemgetter, mul

from termx import data
from termx.pair.evidence import Rival


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An English form for a term: `share` of the belief among all rivals, `confidence` that it is
    right.
    """

    rival: Rival
    share: float
    confidence: float

    @property
    def form(self) -> str:
        return self.rival.form

    @property
    def is_name(self) -> bool:
        """Whether the English harvest found the form as a name."""
        return self.rival.features["named"] > 0

    @property
    def is_known(self) -> bool:
        """Whether the English harvest found the form."""
        return self.rival.features["known"] > 0


def note(confidence: float, segments: int) -> str:
    """What is said of an equivalent."""
    return f"confidence {confidence:.2f}, in {segments} aligned segments"


def ranked(rivals: Sequence[Rival]) -> list[Equivalent]:
    """The rivals for one term, best first."""
    if not rivals:
        return []
    ratings = [rating(rival.features) for rival in rivals]
    best = max(ratings)
    weights = [exp(value - best) for value in ratings]
    whole = sum(weights)
    found = [
        Equivalent(rival, weight / whole, confidence(weight / whole, value))
        for rival, weight, value in zip(rivals, weights, ratings, strict=True)
    ]
    return sorted(found, key=lambda item: (-item.share, item.form))


def rating(features: Mapping[str, float]) -> float:
    names, weights = _weights()
    return float(sum(map(mul, weights, itemgetter(*names)(features))))


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
