"""What speaks for an English form as the equivalent of a term, over all beads.

How often they stand together (Dice), and whose form it is in competition with the other stretches
of each bead (Melamed 2000, one-to-one assumption); and the mean of what `sights` measures in each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termx.pair.sights import LOCAL, Sights, Values

RIVALS = 40
"""So many forms a term are compared."""


class Sight(NamedTuple):
    """A form as it stands in a bead."""

    bead: int
    form: str


class Seen(NamedTuple):
    """The sights of a term in all beads looked at: those of the `RIVALS` best forms, in the order
    of beads, with the number of the form of each.
    """

    looked: int
    keys: tuple[str, ...]
    codes: NDArray[np.int64]
    beads: NDArray[np.int64]
    forms: tuple[str, ...]
    values: Values
    ratings: Values


def seen(sights: Sequence[Sights]) -> Seen | None:
    """What was seen of a term, if anything."""
    numbers: dict[str, int] = {}
    every = [numbers.setdefault(key, len(numbers)) for own in sights for key in own.keys]
    if not every:
        return None
    codes = np.array(every, np.int64)
    ratings = np.concatenate([own.ratings for own in sights])
    names = list(numbers)
    sums = np.bincount(codes, np.maximum(ratings + 4, 0)).tolist()
    best = sorted(range(len(names)), key=lambda code: (-sums[code], names[code]))[:RIVALS]
    best.sort(key=lambda code: names[code])
    new = np.full(len(names), -1)
    new[best] = np.arange(len(best))
    kept = new[codes] >= 0
    beads = np.repeat([own.bead for own in sights], [len(own.keys) for own in sights])
    forms = [form for own in sights for form in own.forms]
    return Seen(
        len(sights),
        tuple(names[code] for code in best),
        new[codes][kept],
        beads[kept],
        tuple(forms[row] for row in np.flatnonzero(kept).tolist()),
        np.concatenate([own.values for own in sights])[kept],
        ratings[kept],
    )


@dataclass(frozen=True, slots=True)
class Rivals:
    """The forms that may translate a term, by key, with the evidence for each: a column for each
    thing that is measured.
    """

    keys: tuple[str, ...]
    forms: tuple[str, ...]
    evidence: Mapping[str, Values] = field(repr=False)
    seen: Seen = field(repr=False)

    def beads(self, number: int) -> tuple[int, ...]:
        """The beads in which a form was seen."""
        return tuple(self.seen.beads[self.seen.codes == number].tolist())

    def clearest(self, number: int) -> Sight:
        """The sight that shows a form best; of equals the first."""
        own = self.seen
        rows = np.flatnonzero(own.codes == number)
        row = int(rows[np.lexsort((own.beads[rows], -own.ratings[rows]))[0]])
        return Sight(int(own.beads[row]), own.forms[row])


def rivals(
    term: str,
    own: Seen,
    total: int,
    frequencies: Sequence[int],
    listed: Collection[str] = (),
) -> Rivals:
    """The forms that may translate `term`.

    `total` is the number of beads that hold the term, `frequencies` those of the beads that hold
    each form; forms that are `listed` are known to be right.
    """
    times = np.bincount(own.codes).astype(float)
    shares = _shares(own)
    surest = np.zeros(len(own.keys))
    np.maximum.at(surest, own.codes, shares)
    won = np.bincount(own.codes, shares) / own.looked
    family, noun = _kin(own.keys, won.tolist())
    together = times * total / own.looked
    beads = np.maximum(frequencies, together)
    dice = 2 * together / (total + beads)
    words = np.array([key.count(" ") + 1 for key in own.keys])
    wanted = len(term) / 2
    forms = _forms(own)
    shapes = [_shape(form, key) for form, key in zip(forms, own.keys, strict=True)]
    evidence: dict[str, Values] = {
        **_local(own, times),
        "longer": np.maximum(0.0, words - wanted),
        "shorter": np.maximum(0.0, wanted - words),
        **dict(zip(SHAPE, np.array(shapes, float).T, strict=True)),
        "listed": np.array([float(key in listed) for key in own.keys]),
        "won": won,
        "log won": np.log(0.02 + won),
        "surest": surest,
        "family": family,
        "noun beside": noun,
        "dice": dice,
        "frequent dice": dice * log(1 + own.looked),
        "log dice": np.log(dice),
        "often": times / own.looked,
        "only here": together / beads,
        "log beads": np.log(beads),
        "log together": np.log(times),
    }
    return Rivals(own.keys, forms, evidence, own)


def _shares(own: Seen) -> Values:
    """The share of each sight in the belief that all sights of its bead have."""
    weights = np.exp(np.minimum(own.ratings, 50.0))
    rows = np.unique(own.beads, return_inverse=True)[1]
    result: Values = weights / np.bincount(rows, weights)[rows]
    return result


def _kin(keys: Sequence[str], won: Sequence[float]) -> tuple[Values, Values]:
    """For each form what all forms of its family have won; and, if it modifies, how much of what it
    has won the best noun among them has.
    """
    families = [_family(key) for key in keys]
    modifies = [_modifies(key) for key in keys]
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    nouns: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for family, share, other in zip(families, won, modifies, strict=True):
        sums[family] += share
        if not other:
            nouns[family] = max(nouns[family], share)
    beside = [
        min(nouns[family] / share, 1.0) if other and share else 0.0
        for family, share, other in zip(families, won, modifies, strict=True)
    ]
    return np.array([sums[family] for family in families]), np.array(beside)


def _forms(own: Seen) -> tuple[str, ...]:
    """How each form is printed most often."""
    found: list[Counter[str]] = [Counter() for _ in own.keys]
    for code, form in zip(own.codes.tolist(), own.forms, strict=True):
        found[code][form] += 1
    most = (min(own, key=lambda form: (-own[form], form.isupper(), form)) for own in found)
    return tuple(_WRAPPED.sub("-", form) if "- " in form else form for form in most)


def _local(own: Seen, times: Values) -> dict[str, Values]:
    """The means of what is measured in beads."""
    total = np.zeros((len(own.keys), len(LOCAL)))
    np.add.at(total, own.codes, own.values)
    means: dict[str, Values] = dict(zip(LOCAL, (total / times[:, None]).T, strict=True))
    means["log cover"] = np.log(0.01 + means["cover"])
    means["log purity"] = np.log(0.01 + means["purity"])
    means["both"] = means["cover"] * means["purity"]
    return means


_FAMILY = 5


@lru_cache(1 << 16)
def _family(key: str) -> tuple[str, ...]:
    """Words of one root begin alike: religion, religious."""
    return tuple(word[:_FAMILY] for word in key.split())


_ADJECTIVE = re.compile(r"(?:al|ous|ic|ive|ary|able|ible|less|ful|ian|ean|ese)$")
_WRAPPED = re.compile(r"(?<=\w)- (?!and\b|or\b|to\b)")
"""A hyphen at which a line was broken: Counter- Terrorism."""
_PARTICIPLE = re.compile(r"(?:ed|ing)$")


@lru_cache(1 << 16)
def _modifies(key: str) -> bool:
    """Whether a form is no noun by its last letters: cultural, imported, financially."""
    return bool(_ADJECTIVE.search(key) or _PARTICIPLE.search(key) or key.endswith("ly"))


SHAPE = (
    "one word",
    "capital",
    "capitals",
    "digit",
    "adjective",
    "participle",
    "participle first",
    "adverb",
)
"""What the form itself tells: its ending, its letters."""


@lru_cache(1 << 16)
def _shape(form: str, key: str) -> tuple[bool, ...]:
    words = key.split()
    last, first = words[-1], words[0]
    return (
        len(words) == 1,
        form[:1].isupper(),
        form.isupper(),
        any(char.isdigit() for char in form),
        bool(_ADJECTIVE.search(last)),
        bool(_PARTICIPLE.search(last)),
        len(words) > 1 and bool(_PARTICIPLE.search(first)),
        first.endswith("ly"),
    )
