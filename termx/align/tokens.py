"""What two languages can be compared by: words, numbers by value, symbols, dates, names.

A token of one language and a token of the other that are equal say the same: `#1945` is the number
in `一九四五年`, in `1945` and in `1,945`; `#m6` is June; `a/res/80/229` is a document symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termx.clean.structure import label
from termx.lang import HAN, fold_width, has_han, simplified, words
from termx.models import Segment

HAN_LENGTH = 3.6
"""How many characters of English a Chinese character takes in United Nations documents."""

_HAN_CHAR = re.compile(f"[{HAN}]")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2,
}  # fmt: skip
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_NUMERAL = "零〇一二两三四五六七八九十百千"

# Symbols first: 46/152 is no pair of numbers. Numbers may have their thousands set apart by spaces
# or commas, and in Chinese may go on in 万 and 亿; numerals count behind 第 or from two signs on.
_SYMBOL = r"(?P<symbol>[A-Za-z0-9][A-Za-z0-9.\-]*(?:/[A-Za-z0-9][A-Za-z0-9.\-]*)+)"
_CHINESE = re.compile(
    rf"""
      {_SYMBOL}
    | (?P<month>\d{{1,2}}|[{_NUMERAL}]{{1,2}})\ ?月(?!球|亮)
    | (?P<number>\d{{1,3}}(?:[ ,]\d{{3}})+|\d+)(?P<part>\.\d+)?\ ?(?P<myriad>[万亿]{{1,2}})?
    | (?:第(?P<ordinal>[{_NUMERAL}]+)|(?P<numeral>[{_NUMERAL}]{{2,}}))
      (?P<myriads>[万亿]{{1,2}})?
    """,
    re.VERBOSE,
)
_ENGLISH = re.compile(
    rf"""
      {_SYMBOL}
    | (?P<number>\d{{1,3}}(?:[ ,]\d{{3}})+(?!\d)|\d+)(?P<part>\.\d+)?
      (?:\s(?P<step>million|billion|thousand|trillion)\b)?
    | (?P<word>[A-Za-zÀ-ɏ]+)
    """,
    re.VERBOSE,
)
_ENGLISH_STEPS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTHS = {
    name: f"#m{number}"
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), 1,
    )
}  # fmt: skip
_UNITS = (
    ("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"),
    ("six", "sixth"), ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"),
    ("ten", "tenth"), ("eleven", "eleventh"), ("twelve", "twelfth"), ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"), ("fifteen", "fifteenth"), ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"), ("eighteen", "eighteenth"), ("nineteen", "nineteenth"),
)  # fmt: skip
_TENS = (
    ("twenty", "twentieth"), ("thirty", "thirtieth"), ("forty", "fortieth"),
    ("fifty", "fiftieth"), ("sixty", "sixtieth"), ("seventy", "seventieth"),
    ("eighty", "eightieth"), ("ninety", "ninetieth"),
)  # fmt: skip
_VALUES = {word: value for value, pair in enumerate(_UNITS, 1) for word in pair} | {
    word: value * 10 for value, pair in enumerate(_TENS, 2) for word in pair
}
# Words that every sentence has: they tell nothing about which sentence it is.
_STOP_WORDS = (
    "a an and are as at be been being but by for from had has have he her his i in into is it its"
    " of on or our s she so such than that the their them there these they this those to upon us"
    " was we were which who will with would"
)
_STOP_ENGLISH = frozenset(_STOP_WORDS.split())
_STOP_CHINESE = frozenset(
    "的了在和及与等以其该为是将对由于并也个所之而且或者从向到把被有这那上中下者此"
)
_PLURAL = re.compile(r"(?:(?<=[a-z]{2})ies|(?<=[a-z]{3})s)$")
_STEM = 6


class Tokens(NamedTuple):
    """The tokens of a segment, and its length in characters of English."""

    words: tuple[str, ...]
    length: float


def tokens(text: str, *, chinese: bool) -> Tokens:
    """What `text`, without its paragraph number, can be compared by."""
    folded = fold_width(text)
    body = folded[label(folded)[0] :] or folded
    length = len(body) + (HAN_LENGTH - 1) * len(_HAN_CHAR.findall(body))
    found = _chinese(simplified(body)) if chinese else _english(body)
    return Tokens(tuple(found), max(length, 1.0))


def of_segments(segments: Sequence[Segment], *, chinese: bool) -> list[Tokens]:
    """The tokens of each segment."""
    return [tokens(segment.text, chinese=chinese) for segment in segments]


def _chinese(text: str) -> Iterator[str]:
    at = 0
    for match in _CHINESE.finditer(text):
        yield from _chinese_words(text[at : match.start()])
        at = match.end()
        if symbol := match["symbol"]:
            yield symbol.lower()
        elif month := match["month"]:
            yield f"#m{month if month.isdecimal() else _value(month)}"
        elif match["number"]:
            yield _number(match["number"], match["part"], _myriad(match["myriad"]))
        else:
            numeral = match["ordinal"] or match["numeral"]
            yield f"#{_value(numeral) * _myriad(match['myriads'])}"
    yield from _chinese_words(text[at:])


def _chinese_words(text: str) -> Iterator[str]:
    for word in words(text):
        if has_han(word):
            if word not in _STOP_CHINESE:
                yield word
        elif word[:1].isalpha():
            yield stem(word)


def _english(text: str) -> Iterator[str]:
    tens = 0
    for match in _ENGLISH.finditer(text):
        if symbol := match["symbol"]:
            yield symbol.lower().rstrip(".-")
        elif match["number"]:
            yield _number(match["number"], match["part"], _ENGLISH_STEPS.get(match["step"], 1))
        else:
            word = match["word"].lower()
            value = _VALUES.get(word)
            if tens and value and value < 10 and text[match.start() - 1] == "-":
                yield f"#{tens + value}"
            elif value and not (value >= 20 and text[match.end() : match.end() + 1] == "-"):
                yield f"#{value}"
            elif word in _MONTHS and (word != "may" or match["word"] == "May"):
                yield _MONTHS[word]
            elif word not in _STOP_ENGLISH:
                yield stem(word)
            tens = value if value and value >= 20 else 0


def stem(word: str) -> str:
    """What inflected and derived forms of an English word share: its first letters."""
    short = word.lower()
    return _PLURAL.sub(lambda match: "y" if match[0] == "ies" else "", short)[:_STEM]


def _number(digits: str, part: str | None, factor: int) -> str:
    whole = int(re.sub("[ ,]", "", digits)[:15])
    if part is None:
        return f"#{whole * factor}"
    value = round((whole + float(part)) * factor, 4)
    return f"#{int(value) if value == int(value) else value}"


def _myriad(signs: str | None) -> int:
    factor = 1
    for sign in signs or "":
        factor *= _MYRIADS[sign]
    return factor


def _value(numeral: str) -> int:
    """The value of a Chinese numeral below 10,000, read by place (二〇一五) or by step (三十二)."""
    if not any(char in _STEPS for char in numeral):
        value = 0
        for char in numeral[:15]:
            value = value * 10 + _DIGITS[char]
        return value
    total = digit = 0
    for char in numeral:
        if char in _STEPS:
            total += max(digit, 1) * _STEPS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
