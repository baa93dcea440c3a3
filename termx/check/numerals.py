"""Numerals by value: Chinese ones, English number words, Roman ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1_000}
_WORDS = {
    word: value
    for value, names in {
        0: "zero nil", 1: "one first once single", 2: "two second twice both half halves pair twin"
        " bilateral biennial biennium couple", 3: "three third thirds thrice trilateral triennial",
        4: "four fourth quarter quarters quarterly", 5: "five fifth fifths",
        6: "six sixth", 7: "seven seventh", 8: "eight eighth", 9: "nine ninth", 10: "ten tenth",
        11: "eleven eleventh", 12: "twelve twelfth dozen", 13: "thirteen thirteenth",
        14: "fourteen fourteenth", 15: "fifteen fifteenth", 16: "sixteen sixteenth",
        17: "seventeen seventeenth", 18: "eighteen eighteenth", 19: "nineteen nineteenth",
        20: "twenty twentieth", 30: "thirty thirtieth", 40: "forty fortieth", 50: "fifty fiftieth",
        60: "sixty sixtieth", 70: "seventy seventieth", 80: "eighty eightieth",
        90: "ninety ninetieth",
    }.items()
    for word in names.split()
}  # fmt: skip
_SCALES = {
    "decade": 10, "decades": 10, "hundred": 100, "hundredth": 100, "hundreds": 100,
    "thousand": 1_000, "thousandth": 1_000, "thousands": 1_000,
    "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9, "trillion": 10**12,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
ROMAN = re.compile(r"(?<![A-Za-z])[IVXLC]{1,7}(?![A-Za-z])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN_MYRIADS = {"万": 10**4, "亿": 10**8}


def han(numeral: str) -> int | None:
    """The value of a Chinese numeral, None if it is none (千百, 一二)."""
    if all(char in _HAN_DIGITS for char in numeral):
        if len(numeral) == 1:
            return _HAN_DIGITS[numeral]
        return (
            int("".join(str(_HAN_DIGITS[char]) for char in numeral)) if len(numeral) == 4 else None
        )
    total = section = digit = 0
    for char in numeral:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _HAN_MYRIADS[char]
            section = digit = 0
    return total + section + digit


def in_words(text: str) -> Iterator[str]:
    """The values of number words; “two hundred and five” is 205, and 200 and 5 as well."""
    total = current = end = 0
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        gap = text[end : match.start()]
        value = _WORDS.get(word)
        scale = _SCALES.get(word)
        if word == "and" and current and gap == " ":
            end = match.end()
            continue
        if value is None and scale is None:
            total = current = 0
            continue
        if (total or current) and gap.strip(" -"):
            total = current = 0
        end = match.end()
        if value is not None:
            tens = value in _TENS and _UNIT_FOLLOWS.match(text, end)
            grows = current and (current % 100 in _TENS or current % 100 == 0)
            current = current + value if grows else value
            if not tens:
                yield str(total + current)
                if current - value and current - value not in _TENS:
                    yield str(value)
        elif scale and scale <= 100:
            current = (current or 1) * scale
            yield str(total + current)
        elif scale:
            total, current = total + (current or 1) * scale, 0
            yield str(total)


_TENS = frozenset(range(20, 100, 10))
_UNIT_FOLLOWS = re.compile(
    r"[- ](?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)\b",
    re.IGNORECASE,
)


def roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_ROMAN_VALUES[char] for char in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
