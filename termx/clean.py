"""Clean: what a page adds to a text is undone; every character keeps its place in the file."""

from __future__ import annotations

import re
from dataclasses import replace

from termx.models import Document, Paragraph, SourceMap

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def clean(document: Document) -> Document:
    """`document` as paragraphs, one a line."""
    starts, origins, paragraphs, texts = [], [], [], []
    at = 0
    for match in _LINE.finditer(document.text):
        starts.append(at)
        origins.append(match.start())
        texts.append(match[0])
        paragraphs.append(Paragraph(at, at + len(match[0])))
        at += len(match[0]) + 1
    source = SourceMap(
        tuple(starts) or (0,), tuple(origins) or (0,), document.source.units, document.source.unit
    )
    return replace(document, text="\n".join(texts), source=source, paragraphs=tuple(paragraphs))
