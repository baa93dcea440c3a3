"""Foreign tables: CSV, TSV and what a spreadsheet saves, with columns and delimiter guessed.

The encoding is found as for documents, so a CSV that Excel saved in GB18030 is read. Cells that
hold several terms are parted at `|`, `;` or a line break, if the file has a heading.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from termx.errors import FormatError, ReadError
from termx.formats import languages
from termx.formats.columns import Column, Layout, Role, layout, names_columns, without_titles
from termx.formats.entries import Row, concepts
from termx.formats.fields import known
from termx.models import Glossary, Kind, Review, Status, Term, TermType
from termx.read.safe import read_bytes
from termx.read.text import decode

_DELIMITERS = "\t,;|"
_SAMPLE = 200
_QUOTED = re.compile('"[^"]*"')
_BAR = re.compile(r"\s*\|\s*")
_SEVERAL = re.compile(r"\s*[;；\n]\s*")
_LIST = re.compile(r"\s*[;；\n](?!\s*use )\s*")
_TO_AVOID = re.compile(r"(.+?) \((deprecated|superseded)(?:; use .+)?\)", re.DOTALL)
_SAFE = re.compile(r"\A'(?=[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|#[A-Z/0]+[!?]?$)")
_STATUSES = {
    **dict.fromkeys(("preferred", "approved", "首选", "推荐"), Status.PREFERRED),
    **dict.fromkeys(("forbidden", "deprecated", "not recommended", "禁用", "不推荐"),
                    Status.DEPRECATED),
    **dict.fromkeys(("superseded", "obsolete", "已废止", "旧"), Status.SUPERSEDED),
}  # fmt: skip
_TRUE = frozenset({"true", "yes", "y", "1", "x", "forbidden", "是", "禁用"})
_FALSE = frozenset({"", "false", "no", "n", "0", "-", "否"})
_OF_ROW = (Role.ID, Role.SUBJECT, Role.NOTE, Role.DEFINITION, Role.KIND, Role.REVIEW)
_OF_TERM = (Role.STATUS, Role.FORBIDDEN, Role.POS, Role.SOURCES, Role.CONTEXT, Role.NOTE)
# Excel's own way to name the delimiter.
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a table of any delimiter. Raises `FormatError` if no two columns are terms.

    Cells in columns that are not understood are counted in `passed`.
    """
    return glossary(cells(path), path, passed)


def text_of(path: Path) -> str:
    """The text of a table file, whatever its encoding. Raises `FormatError`."""
    try:
        return decode(read_bytes(path), path)
    except ReadError as error:
        raise FormatError(str(error)) from None
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None


def cells(path: Path) -> list[list[str]]:
    """The rows of a table that are not blank, by the delimiter that parts them most evenly."""
    text = text_of(path)
    if named := _NAMED.match(text):
        delimiter, text = named[1], text[named.end() :]
    else:
        delimiter = max(_DELIMITERS, key=lambda sign: _evenness(text, sign))
    lines = io.StringIO(text, newline="")
    if _is_quoted(text, delimiter):
        reader = csv.reader(lines, delimiter=delimiter)
    else:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise FormatError(f"{path}:{reader.line_num}: no table: {error}") from None


def _evenness(text: str, sign: str) -> tuple[bool, float, int]:
    """Whether `sign` parts a heading; the share of lines with as many as most have; how many."""
    lines = [_QUOTED.sub("", line) for line in text.split("\n")[:_SAMPLE] if line.strip()]
    heading = text.split("\n", 1)[0].replace('"', "")
    counts = Counter(line.count(sign) for line in lines)
    counts.pop(0, None)
    if not counts:
        return False, 0.0, 0
    number, share = max(counts.items(), key=lambda item: (item[1], item[0]))
    return names_columns(heading.split(sign)), share / len(lines), number


def _is_quoted(text: str, delimiter: str) -> bool:
    """Whether quotation marks open cells here: an odd mark inside of a term opens nothing."""
    sign = re.escape(delimiter)
    opened = len(re.findall(rf'(?:^|{sign})"', text, re.MULTILINE))
    closed = len(re.findall(rf'"(?:$|{sign}|\r)', text, re.MULTILINE))
    return bool(opened) and closed > 0


def comma_separated(rows: Iterable[Sequence[str]]) -> str:
    """`rows` as CSV, quoted only where it must be, with LF line ends."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def glossary(rows: Sequence[Sequence[str]], path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in the rows of a table, as `load`."""
    rows = without_titles(rows)
    found = layout(rows)
    body = rows[1:] if found.has_heading else rows
    if body and not found.of(Role.TERM):
        raise FormatError(
            f"{path}:1: no column holds terms in a known language; head the columns zh and en,"
            " or Chinese and English"
        )
    for at, name in found.unknown:
        if count := sum(1 for row in body if at < len(row) and row[at].strip()):
            passed[f"column {name!r}"] += count
    reader = _Reader(found, body)
    return Glossary(path.stem, concepts(row for cells in body if (row := reader.row(cells))))


class _Reader:
    """The cells of a row as a `Row`, by a layout."""

    def __init__(self, found: Layout, body: Sequence[Sequence[str]]) -> None:
        self._layout = found
        self._terms = found.of(Role.TERM)
        # termx's own table: its main forms stand alone in their cells.
        own = found.names >= {Role.KIND, Role.REVIEW, Role.ID}
        # A table with columns of memoQ or MateCat has a cell for each term.
        alone = own or found.names & {Role.SETTING, Role.FORBIDDEN}
        self._splits = found.has_heading and not alone
        # In a column where bars part the terms, as in Trados, semicolons do not.
        self._barred = {
            column.at
            for column in self._terms
            if any(column.at < len(row) and "|" in row[column.at] for row in body)
        }
        self._width = 1 + max((column.at for column in found.columns), default=0)
        self._shared = {
            role: [column.at for column in found.of(role) if column.owner is None]
            for role in _OF_ROW
        }
        self._behind = {
            column.at: {role: self._saying(role, column) for role in _OF_TERM}
            for column in self._terms
        }
        self._language_at = next((column.at for column in found.of(Role.LANGUAGE)), None)

    def row(self, cells: Sequence[str]) -> Row | None:
        """The row, nothing if it has no term."""
        values = [_SAFE.sub("", cell, count=1).strip() for cell in cells]
        values += [""] * (self._width - len(values))
        terms: list[Term] = []
        for column in self._layout.columns:
            terms += self._column_terms(column, values)
        if not terms:
            return None
        get = {role: self._joined(role, values) for role in _OF_ROW}
        notes = (get[Role.NOTE], get[Role.DEFINITION])
        return Row(
            terms=tuple(terms),
            id=get[Role.ID],
            subject=get[Role.SUBJECT] or None,
            note="\n".join(filter(None, notes)) or None,
            kind=known(get[Role.KIND], Kind.THEME),
            review=known(get[Role.REVIEW], Review.PROPOSED),
        )

    def _joined(self, role: Role, values: Sequence[str]) -> str:
        """What the columns of `role` say of the concept."""
        return "; ".join(dict.fromkeys(values[at] for at in self._shared[role] if values[at]))

    def _column_terms(self, column: Column, values: Sequence[str]) -> list[Term]:
        text = values[column.at]
        if column.role is Role.TERM:
            return self._main_terms(column, values)
        if column.role is Role.FORBIDDEN:
            forbidden = text.lower() not in _TRUE | _FALSE
            return [_avoided(p, column.lang or "en") for p in _parts(text, _LIST) if forbidden]
        if not text or column.role not in (Role.SHORT, Role.OTHER, Role.AVOID):
            return []
        lang = column.lang or self._terms[0].lang or "en"
        if column.role is Role.AVOID:
            return [_avoided(part, lang) for part in _parts(text, _LIST)]
        return [
            Term(part, lang, _short(part) if column.role is Role.SHORT else TermType.VARIANT)
            for part in _parts(text, _SEVERAL)
        ]

    def _main_terms(self, column: Column, values: Sequence[str]) -> list[Term]:
        text = values[column.at]
        lang = self._language(column, values)
        sign = _BAR if column.at in self._barred else _SEVERAL
        texts = _parts(text, sign) if self._splits else [text]
        said = {
            role: next((values[at] for at in places if values[at]), "")
            for role, places in self._behind[column.at].items()
        }
        status = _STATUSES.get(said[Role.STATUS].lower(), Status.ADMITTED)
        if said[Role.FORBIDDEN].lower() in _TRUE:
            status = Status.DEPRECATED
        return [
            Term(
                part,
                lang,
                status=status,
                pos=said[Role.POS].lower() or "noun",
                sources=tuple(filter(None, _LIST.split(said[Role.SOURCES]))) if not number else (),
                context=(said[Role.CONTEXT] or None) if not number else None,
                note=(said[Role.NOTE] or None) if not number else None,
            )
            for number, part in enumerate(filter(None, texts))
        ]

    def _language(self, column: Column, values: Sequence[str]) -> str:
        """The language of a term: that of its column, of its row, or of its script."""
        named = "" if self._language_at is None else values[self._language_at]
        found = column.lang or languages.language(named) or languages.tag(named)
        return found or languages.script([values[column.at]]) or "en"

    def _saying(self, role: Role, column: Column) -> list[int]:
        """The columns of `role` that say it of the term in `column`, or of all terms of a row.

        A status without a language is that of the last term of the row: the target.
        """
        others = [other for other in self._layout.of(role) if other.role is not Role.TERM]
        mine = [o for o in others if o.owner == column.at]
        mine += [o for o in others if o.owner is None and o.lang == column.lang]
        last = column.at == self._terms[-1].at
        if role in (Role.SOURCES, Role.POS) or (
            last and role in (Role.STATUS, Role.FORBIDDEN, Role.CONTEXT)
        ):
            mine += [o for o in others if o.owner is None and o.lang is None]
        return [other.at for other in mine]


def _parts(text: str, sign: re.Pattern[str]) -> list[str]:
    """The terms of a cell: parted by bars if it has one, else by `sign`."""
    return [part for part in (_BAR if "|" in text else sign).split(text) if part]


def _avoided(text: str, lang: str) -> Term:
    match = _TO_AVOID.fullmatch(text)
    if match is None:
        return Term(text, lang, status=Status.DEPRECATED)
    return Term(match[1], lang, status=Status(match[2]))


def _short(text: str) -> TermType:
    return TermType.ACRONYM if text.isupper() and " " not in text else TermType.SHORT_FORM
