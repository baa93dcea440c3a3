"""Names by their capitals, function words and heads: bodies, instruments, programmes, events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from termx.harvest.english.chains import chains
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{2,}\b")


def bodies(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Names whose words begin with capitals."""
    for segment in segments:
        text = segment.text
        if text.isupper():
            continue
        for begin, found, _ in chains(text):
            for name in found:
                start, end = segment.start + begin + name.start, segment.start + begin + name.end
                place = Occurrence(segment, start, end)
                yield Mention(place.text, name.kind, place)
