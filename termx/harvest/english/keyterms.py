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
from termx.harvest.english.lexicon import word
from termx.harvest.english.phrases import Phrase, phrases
from termx.harvest.english.places import places
from termx.measures import logistic, prominence
from termx.models import Candidate, Kind, Segment

_LONGEST = 5
_THRESHOLD = 0.02
_JOINTS = frozenset({"of", "and", "against", "to", "in", "for", "with", "on", "from", "or"})


def keyterms(
    segments: Sequence[Segment], *, names: Collection[str] = (), limit: int | None = None
) -> tuple[Candidate, ...]:
    """The domain terms of a collection of English paragraphs, best first, at most `limit`.

    `names` are forms that are known as names and are no terms. Scores lie in (0, 1]; they order
    the terms and are no calibrated probability. Forms of one key (number, case) are scored
    together; each printed form is a candidate.
    """
    counts: Counter[Phrase] = Counter()
    for segment in segments:
        counts.update(phrases(segment.text))
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    evidence: Counter[str] = Counter()
    nested: defaultdict[str, int] = defaultdict(int)
    for phrase, count in counts.items():
        for form, whole in _candidates(phrase):
            own = key(form)
            printed[own][form] += count
            evidence[own] += count
            if not whole:
                nested[own] += count
    known = {key(name) for name in names}
    scores: dict[str, float] = {}
    for own, forms in printed.items():
        if own in known:
            continue
        form = min(forms, key=lambda form: (-forms[form], form))
        score = round(logistic(_odds(form.split(" "), evidence[own], nested[own])), 4)
        if score >= _THRESHOLD:
            scores[own] = score
    best = sorted(scores, key=lambda own: (-scores[own], own))[:limit]
    kept = {form: scores[own] for own in best for form in printed[own]}
    found = places(segments, kept)
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


def _candidates(phrase: Phrase) -> Iterator[tuple[str, bool]]:
    """The stretches of a phrase that can be terms, and whether each is the whole phrase."""
    for i in range(len(phrase)):
        first = word(phrase[i])
        if phrase[i] in _JOINTS or not first.begins:
            continue
        joints = 0
        for j in range(i, min(len(phrase), i + _LONGEST + 3)):
            if phrase[j] in _JOINTS:
                joints += 1
                if joints > 2:
                    break
                continue
            if j - i - joints >= _LONGEST:
                break
            if word(phrase[j]).ends:
                yield " ".join(phrase[i : j + 1]), i == 0 and j == len(phrase) - 1


def _odds(parts: Sequence[str], count: int, nested: int) -> float:
    """Log-odds of a candidate; the constants are rounded and of one size by intention."""
    found = [word(part) for part in parts if part not in _JOINTS]
    weights = [item.weight for item in found]
    odds = -4.0 + 3.0 * sum(weights) / len(weights) + 1.5 * min(weights)
    odds += 0.8 * prominence(count - 0.5 * nested)
    if count < 2:
        odds -= 1.0
    joints = len(parts) - len(found)
    if len(found) == 1:
        return odds - 1.5
    if found[0].plain:
        odds -= 1.5
    if found[-1].vague:
        odds -= 0.5
    return odds - joints * (0.7 if count > 1 else 1.5)
