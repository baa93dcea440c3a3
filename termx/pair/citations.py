"""English of citations that follow a pattern: Official Records of the main organs.

The United Nations Editorial Manual lays down how they are cited: 《大会正式记录，第六十四届会议，
补编第3号》 is Official Records of the General Assembly, Sixty-fourth Session, Supplement No. 3.
They stand in footnotes, which are often missing from the text of one language.
"""

from __future__ import annotations

import re

from termx.check.numerals import han

_ORGANS = {
    "大会": "General Assembly",
    "经济及社会理事会": "Economic and Social Council",
    "安全理事会": "Security Council",
    "托管理事会": "Trusteeship Council",
}
_CITATION = re.compile(
    rf"(?:(?P<organ>{'|'.join(_ORGANS)})正式记录，)?"
    r"(?:(?P<year>\d{4})年|第(?P<nth>[一二三四五六七八九十百]+)(?P<what>届会议|届特别会议|年))，"
    r"补编第(?P<number>\d+[A-Z]?)号(?P<more>和更正|及更正)?"
)
_ONES = """First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth
    Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth"""
_TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety"
_WHAT = {"届会议": "Session", "届特别会议": "Special Session", "年": "Year"}


def citation(form: str) -> str | None:
    """The English of a Chinese citation, None if it follows no pattern."""
    match = _CITATION.fullmatch(form)
    if match is None:
        return None
    parts = [f"Official Records of the {_ORGANS[match['organ']]}"] if match["organ"] else []
    if match["year"]:
        parts.append(match["year"])
    else:
        value = han(match["nth"])
        if value is None or not 0 < value < 100:
            return None
        parts.append(f"{_ordinal(value)} {_WHAT[match['what']]}")
    more = " and corrigendum" if match["more"] else ""
    return ", ".join([*parts, f"Supplement No. {match['number']}{more}"])


def _ordinal(value: int) -> str:
    if value < 20:
        return _ONES.split()[value - 1]
    tens, one = _TENS.split()[value // 10 - 2], value % 10
    return f"{tens}-{_ordinal(one).lower()}" if one else f"{tens[:-1]}ieth"
