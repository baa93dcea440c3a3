"""SKOS as JSON-LD; see `skos`."""

from __future__ import annotations

from termx.formats.skos import KEEPS, load, write
from termx.models import Glossary

__all__ = ["KEEPS", "dump", "load"]


def dump(glossary: Glossary) -> bytes:
    """The concept scheme in JSON-LD. Raises `FormatError` without rdflib."""
    return write(glossary, "json-ld")
