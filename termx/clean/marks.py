"""Footnote marks that became plain digits: found by the numbers of the footnotes they call."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from termx.clean.flow import Flow
from termx.lang import HAN

_STOPS = "。，、；：》）”’」』"
_ASCII_STOPS = r""",.;:)"”’\]"""
_COUNTED = "年月日个個项項条條款段号號届屆次名人国國种種份万萬亿億岁歲周天时時分点點年%％"
_STARS = re.compile(r"(?<=[^\s*])\*{1,3}(?=\s|$|[，。：:])")


class _Candidate(NamedTuple):
    start: int
    end: int
    rank: int
    score: float


def find(text: str, flow: Flow) -> list[tuple[int, int]]:
    """Stretches of `text` that are footnote marks, in order.

    Each group of footnotes stands at the foot of the page that calls it, and the calls come in
    order; so of all numbers on that page those are taken that make the best such sequence.
    """
    lines = [line for block in flow.body for line in block.lines]
    starts = [line.start for line in lines]
    found = [(mark.start, mark.end) for mark in flow.marks]
    taken = {text[start:end].strip() for start, end in found}
    for zone in flow.zones:
        marks = [mark for mark in dict.fromkeys(zone.marks) if mark.isdigit() and mark not in taken]
        candidates = []
        for rank, mark in enumerate(marks):
            for match in re.finditer(rf"(?<!\d){mark}(?!\d)", text[zone.start : zone.end]):
                start, end = zone.start + match.start(), zone.start + match.end()
                at = bisect_right(starts, start) - 1
                if at < 0 or end > lines[at].end or start == lines[at].start:
                    continue
                score = _score(text, start, end)
                if score > 0:
                    candidates.append(_Candidate(start, end, rank, score))
        found += _best(sorted(candidates))
        if any(mark.startswith("*") for mark in zone.marks):
            found += _stars(text, zone.start, zone.end)
    return sorted(found)


def _stars(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _STARS.finditer(text, start, end)]


def _score(text: str, start: int, end: int) -> float:
    """How much the digits at `start` look like a footnote mark; 0 if they cannot be one."""
    before = text[max(0, start - 4) : start]
    after = text[end : end + 3]
    last = before[-1:]
    if not before or last in "/-–(（.第$£€#&" and not re.search(r"[a-z)”]\.$", before):
        return 0.0
    if re.match(r"[./,\-–:]\d|[)）%％/]|[A-Za-z]|\.\s", after) and not re.match(r"\.\s", after):
        return 0.0
    if re.match(rf"\s?[{_COUNTED}]", after):
        return 0.0
    spaced = last.isspace()
    anchor = before.rstrip()[-1:]
    if anchor in _STOPS:
        score = 3.0
    elif anchor and anchor in _ASCII_STOPS:
        score = 1.5 if re.search(r"\d[,.]$", before) else 3.0
    elif re.match(f"[{HAN}]", anchor):
        score = 0.0 if spaced else 1.5
    elif anchor.isalpha() and anchor.isascii() and not spaced:
        score = 0.0 if anchor.isupper() else 3.0
    elif anchor.isalpha():
        score = 0.5
    elif anchor.isdigit() and spaced:
        score = 0.3
    else:
        return 0.0
    if spaced:
        score -= 1.5
        if after[:2] == "  ":
            score += 1.5
    if re.match(rf"[{HAN}《“，。；、：]", after):
        score += 1.0
    return max(score, 0.0)


def _best(candidates: list[_Candidate]) -> list[tuple[int, int]]:
    """The candidates in reading order, rank rising, whose scores make the greatest sum."""
    best: list[tuple[float, int]] = []
    for index, candidate in enumerate(candidates):
        total, back = 0.0, -1
        for other in range(index):
            if candidates[other].rank < candidate.rank and best[other][0] > total:
                total, back = best[other][0], other
        best.append((total + candidate.score, back))
    if not best:
        return []
    at = max(range(len(best)), key=lambda index: (best[index][0], -index))
    chosen = []
    while at >= 0:
        if candidates[at].score >= 1.0:
            chosen.append((candidates[at].start, candidates[at].end))
        at = best[at][1]
    return chosen
