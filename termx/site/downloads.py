"""The files of whole glossaries that the page offers."""

from __future__ import annotations

from dataclasses import dataclass

from termx.errors import FormatError
from termx.formats import FORMATS
from termx.models import Glossary

OFFERED = (
    ("xlsx", "{name}.xlsx"),
    ("tbx", "{name}.tbx"),
    ("tbx2008", "{name}.2008.tbx"),
    ("tmx", "{name}.tmx"),
    ("omegat", "{name}.omegat.txt"),
    ("csv", "{name}.csv"),
)
"""Formats in the order of the page, and the names of their files."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be downloaded."""

    format: str
    name: str
    data: bytes


def downloads(glossary: Glossary, name: str) -> list[Download]:
    """`glossary` in each format that is offered, but those that cannot hold it."""
    made = []
    for format, pattern in OFFERED:
        if format not in FORMATS:
            continue
        try:
            data = FORMATS[format].dump(glossary)
        except FormatError:
            # A glossary of one language has no pairs; an id may be no XML name.
            continue
        made.append(Download(format, pattern.format(name=name), data))
    return made
