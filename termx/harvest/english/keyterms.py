"""English domain terms by termhood over noun phrases.

The words of a text are cut into noun phrases by their parts of speech; every stretch of a phrase
that can be a term is a candidate, also two phrases joined by a preposition (crimes against
humanity, right to development). What speaks for a candidate adds up as log-odds: how special its
words are, and how often it stands on its own rather than inside a longer one, as in the C-value
(Frantzi, Ananiadou and Mima 2000, IJDL 3).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from termx.harvest.english.lemma import key
from termx.harvest.english.lexicon import Word, word, words
from termx.harvest.english.phrases import JOINTS, Phrase, phrases
from termx.harvest.english.places import mask, places
from termx.measures import logistic, prominence
from termx.models import Candidate, Kind, Segment

_LONGEST = 5
_THRESHOLD = 0.005


def keyterms(
    segments: Sequence[Segment], *, names: Collection[str] = (), limit: int | None = None
) -> tuple[Candidate, ...]:
    """The domain terms of a collection of English paragraphs, best first, at most `limit`.

    `names` are forms that are known as names and are no terms. Scores lie in (0, 1]; they order
    the terms and are no calibrated probability. Forms of one key (number, case) are scored
    together and count once for `limit`; each printed form is a candidate.
    """
    counts: Counter[Phrase] = Counter()
    for text in mask(segments, names):
        counts.update(phrases(text))
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    evidence: Counter[str] = Counter()
    free: Counter[str] = Counter()
    for phrase, count in counts.items():
        for form, edges in _candidates(phrase):
            own = key(form)
            printed[own][form] += count
            evidence[own] += count
            free[own] += edges * count
    scores: dict[str, float] = {}
    for own, forms in printed.items():
        form = min(forms, key=lambda form: (-forms[form], form))
        score = round(logistic(_odds(form.split(" "), evidence[own], free[own] / 2)), 4)
        if score >= _THRESHOLD:
            scores[own] = score
    best = sorted(scores, key=lambda own: (-scores[own], own))[:limit]
    kept = {form: scores[own] for own in best for form in printed[own]}
    found = places(segments, kept, nested=True)
    order = {own: i for i, own in enumerate(best)}
    return tuple(
        Candidate(
            form,
            found[form][0].segment.document.lang or "en",
            Kind.THEME,
            found[form],
            kept[form],
        )
        for form in sorted(found, key=lambda form: (order[key(form)], -len(found[form]), form))
    )


def _candidates(phrase: Phrase) -> Iterator[tuple[str, int]]:
    """The stretches of a phrase that can be terms, and how many of their edges are free.

    An edge is free where the phrase or one of the phrases that it joins ends.
    """
    for i in range(len(phrase)):
        if phrase[i] in JOINTS or not word(phrase[i]).begins:
            continue
        left = i == 0 or phrase[i - 1] in JOINTS
        joints = 0
        for j in range(i, min(len(phrase), i + _LONGEST + 3)):
            if phrase[j] in JOINTS:
                joints += 1
                if joints > 2 or not (left or phrase[j] == "and"):
                    break
                continue
            if j - i - joints >= _LONGEST:
                break
            right = j + 1 == len(phrase) or phrase[j + 1] in JOINTS
            if word(phrase[j]).ends and (right or not joints):
                yield " ".join(phrase[i : j + 1]), left + right


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
