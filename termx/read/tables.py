"""Tables with a column for each language: TSV and CSV, quoted (RFC 4180) or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from termx.errors import ReadError
from termx.read.pairs import Gathered, Pair, Side, language
from termx.read.safe import read_bytes
from termx.read.text import decode

_IDS = frozenset({"id", "segment", "seg", "key", "number", "no", "no.", "tuid", "编号", "序号"})
_STATES = frozenset({"state", "status", "状态"})
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_DELIMITERS = ",;\t|"

Cell = tuple[tuple[str, int, int], ...]
"""The stretches of a cell, each with line and column."""


def read_table(path: Path) -> Iterator[Pair]:
    """A pair for each row that has text, by the columns whose heads name Chinese and English.

    The id is that of a column `id`, else the number of the row; the state that of `state` or
    `status`. Cells are unquoted only if all quotation marks of the file are those of quoted cells.
    Raises `ReadError`.
    """
    text = decode(read_bytes(path), path)
    head = text.split("\n", 1)[0]
    delimiter = _delimiter(path, head)
    rows = _rows(text, delimiter, quoted=_is_quoted(text, delimiter))
    names = ["".join(part for part, _, _ in cell).strip() for cell in next(rows, [])]
    langs = [language(name) for name in names]
    source, target = _columns(path, names, langs)
    ids = _column(names, _IDS)
    states = _column(names, _STATES)
    for number, row in enumerate(rows, 1):
        sides = [
            _side(path, row[at] if at < len(row) else (), langs[at] or "")
            for at in (source, target)
        ]
        if any(side.text.strip() for side in sides):
            yield Pair(_text(row, ids) or str(number), _text(row, states) or None, *sides)


def _delimiter(path: Path, head: str) -> str:
    """Tabs in TSV; in CSV the sign that parts the names of languages."""
    if path.suffix.lower() == ".tsv" or "\t" in head:
        return "\t"
    return max(_DELIMITERS, key=head.count)


def _columns(path: Path, names: Sequence[str], langs: Sequence[str | None]) -> tuple[int, int]:
    """The first column in each of the two languages, simplified characters before traditional."""
    english = [at for at, lang in enumerate(langs) if lang == "en"]
    chinese = [at for at, lang in enumerate(langs) if lang and lang != "en"]
    chinese.sort(key=lambda at: langs[at] == "zh-Hant")
    if not english or not chinese:
        found = ", ".join(" ".join(name.split())[:20] for name in names[:8])
        raise ReadError(
            f"{path}:1: no columns for Chinese and English ({found}); name them zh and en"
        )
    first, second = sorted((english[0], chinese[0]))
    return first, second


def _column(names: Sequence[str], known: frozenset[str]) -> int:
    return next((at for at, name in enumerate(names) if name.lower() in known), -1)


def _text(row: Sequence[Cell], at: int) -> str:
    return "".join(part for part, _, _ in row[at]).strip() if 0 <= at < len(row) else ""


def _side(path: Path, cell: Cell, lang: str) -> Side:
    gathered = Gathered(path)
    for part, line, column in cell:
        gathered.add(part, line, column)
    return gathered.side(lang)


def _is_quoted(text: str, delimiter: str) -> bool:
    """Whether every quotation mark of `text` belongs to a quoted cell."""
    at = text.find('"')
    while at >= 0:
        if at and text[at - 1] not in (delimiter, "\n"):
            return False
        match = _QUOTED.match(text, at)
        if match is None or text[match.end() : match.end() + 1] not in ("", delimiter, "\n"):
            return False
        at = text.find('"', match.end())
    return '"' in text


def _rows(text: str, delimiter: str, *, quoted: bool) -> Iterator[list[Cell]]:
    """The cells of each row that is not blank."""
    at, line = 0, 1
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if quoted and text.find('"', at, end) >= 0:
            row, at, line = _quoted_row(text, at, line, delimiter)
            yield row
            continue
        if content := text[at:end]:
            row = []
            column = 1
            for cell in content.split(delimiter):
                row.append(((cell, line, column),))
                column += len(cell) + 1
            yield row
        at, line = end + 1, line + 1


def _quoted_row(text: str, at: int, line: int, delimiter: str) -> tuple[list[Cell], int, int]:
    """The cells of the row that begins at `at`; where and on which line the next one begins."""
    row: list[Cell] = []
    line_start = at
    while True:
        parts: list[tuple[str, int, int]] = []
        match = _QUOTED.match(text, at)
        if match is None:
            ends = (text.find(sign, at) for sign in (delimiter, "\n"))
            end = min((found for found in ends if found >= 0), default=len(text))
            parts.append((text[at:end], line, at - line_start + 1))
        else:
            end = match.end()
            at += 1
            for piece in re.finditer(r'[^"\n]+|""|\n', text[at : end - 1]):
                start = at + piece.start()
                parts.append((piece[0][:1] if piece[0] == '""' else piece[0], line,
                              start - line_start + 1))  # fmt: skip
                if piece[0] == "\n":
                    line += 1
                    line_start = start + 1
        row.append(tuple(parts))
        if text[end : end + 1] != delimiter:
            return row, end + 1, line + 1
        at = end + 1
