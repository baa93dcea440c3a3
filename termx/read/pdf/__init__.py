"""PDF: the lines of each page by pdfium, put in reading order.

`extract` asks pdfium for lines and where they stand (`rows`), `columns` puts the lines of a page in
order, `notes` finds its footnotes, `setting` what all pages have in common. `pages` leaves running
heads out and writes the text so that `clean` sees what the page showed: a blank line where lines
stand apart, spaces before an indented line and behind one that ends early, a rule above footnotes,
a page number where a page or column ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from termx.errors import ReadError
from termx.models import Document
from termx.read.head import date_of, language_of, symbol_of
from termx.read.pdf.extract import extract
from termx.read.pdf.pages import compose
from termx.read.pdf.rows import Page

_OUTER = 3


def read_pdf(path: Path) -> Document:
    """The text of the PDF, its places counted in pages and lines.

    Raises `ReadError` for a file that is no PDF, cut off, encrypted, or pictures without text.
    """
    pages = extract(path)
    text, source = compose(pages)
    if not text.strip():
        raise ReadError(
            f"{path}: has pages but no text, as a scan has; recognize the text first (OCR)"
        )
    shown = "\n".join(_head(pages))
    return Document(
        path=str(path),
        text=text,
        lang=language_of(text),
        symbol=symbol_of(shown, path),
        date=date_of(shown),
        source=source,
    )


def _head(pages: Sequence[Page]) -> Iterator[str]:
    """What may name the document: the first page, and the outer lines of all others."""
    for number, page in enumerate(pages):
        for at, row in enumerate(page.rows):
            if number == 0 or at < _OUTER or at >= len(page.rows) - _OUTER:
                yield row.text
