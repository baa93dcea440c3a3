"""The lexicon of alignment: how likely a word of one language is for a word of the other.

IBM model 1 (Brown et al. 1993), trained on the names that termx knows in both languages, on a list
of common words, and on pairs of segments that a first pass has aligned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from termx import data
from termx.align.tokens import tokens

Pair = tuple[Sequence[str], Sequence[str]]
"""The tokens of a Chinese segment and of its English one."""

_ROUNDS = 6
_LEAST = 0.02
"""Words less likely than this are left out."""
_MOST_LINKS = 12_000_000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Probabilities of English tokens for Chinese ones (`english`), and the other way round."""

    english: Mapping[str, Mapping[str, float]]
    chinese: Mapping[str, Mapping[str, float]]

    def __or__(self, other: Lexicon) -> Lexicon:
        """What either knows; the greater probability where both do."""
        return Lexicon(_joined(self.english, other.english), _joined(self.chinese, other.chinese))


def _joined(
    first: Mapping[str, Mapping[str, float]], second: Mapping[str, Mapping[str, float]]
) -> dict[str, Mapping[str, float]]:
    joined = dict(first)
    for word, found in second.items():
        known = joined.get(word)
        joined[word] = (
            found
            if known is None
            else {
                other: max(found.get(other, 0.0), known.get(other, 0.0))
                for other in {**known, **found}
            }
        )
    return joined


@cache
def known() -> Lexicon:
    """The lexicon in the names and words that come with termx."""
    pairs: list[Pair] = []
    for row in data.table("align_words.tsv"):
        for english in row[1].split("|"):
            pairs.append(_tokenized(row[0], english))
    for name in data.names():
        for chinese in name.zh[:3]:
            for english in name.en[:2]:
                pairs.append(_tokenized(chinese, english))
    return learn(pairs, doubt=0.3)


def _tokenized(chinese: str, english: str) -> Pair:
    return tokens(chinese, chinese=True).words, tokens(english, chinese=False).words


def learn(pairs: Iterable[Pair], *, doubt: float = 1.0, least: float = 0.0) -> Lexicon:
    """The lexicon of pairs of segments that translate each other.

    `doubt` is a number of occurrences that every word had without its translation: rare words are
    trusted less. Only links seen more than `least` times (expected counts) are kept.
    """
    kept = [(chinese, english) for chinese, english in pairs if chinese and english]
    links = 0
    for number, (chinese, english) in enumerate(kept):
        links += len(chinese) * len(english)
        if links > _MOST_LINKS:
            del kept[number:]
            break
    if not kept:
        return Lexicon({}, {})
    forward = _model1(kept, doubt, least)
    backward = _model1([(english, chinese) for chinese, english in kept], doubt, least)
    return Lexicon(forward, backward)


def _ids(segments: Iterable[Sequence[str]]) -> tuple[list[str], list[np.ndarray]]:
    index: dict[str, int] = {}
    coded = [
        np.fromiter((index.setdefault(word, len(index)) for word in segment), np.int64)
        for segment in segments
    ]
    return list(index), coded


def _model1(pairs: Sequence[Pair], doubt: float, least: float) -> dict[str, dict[str, float]]:
    """For each word of the first sides the words of the second, likeliest first."""
    givens, given_codes = _ids(pair[0] for pair in pairs)
    others, other_codes = _ids(pair[1] for pair in pairs)
    size = len(others)
    codes, events, at = [], [], 0
    for given, other in zip(given_codes, other_codes, strict=True):
        codes.append((given[:, None] * size + other[None, :]).ravel())
        events.append(np.tile(np.arange(at, at + len(other)), len(given)))
        at += len(other)
    event = np.concatenate(events)
    cells, cell = np.unique(np.concatenate(codes), return_inverse=True)
    del codes, events
    word = cells // size
    # A word for nothing in particular takes a share of every event (the null word of model 1).
    null = np.bincount(np.concatenate(other_codes), minlength=size) / at
    nothing = null[np.concatenate(other_codes)]
    probability = np.full(len(cells), 1.0 / size)
    counts = probability
    for _ in range(_ROUNDS):
        links = probability[cell]
        links /= (np.bincount(event, links, minlength=at) + nothing)[event]
        counts = np.bincount(cell, links, minlength=len(cells))
        totals = np.bincount(word, counts, minlength=len(givens)) + doubt
        probability = counts / totals[word]
    table: dict[str, dict[str, float]] = {}
    good = np.flatnonzero((probability >= _LEAST) & (counts > least))
    order = np.lexsort((cells[good], -probability[good], word[good]))
    for at in good[order]:
        found = table.setdefault(givens[word[at]], {})
        found[others[cells[at] % size]] = float(probability[at])
    return table
