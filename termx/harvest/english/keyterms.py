"""English domain terms by termhood over noun phrases.

The words of a text are cut into noun phrases by their parts of speech; every stretch of a phrase
that can be a term is a candidate, also two phrases joined by a preposition (crimes against
humanity, right to development). What speaks for a candidate adds up as log-odds: how special its
words are, and how often it stands on its own rather than inside a longer one, as in the C-value
(Frantzi, Ananiadou and Mima 2000, IJDL 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from termx.harvest.english.lexicon import Word, word, words
from termx.harvest.english.phrases import JOINTS, Phrase
from termx.measures import logistic, prominence

_LONGEST = 5
_THRESHOLD = 0.005
_MANY = 30_000
"""A collection with more distinct phrases gives up what stands only inside of rare ones."""


@dataclass(slots=True)
class _Evidence:
    """What was seen of the forms of one key."""

    count: int = 0
    free: float = 0.0
    """How many occurrences are free, with a half for every free edge."""
    forms: dict[str, int] = field(default_factory=dict)
    """How often each form is printed."""


def keyterms(seen: Mapping[Phrase, int], limit: int | None = None) -> dict[str, float]:
    """Form -> score of the domain terms of a collection with these noun phrases, best first.

    Scores lie in (0, 1]; they order the terms and are no calibrated probability. Forms of one key
    (number, case) are scored together and count once for `limit`.
    """
    evidence = _gather(seen)
    scores: dict[str, float] = {}
    for own, found in evidence.items():
        score = round(logistic(_odds(min(found.forms).split(" "), found.count, found.free)), 4)
        if score >= _THRESHOLD:
            scores[own] = score
    best = sorted(scores, key=lambda own: (-scores[own], own))[:limit]
    return {
        form: scores[own]
        for own in best
        for form, _ in sorted(evidence[own].forms.items(), key=lambda item: (-item[1], item[0]))
    }


def _gather(seen: Mapping[Phrase, int]) -> dict[str, _Evidence]:
    """Key -> evidence of every stretch of a phrase that can be a term."""
    evidence: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    many = len(seen) > _MANY
    for phrase, count in seen.items():
        parts, keys = phrase.words, phrase.keys
        for i, j, edges in _stretches(phrase.letters, parts):
            if many and count == 1 and edges < 2:
                continue
            own = evidence[" ".join(keys[i:j])]
            own.count += count
            own.free += edges * count / 2
            form = " ".join(parts[i:j])
            own.forms[form] = own.forms.get(form, 0) + count
    return evidence


def _stretches(letters: str, parts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches of a phrase that can be terms, and how many of their edges are free.

    An edge is free where the phrase or one of the phrases that it joins ends. A participle before
    the phrase may be its verb.
    """
    size = len(letters)
    for i in range(size):
        if letters[i] not in "nadr":
            continue
        left = i == 0 or letters[i - 1] == "j" or (i == 1 and letters[0] == "d")
        joints = 0
        for j in range(i, min(size, i + _LONGEST + 3)):
            if letters[j] == "j":
                joints += 1
                if joints > 3 or not (left or parts[j] == "and"):
                    break
                continue
            if j - i - joints >= _LONGEST:
                break
            right = j + 1 == size or letters[j + 1] == "j"
            if letters[j] == "n" and (right or not joints):
                yield i, j + 1, left + right


def _odds(parts: Sequence[str], count: int, free: float) -> float:
    """Log-odds of a candidate; the constants are rounded and of one size by intention."""
    found = [word(part) for part in parts if part not in JOINTS]
    weights = [item.weight for item in found if not (item.vague or item.plain)] or [0.0]
    odds = -4.5 + 3.0 * sum(weights) / len(weights) + 1.5 * min(weights)
    odds += prominence(free + 0.2 * (count - free))
    odds += 1.5 * free / count
    if len(found) == 1:
        return odds - 2.0
    odds -= 1.2 * found[0].plain + 0.8 * found[-1].vague + 0.7 * (found[0].pos == "d")
    if len(found) > 3:
        odds -= 0.5 * (len(found) - 3)
    return odds - _joined(parts, found, count)


def _joined(parts: Sequence[str], found: Sequence[Word], count: int) -> float:
    """What speaks against a term of several phrases."""
    joints = [part for part in parts if part in JOINTS]
    against = 0.0
    for joint in joints:
        against += 1.0 if joint in ("of", "and", "against", "to") else 1.8
    if joints and parts[parts.index(joints[0]) - 1].lower() in words("relational"):
        against -= 0.8
    if joints and parts[1] == "and" and found[0].pos == "a":
        against -= 1.0  # sexual and reproductive health
    return against if count > 1 else 1.5 * against
