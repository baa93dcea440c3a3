"""Short texts as collections, for the tests of harvesters."""

from __future__ import annotations

from termx.harvest import harvest
from termx.models import Candidate, Document, Kind, Segment


def segments(*paragraphs: str) -> list[Segment]:
    """The paragraphs of one Chinese document."""
    document = Document("d.txt", "\n".join(paragraphs), "zh-Hans", "A/99/1")
    found, start = [], 0
    for paragraph in paragraphs:
        found.append(Segment(document, start, start + len(paragraph)))
        start += len(paragraph) + 1
    return found


def candidates(*paragraphs: str, by: str) -> tuple[Candidate, ...]:
    """What the harvesters `by` find, their names joined by spaces."""
    return harvest(segments(*paragraphs), harvesters=by.split())


def kinds(*paragraphs: str, by: str) -> dict[str, Kind]:
    """Form -> kind of what the harvesters `by` find."""
    return {item.form: item.kind for item in candidates(*paragraphs, by=by)}
