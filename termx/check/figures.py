"""Figures of a text by value: symbols, resolution numbers, dates, numbers, in both languages.

Both sides come out in one form, so that 1.5 million, 150万 and 1 500 000 are one number, and
“14 May 2009” and 2009年5月14日 one date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from termx.check.numerals import ROMAN, han, in_words, roman
from termx.lang import fold_width


class Sort(StrEnum):
    """What a figure is."""

    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    YEAR = "year"
    DAY = "date"
    NUMBER = "number"


class Figure(NamedTuple):
    """A figure at `start:end` of a text; `values` are what it may be on the other side.

    A number with a unit, 1.2 million, is its product or, where the other side names the unit
    elsewhere (a table in millions), 1.2 without any: `~1.2`. One without is `-1.2` of some unit.
    """

    start: int
    end: int
    sort: Sort
    values: tuple[str, ...]

    @property
    def in_units(self) -> bool:
        """Whether a unit belongs to the number."""
        return self.values[-1].startswith("~")

    @property
    def stands_for(self) -> Iterator[str]:
        """What of the other side's `values` the figure meets."""
        for value in self.values:
            yield {"~": "-", "-": "~"}.get(value[0], value[0]) + value[1:]


_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9/])[A-Z][A-Z0-9]{0,9}(?:[/-][A-Za-z0-9.\-]*[A-Za-z0-9]|/?\([A-Z0-9]+\)){1,8}"
    r"(?:\([A-Za-z0-9, ]{1,12}\))?"
)
_RESOLUTION = re.compile(
    r"(?<![\d/A-Za-z.])(?:[A-Z]{1,3}-)?(?:\d{2,4}/\d{1,3}|\d/\d{2,3})(?:\s?[A-Z](?![A-Za-z]))?(?![\d/])"
    r"|(?<![\d/A-Za-z.])(?<!\d[, ])\d{1,4}\s?\((?:(?:19|20)\d\d|(?:[A-Z]-)?[IVXL]+(?:-[IVXL]+)?)\)"
)
_LONGEST = 40
"""Digits of a number that is calculated with."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_ALONE = "|".join(name for name in _MONTHS if name not in ("March", "May"))
_ZH_DATE = re.compile(
    r"(?<!\d)(?:(\d{4})\s?年)?\s?(\d{1,2})\s?月\s?(?:份)?(?:(\d{1,2})\s?日)?"
    r"|(?<!\d)(\d{4})\s?年(?!代)|(?<!\d)(\d{1,2})\s?日(?![内元])"
)
# In capitals or small letters, too; “march” and “may” alone are verbs, and a short form needs its
# day or year.
_EN_DATE = re.compile(
    rf"(?<![\d.])(\d{{1,2}})(?i:st|nd|rd|th)?\s(?:of\s)?(?i:(?={_MONTH})|({_SHORT_MONTH})\b\.?)"
    rf"|\b(?i:({_MONTH}|{_SHORT_MONTH})\.?)\s(\d{{1,2}})(?i:st|nd|rd|th)?(?!\d)"
    rf"|\b((?i:{_ALONE})|March|May|MARCH|MAY|(?<=\d\s)(?:march|may)"
    rf"|(?:march|may)(?=,?\s(?:19|20)\d\d))\b"
)
_YEAR = re.compile(r"(?<![\d,.$/])(1[89]\d\d|20\d\d)(?![\d%]|[,.]\d|\s?万)")
_ZH_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:[ ,\u00a0\u2009]\d{3})+(?!\d)|\d+)(\.\d+)?"
    r"\s?[多余]?(百万|千万|百亿|千亿|万亿|亿|万|千|百)?"
)
_EN_NUMBER = re.compile(
    # Behind a letter a currency: $A45,000, Euro1.5 million. Behind a comma the mark of a note.
    r"(?:(?<![\dA-Za-z.;)”\"])|(?<=\$[A-Z])|(?<=\b[A-Z]{3})|(?<=\b(?i:euro)))(?<![^\d],)"
    r"(\d{1,3}(?:[ ,\u00a0\u2009]\d{3})+(?!\d)|\d+)(\.\d+)?"
    r"(?:\)?[\s-](hundred|thousand|million|billion|trillion|lakh|crore)s?\b)?",
    re.IGNORECASE,
)
_UNITS = {
    "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_HAN = re.compile(r"[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*")
_COUNT = re.compile("十[一二三四五六七八九]|[二三四五六七八九].*[十百].*|[一二三四五六七八九]百.+")
_SESSION = re.compile("第([一二三四五六七八九十百]+)(?=[届次])")
GLUED = re.compile(r"(?<!\d)((?:19|20)\d\d)\d{1,2}(?!\d)")
"""A year with the mark of a note behind it, as text from PDF has them."""
_CLOCK = re.compile(r"(?<!\d)([01]\d|2[0-4])([0-5]\d)(?!\d)")
_AFTERNOON = re.compile(r"(?<!\d)(\d{1,2})(?:[.:]\d\d)?\s?p\.?m\.?")
_LETTER = re.compile(r"\(([a-z])\)")
_ARTICLE = re.compile(r"\b[Aa]n?\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:+-]+", re.ASCII)
_FULL_HOUR = re.compile(r"(?<=\d)[:：]00(?!\d)")
_HALF = re.compile(r"\bhalf an? (hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_FRACTION = re.compile("(\\d+) ?([½¼¾])")
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_DECADE = re.compile(r"(?<!\d)((?:1[89]|20)\d)0['’]?s\b")


def of_target(text: str) -> tuple[Figure, ...]:
    """The figures of a Chinese text, in order; a number in digits, or a count in Chinese ones."""
    found, text = _references(_plain_text(text))
    text = _FULL_HOUR.sub(_spaces, text)
    for match in _ZH_DATE.finditer(text):
        year, month, day, alone, bare = match.groups()
        if year or alone:
            start = match.start(1) if year else match.start(4)
            found.append(Figure(start, start + 4, Sort.YEAR, (year or alone,)))
        if month:
            values = tuple(str(int(part)) for part in (month, day) if part)
            start = match.start(2)
            end = match.end(3) if day else match.end(2)
            found.append(Figure(start, end, Sort.DAY, values))
        elif bare:
            found.append(Figure(*match.span(5), Sort.DAY, (str(int(bare)),)))
    text = _blank(text, _ZH_DATE)
    for match in _ZH_NUMBER.finditer(text):
        end = max(match.end(group) for group in (1, 2, 3))
        found.append(Figure(match.start(), end, Sort.NUMBER, _readings(match)))
    for match in _SESSION.finditer(text):
        if (value := han(match[1])) is not None:
            found.append(Figure(*match.span(1), Sort.NUMBER, (str(value),)))
    text = _SESSION.sub(_spaces, text)
    for match in _HAN.finditer(text):
        if _COUNT.fullmatch(match[0]) and (value := han(match[0])) is not None:
            found.append(Figure(*match.span(), Sort.NUMBER, (str(value),)))
    return tuple(sorted(found))


def of_source(text: str) -> tuple[Figure, ...]:
    """The figures of an English text in digits, in order."""
    found, text = _references(_plain_text(text))
    for match in _EN_DATE.finditer(text):
        day, short, month, after, alone = match.groups()
        if day or after:
            where = match.span(1) if day else match.span(4)
            found.append(Figure(*where, Sort.DAY, (str(int(day or after)),)))
        if name := short or month or alone:
            where = match.span(2 if short else 3 if month else 5)
            found.append(Figure(*where, Sort.DAY, (str(_month(name)),)))
    for match in _YEAR.finditer(text):
        found.append(Figure(*match.span(), Sort.YEAR, (match[0],)))
    text = _YEAR.sub(_spaces, _blank(text, _EN_DATE))
    for match in _EN_NUMBER.finditer(text):
        end = max(match.end(group) for group in (1, 2, 3))
        found.append(Figure(match.start(), end, Sort.NUMBER, _readings(match)))
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def symbols(text: str) -> tuple[Figure, ...]:
    """The document symbols of a text, in order."""
    found, _ = _references(_plain_text(text))
    return tuple(sorted(figure for figure in found if figure.sort is Sort.SYMBOL))


@lru_cache(maxsize=64)
def values_of_source(text: str) -> frozenset[str]:
    """Everything that a figure of the translation may come from: figures, words, months, Roman."""
    values = {value for figure in of_source(text) for value in figure.stands_for}
    plain = fold_width(text)
    values.update(_plain(match[0]) for match in re.finditer(r"\d+", plain))
    values.update(in_words(plain))
    values.update(str(roman(match[0])) for match in ROMAN.finditer(plain))
    values.update(match[1] for match in GLUED.finditer(plain))
    values.update(str(ord(match[1]) - 96) for match in _LETTER.finditer(plain))
    if _ARTICLE.search(plain):
        values.add("1")
    for match in _HALF.finditer(plain):
        values.add(str(_UNITS[match[1].lower()] // 2))
    for match in _FRACTION.finditer(plain):
        values.add(f"{_plain(match[1])}.{_FRACTIONS[match[2]]}")
    for match in _CLOCK.finditer(plain):
        hour, minute = (_plain(part) for part in match.groups())
        values.update((hour, minute))
    for match in _AFTERNOON.finditer(plain):
        values.add(str(int(match[1]) + 12))
    for match in _DECADE.finditer(plain):
        values.update((match[1] + "0", match[1][2:] + "0", str(int(match[1][:2]) + 1)))
    return frozenset(values)


@lru_cache(maxsize=64)
def values_of_target(text: str) -> frozenset[str]:
    """Everything that a figure of the source may have become."""
    values = {value for figure in of_target(text) for value in figure.stands_for}
    plain = fold_width(text)
    values.update(_plain(match[0]) for match in re.finditer(r"\d+", plain))
    for match in _HAN.finditer(plain):
        if (value := han(match[0])) is not None:
            values.add(str(value))
    return frozenset(values)


def worded(text: str) -> frozenset[str]:
    """The numbers from three on that an English text has in words: five, two hundred and six."""
    return frozenset(value for value in in_words(fold_width(text)) if int(value) > 2)


def _plain_text(text: str) -> str:
    """`text` in half width, addresses blanked."""
    return _ADDRESS.sub(_spaces, fold_width(text))


def _month(name: str) -> int:
    short = name[:3].capitalize()
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(short))


def _references(text: str) -> tuple[list[Figure], str]:
    """The symbols and resolution numbers of `text`, and `text` with blanks in their place."""
    found = []
    for pattern, sort in ((_SYMBOL, Sort.SYMBOL), (_RESOLUTION, Sort.RESOLUTION)):
        for match in pattern.finditer(text):
            if sort is Sort.SYMBOL and not ("/" in match[0] and re.search(r"\d", match[0])):
                continue
            value = re.sub(r"\s", "", match[0])
            found.append(Figure(*match.span(), sort, (value,)))
        text = pattern.sub(
            lambda match: _spaces(match) if "/" in match[0] or "(" in match[0] else match[0], text
        )
    return found, text


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(_spaces, text)


def _spaces(match: re.Match[str]) -> str:
    # A letter, so that the figures on both sides do not grow together.
    return "_" * len(match[0])


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _readings(match: re.Match[str]) -> tuple[str, ...]:
    """The number alone, and times the unit behind it."""
    whole = _plain(re.sub(r"\D", "", match[1]))
    decimals = (match[2] or "").rstrip("0")
    number = whole + (decimals if len(decimals) > 1 else "")
    if not match[3] or len(number) > _LONGEST:
        return (number, f"-{number}")
    product = Fraction(number) * _UNITS[match[3].lower()]
    exact = str(product.numerator) if product.denominator == 1 else str(float(product))
    return (exact, f"~{number}")
