"""The lines of pages as values, and what can be said of one or two of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARK = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}|\d{{1,3}}(?![\d.,/%:：、\-–)）])|\*{{1,3}}")
"""With what a footnote begins."""
RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
APART = 2.2
"""So many times the font size is the space between columns, not between words."""
SMALL = 0.93
"""Footnotes are smaller than the body if they are set at most at this part of its size."""

_NOTE_GAP = 1.6
"""Font sizes from a line to the one below it, if a rule stands between them."""
_LOOSE = 0.25
_LATIN = 0.5
"""Mean width of a Latin letter in font sizes."""
_FAR = 50_000.0
"""Points: no page is so large."""


class Row(NamedTuple):
    """A line of a page, or the part of it that stands in one column. `y` grows downwards."""

    text: str
    left: float
    right: float
    y: float
    size: float
    """The height of its letters as the font counts it."""


class Rule(NamedTuple):
    """A thin horizontal stroke, as stands above footnotes. `y` grows downwards."""

    left: float
    right: float
    y: float


class Page(NamedTuple):
    """The lines of a page in the order of the file, and the strokes if there may be footnotes."""

    width: float
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...] = ()


def width(text: str, size: float) -> float:
    """About how much room `text` takes up: a Chinese character twice as much as another."""
    return size * _LATIN * (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2


def may_have_rule(rows: Sequence[Row]) -> bool:
    """Whether a note may begin that no smaller letters but only a rule tells from the body."""
    return any(
        row.y - above.y > _NOTE_GAP * row.size
        and row.size > SMALL * above.size
        and MARK.match(row.text)
        for above, row in pairwise(rows)
    )


def is_loose(row: Row) -> bool:
    """Whether the line takes up more room than its characters need."""
    needed = width(row.text, row.size)
    return row.right - row.left > needed + max(APART * row.size, _LOOSE * needed)


def is_sound(row: Row) -> bool:
    """Whether the row is somewhere: damaged fonts and matrices make it endless or no number."""
    return 0 < row.size < _FAR and -_FAR < row.left <= row.right < _FAR and abs(row.y) < _FAR


def mended(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, with what pdfium breaks at a raised mark put together."""
    last: Row | None = None
    for row in rows:
        if last is None or not _goes_on(last, row):
            if last is not None:
                yield last
            last = row
            continue
        spaced = row.left - last.right > 0.1 * row.size or (
            last.text[-1] in SUPERSCRIPTS and row.text[0].isascii() and row.text[0].isalnum()
        )
        text = f"{last.text} {row.text}" if spaced else last.text + row.text
        last = Row(text, last.left, row.right, max(last.y, row.y), max(last.size, row.size))
    if last is not None:
        yield last


def _goes_on(last: Row, row: Row) -> bool:
    """Whether `row` stands behind `last` on its line, or raised behind it as a mark."""
    step = abs(row.y - last.y) / max(last.size, row.size)
    if step >= 0.6 or not -0.5 < (row.left - last.right) / row.size < APART:
        return False
    return step < 0.2 or bool(MARK.fullmatch(row.text) or MARK.fullmatch(last.text))
