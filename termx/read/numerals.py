"""Numbers as lists print them: the number formats of Office Open XML and of HTML.

ECMA-376 part 1, 17.18.59 (ST_NumberFormat) names the formats and shows each by examples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 9_999
"""Greater numbers are printed in digits, in whatever format."""


def number(text: str | None, default: int) -> int:
    """`text` as a number that lists may have, else `default`."""
    if text is None or not text.isascii() or not text.removeprefix("-").isdecimal():
        return default
    return int(text) if len(text) <= 9 else default


def numeral(value: int, style: str) -> str:
    """`value` in the number format `style` (ST_NumberFormat); in digits if that is unknown."""
    if not 0 < value <= _MOST:
        return str(value)
    return _STYLES.get(style, str)(value)


def _roman(value: int) -> str:
    letters = ""
    for step, sign in _ROMAN:
        count, value = divmod(value, step)
        letters += sign * count
    return letters


def _letter(value: int) -> str:
    """a … z, aa, bb … zz, aaa: the letter is repeated, as Word does."""
    times, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if times < 20 else str(value)


class _System(NamedTuple):
    digits: str
    units: tuple[str, str, str, str]
    bare_ten: bool
    """Whether eleven is 十一 rather than 一十一."""


_CHINESE = _System(_DIGITS, ("", "十", "百", "千"), True)
_SIMPLIFIED = _System(_LEGAL_SIMPLIFIED, ("", "拾", "佰", "仟"), False)
_TRADITIONAL = _System(_LEGAL_TRADITIONAL, ("", "拾", "佰", "仟"), False)


def _counted(value: int, system: _System) -> str:
    """二百〇三: each digit with its unit, one zero for those left out."""
    digits = str(value)
    zero = system.digits[0]
    text = ""
    for at, digit in enumerate(digits):
        if digit != "0":
            text += system.digits[int(digit)] + system.units[len(digits) - 1 - at]
        elif not text.endswith(zero):
            text += zero
    text = text.rstrip(zero)
    return text[1:] if system.bare_ten and 10 <= value < 20 else text


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _chinese(value: int) -> str:
    """十一, 九十九, then 一〇〇."""
    return _counted(value, _CHINESE) if value < 100 else _digital(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _enclosed(first: str, most: int = 20) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if value <= most else str(value)


def _ordinal(value: int) -> str:
    teen = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

_STYLES: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "none": lambda value: "",
    "numberInDash": lambda value: f"- {value} -",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _enclosed("①"),
    "decimalEnclosedCircleChinese": _enclosed("①"),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": lambda value: _counted(value, _CHINESE),
    "taiwaneseCountingThousand": lambda value: _counted(value, _CHINESE),
    "japaneseCounting": lambda value: _counted(value, _CHINESE),
    "chineseLegalSimplified": lambda value: _counted(value, _SIMPLIFIED),
    "ideographLegalTraditional": lambda value: _counted(value, _TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
}
