"""References: document symbols, resolutions, decisions, dates, records, treaty series.

They are no terms of their own. They tell that a title is one of a series of records, and a name
with its resolution behind it (《宣言》(第66/137号决议，附件)) is what that resolution holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ReferenceType(StrEnum):
    """What is referred to."""

    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    DECISION = "decision"
    DATE = "date"
    RECORD = "record"
    TREATY_SERIES = "treaty series"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `text[start:end]`; `value` is its plain form (A/RES/55/25, 55/25, 2000-11-15).

    Resolutions and decisions carry their number alone, whoever adopted them.
    """

    start: int
    end: int
    type: ReferenceType
    value: str


_SESSION = r"(?:\s?[（(](?:\d{4}|[IVXLC]+(?:-[IVXLC]+)?)[）)])?"
_NUMBER = rf"(?:[A-Z]{{1,3}}-)?\d{{1,4}}(?:/\d{{1,3}})?(?:\s?[A-Z](?![A-Za-z]))?{_SESSION}"
_NUMBERS = rf"{_NUMBER}(?:\s?(?:、|和|与|及|以及|, | and |, and )\s?{_NUMBER})*"
_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9/])(?=[^\s\d]*\d)[A-Z]{1,10}(?:/(?:[A-Za-z0-9.-]+(?:\([A-Za-z0-9]+\))?)+){1,7}"
    r"(?<![.-])"
)
_ADOPTED = (
    (
        ReferenceType.RESOLUTION,
        re.compile(
            rf"第\s?({_NUMBERS})\s?号(?=[^。；，]{{0,40}}?决议(?!草案))|[Rr]esolutions?\s({_NUMBERS})"
        ),
    ),
    (
        ReferenceType.DECISION,
        re.compile(
            rf"第\s?({_NUMBERS})\s?号(?=[^。；，]{{0,40}}?决定(?!草案))|[Dd]ecisions?\s({_NUMBERS})"
        ),
    ),
)
_PATTERNS = (
    (ReferenceType.SYMBOL, _SYMBOL),
    (ReferenceType.DATE, re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")),
    (ReferenceType.RECORD, re.compile(r"正式记录，[^》《]*?补编第\s?(\d+[A-Z]?)\s?号")),
    (
        ReferenceType.TREATY_SERIES,
        re.compile(r"《条约汇编》，第\s?([\d、和 ]+)\s?卷，第\s?([\d、和 ]+)\s?号"),
    ),
)

_CITED = re.compile(
    rf"[》”]?\s?[（(](?:大会|见)?第\s?({_NUMBER})\s?号决议[，,]?\s?((?:附件|附录)[一二三四五六七八九十]*)[）)]"
)


def references(text: str) -> Iterator[Reference]:
    """The references of `text` in reading order; they do not overlap, the longest comes first.

    Of several resolutions that are cited at once (第98/1、98/2和98/3号决议) each is a reference.
    """
    found = [
        Reference(match.start(), match.end(), kind, _value(kind, match))
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(text)
    ]
    for kind, pattern in _ADOPTED:
        for match in pattern.finditer(text):
            found.extend(_adopted(kind, match))
    edge = 0
    for reference in sorted(found, key=lambda reference: (reference.start, -reference.end)):
        if reference.start >= edge:
            edge = reference.end
            yield reference


def _adopted(kind: ReferenceType, cited: re.Match[str]) -> Iterator[Reference]:
    """The resolutions or decisions of one citation; its first and last word belong to them."""
    group = 1 if cited[1] else 2
    numbers = list(re.finditer(_NUMBER, cited[group]))
    offset = cited.start(group)
    for number in numbers:
        start = cited.start() if number is numbers[0] else offset + number.start()
        end = cited.end() if number is numbers[-1] else offset + number.end()
        yield Reference(start, end, kind, _plain(number[0]))


def is_record(title: str) -> bool:
    """Whether a title is a volume of official records or of the Treaty Series."""
    records = (ReferenceType.RECORD, ReferenceType.TREATY_SERIES)
    return any(found.type in records for found in references(title))


def cited(text: str, end: int) -> str | None:
    """The resolution and annex that are cited in a bracket behind `end`: 66/137 附件."""
    match = _CITED.match(text, end)
    return " ".join(("".join(match[1].split()), match[2])) if match else None


def _value(kind: ReferenceType, match: re.Match[str]) -> str:
    groups = [group for group in match.groups() if group]
    if kind is ReferenceType.DATE:
        year, month, day = groups
        return f"{year}-{int(month):02}-{int(day):02}"
    return _plain(", ".join(groups) if groups else match[0])


def _plain(value: str) -> str:
    return re.sub(r"\s", "", value.replace("（", "(").replace("）", ")"))
