"""The translator's table as an Excel workbook; workbooks of others are read as tables.

A sheet of text cells, its head bold and frozen. Read is the first sheet that holds anything; one
with the columns of the curated CSV is read as such.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import tablib
from lxml import etree

from termx.errors import FormatError, ReadError
from termx.formats import csv, table
from termx.formats.csv_translator import KEEPS
from termx.formats.translator import table as translator_table
from termx.models import Glossary
from termx.read.safe import Archive, open_zip

__all__ = ["KEEPS", "dump", "load", "workbook"]

_WIDTH = 32
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_MAX_COLUMNS = 1_000


def dump(glossary: Glossary) -> bytes:
    """The table of `translator` as XLSX; the same glossary gives the same bytes."""
    return _timeless(translator_table(glossary).export("xlsx", column_width=_WIDTH))


def workbook(head: Sequence[str], rows: Sequence[Sequence[str | None]]) -> bytes:
    """A workbook of one sheet with a heading."""
    data = tablib.Dataset(*rows, headers=list(head), title="Glossary")
    return _timeless(data.export("xlsx", column_width=_WIDTH))


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a workbook, by the headings or the script of its columns.

    Raises `FormatError` if the file is no workbook or has no columns of terms.
    """
    try:
        with open_zip(path) as archive:
            strings = list(_strings(archive))
            sheets = sorted(
                (name for name in archive.names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)),
                key=lambda name: (len(name), name),
            )
            for name in sheets:
                rows = [
                    (number, row)
                    for number, row in _rows(archive.xml(name), strings)
                    if any(map(str.strip, row))
                ]
                if rows and {"concept", "lang", "term"} <= set(rows[0][1]):
                    return csv.from_rows(_squared(rows), path)
                if rows:
                    return table.glossary([row for _, row in rows], path, passed)
    except ReadError as error:
        raise FormatError(str(error)) from None
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None
    if not sheets:
        raise FormatError(f"{path}: is no Excel workbook; save it as .xlsx")
    return Glossary(path.stem, ())


def _strings(archive: Archive) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.names:
        for item in archive.xml("xl/sharedStrings.xml").iter("{*}si"):
            yield _text(item)


def _text(element: etree._Element) -> str:
    """The text of a cell without the phonetic runs of East Asian text."""
    return "".join(
        part.text or ""
        for part in element.iter("{*}t")
        if (parent := part.getparent()) is None or etree.QName(parent).localname != "rPh"
    )


def _squared(rows: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with as many cells as the heading: empty cells at the end are not in the file."""
    width = len(rows[0][1])
    for number, row in rows:
        yield number, row + [""] * (width - len(row))


def _rows(sheet: etree._Element, strings: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet with their numbers."""
    for at, row in enumerate(sheet.iter("{*}row"), 1):
        cells: list[str] = []
        for cell in row.iterchildren("{*}c"):
            at = _column(cell.get("r") or "", len(cells))
            if at < _MAX_COLUMNS:
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _value(cell, strings)
        number = row.get("r") or ""
        yield int(number) if number.isdecimal() else at, cells


def _column(reference: str, fallback: int) -> int:
    """The number of the column in a reference such as `AB12`."""
    letters = re.match("[A-Z]{1,3}", reference)
    if letters is None:
        return fallback
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, strings: Sequence[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((child.text or "" for child in cell.iterchildren("{*}v")), "")
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return value


def _timeless(book: bytes) -> bytes:
    """The workbook without the time at which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever the machine
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return out.getvalue()
