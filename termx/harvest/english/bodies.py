"""Names by their capitals, function words and heads: bodies, instruments, programmes, events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termx.harvest.english.chains import Name, chains
from termx.harvest.english.known import known_names
from termx.harvest.mentions import Mention
from termx.models import Occurrence, Segment

_GOES_ON = re.compile(r" (?:and|with|in|on|for|to) |,| \([A-Z]")
_PORTFOLIO = re.compile(
    r"(?:Secretary-General|Secretary|Coordinator|Representative|Adviser|Commissioner|Minister"
    r"|Director|Officer|Chief|Head) (?:for|of) $"
)
"""Before what a person is in charge of: the Assistant Secretary-General for Field Operations."""


def bodies(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Names whose words begin with capitals; a part of a known name is none."""
    for segment in segments:
        text = segment.text
        if text.isupper():
            continue
        found = [name for chain in chains(text) for name in chain]
        if not found:
            continue
        spans = [(start, end) for start, end, _ in known_names(text)]
        for name in found:
            if any(_broken(text, name, start, end) for start, end in spans):
                continue
            if text.endswith((" for ", " of "), 0, name.start) and _PORTFOLIO.search(
                text, max(0, name.start - 30), name.start
            ):
                continue
            start, end = segment.start + name.start, segment.start + name.end
            place = Occurrence(segment, start, end)
            yield Mention(place.text, name.kind, place)


def _broken(text: str, name: Name, left: int, right: int) -> bool:
    """Whether the name begins or ends amid the words of the known name `text[left:right]`."""
    if left < name.start < right:
        return not text.endswith("the ", left, name.start)
    return name.start == left and name.end < right and bool(_GOES_ON.match(text, name.end))
