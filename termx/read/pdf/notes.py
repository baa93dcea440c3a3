"""Footnotes at the foot of a page or column: smaller than the body, each begun by its mark."""

from __future__ import annotations

from collections.abc import Sequence

from termx.read.pdf.rows import MARK, RAISED, SMALL, SUPERSCRIPTS, Row, Rule
from termx.read.pdf.setting import Setting

_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
_STEP = 5
"""How far a mark may run ahead of the last one: some are lost in bad text."""
_SHORT = 0.6
"""The rule above footnotes is shorter than this part of the column."""


def is_marked(row: Row) -> bool:
    """Whether a footnote may begin with `row`."""
    return bool(MARK.match(row.text))


def first_note(rows: Sequence[Row], rules: Sequence[Rule], setting: Setting, *, after: bool) -> int:
    """The index of the first row of the footnotes at the foot of a column.

    A rule stands above them or they are small. Rows before the first mark belong to them if they go
    on from the page before (`after`).
    """
    start = _under_rule(rows, rules)
    if start < len(rows) and (after or is_marked(rows[start])):
        return start
    start = len(rows)
    while start and rows[start - 1].size <= SMALL * setting.size:
        start -= 1
    marked = next((at for at in range(start, len(rows)) if is_marked(rows[at])), len(rows))
    if marked == len(rows) and not after:
        return marked
    begin = marked
    while after and begin > start and _close(rows, begin, setting):
        begin -= 1
    return begin if begin == start or marked < len(rows) else len(rows)


def _under_rule(rows: Sequence[Row], rules: Sequence[Rule]) -> int:
    """The first row under the lowest short rule that begins where the column does."""
    if not rows or not rules:
        return len(rows)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    heights = [
        rule.y
        for rule in rules
        if abs(rule.left - left) < rows[0].size
        and rule.right - rule.left < _SHORT * (right - left)
        and rule.y < rows[-1].y
    ]
    if not heights:
        return len(rows)
    return next(at for at, row in enumerate(rows) if row.y > max(heights))


def _close(rows: Sequence[Row], at: int, setting: Setting) -> bool:
    """Whether the row before `at` stands close above it; the last row of all stands below none."""
    if at == len(rows):
        return True
    return rows[at].y - rows[at - 1].y < 1.4 * setting.pitch(rows[at].size)


def raise_mark(row: Row, last: int) -> tuple[Row, int]:
    """The row with the mark of its footnote set off, and the number of the footnote.

    Numbers become superscripts; stars, which have none, get a space behind them.
    Where the row begins neither a footnote soon after `last` nor footnote 1, both are unchanged.
    """
    match = MARK.match(row.text)
    if match is None:
        return row, last
    rest = row.text[match.end() :]
    if match[0][0] == "*":
        return row._replace(text=f"{match[0]} {rest.lstrip()}"), last
    number = int(match[0].translate(_PLAIN))
    if number != 1 and not last < number <= last + _STEP:
        return row, last
    return row._replace(text=match[0].translate(RAISED) + rest), number
