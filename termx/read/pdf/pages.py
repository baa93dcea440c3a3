"""The text of pages, written so that what the page showed can be seen by `clean`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from termx.models import SourceMap, Unit
from termx.read.pdf.columns import Column, columns
from termx.read.pdf.notes import first_note, is_marked, raise_mark
from termx.read.pdf.rows import SUPERSCRIPTS, Page, Row, Rule, width
from termx.read.pdf.setting import Setting, setting, where

_DIGITS = re.compile(r"\d+")
_OUTER = 8
"""Rows from the edge of the page among which heads and feet are looked for."""
_GAP = 1.25
"""Paragraphs stand apart if their distance is so many times that of lines."""
_INDENT = (0.8, 8.0)
"""Font sizes by which a first line is indented."""
_LONG_WORD = 5.0
"""Font sizes that a line leaves free at its end only if a paragraph ends there."""
_UNBROKEN = re.compile(r"[《“‘（〈(\[「]*(?:[!-~\u00a0-\u024f]+|.)[。，、；：？！》”’）〉」]*")
_STOPS = "。！？.!?"
_SENTENCE_END = re.compile(rf"[。！？.!?][”’」』）)]*[{SUPERSCRIPTS}]*$")
_RULE = "_" * 20


class _Sheet(NamedTuple):
    """A page without its running heads and feet; `skipped` lines stood above the text."""

    width: float
    skipped: int
    columns: list[Column]
    rules: tuple[Rule, ...]


class _Line(NamedTuple):
    """A row, its number on the page, what is written before and behind it."""

    row: Row
    number: int
    before: str
    behind: str


def compose(pages: Sequence[Page]) -> tuple[str, SourceMap]:
    """The text of the pages, and the way from it to page and line."""
    sheets = _sheets(pages)
    common = setting((sheet.width, column) for sheet in sheets for column in sheet.columns)
    text = _Writer()
    closes = _closes(sheets, common)
    after = False
    last = 0
    for number, sheet in enumerate(sheets, 1):
        body, notes = _parts(sheet, common, closes, after=after)
        carried = 0
        while carried < len(notes) and not is_marked(notes[carried].row):
            carried += 1
        for line in notes[:carried]:
            text.add(number, line)
        for column in body:
            text.go_on(number)
            for line in column:
                text.add(number, line)
        after = bool(notes)
        if carried < len(notes):
            text.rule()
        for line in notes[carried:]:
            row, last = raise_mark(line.row, last)
            text.add(number, line._replace(row=row))
    return text.text(), text.source()


def _parts(
    sheet: _Sheet, common: Setting, closes: bool, *, after: bool
) -> tuple[list[list[_Line]], list[_Line]]:
    """The lines of the body, column by column, and those of the footnotes."""
    body: list[list[_Line]] = []
    notes: list[_Line] = []
    number = sheet.skipped
    for column in sheet.columns:
        cut = first_note(column.rows, sheet.rules, common, after=after)
        edge = common.edges[where(sheet.width, column)]
        lines: list[_Line] = []
        for part, rows in ((lines, column.rows[:cut]), (notes, column.rows[cut:])):
            for row, before, behind in _set(rows, edge, common, closes):
                number += 1
                part.append(_Line(row, number, before, behind))
        if lines:
            body.append(lines)
    return body, notes


class _Writer:
    """The text while it is written, and where its lines stood."""

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._at = 0
        self._units: list[int] = []
        self._numbers: list[int] = []
        self._lines: list[int] = []

    def add(self, page: int, line: _Line) -> None:
        self._put(line.before)
        self._units.append(self._at if self._units else 0)
        self._numbers.append(page)
        self._lines.append(line.number)
        self._put(f"{line.row.text}{line.behind}\n")

    def rule(self) -> None:
        self._put(f"{_RULE}\n")

    def go_on(self, page: int) -> None:
        """The text goes on at the top of a page or of a column."""
        if self._at:
            self._put(f"\fPage {page}\n\n")

    def text(self) -> str:
        return "".join(self._chunks)

    def source(self) -> SourceMap:
        return SourceMap(
            units=tuple(self._units) or (0,),
            unit=Unit.PAGE,
            numbers=tuple(self._numbers) or (1,),
            lines=tuple(self._lines) or (1,),
        )

    def _put(self, text: str) -> None:
        self._chunks.append(text)
        self._at += len(text)


# --- running heads and feet


def _sheets(pages: Sequence[Page]) -> list[_Sheet]:
    """The columns of the pages without lines that stand at the same height on other pages."""
    ordered = [sorted(page.rows, key=lambda row: row.y) for page in pages]
    heads = _furniture(ordered)
    feet = _furniture([rows[::-1] for rows in ordered])
    sheets = []
    for page, rows, head, foot in zip(pages, ordered, heads, feet, strict=True):
        kept = rows[head : max(head, len(rows) - foot)]
        sheets.append(_Sheet(page.width, head, columns(kept), page.rules))
    return sheets


def _furniture(pages: Sequence[Sequence[Row]]) -> list[int]:
    """For each page how many of its rows, from the first, are repeated on other pages."""
    counts = Counter(key for rows in pages for key in {_key(row) for row in rows[:_OUTER]})
    needed = max(2, min(3, sum(bool(rows) for rows in pages) // 2))
    found = []
    for rows in pages:
        number = 0
        while number < min(_OUTER, len(rows)) and counts[_key(rows[number])] >= needed:
            number += 1
        found.append(number)
    return found


def _key(row: Row) -> tuple[str, int]:
    """What the running heads of two pages share: text but for numbers, and height."""
    return _DIGITS.sub("0", "".join(row.text.split())), round(row.y / 4)


# --- how lines stand


def _set(
    rows: Sequence[Row], edge: float, common: Setting, closes: bool
) -> Iterator[tuple[Row, str, str]]:
    """Each row, with what is written before and behind it to show how it stood."""
    last: Row | None = None
    apart = False
    for row, following in zip_longest(rows, rows[1:]):
        before = "\n" if apart else ""
        if following is None:
            apart, ends, beside = True, _ends_column(row, edge, closes), last
        else:
            apart = _apart(row, following, common)
            ends = _ends_early(row, following, edge)
            beside = last if apart else following
        if beside is not None and row.left > beside.left and _indented(row, beside):
            before += " "
        yield row, before, " " if ends else ""
        last = row


def _closes(sheets: Sequence[_Sheet], common: Setting) -> bool:
    """Whether in this document a full line that ends a sentence mostly ends the paragraph too."""
    apart = together = 0
    for sheet in sheets:
        for column in sheet.columns:
            edge = common.edges[where(sheet.width, column)]
            for row, following in pairwise(column.rows):
                if row.text[-1] in _STOPS and not _ends_early(row, following, edge):
                    if _apart(row, following, common):
                        apart += 1
                    else:
                        together += 1
    return apart > together


def _apart(last: Row, row: Row, common: Setting) -> bool:
    pitch = common.pitch(row.size)
    step = row.y - last.y
    return step > max(pitch * _GAP, pitch + 1.5) or step < -row.size


def _indented(row: Row, beside: Row) -> bool:
    """Whether the row is the first of a paragraph whose other lines begin farther left."""
    low, high = _INDENT
    return low * row.size < row.left - beside.left < high * row.size


def _ends_early(row: Row, following: Row, edge: float) -> bool:
    """Whether the first word of the next line had found room on this one."""
    free = edge - row.right - 0.3 * row.size
    if free <= 0:
        return False
    match = _UNBROKEN.match(following.text)
    word = match[0] if match else following.text[:1]
    longer = max(row, following, key=lambda row: len(row.text))
    letter = (longer.right - longer.left) / width(longer.text, 1.0)
    return free > width(word, letter)


def _ends_column(row: Row, edge: float, closes: bool) -> bool:
    """The same for the last line of a column; of full ones some end a paragraph too."""
    if edge - row.right > _LONG_WORD * row.size or row.text[-1] in ";；":
        return True
    return closes and bool(_SENTENCE_END.search(row.text))
