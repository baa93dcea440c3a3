"""All places of English forms: one pass of an automaton over every paragraph, whole words only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from daachorse import (
    MATCH_KIND_LEFTMOST_LONGEST,
    MATCH_KIND_STANDARD,
    CharwiseDoubleArrayAhoCorasick,
)

from termx.harvest.occurrences import cover
from termx.models import Occurrence, Segment

_BLOT = "\ufffc"


def places(
    segments: Sequence[Segment], forms: Collection[str]
) -> Mapping[str, tuple[Occurrence, ...]]:
    """Form -> its occurrences in reading order; a form inside a longer one does not count."""
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    patterns = sorted(form for form in forms if form)
    if not patterns:
        return {}
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
    for segment in segments:
        text = segment.text
        whole = [
            match
            for match in automaton.find_overlapping(text)
            if is_whole(text, match[0], match[1])
        ]
        for start, end, index in cover(whole):
            found[patterns[index]].append(
                Occurrence(segment, segment.start + start, segment.start + end)
            )
    return {form: tuple(own) for form, own in found.items()}


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (
        (before.isalnum() and text[start].isalnum())
        or (behind.isalnum() and text[end - 1].isalnum())
    )


def mask(segments: Sequence[Segment], forms: Collection[str]) -> Iterator[str]:
    """The texts of `segments` with `forms` blotted out, of the same length."""
    patterns = sorted(form for form in forms if form)
    if not patterns:
        yield from (segment.text for segment in segments)
        return
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_LEFTMOST_LONGEST)
    for segment in segments:
        text = segment.text
        pieces: list[str] = []
        position = 0
        for start, end, _ in automaton.find(text):
            if is_whole(text, start, end):
                pieces += (text[position:start], _BLOT * (end - start))
                position = end
        yield "".join((*pieces, text[position:]))
