"""The translator's table as CSV for Excel: UTF-8 with BOM, CRLF, every cell quoted."""

from __future__ import annotations

import csv

from termx.formats.features import Feature, Keeps
from termx.formats.table import load
from termx.formats.translator import table
from termx.models import Glossary

__all__ = ["KEEPS", "dump", "load"]

KEEPS: Keeps = {
    Feature.ONE_SIDED: "",
    Feature.OTHER_LANGUAGES: "",
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "in a column of their own, with what to use instead",
    Feature.ID: "",
    Feature.KIND: "",
    Feature.REVIEW: "",
    Feature.SUBJECT: "",
    Feature.CONCEPT_NOTE: "",
    Feature.TYPE: "by column: short forms, other forms",
    Feature.STATUS: "by column: main form, other forms, do not use",
    Feature.SOURCES: "together for the language",
    Feature.CONTEXT: "one for the language",
    Feature.NOTE: "in the note of the concept",
}


def dump(glossary: Glossary) -> bytes:
    """The table of `translator` as CSV."""
    # All quoted: Excel splits at semicolons in some countries, and what follows one could begin
    # a formula.
    text: str = table(glossary).export("csv", quoting=csv.QUOTE_ALL)
    return text.encode("utf-8-sig")
