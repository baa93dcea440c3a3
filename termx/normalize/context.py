"""One good sentence for a term."""

from __future__ import annotations

from termx.models import Occurrence, Segment, SegmentKind
from termx.normalize.forms import Form
from termx.segment import sentences

_LOOKED_AT = 8
_SHORT = 25
_RUNNING = frozenset({SegmentKind.BODY, SegmentKind.PREAMBLE, SegmentKind.OPERATIVE})


class Contexts:
    """Contexts of terms; a paragraph that shows many terms is cut into sentences once."""

    def __init__(self) -> None:
        self._sentences: dict[int, tuple[Segment, tuple[Segment, ...]]] = {}

    def of(self, form: Form) -> str | None:
        """The sentence that shows `form` best: running text of the newest document, not short."""
        best = max(form.occurrences[:_LOOKED_AT], key=_quality, default=None)
        if best is None:
            return None
        for sentence in self._cut(best.segment):
            if sentence.start <= best.start and best.end <= sentence.end:
                return sentence.text
        return best.segment.text

    def _cut(self, segment: Segment) -> tuple[Segment, ...]:
        # Keyed by identity (hashing a segment hashes its document); the entry keeps it alive.
        known = self._sentences.get(id(segment))
        if known is None:
            known = self._sentences[id(segment)] = segment, sentences(segment)
        return known[1]


def _quality(occurrence: Occurrence) -> tuple[bool, bool, str]:
    segment = occurrence.segment
    return (
        segment.kind in _RUNNING,
        segment.end - segment.start >= _SHORT,
        segment.document.date or "",
    )
