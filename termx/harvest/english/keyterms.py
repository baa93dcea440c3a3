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
from functools import cache
from heapq import heappush, heappushpop

from termx.harvest.english.lemma import key, singular
from termx.harvest.english.lexicon import Word, word, words
from termx.harvest.english.phrases import JOINTS, Phrase
from termx.measures import logistic, prominence

_LONGEST = 5
_THRESHOLD = 0.005
_MUCH = 3.0
_OFTEN = 5
_ALONE = 0.1
"""A term that occurs so often is seldom inside of longer ones only."""

_OPEN = frozenset({"trafficking", "traffic", "trade", "right", "rights", "access", "violence"})
"""What they join follows these nouns: the stretch before “in” or “to” is not the whole term."""

_VERBS = frozenset({"use", "view"})
"""Nouns that are more likely verbs where another noun follows: to use nuclear weapons."""

_MANY = 10_000
"""A collection with more distinct phrases gives up what stands only inside of rare ones."""


@dataclass(slots=True)
class _Evidence:
    """What was seen of the forms of one key."""

    count: int = 0
    free: float = 0.0
    """How many occurrences are free, with a half for every free edge."""
    whole: int = 0
    """How many occurrences have two free edges."""
    forms: dict[str, int] = field(default_factory=dict)
    """How often each form is printed."""


def keyterms(seen: Mapping[Phrase, int], limit: int | None = None) -> dict[str, float]:
    """Form -> score of the domain terms of a collection with these noun phrases, best first.

    Scores lie in (0, 1]; they order the terms and are no calibrated probability. Forms of one key
    (number, case) are scored together and count once for `limit`.
    """
    evidence = _gather(seen)
    scores = _scores(evidence, limit)
    best = sorted(scores, key=lambda own: (-scores[own], own))[:limit]
    return {form: scores[own] for own in best for form in _printings(evidence[own].forms)}


def _scores(evidence: Mapping[str, _Evidence], limit: int | None) -> dict[str, float]:
    """Key -> score, at least of the best `limit` keys: what promises less is not looked at."""
    promises = []
    for own, found in evidence.items():
        parts = min(found.forms).split(" ")
        promises.append((_promise(parts, found), own, parts))
    promises.sort(reverse=True)
    scores: dict[str, float] = {}
    best: list[float] = []
    for promise, own, parts in promises:
        if _score(promise) < max(_THRESHOLD, best[0] if best and len(best) == limit else 0.0):
            break
        score = _score(promise - _objections(parts, evidence[own].count))
        if score >= _THRESHOLD:
            scores[own] = score
            if len(best) == limit:
                heappushpop(best, score)
            else:
                heappush(best, score)
    return scores


def _score(odds: float) -> float:
    return round(logistic(odds), 4)


def _printings(forms: Mapping[str, int]) -> list[str]:
    """The forms, the most frequent first, without those that only begin a sentence."""
    found = [form for form in forms if form[0].lower() + form[1:] == form or form[:2].isupper()]
    return sorted(found or forms, key=lambda form: (-forms[form], form))


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
            own.whole += count * (edges == 2)
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
            edge = j + 1 == size or letters[j + 1] == "j"
            right = j + 1 == size or (edge and _ends(parts, j, joints))
            if letters[j] == "n" and (edge or not joints):
                yield i, j + 1, left + right


def _ends(parts: Sequence[str], at: int, joints: int) -> bool:
    """Whether a stretch that ends at `at` is complete before the word that joins another phrase.

    Victims of trafficking are not: what they are victims of is trafficking in persons.
    """
    return parts[at + 1] in ("and", "or") or not (joints or parts[at].lower() in _OPEN)


def _promise(parts: Sequence[str], seen: _Evidence) -> float:
    """What speaks for a candidate, as log-odds.

    Here and in `_objections` the constants are rounded and of one size by intention.
    """
    count, free = seen.count, seen.free
    found = [word(part) for part in parts if part not in JOINTS]
    weights = [item.weight for item in found if not (item.vague or item.plain)] or [0.0]
    special = sum(weights) / len(weights)
    odds = -4.5 + 3.0 * special + 1.5 * min(weights)
    evidence = prominence(free + 0.2 * (count - free))
    # in a large collection everything is frequent: there it matters less
    odds += min(evidence, _MUCH) + 0.5 * special * max(0.0, evidence - _MUCH)
    odds += 1.5 * free / count
    if count >= _OFTEN and seen.whole < count * _ALONE:
        odds -= 3.0  # a part of longer terms
    return odds


def _objections(parts: Sequence[str], count: int) -> float:
    """What speaks against a candidate that occurs so often, as log-odds, never below 0."""
    found = [word(part) for part in parts if part not in JOINTS]
    if len(found) == 1:
        return 2.0 + 3.0 * (key(parts[0]) in _solitary())
    odds = 3.0 * _is_clause(parts, found)
    odds += 1.2 * found[0].plain + 0.8 * found[-1].vague + 0.7 * (found[0].pos == "d")
    odds += 0.5 * max(0, len(found) - 3)
    return odds + max(0.0, _joined(parts, found, count))


def _is_clause(parts: Sequence[str], found: Sequence[Word]) -> bool:
    """Whether the words are more likely verb and noun: vessels fishing, measure acidification."""
    if len(found) < len(parts):
        return False
    doing = found[-1].pos == "g" and singular(parts[-2].lower()) != parts[-2].lower()
    verb = parts[0].lower() in _VERBS or (found[0].pos == "b" and found[0].vague)
    return doing or (verb and len(parts) > 2)


@cache
def _solitary() -> frozenset[str]:
    return frozenset(map(key, words("solitary")))


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
    if joints and found[0].vague and parts[0].lower() not in words("relational"):
        against += 1.5  # purpose of organ removal
    return against if count > 1 else 1.5 * against
