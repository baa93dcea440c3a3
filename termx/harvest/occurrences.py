"""All places of the forms that were found: one pass of an automaton over every document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx.harvest.parts import At, Part


class Forms:
    """Forms that are to be found in texts. It can be pickled."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.__setstate__(tuple(sorted(forms)))

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self._forms), MATCH_KIND_STANDARD)

    def __getstate__(self) -> tuple[str, ...]:
        return self._forms

    def __setstate__(self, state: tuple[str, ...]) -> None:
        self._forms = state
        self._in_text = lru_cache(1 << 12)(self._found)

    def places(self, part: Part) -> dict[str, list[At]]:
        """Form -> its places in reading order; a form inside a longer one does not count."""
        found: defaultdict[str, list[At]] = defaultdict(list)
        for number, segment in enumerate(part.segments) if self._forms else ():
            for start, end, index in self._in_text(segment.text):
                found[self._forms[index]].append((number, start, end))
        return found

    def _found(self, text: str) -> tuple[tuple[int, int, int], ...]:
        return tuple(cover(self._automaton.find_overlapping(text)))


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
