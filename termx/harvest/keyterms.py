"""Domain terms by termhood.

A clause is cut into words, and every stretch of words that can be a Chinese nominal compound is a
candidate. What speaks for one adds up as log-odds (`_odds`): words that are special (measures of
`termx.measures`; what a word does in a term is knowledge of `vocabulary`), and evidence: its
occurrences, each with the weight of its two edges. An edge between a term and a function word,
a verb that governs it or a mark is worth more than one inside a longer compound, and less the
more often the two words across the edge meet: what is nested counts where it stands alone, as
in the C-value (Frantzi, Ananiadou and Mima 2000).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from daachorse import (
    MATCH_KIND_LEFTMOST_LONGEST,
    MATCH_KIND_STANDARD,
    CharwiseDoubleArrayAhoCorasick,
)

from termx import lang
from termx.harvest.vocabulary import VERBAL, Role, Word, sections, words
from termx.measures import independence, logistic, prominence
from termx.models import Candidate, Kind, Occurrence, Segment

_CLAUSE = re.compile(f"[{lang.HAN}A-Za-z0-9、-]*[{lang.HAN}][{lang.HAN}A-Za-z0-9、-]*")
_NAME = "\ufffc"
_MAX_WORDS = 6
_MAX_LENGTH = 18
_MAX_CLAUSES = 40_000
_THRESHOLD = 0.01
_NAME_WEIGHT = 0.6
"""An occurrence inside a name counts less: a name may be the only place where its words meet."""

_EDGE = {
    Role.BREAK: 1.0, Role.COMMA: 1.0, Role.AND: 0.9, Role.GENERAL: 0.7, Role.VAGUE: 0.6,
    Role.PROPER: 0.6, Role.ACT: 0.6, Role.OTHER_VERB: 0.6, Role.ADJECTIVE: 0.6, Role.VERB: 0.45,
    Role.HEAD: 0.4, Role.NOUN: 0.35, Role.MODIFIER: 0.35, Role.LATIN: 0.3, Role.EVENT: 0.25,
    Role.DOMAIN: 0.2, Role.ATTRIBUTE: 0.2,
}  # fmt: skip
_OUTSIDE = frozenset({Role.BREAK, Role.COMMA})
_OPENERS = ("涉及", "受", "具有", "有", "注重", "濒临", "不受", "受保护")
_LEFT_EDGE = _EDGE | {Role.VERB: 0.6, Role.ACT: 0.8, Role.EVENT: 0.6, Role.MODIFIER: 0.3}


# What speaks against a term, in log-odds, by the part of its first and of its last word.
_FIRST = {
    Role.GENERAL: 1.5, Role.HEAD: 0.3, Role.EVENT: 1.0, Role.ACT: 1.0, Role.OTHER_VERB: 1.5,
    Role.ADJECTIVE: 1.2,
}  # fmt: skip
_LAST = {
    Role.GENERAL: 1.5, Role.VAGUE: 1.5, Role.PROPER: 1.0, Role.ATTRIBUTE: 2.0, Role.OTHER_VERB: 0.6,
    Role.ACT: 0.6,
}  # fmt: skip


@dataclass(slots=True)
class _Evidence:
    words: tuple[Word, ...]
    weight: float = 0.0
    count: int = 0


def keyterms(
    segments: Sequence[Segment], *, names: Collection[str] = (), limit: int | None = None
) -> tuple[Candidate, ...]:
    """The domain terms of a collection of Chinese paragraphs, best first, at most `limit`.

    `names` are forms that are known as names: they are no terms, and what stands inside of them
    is weak evidence. Scores lie in (0, 1]; they order the terms and are no calibrated probability.
    """
    names = sorted({lang.simplified(name) for name in names if len(name) > 1})
    mask = _Mask(names)
    clauses: Counter[str] = Counter()
    for text, count in Counter(segment.text for segment in segments).items():
        for match in _CLAUSE.finditer(mask.hide(lang.simplified(text))):
            clauses[match[0]] += count
    cuts = {clause: words(clause) for clause in _sample(clauses)}
    scores = _scores(cuts, clauses, names)
    best = sorted(scores, key=lambda form: (-scores[form], form))[:limit]
    places = _places(segments, mask, best, cuts)
    return tuple(
        Candidate(
            places[form][0].text,
            places[form][0].segment.document.lang or "zh-Hans",
            Kind.THEME,
            places[form],
            scores[form],
        )
        for form in best
        if form in places
    )


class _Mask:
    """Finds the longest names of a text."""

    def __init__(self, names: list[str]) -> None:
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST) if names else None
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        if self._automaton is None:
            return []
        return [(start, end) for start, end, _ in self._automaton.find(text)]

    def hide(self, text: str) -> str:
        """`text` with its names blotted out, of the same length."""
        parts: list[str] = []
        position = 0
        for start, end in self.spans(text):
            parts += (text[position:start], _NAME * (end - start))
            position = end
        return "".join((*parts, text[position:]))


def _sample(clauses: Counter[str]) -> Iterable[str]:
    """All clauses; of a very large collection those that recur and an even part of the others."""
    if len(clauses) <= _MAX_CLAUSES:
        return clauses
    recurring = [clause for clause, count in clauses.most_common(_MAX_CLAUSES) if count > 1]
    single = [clause for clause, count in clauses.items() if count == 1]
    room = _MAX_CLAUSES - len(recurring)
    step = len(single) / room if room else 0
    return recurring + [single[int(i * step)] for i in range(room)] if single else recurring


def _scores(
    cuts: Mapping[str, Sequence[Word]], clauses: Counter[str], names: Sequence[str]
) -> dict[str, float]:
    """Form -> score of every candidate that is worth to be looked at."""
    met: Counter[tuple[str, str]] = Counter()
    for clause, found in cuts.items():
        for left, right in _neighbours(found):
            met[left, right] += clauses[clause]
    met["", ""] = 0
    evidence: dict[str, _Evidence] = {}
    for clause, found in cuts.items():
        _collect(found, met, evidence, clauses[clause], inside_name=False)
    for name in names:
        for match in _CLAUSE.finditer(name):
            _collect(words(match[0]), met, evidence, 1, inside_name=True)
    known = frozenset(names)
    within = _within(evidence)
    scores = {
        form: round(logistic(_odds(form, found) - _nested(form, evidence, within)), 4)
        for form, found in evidence.items()
        if form not in known and found.weight >= (0.12 if found.count else 0.2)
    }
    return {form: score for form, score in scores.items() if score >= _THRESHOLD}


def _within(evidence: Mapping[str, _Evidence]) -> dict[str, int]:
    """Form -> the highest count of a form that is one word longer."""
    result: defaultdict[str, int] = defaultdict(int)
    for form, found in evidence.items():
        parts = found.words
        if found.count < 2 or len(parts) < 2:
            continue
        cut = 2 if len(parts) > 2 and parts[1].role is Role.AND else 1
        shorter = form[sum(len(word.text) for word in parts[:cut]) :]
        result[shorter] = max(result[shorter], found.count)
        cut = 2 if len(parts) > 2 and parts[-2].role is Role.AND else 1
        shorter = form[: -sum(len(word.text) for word in parts[-cut:])]
        result[shorter] = max(result[shorter], found.count)
    return result


def _nested(form: str, evidence: Mapping[str, _Evidence], within: Mapping[str, int]) -> float:
    """What speaks against a form that seldom stands without one more word, or with its last one."""
    found = evidence[form]
    against = 0.0
    if found.count > 1 and within.get(form, 0) > 0.7 * found.count:
        against += 1.5
    if len(found.words) > 2 and found.words[-1].weight < 0.6:
        core = evidence.get(form[: -len(found.words[-1].text)])
        if core and core.count > found.count:
            against += 1.0
    joints = [i for i, word in enumerate(found.words) if word.role is Role.AND]
    for i in joints[:1]:
        sides = (found.words[:i], found.words[i + 1 :])
        forms = ("".join(word.text for word in side) for side in sides)
        if all(form in evidence and evidence[form].count >= 2 * found.count for form in forms):
            against += 1.0
    return against


def _collect(
    found: Sequence[Word],
    met: Mapping[tuple[str, str], int],
    evidence: dict[str, _Evidence],
    count: int,
    *,
    inside_name: bool,
) -> None:
    """Add the candidates of one clause, which occurs `count` times, to `evidence`."""
    for i, j in () if inside_name else _relative(found):
        form = "".join(word.text for word in found[i:j])
        if len(form) <= _MAX_LENGTH:
            kept = tuple(w for w in found[i:j] if w.role not in _OUTSIDE and w.weight > 0)
            clause = evidence.setdefault(form, _Evidence(kept))
            clause.weight += count
            clause.count += count
    edges = tuple(independence(met[pair]) for pair in _neighbours(found))
    left = [1.0, *(_LEFT_EDGE[word.role] * edge for word, edge in zip(found, edges, strict=False))]
    right = [*(_EDGE[word.role] * edge for word, edge in zip(found[1:], edges, strict=True)), 1.0]
    for i, first in enumerate(found):
        if not first.starts:
            continue
        joined = 0
        for j in range(i, min(len(found), i + _MAX_WORDS)):
            last = found[j]
            if last.role in _OUTSIDE or (last.role is Role.AND and joined == 2):
                break
            joined += last.role is Role.AND
            if not last.ends or (i == j and not last.alone):
                continue
            if inside_name and j + 1 == len(found):
                continue
            form = "".join(word.text for word in found[i : j + 1])
            if not 1 < len(form) <= _MAX_LENGTH:
                continue
            entry = evidence.get(form)
            if entry is None:
                entry = evidence[form] = _Evidence(tuple(found[i : j + 1]))
            begin = left[i]
            if j > i and first.role in VERBAL:
                begin = min(begin, _nominal(found[i - 1] if i else None))
            entry.weight += begin * right[j] * count * (_NAME_WEIGHT if inside_name else 1)
            entry.count += 0 if inside_name else count


def _neighbours(found: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """For each pair of words the two that meet there: across 和, what it joins."""
    for i, (left, right) in enumerate(pairwise(found)):
        if left.role is Role.AND and i:
            yield f"{found[i - 1].text}和", right.text
        elif right.role is Role.AND and i + 2 < len(found):
            yield f"{left.text}和", found[i + 2].text
        elif left.role in _OUTSIDE or right.role in _OUTSIDE:
            yield "", ""
        else:
            yield left.text, right.text


def _relative(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Places `found[i:j]` of a noun behind a relative clause: 与性别有关的犯罪, 受保护的物种."""
    for k, particle in enumerate(found):
        if particle.text != "的" or not k:
            continue
        related = found[k - 1].text in {"有关", "相关"}
        inner = k - 1 if related else k
        openers = ("与",) if related else _OPENERS
        begin = inner - 1
        while begin >= max(0, inner - 3) and found[begin].text not in openers:
            if found[begin].role in _OUTSIDE:
                begin = -1
            begin -= 1
        if begin < max(0, inner - 3) or (begin == inner - 1 and found[begin].weight <= 0):
            continue
        end = k + 1
        verbal = end < len(found) and found[end].role in VERBAL
        while end < len(found) and found[end].role not in _OUTSIDE:
            if found[end].role is Role.AND and not verbal:
                break
            end += 1
        short = k + 1 < end <= k + (_MAX_WORDS if verbal else 3)
        if short and found[end - 1].ends and found[end - 1].weight >= 0.4:
            yield begin, end


@lru_cache(1 << 12)
def _nominal(left: Word | None) -> float:
    """How much the word to its left makes a noun of a verb with its object."""
    if left is None:
        return 0.5
    if left.text == "的":
        return 0.8
    if "modal" in sections().get(left.text, ()):
        return 0.2
    if "governor" in sections().get(left.text, ()):
        return 1.0
    return {Role.COMMA: 0.9, Role.AND: 0.7, Role.BREAK: 0.5}.get(left.role, 0.4)


def _odds(form: str, evidence: _Evidence) -> float:
    """Log-odds of a candidate; the constants are rounded and of one size by intention."""
    found = [word for word in evidence.words if word.role is not Role.AND]
    weights = [word.weight for word in found]
    odds = -6.5 + 3.5 * sum(weights) / len(weights) + 2.5 * min(weights)
    odds += prominence(evidence.weight)
    if evidence.count < 2:
        odds -= 1.4
    odds += min(1.0, evidence.weight / max(1, evidence.count)) - 0.5
    if len(form) == 2:
        odds -= 0.6 if found[0].role is Role.EVENT else 1.2
    if len(found) == 1:
        return odds - 1.5
    odds -= _FIRST.get(found[0].role, 0) + _LAST.get(found[-1].role, 0)
    if len(form) > 9:
        odds += 0.5
    if any(word.role is Role.PROPER for word in found):
        odds -= 1
    if found[0].role in VERBAL and found[1].role in VERBAL:
        odds -= 2
    joined = len(evidence.words) - len(found)
    odds -= joined * (1 if evidence.count > 1 else 2.3)
    return odds


def _places(
    segments: Sequence[Segment],
    mask: _Mask,
    forms: list[str],
    cuts: Mapping[str, Sequence[Word]],
) -> dict[str, tuple[Occurrence, ...]]:
    """Form -> its occurrences in reading order: those outside of names, if there are any."""
    if not forms:
        return {}
    automaton = CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_STANDARD)

    @lru_cache(1 << 16)
    def matches(clause: str) -> tuple[tuple[int, int, str], ...]:
        found = automaton.find_overlapping(clause)
        if not found:
            return ()
        texts = [word.text for word in cuts[clause]] if clause in cuts else lang.words(clause)
        ends = {0, *accumulate(map(len, texts))}
        return tuple((s, e, forms[i]) for s, e, i in found if s in ends and e in ends)

    @lru_cache(1 << 12)
    def layout(text: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
        text = lang.simplified(text)
        free = list(_shifted(mask.hide(text), 0, matches))
        named = [m for s, e in mask.spans(text) for m in _shifted(text[s:e], s, matches)]
        return free, named

    outer: defaultdict[str, list[Occurrence]] = defaultdict(list)
    inner: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for segment in segments:
        for target, found in zip((outer, inner), layout(segment.text), strict=True):
            for start, end, form in found:
                target[form].append(Occurrence(segment, segment.start + start, segment.start + end))
    return {form: tuple(outer.get(form) or inner[form]) for form in {*outer, *inner}}


def _shifted(
    text: str, offset: int, matches: Callable[[str], tuple[tuple[int, int, str], ...]]
) -> Iterator[tuple[int, int, str]]:
    for clause in _CLAUSE.finditer(text):
        base = offset + clause.start()
        for start, end, form in matches(clause[0]):
            yield base + start, base + end, form
