"""The draft under check, and what several rules want to know about it, found once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from termx.check.folding import Squeezed, squeeze
from termx.check.lexicon import Entry, Form, Lexicon, Reference
from termx.lang import is_han, simplified
from termx.models import Bead, Concept, Document, Occurrence, Paragraph, Segment

if TYPE_CHECKING:
    from termx.check.english import Words

_HARVESTED = 4_000_000
"""Characters of a draft of which names are harvested; more would take minutes."""
_QUOTED = re.compile(r"“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』")
_MARKED = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉")


class Hit(NamedTuple):
    """A known form at `start:end` of a text; `references` say whose form it is."""

    start: int
    end: int
    references: Sequence[Reference]


class Draft:
    """A document, its source if there is one, their beads, and the lexicon."""

    def __init__(
        self,
        target: Document,
        lexicon: Lexicon,
        *,
        source: Document | None = None,
        beads: Sequence[Bead] = (),
    ) -> None:
        self.target = target
        self.source = source
        self.lexicon = lexicon
        self.beads = tuple(bead for bead in beads if bead.source and bead.target)
        """The beads with both sides."""

    @property
    def text(self) -> str:
        return self.target.text

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the draft that are not empty."""
        return tuple(item for item in self.target.paragraphs if item.end > item.start)

    @property
    def segments(self) -> Iterator[Segment]:
        """The same as segments."""
        return map(self._segment, self.paragraphs)

    @cached_property
    def _ends(self) -> list[int]:
        return [item.end for item in self.paragraphs]

    def segment(self, offset: int) -> Segment:
        """The paragraph at `offset`."""
        at = min(bisect_right(self._ends, offset), len(self._ends) - 1)
        if at < 0:
            return Segment(self.target, 0, len(self.text))
        return self._segment(self.paragraphs[at])

    def _segment(self, item: Paragraph) -> Segment:
        return Segment(
            self.target, item.start, item.end, item.kind, item.number, item.id, item.state
        )

    @cached_property
    def simplified(self) -> str:
        """The text in simplified characters, of the same length."""
        return simplified(self.text)

    @cached_property
    def squeezed(self) -> Squeezed:
        """The text folded for comparison."""
        return Squeezed(self.simplified)

    @cached_property
    def places(self) -> list[tuple[int, int, int]]:
        """Start, end and pattern of the known Chinese forms in `squeezed`.

        The longest where they overlap.
        """
        automaton, text = self.lexicon.chinese, self.squeezed.text
        if automaton is None:
            return []
        latin = self.lexicon.latin
        return [
            place
            for place in cover(automaton.find_overlapping_no_suffix(text))
            if place[2] not in latin or self._fitting(*place)
        ]

    def hit(self, place: tuple[int, int, int]) -> Hit:
        """What stands at one of `places`."""
        start, end, pattern = place
        references = self.lexicon.forms[pattern]
        return Hit(
            start, end, self._fitting(*place) if pattern in self.lexicon.latin else references
        )

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The known Chinese forms, in `squeezed`."""
        return tuple(map(self.hit, self.places))

    def _fitting(self, start: int, end: int, pattern: int) -> list[Reference]:
        """The forms that the text at `start:end` can be, by Latin letters and case."""
        text = self.squeezed.text
        if inside_word(text, start) or inside_word(text, end):
            return []
        origin = self.text[slice(*self.squeezed.span(start, end))]
        return [
            reference
            for reference in self.lexicon.forms[pattern]
            if not (form := self.lexicon.form(reference).text).isupper()
            or origin.isupper()
            or is_han(form)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [place[0] for place in self.places]

    def hits_between(self, start: int, end: int) -> Iterator[Hit]:
        """The hits inside of `text[start:end]`."""
        squeezed, starts = self.squeezed, self._starts
        first = bisect_left(starts, squeezed.offset(start))
        last = bisect_left(starts, squeezed.offset(end))
        return map(self.hit, self.places[first:last])

    def standing(self, hit: Hit) -> Iterator[tuple[Entry, Form]]:
        """The entries and forms of `hit`."""
        for entry, form in hit.references:
            yield self.lexicon.entry(entry), self.lexicon.entry(entry).target[form]

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The quotations, marks included."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    @cached_property
    def marked(self) -> tuple[tuple[int, int], ...]:
        """The titles in title marks, marks included."""
        return tuple(match.span() for match in _MARKED.finditer(self.text))

    def in_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation holds `text[start:end]`."""
        return inside(self.quoted, start, end)

    @cached_property
    def harvested(self) -> tuple[tuple[Concept, ...], Mapping[str, tuple[Occurrence, ...]]]:
        """The concepts that the draft itself shows, and where each of their forms stands.

        None in a draft that is too long for it.
        """
        from termx.harvest import harvest
        from termx.normalize import normalize
        from termx.segment import paragraphs

        candidates = harvest(paragraphs(self.target)) if len(self.text) <= _HARVESTED else ()
        places = {squeeze(item.form): item.occurrences for item in candidates}
        return normalize(candidates), places

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The beads as texts."""
        return tuple(Pair(bead, self) for bead in self.beads)


class Pair:
    """A bead: its source text and the stretch of the draft that translates it."""

    def __init__(self, bead: Bead, draft: Draft) -> None:
        self._draft = draft
        self.bead = bead
        self.start = bead.target[0].start
        self.end = bead.target[-1].end
        self.source = " ".join(segment.text for segment in bead.source)

    @property
    def target(self) -> str:
        return self._draft.text[self.start : self.end]

    @cached_property
    def squeezed(self) -> str:
        """The target folded for comparison."""
        whole = self._draft.squeezed
        return whole.text[whole.offset(self.start) : whole.offset(self.end)]

    @cached_property
    def words(self) -> Words:
        """The source as words."""
        from termx.check.english import words

        return words(self.source)

    @cached_property
    def terms(self) -> tuple[Hit, ...]:
        """The known English terms at their places in `source`, the longest where they overlap."""
        lexicon, words = self._draft.lexicon, self.words
        if lexicon.english is None:
            return ()
        from termx.check.english import fits

        fitting = []
        for start, end, pattern in lexicon.english.find_overlapping(words.text):
            place = words.span(start, end)
            found = self.source[slice(*place)]
            references = [
                (entry, at)
                for entry, at in lexicon.terms[pattern]
                if fits(lexicon.entry(entry).source[at].text, found)
            ]
            if references:
                fitting.append((*place, references))
        return tuple(Hit(*item) for item in cover(fitting))


def cover(matches: Sequence[tuple]) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The longest of the matches that overlap, from left to right, leftmost of equals.

    A match that begins early cannot hide a longer one behind it.
    """
    cluster: list[tuple] = []  # type: ignore[type-arg]
    edge = 0
    for match in sorted(matches):
        if match[0] < edge:
            cluster.append(match)
            if match[1] > edge:
                edge = match[1]
            continue
        if len(cluster) == 1:
            yield cluster[0]
        elif cluster:
            yield from _longest(cluster)
        cluster = [match]
        edge = match[1]
    yield from _longest(cluster)


def _longest(cluster: list[tuple]) -> list[tuple]:  # type: ignore[type-arg]
    taken: list[tuple] = []  # type: ignore[type-arg]
    for match in sorted(cluster, key=lambda item: (item[0] - item[1], item[0])):
        if all(match[1] <= other[0] or other[1] <= match[0] for other in taken):
            taken.append(match)
    return sorted(taken)


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of `spans`, sorted and apart, holds `start:end`."""
    at = bisect_right(spans, (start, end)) - 1
    near = spans[max(0, at) : at + 2]
    return any(first <= start and end <= last for first, last in near)


def inside_word(text: str, at: int) -> bool:
    """Whether `at` parts a run of Latin letters or digits."""
    return 0 < at < len(text) and _wordlike(text[at - 1]) and _wordlike(text[at])


def _wordlike(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
