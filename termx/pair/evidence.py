"""What speaks for a stretch of English as the equivalent of a term: in one bead, and in all.

In a bead: how the links of the term and those of the stretch meet (Vogel 2005, PESA: phrase pair
extraction as sentence splitting: words inside explain words inside, words outside those outside).
Over the beads: how often they stand together (Dice), and whose form it is in competition with the
other stretches of each bead (Melamed 2000, one-to-one assumption).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from termx.pair.hmm import Floats
from termx.pair.spans import Indices, Spans, folded

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

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a bead, from English units to Chinese characters.

    `to_chinese[t, c]` is the probability that unit *t* translates character *c*, `to_english[t, c]`
    that *c* translates *t*; both nil where *c* is no unit.
    """

    to_chinese: Floats = field(repr=False)
    to_english: Floats = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sight:
    """A stretch beside a term in one bead: stretch `index` of the bead's spans."""

    bead: int
    index: int
    form: str
    values: Values
    rating: float


def sights(bead: int, spans: Spans, links: Links, places: Iterable[tuple[int, int]]) -> list[Sight]:
    """The stretches of a bead that may translate the term at `places`, the best of each form."""
    best: dict[str, Sight] = {}
    for start, end in places:
        for sight in _sights(bead, spans, links, start, end):
            key = folded(sight.form)
            if key and (key not in best or sight.rating > best[key].rating):
                best[key] = sight
    return list(best.values())


def _sights(bead: int, spans: Spans, links: Links, start: int, end: int) -> Iterator[Sight]:
    if not len(spans.first):
        return
    inside = links.to_chinese[:, start:end].sum(axis=1).astype(float)
    outside = links.to_chinese.sum(axis=1) - inside
    covered = links.to_english[:, start:end].sum(axis=1) / (end - start)
    strength = np.maximum(inside, covered)
    first, last = spans.first, spans.last + 1
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
    for k in np.flatnonzero(likely):
        own = strength[first[k] : last[k]][spans.content[first[k] : last[k]]]
        values = np.array(
            [
                share[k],
                cover[k],
                purity[k],
                others[k],
                edge[k],
                beside[k],
                spans.open_left[first[k]],
                spans.open_right[last[k] - 1],
                own.min() if len(own) else 0.0,
                total,
                spans.cut[k],
                spans.named[k],
                spans.known[k],
            ],
            float,
        )
        yield Sight(bead, int(k), spans.form(int(k)), values, float(rating[k]))


def _between(values: Values, first: Indices, last: Indices) -> Values:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    result: Values = sums[last] - sums[first]
    return result


@dataclass(frozen=True, slots=True)
class Rival:
    """A form that may translate a term, with the evidence of all beads."""

    form: str
    key: str
    beads: int
    features: Mapping[str, float] = field(repr=False)
    sights: Sequence[Sight] = field(repr=False)

    @property
    def clearest(self) -> Sight:
        """The sight that shows it best; of equals the first."""
        return max(self.sights, key=lambda sight: (sight.rating, -sight.bead))


def rivals(
    term: str,
    seen: Sequence[Sequence[Sight]],
    total: int,
    frequency: Mapping[str, int],
    listed: Collection[str] = (),
) -> list[Rival]:
    """The forms that may translate `term`, by key.

    `seen` are the sights of each bead looked at, `total` is the number of beads that hold the term,
    `frequency` that of the beads that hold a form; forms that are `listed` are known to be right.
    """
    found: defaultdict[str, list[tuple[Sight, float]]] = defaultdict(list)
    for sights_ in seen:
        weights = [exp(min(sight.rating, 50.0)) for sight in sights_]
        whole = sum(weights) or 1.0
        for sight, weight in zip(sights_, weights, strict=True):
            found[folded(sight.form)].append((sight, weight / whole))
    won = {key: sum(share for _, share in items) / len(seen) for key, items in found.items()}
    kin: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(won):
        kin[_family(key)].append(key)
    result = []
    for key, items in sorted(found.items()):
        forms = Counter(sight.form for sight, _ in items)
        form = min(forms, key=lambda form: (-forms[form], form.isupper(), form))
        form = _WRAPPED.sub("-", form)
        together = len(items) * total / len(seen)
        beads = max(frequency.get(key, 0), together)
        noun = max((won[other] for other in kin[_family(key)] if not _modifies(other)), default=0.0)
        features = (
            _local(items)
            | _length(term, key)
            | _shape(form, key)
            | {
                "listed": float(key in listed),
                "won": won[key],
                "log won": log(0.02 + won[key]),
                "surest": max(share for _, share in items),
                "family": sum(won[other] for other in kin[_family(key)]),
                "noun beside": min(noun / won[key], 1.0) if _modifies(key) and won[key] else 0.0,
                "dice": 2 * together / (total + beads),
                "frequent dice": 2 * together / (total + beads) * log(1 + len(seen)),
                "log dice": log(2 * together / (total + beads)),
                "often": len(items) / len(seen),
                "only here": together / beads,
                "log beads": log(beads),
                "log together": log(len(items)),
            }
        )
        result.append(Rival(form, key, len(items), features, [sight for sight, _ in items]))
    return result


def _local(items: Sequence[tuple[Sight, float]]) -> dict[str, float]:
    total = np.add.reduce([sight.values for sight, _ in items])
    values: dict[str, float] = dict(zip(LOCAL, (total / len(items)).tolist(), strict=True))
    values["log cover"] = log(0.01 + values["cover"])
    values["log purity"] = log(0.01 + values["purity"])
    values["both"] = values["cover"] * values["purity"]
    return values


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


def _length(term: str, key: str) -> dict[str, float]:
    """What the number of words tells beside the length of the term."""
    words, wanted = key.count(" ") + 1, len(term) / 2
    return {"longer": max(0.0, words - wanted), "shorter": max(0.0, wanted - words)}


@lru_cache(1 << 16)
def _shape(form: str, key: str) -> dict[str, float]:
    """What the form itself tells: its ending, its letters."""
    words = key.split()
    last, first = words[-1], words[0]
    return {
        "one word": float(len(words) == 1),
        "capital": float(form[:1].isupper()),
        "capitals": float(form.isupper()),
        "digit": float(any(char.isdigit() for char in form)),
        "adjective": float(bool(_ADJECTIVE.search(last))),
        "participle": float(bool(_PARTICIPLE.search(last))),
        "participle first": float(len(words) > 1 and bool(_PARTICIPLE.search(first))),
        "adverb": float(first.endswith("ly")),
    }
