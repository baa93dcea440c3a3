"""The curated CSV: one row per term, made to be edited by hand and compared in git.

UTF-8 without BOM, LF line ends, the glossary's own order. What belongs to the concept is repeated
on each of its rows; on reading, a row may leave it empty. `sources` are joined by `|`, and a `|` or
`\\` of their own is written `\\|` and `\\\\`. The title and the signature are not kept: the title
that is read is the file's name. Cells are not made safe for Excel: `csv-translator` is for that.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from termx.errors import FormatError
from termx.formats.features import ALL, Feature, Keeps
from termx.formats.fields import choice, finite, read_text, utf8
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

KEEPS: Keeps = {
    feature: how
    for feature, how in ALL.items()
    if feature not in (Feature.TITLE, Feature.SIGNATURE)
}
CONCEPT_COLUMNS = ("concept", "kind", "subject", "review", "score", "concept_note")
TERM_COLUMNS = (
    "lang",
    "term",
    "type",
    "status",
    "pos",
    "frequency",
    "sources",
    "context",
    "note",
)
COLUMNS = CONCEPT_COLUMNS + TERM_COLUMNS
_NEEDED = ("concept", "kind", "lang", "term")

_LINE_END = re.compile(r"\r\n|\r|\n")
_TO_QUOTE = re.compile('[,"\r\n]')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SOURCE = re.compile(r"(?:\\.|[^|\\])+", re.DOTALL)


def dump(glossary: Glossary) -> bytes:
    """One row per term; a concept without terms has one row, without language and term."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for concept in glossary.concepts:
        shared = (
            concept.id,
            concept.kind,
            concept.subject or "",
            concept.review,
            repr(concept.score),
            concept.note or "",
        )
        rows += [shared + _term_cells(term) for term in concept.terms]
        if not concept.terms:
            rows.append(shared + ("",) * len(TERM_COLUMNS))
    return utf8("".join(_line(row) for row in rows))


def load(path: Path) -> Glossary:
    """The glossary in a curated CSV, in any order of rows and columns.

    Columns that are missing have their defaults, except concept, kind, lang and term. Semicolons
    and tabs, which spreadsheets of many countries save, are read as well as commas. Raises
    `FormatError` naming the line.
    """
    text = read_text(path)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    try:
        return from_rows(((reader.line_num, cells) for cells in reader), path)
    except csv.Error as error:
        raise FormatError(
            f"{path}:{reader.line_num}: no CSV: {error}; a cell with quotation marks stands in"
            " quotation marks, and those inside are doubled"
        ) from None


def from_rows(rows: Iterable[tuple[int, Sequence[str]]], path: Path) -> Glossary:
    """The glossary in the rows of a curated table, each with its line. Raises `FormatError`."""
    entries: dict[str, _Entry] = {}
    columns: Sequence[str] | None = None
    absent: dict[str, str] = {}
    for line, cells in rows:
        place = f"{path}:{line}"
        if columns is None:
            columns = cells
            _check_columns(columns, path)
            absent = dict.fromkeys(set(COLUMNS).difference(columns), "")
        elif any(cells):
            if len(cells) != len(columns):
                raise FormatError(
                    f"{place}: {len(cells)} cells, but the file has {len(columns)} columns; put a"
                    " cell that holds the delimiter in quotation marks"
                )
            row = dict(zip(columns, cells, strict=True), **absent)
            if not row["concept"]:
                raise FormatError(f"{place}: the row names no concept; fill the column concept")
            entries.setdefault(row["concept"], _Entry()).add(row, place)
    if columns is None:
        _check_columns((), path)
    concepts = tuple(entry.concept() for entry in entries.values())
    return Glossary(title=path.stem, concepts=concepts)


def _delimiter(text: str) -> str:
    """What parts the cells of the heading."""
    heading = _LINE_END.split(text, maxsplit=1)[0]
    return max(",;\t", key=heading.count)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the term of a row stands, from 1, and whether the row says its part of speech."""

    line: int
    column: int
    has_pos: bool


def places(path: Path) -> dict[tuple[str, int], Place]:
    """The places of the terms in a curated CSV that `load` reads, by concept and number."""
    text = read_text(path)
    found: dict[tuple[str, int], Place] = {}
    counts: dict[str, int] = {}
    columns: list[str] = []
    for row in _cells_with_places(text):
        cells = [cell for cell, _, _ in row]
        if not columns:
            columns = cells
        elif any(cells):
            values = dict(zip(columns, row, strict=False))
            concept = values["concept"][0]
            cell, line, column = values["term"]
            number = counts.get(concept, 0)
            found[concept, number] = Place(line, column, bool(values.get("pos", ("",))[0]))
            counts[concept] = number + bool(cell)
    return found


def _cells_with_places(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """The cells of each row, each with the line and the column where it begins."""
    row: list[tuple[str, int, int]] = []
    at, line, start = 0, 1, 0
    sign = _delimiter(text)
    pattern = re.compile(rf'("(?:[^"]|"")*"|[^{sign}\r\n]*)({sign}|\r\n|\r|\n|\Z)')
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            return
        cell = match[1]
        row.append(
            (cell[1:-1].replace('""', '"') if cell[:1] == '"' else cell, line, at - start + 1)
        )
        line += len(_LINE_END.findall(cell)) + (match[2] not in (sign, ""))
        at = match.end()
        if match[2] != sign:
            yield row
            row = []
            start = at
        elif breaks := list(_LINE_END.finditer(cell)):
            start = match.start(1) + breaks[-1].end()


@dataclass(slots=True)
class _Entry:
    """The rows of one concept, while they are read."""

    place: str = ""
    shared: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)

    def add(self, row: dict[str, str], place: str) -> None:
        """Take one more row. Raises `FormatError` if it contradicts an earlier one."""
        self.place = self.place or place
        for name in CONCEPT_COLUMNS:
            if not row[name]:
                continue
            known = self.shared.setdefault(name, row[name])
            if known != row[name]:
                raise FormatError(
                    f"{place}: {name} of concept {row['concept']} is {row[name]!r} here and"
                    f" {known!r} above; make them equal or empty one"
                )
        if row["lang"] and row["term"]:
            self.terms.append(_term(row, place))
        elif any(row[name] for name in TERM_COLUMNS):
            raise FormatError(f"{place}: lang and term must both be filled")

    def concept(self) -> Concept:
        get = self.shared.get
        return Concept(
            id=self.shared["concept"],
            kind=choice(Kind, get("kind", ""), self.place),
            terms=tuple(self.terms),
            subject=get("subject"),
            review=choice(Review, get("review", "proposed"), self.place),
            score=finite(get("score", "0"), self.place),
            note=get("concept_note"),
        )


def _check_columns(columns: Sequence[str], path: Path) -> None:
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise FormatError(
            f"{path}:1: no column {', '.join(missing)}; a glossary has the columns"
            f" {', '.join(COLUMNS)}"
        )
    if unknown or len(set(columns)) < len(columns):
        what = f"unknown column {', '.join(map(repr, unknown))}" if unknown else "a column twice"
        raise FormatError(f"{path}:1: {what}; a glossary has the columns {', '.join(COLUMNS)}")


def _term_cells(term: Term) -> tuple[str, ...]:
    return (
        term.lang,
        term.text,
        term.type,
        term.status,
        term.pos,
        str(term.frequency),
        "|".join(re.sub(r"([|\\])", r"\\\1", source) for source in term.sources),
        term.context or "",
        term.note or "",
    )


def _term(row: dict[str, str], place: str) -> Term:
    frequency = row["frequency"] or "0"
    if not frequency.isdecimal():
        raise FormatError(f"{place}: frequency {frequency!r} is no whole number")
    return Term(
        text=row["term"],
        lang=row["lang"],
        type=choice(TermType, row["type"] or "fullForm", place),
        status=choice(Status, row["status"] or "admitted", place),
        pos=row["pos"] or "noun",
        frequency=int(frequency),
        sources=_sources(row["sources"]),
        context=row["context"] or None,
        note=row["note"] or None,
    )


def _sources(cell: str) -> tuple[str, ...]:
    if "\\" not in cell:
        return tuple(source for source in cell.split("|") if source)
    return tuple(_ESCAPED.sub(r"\1", source) for source in _SOURCE.findall(cell))


def _line(cells: tuple[str, ...]) -> str:
    # The csv module of Python 3.11 leaves a lone CR unquoted and cannot read it back.
    return (
        ",".join(
            '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
            for cell in cells
        )
        + "\n"
    )
