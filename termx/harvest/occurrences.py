"""All places of the forms that were found: one pass of an automaton over every document."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx.models import Document, Occurrence, Segment


class Forms:
    """Forms that are to be found in texts. It can be pickled."""

    def __init__(self, forms: Collection[str]) -> None:
        self._forms = tuple(sorted(forms))

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self._forms), MATCH_KIND_STANDARD)

    def __getstate__(self) -> dict[str, object]:
        return {"_forms": self._forms}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    def occurrences(self, segments: Sequence[Segment]) -> dict[str, list[Occurrence]]:
        """Form -> its occurrences in reading order; a form inside a longer one does not count.

        `segments` are grouped by document and in order, as `termx.segment.paragraphs` returns them.
        """
        places: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for document, own in _by_document(segments) if self._forms else ():
            starts = [segment.start for segment in own]
            for start, end, index in cover(self._automaton.find_overlapping(document.text)):
                segment = own[max(0, bisect_right(starts, start) - 1)]
                if segment.start <= start and end <= segment.end:
                    places[self._forms[index]].append(Occurrence(segment, start, end))
        return places


def cover(matches: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The longest matches that do not overlap, from left to right.

    Of overlapping matches the longest is taken first and the leftmost of equals, so that a match
    that begins early cannot hide a longer one behind it.
    """
    cluster: list[tuple[int, int, int]] = []
    edge = 0
    for match in sorted(matches):
        if match[0] >= edge and cluster:
            yield from _longest_first(cluster)
            cluster = []
        cluster.append(match)
        edge = max(edge, match[1])
    yield from _longest_first(cluster)


def _longest_first(cluster: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    if len(cluster) == 1:
        return cluster
    taken: list[tuple[int, int, int]] = []
    for match in sorted(cluster, key=lambda match: (match[0] - match[1], match[0])):
        if all(match[1] <= start or end <= match[0] for start, end, _ in taken):
            taken.append(match)
    return sorted(taken)


def _by_document(segments: Sequence[Segment]) -> Iterator[tuple[Document, list[Segment]]]:
    own: list[Segment] = []
    for segment in segments:
        if own and segment.document is not own[0].document:
            yield own[0].document, own
            own = []
        own.append(segment)
    if own:
        yield own[0].document, own
