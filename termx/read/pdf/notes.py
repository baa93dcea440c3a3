"""Footnotes at the foot of a page or column: smaller than the body, each begun by its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termx.read.pdf.extract import RAISED, SUPERSCRIPTS, Row
from termx.read.pdf.setting import Setting

_MARK = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}|\d{{1,3}}(?![\d.,/%:：、\-–)）])|\*{{1,3}}")
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
_STEP = 5
"""How far a mark may run ahead of the last one: some are lost in bad text."""
_SMALL = 0.93
"""Footnotes are set at most at this part of the size of the body."""


def is_marked(row: Row) -> bool:
    """Whether a footnote may begin with `row`."""
    return bool(_MARK.match(row.text))


def first_note(rows: Sequence[Row], setting: Setting, *, after: bool) -> int:
    """The index of the first row of the footnotes at the foot of a column.

    Rows before the first mark belong to them if they go on from the page before (`after`).
    """
    start = len(rows)
    while start and rows[start - 1].size <= _SMALL * setting.size:
        start -= 1
    marked = next((at for at in range(start, len(rows)) if is_marked(rows[at])), len(rows))
    if marked == len(rows) and not after:
        return marked
    begin = marked
    while after and begin > start and _close(rows, begin, setting):
        begin -= 1
    return begin if begin == start or marked < len(rows) else len(rows)


def _close(rows: Sequence[Row], at: int, setting: Setting) -> bool:
    """Whether the row before `at` stands close above it; the last row of all stands below none."""
    if at == len(rows):
        return True
    return rows[at].y - rows[at - 1].y < 1.4 * setting.pitch(rows[at].size)


def raise_mark(row: Row, last: int) -> tuple[Row, int]:
    """The row with the mark of its footnote as a superscript, and the number of the footnote.

    Where the row begins neither a footnote soon after `last` nor footnote 1, both are unchanged.
    """
    match = _MARK.match(row.text)
    if match is None or match[0][0] == "*":
        return row, last
    number = int(match[0].translate(_PLAIN))
    if number != 1 and not last < number <= last + _STEP:
        return row, last
    raised = match[0].translate(RAISED) + row.text[match.end() :]
    return row._replace(text=raised), number
