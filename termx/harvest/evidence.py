"""Candidates for domain terms: stretches of words that can be a compound, and their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from termx.harvest.vocabulary import VERBAL, Role, Word, sections
from termx.measures import independence

_MAX_WORDS = 6
_MAX_LENGTH = 18
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


@dataclass(slots=True)
class Evidence:
    """Of a candidate: its words, the sum of the weights of its occurrences, and their number.

    `count` leaves out what stands inside of names.
    """

    words: tuple[Word, ...]
    weight: float = 0.0
    count: int = 0


Cut = tuple[Sequence[Word], int]
"""The words of a clause, and how often it occurs."""

Met = Mapping[tuple[str, str], int]
"""How often two words stand side by side."""


def meetings(clauses: Iterable[Cut]) -> Counter[tuple[str, str]]:
    """Which words stand side by side in `clauses`, and how often."""
    met: Counter[tuple[str, str]] = Counter()
    for found, count in clauses:
        for pair in _neighbours(found):
            met[pair] += count
    del met["", ""]
    return met


def gather(clauses: Iterable[Cut], met: Met, *, names: bool) -> dict[str, Evidence]:
    """Form -> evidence of every candidate in `clauses`, which may be those of names.

    `met` is what the meetings in the whole collection add up to.
    """
    evidence: dict[str, Evidence] = {}
    for found, count in clauses:
        _collect(found, met, evidence, count, inside_name=names)
        if names:
            continue
        for i, j in _relative(found):
            kept = tuple(w for w in found[i:j] if w.role not in _OUTSIDE and w.weight > 0)
            form = "".join(word.text for word in found[i:j])
            if len(form) <= _MAX_LENGTH:
                _add(evidence, form, kept, count, count)
    return evidence


def merge(whole: dict[str, Evidence], later: Mapping[str, Evidence]) -> None:
    """Add to `whole` what other clauses give."""
    for form, found in later.items():
        _add(whole, form, found.words, found.weight, found.count)


def _add(
    evidence: dict[str, Evidence], form: str, kept: tuple[Word, ...], weight: float, count: int
) -> None:
    entry = evidence.get(form)
    if entry is None:
        entry = evidence[form] = Evidence(kept)
    entry.weight += weight
    entry.count += count


def _collect(
    found: Sequence[Word],
    met: Met,
    evidence: dict[str, Evidence],
    count: int,
    *,
    inside_name: bool,
) -> None:
    """Add the candidates of one clause, which occurs `count` times, to `evidence`."""
    edges = tuple(independence(met.get(pair, 0)) for pair in _neighbours(found))
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
            if j > i and last.role is Role.MODIFIER and found[j - 1].role is Role.AND:
                continue  # 经济和社会
            form = "".join(word.text for word in found[i : j + 1])
            if not 1 < len(form) <= _MAX_LENGTH:
                continue
            begin = left[i]
            if j > i and first.role in VERBAL:
                begin = min(begin, _nominal(found[i - 1] if i else None))
            weight = begin * right[j] * count * (_NAME_WEIGHT if inside_name else 1)
            _add(evidence, form, tuple(found[i : j + 1]), weight, 0 if inside_name else count)


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
