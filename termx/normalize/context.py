"""One good sentence for a term."""

from __future__ import annotations

from termx.models import Occurrence, SegmentKind
from termx.normalize.forms import Form
from termx.segment import sentences

_LOOKED_AT = 8
_SHORT = 25
_RUNNING = frozenset({SegmentKind.BODY, SegmentKind.PREAMBLE, SegmentKind.OPERATIVE})


def context(form: Form) -> str | None:
    """The sentence that shows `form` best: running text of the newest document, not too short."""
    best = max(form.occurrences[:_LOOKED_AT], key=_quality, default=None)
    return None if best is None else _sentence(best)


def _quality(occurrence: Occurrence) -> tuple[bool, bool, str]:
    segment = occurrence.segment
    return (
        segment.kind in _RUNNING,
        segment.end - segment.start >= _SHORT,
        segment.document.date or "",
    )


def _sentence(occurrence: Occurrence) -> str:
    for sentence in sentences(occurrence.segment):
        if sentence.start <= occurrence.start and occurrence.end <= sentence.end:
            return sentence.text
    return occurrence.segment.text
