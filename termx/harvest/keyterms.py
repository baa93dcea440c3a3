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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from daachorse import (
    MATCH_KIND_LEFTMOST_LONGEST,
    MATCH_KIND_STANDARD,
    CharwiseDoubleArrayAhoCorasick,
)

from termx import lang
from termx.harvest.evidence import Cut, Evidence, Met, gather, meetings, merge
from termx.harvest.parts import At, Part, Work
from termx.harvest.vocabulary import VERBAL, Role, words
from termx.measures import logistic, prominence
from termx.models import Segment

_CLAUSE = re.compile(f"[{lang.HAN}A-Za-z0-9、-]*[{lang.HAN}][{lang.HAN}A-Za-z0-9、-]*")
_NAME = "\ufffc"
_MAX_CLAUSES = 40_000
"""A collection with more distinct clauses gives up terms that it has in one rare clause only."""
_CHUNK = 5_000
"""So many clauses are read at a time."""

_Chunk = tuple[tuple[str, int], ...]
"""Clauses, and how often each occurs."""

_THRESHOLD = 0.01

# What speaks against a term, in log-odds, by the part of its first and of its last word.
_FIRST = {
    Role.GENERAL: 1.5, Role.HEAD: 0.3, Role.EVENT: 1.0, Role.ACT: 1.0, Role.OTHER_VERB: 1.5,
    Role.ADJECTIVE: 1.2,
}  # fmt: skip
_LAST = {
    Role.GENERAL: 1.5, Role.VAGUE: 1.5, Role.PROPER: 1.0, Role.ATTRIBUTE: 2.0, Role.OTHER_VERB: 0.6,
    Role.ACT: 0.6,
}  # fmt: skip


def count_clauses(segments: Sequence[Segment], names: Names) -> Counter[str]:
    """How often each clause stands in `segments`, its names blotted out."""
    clauses: Counter[str] = Counter()
    for text, count in Counter(segment.text for segment in segments).items():
        for match in _CLAUSE.finditer(names.hide(text)):
            clauses[match[0]] += count
    return clauses


def keyterms(work: Work, clauses: Counter[str], names: Names, limit: int | None = None) -> Terms:
    """The domain terms of a collection whose clauses are `clauses`, best first, at most `limit`.

    `names` are no terms, and what stands inside of them is weak evidence. Scores lie in (0, 1];
    they order the terms and are no calibrated probability.
    """
    chunks = _chunks((clause, clauses[clause]) for clause in _sample(clauses))
    met: Counter[tuple[str, str]] = Counter()
    ends: dict[str, frozenset[int]] = {}
    for own, cuts in work.engine.map(_read, chunks, None):
        met.update(own)
        ends.update(cuts)
    named = _chunks((match[0], 1) for name in names.forms for match in _CLAUSE.finditer(name))
    evidence: dict[str, Evidence] = {}
    items = [*((chunk, False) for chunk in chunks), *((chunk, True) for chunk in named)]
    for found in work.engine.map(_gathered, items, met):
        merge(evidence, found)
    scores = _scores(evidence, names.forms)
    best = sorted(scores, key=lambda form: (-scores[form], form))[:limit]
    return Terms({form: scores[form] for form in best}, names, ends)


def _chunks(clauses: Iterable[tuple[str, int]]) -> list[_Chunk]:
    rest = list(clauses)
    return [tuple(rest[at : at + _CHUNK]) for at in range(0, len(rest), _CHUNK)]


@lru_cache(_MAX_CLAUSES // _CHUNK)
def _cut(chunk: _Chunk) -> list[Cut]:
    # Remembered: a process that reads a chunk gathers its evidence, too.
    return [(words(clause), count) for clause, count in chunk]


def _read(chunk: _Chunk, _: None) -> tuple[Counter[tuple[str, str]], dict[str, frozenset[int]]]:
    """The words that meet in some clauses, and where the words of each clause end."""
    cuts = _cut(chunk)
    ends = {
        clause: frozenset(accumulate((len(word.text) for word in found), initial=0))
        for (clause, _), (found, _) in zip(chunk, cuts, strict=True)
    }
    return meetings(cuts), ends


def _gathered(item: tuple[_Chunk, bool], met: Met) -> dict[str, Evidence]:
    chunk, names = item
    return gather(_cut(chunk), met, names=names)


class Names:
    """Forms that are known as names. It can be pickled."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = sorted({form for form in forms if len(form) > 1})

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick | None:
        if not self.forms:
            return None
        return CharwiseDoubleArrayAhoCorasick(self.forms, MATCH_KIND_LEFTMOST_LONGEST)

    def __getstate__(self) -> dict[str, object]:
        return {"forms": self.forms}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of the longest names of `text`."""
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


def _scores(evidence: Mapping[str, Evidence], names: Sequence[str]) -> dict[str, float]:
    """Form -> score of every candidate that is worth to be looked at."""
    known = frozenset(names)
    within = _within(evidence)
    scores = {
        form: round(logistic(_odds(form, found) - _nested(form, evidence, within)), 4)
        for form, found in evidence.items()
        if form not in known and found.weight >= (0.12 if found.count else 0.2)
    }
    return {form: score for form, score in scores.items() if score >= _THRESHOLD}


def _within(evidence: Mapping[str, Evidence]) -> dict[str, int]:
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


def _nested(form: str, evidence: Mapping[str, Evidence], within: Mapping[str, int]) -> float:
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


def _odds(form: str, evidence: Evidence) -> float:
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


class Terms:
    """Domain terms with their scores, ready to be found. It can be pickled.

    `ends` holds, of the clauses that were cut into words, where these end.
    """

    def __init__(
        self, scores: Mapping[str, float], names: Names, ends: Mapping[str, frozenset[int]]
    ) -> None:
        self.scores = scores
        self._names = names
        self._ends = ends
        self._prepare()

    def _prepare(self) -> None:
        self._forms = tuple(self.scores)
        self._matches = lru_cache(1 << 16)(self._found_in_clause)
        self._layout = lru_cache(1 << 12)(self._found_in_text)

    def __getstate__(self) -> tuple[object, ...]:
        return self.scores, self._names, self._ends

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.scores, self._names, self._ends = state
        self._prepare()

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self._forms), MATCH_KIND_STANDARD)

    def places(self, part: Part) -> tuple[Places, Places]:
        """Form -> its places in reading order, those outside of names and those inside."""
        outer: Places = defaultdict(list)
        inner: Places = defaultdict(list)
        for number, segment in enumerate(part.segments) if self._forms else ():
            for target, found in zip((outer, inner), self._layout(segment.text), strict=True):
                for start, end, form in found:
                    target[form].append((number, start, end))
        return outer, inner

    def _found_in_text(self, text: str) -> tuple[list[_Match], list[_Match]]:
        free = list(self._shifted(self._names.hide(text), 0))
        named = [m for s, e in self._names.spans(text) for m in self._shifted(text[s:e], s)]
        return free, named

    def _shifted(self, text: str, offset: int) -> Iterator[_Match]:
        for clause in _CLAUSE.finditer(text):
            base = offset + clause.start()
            for start, end, form in self._matches(clause[0]):
                yield base + start, base + end, form

    def _found_in_clause(self, clause: str) -> tuple[_Match, ...]:
        found = self._automaton.find_overlapping(clause)
        if not found:
            return ()
        ends = self._ends.get(clause) or {0, *accumulate(map(len, lang.words(clause)))}
        return tuple((s, e, self._forms[i]) for s, e, i in found if s in ends and e in ends)


Places = dict[str, list[At]]
_Match = tuple[int, int, str]
"""Start, end and form."""
