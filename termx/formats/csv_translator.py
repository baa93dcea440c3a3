"""The translator's table as CSV for Excel: UTF-8 with BOM, CRLF, every cell quoted."""

from __future__ import annotations

import csv

from termx.formats.translator import table
from termx.models import Glossary


def dump(glossary: Glossary) -> bytes:
    """The table of `translator` as CSV."""
    # All quoted: Excel splits at semicolons in some countries, and what follows one could begin
    # a formula.
    text: str = table(glossary).export("csv", quoting=csv.QUOTE_ALL)
    return text.encode("utf-8-sig")
