"""The year of a document, read off its symbol; and since when a form has been replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termx.models import Term

# Sessions of the General Assembly have Arabic numbers since the thirty-first (1976). A session
# begins in September: its number and 1945 make the year of most of its documents.
_FIRST_SESSION = 1945
_SESSION = re.compile(r"A/(?:(?:RES|DEC|INF|BUR|PV|C\.\d)/)?(\d{2})(?:/|$)")
_ROMAN_SESSION = re.compile(r"A/RES/\d+\s?[A-Z]?\s?\(([IVXL]+)\)")
_YEAR = re.compile(r"(?:^|[/(])((?:19|20)\d\d)(?=[/)]|$)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}

_UNTIL = re.compile(r"\b(?:since|until|to|in|from)\s+((?:18|19|20)\d\d)\b|\d{4}[-–](\d{4})\b")


def year_of(symbol: str) -> int | None:
    """The year of the document `symbol`, where its symbol tells.

    A year in the symbol itself (S/2019/1, S/RES/1373(2001), E/CN.15/2020/L.6), else the session of
    the General Assembly (A/RES/55/25, A/68/127, A/RES/217(III)).
    """
    if match := _YEAR.search(symbol):
        return int(match[1])
    if match := _SESSION.match(symbol):
        session = int(match[1])
        return _FIRST_SESSION + session if session > 30 else None
    if match := _ROMAN_SESSION.match(symbol):
        return _FIRST_SESSION + _arabic(match[1])
    return None


def years(symbols: Iterable[str]) -> list[int]:
    """The years of the documents whose symbols tell, in order, one for each document."""
    return sorted(year for symbol in symbols if (year := year_of(symbol)) is not None)


def since(old: Term, new: Term) -> int | None:
    """The year since when `new` stands for `old`: as the note of `old` says, else by documents.

    Documents tell if the first one with `new` is younger than the last one with `old`.
    """
    told = [int(match[1] or match[2]) for match in _UNTIL.finditer(old.note or "")]
    if told:
        return max(told)
    before, after = years(old.sources), years(new.sources)
    return after[0] if before and after and after[0] > before[-1] else None


def _arabic(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
