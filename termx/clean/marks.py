"""Footnote marks that became plain digits: found by the numbers of the footnotes they call."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from termx.clean.flow import Flow
from termx.clean.lines import Line
from termx.lang import HAN

_STOPS = "。，、；：》）”’」』"
_ASCII_STOPS = r""",.;:)"”’\]"""
_COUNTED = "年月日个個项項条條款段号號届屆次名人国國种種份万萬亿億岁歲周天时時分点點年%％"
_NUMBER = re.compile(r"\d+")
_AFTER_YEAR = re.compile(r"(?:19|20)\d\d(?=\d{1,3}$)")  # 16 October 202043
# Committee17 and; Committee,17 notes; 12 August 1949,2 continue; 《公约》3和
_AGAIN = re.compile(rf"[a-z,;》”](\d{{1,3}})(?=\s+[a-z]|[,;]?\s*\n\s*\n|[{HAN}，。；、])")
_BEFORE_AGAIN = re.compile(r"(?:[a-z]|[a-z)”][,;]|\b(?:19|20)\d\d,|[》”])$")
_STARS = re.compile(rf"(?<=[^\s*])\*{{1,3}}(?=\s|$|[，。：:《{HAN}])")
_MONTH = re.compile(r"\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
# A number after these words is counted or cited.
_BEFORE_NUMBER = re.compile(
    r"\b(?:articles?|rules?|paras?|paragraphs?|nos?|vols?|chap|chapters?|parts?|sections?|sects?"
    r"|annex|resolutions?|decisions?|targets?|goals?|sessions?|items?|pages?|tables?|figures?|phase"
    r"|of|to|and|or|in|on|from|by|until|between|than|over|least|most|about|some|the|for|with|at|all"
    r"|last|next|first|past|only|nearly|approximately|around|under|within|aged?|total|these|those)"
    r"\.?\s*$",
    re.IGNORECASE,
)
_ENUMERATED_AFTER = re.compile(r"\s?[、,]\s?\d|\s?(?:[和至及或]|and|or|to)\s?第?\d")
_ENUMERATED_BEFORE = re.compile(r"(?:\d、|\d\s?[和至及或])$")
_CITED = re.compile(r"[a-z)”]\.$")
_BOUND_AFTER = re.compile(r"[./,\-–:]\d|[)）%％/]|[A-Za-z]")
_UNIT_AFTER = re.compile(rf"\s?[{_COUNTED}]")
_GLUED_AFTER = re.compile(rf"[{HAN}《“，。；、：]")
_IS_HAN = re.compile(f"[{HAN}]")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_SURE = 2.5
"""Score from which a mark is believed without its neighbours."""
_MOST = 2_000
"""So many numbers that may be marks are compared with each other: time grows by their square."""


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
    plain: set[str] = set()
    for zone in flow.zones:
        marks = [
            mark for mark in dict.fromkeys(zone.marks) if mark.isdecimal() and mark not in taken
        ]
        ranks = {mark: rank for rank, mark in enumerate(marks)}
        candidates = []
        for match in _NUMBER.finditer(text, zone.start, zone.end) if marks else ():
            start, end = match.span()
            if year := _AFTER_YEAR.match(match[0]):
                start += year.end()
            rank = ranks.get(text[start:end])
            if rank is None:
                continue
            at = bisect_right(starts, start) - 1
            if at < 0 or end > lines[at].end or start == lines[at].start:
                continue
            score = _score(text, start, end)
            if score > 0:
                candidates.append(_Candidate(start, end, rank, score))
        if len(candidates) > _MOST:  # a table of numbers rather than a page of text
            candidates = [item for item in candidates if item.score >= _SURE][:_MOST]
        best = _best(sorted(candidates))
        if len(best) * 3 < len(marks):
            best = [item for item in best if item.score >= _SURE and len(marks) < 3]
        found += [(item.start, item.end) for item in best]
        plain.update(text[item.start : item.end] for item in best)
        if any(mark.startswith("*") for mark in zone.marks):
            found += _stars(text, zone.start, zone.end)
    if plain:
        found += _again(text, plain, starts, lines)
    return sorted(set(found))


def _again(
    text: str, marks: set[str], starts: list[int], lines: list[Line]
) -> Iterator[tuple[int, int]]:
    """Later calls of the same footnotes, where the digits can be nothing else."""
    for match in _AGAIN.finditer(text):
        start, end = match.span(1)
        if match[1] not in marks:
            continue
        before, after = text[max(0, start - 16) : start], text[end : end + 8]
        if not _BEFORE_AGAIN.search(before) or _impossible(before, after):
            continue
        if bool(_IS_HAN.match(after)) and before[-1] not in "》”":
            continue
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= lines[at].end:
            yield start, end


def _stars(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _STARS.finditer(text, start, end)]


def _score(text: str, start: int, end: int) -> float:
    """How much the digits at `start` look like a footnote mark; 0 if they cannot be one."""
    before, after = text[max(0, start - 16) : start], text[end : end + 8]
    if _YEAR.search(before) and not _BOUND_AFTER.match(after) and not _UNIT_AFTER.match(after):
        return 2.0
    if _impossible(before, after):
        return 0.0
    spaced = before[-1].isspace()
    anchor = before.rstrip()[-1:]
    wide = 1.5 if after[:2] == "  " else 0.0
    if anchor in _STOPS:
        score = 3.0 - 1.5 * spaced
    elif anchor in _ASCII_STOPS:
        after_digit = before[-2:-1].isdecimal() and anchor in ",."
        score = (1.5 if after_digit else 3.0) - 1.5 * spaced + wide * spaced
    elif _IS_HAN.match(anchor):
        score = 0.0 if spaced else 1.5
    elif anchor.isalpha() and anchor.isascii():
        if spaced:
            score = 0.0 if _BEFORE_NUMBER.search(before) else 1.0 + wide
        else:
            score = 0.0 if anchor.isupper() else 3.0
    else:
        score = 1.0 if wide and _YEAR.search(before.rstrip()) else 0.0
    return score + 1.0 if score and _GLUED_AFTER.match(after) else score


def _impossible(before: str, after: str) -> bool:
    """Whether what stands around a number shows that it counts, cites or enumerates."""
    last = before[-1:]
    return (
        not before.strip()
        or last in "/-–(（第$£€#&"
        or (last == "." and not _CITED.search(before))
        or bool(_BOUND_AFTER.match(after))
        or bool(_UNIT_AFTER.match(after))
        or bool(_MONTH.match(after))
        or bool(_ENUMERATED_AFTER.match(after))
        or bool(_ENUMERATED_BEFORE.search(before))
    )


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates in reading order, rank rising, whose scores make the greatest sum."""
    best: list[tuple[float, int]] = []
    for index, candidate in enumerate(candidates):
        total, back = 0.0, -1
        for other in range(index):
            if candidates[other].rank < candidate.rank and best[other][0] > total:
                total, back = best[other][0], other
        best.append((total + candidate.score, back))
    at = max(range(len(best)), key=lambda index: (best[index][0], -index), default=-1)
    chosen = []
    while at >= 0:
        chosen.append(candidates[at])
        at = best[at][1]
    return chosen
