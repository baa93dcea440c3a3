"""One readable stretch of text for a term."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest

from termx.models import Occurrence, Segment, SegmentKind
from termx.normalize.forms import Form
from termx.segment import sentences

_LOOKED_AT = 8
_LONGEST = 120
_LONGEST_LATIN = 240
_MORE = 10
"""A sentence of fewer characters around the term shows nothing but the term."""
_RUNNING = frozenset({SegmentKind.BODY, SegmentKind.PREAMBLE, SegmentKind.OPERATIVE})
_NUMBER = re.compile(
    r"\s*(?:\d+(?:\.\d+)*[.、]\s*|[(（](?:\d+|[a-z]+|[一二三四五六七八九十]+)[)）]\s*)*"
)
_CLAUSE = re.compile(r"[，；：。！？]|[,;:](?=\s)")
_PHRASE = re.compile(r"[、，；：。！？\s]")
_JOINING = "、，；：,;: "
_OPEN, _CLOSE = "（(《〈“「『", "）)》〉”」』"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


class Contexts:
    """Contexts of terms; a paragraph that shows many terms is cut into sentences once."""

    def __init__(self) -> None:
        self._sentences: dict[int, tuple[Segment, tuple[Segment, ...]]] = {}

    def of(self, form: Form) -> str | None:
        """The stretch of at most a few lines that shows `form` best, None if it stands nowhere.

        A complete sentence of running text that is short enough, of the newest documents where
        there are several; else a sentence cut at clauses, with … for what is left out.
        """
        longest = _LONGEST if form.chinese else _LONGEST_LATIN
        places = sorted(islice(_in_turn(form.occurrences), _LOOKED_AT), key=_rank)
        fallback = None
        for place in places:
            sentence = self._sentence(place)
            number = _NUMBER.match(sentence.text)
            start = min(sentence.start + (number.end() if number else 0), place.start)
            text = sentence.document.text[start : sentence.end].rstrip(_JOINING)
            if len(text) >= len(form.text) + _MORE:
                if len(text) <= longest:
                    return text
                fallback = fallback or cut(text, place.start - start, place.end - start, longest)
        if fallback is None and places:
            fallback = self._sentence(places[0]).text.rstrip(_JOINING)
        return fallback

    def _sentence(self, place: Occurrence) -> Segment:
        # Keyed by identity (hashing a segment hashes its document); the entry keeps it alive.
        segment = place.segment
        known = self._sentences.get(id(segment))
        if known is None:
            known = self._sentences[id(segment)] = segment, sentences(segment)
        for sentence in known[1]:
            if sentence.start <= place.start and place.end <= sentence.end:
                return sentence
        return segment


def _in_turn(occurrences: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """The first occurrence in each document, then the second ones, and so on."""
    own: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences[: _LOOKED_AT * _LOOKED_AT]:
        own[occurrence.segment.document.path].append(occurrence)
    return filter(None, chain.from_iterable(zip_longest(*own.values())))


def _rank(occurrence: Occurrence) -> tuple[bool, int]:
    """Running text first, then the newest document."""
    segment = occurrence.segment
    date = (segment.document.date or "0").replace("-", "")
    return segment.kind not in _RUNNING, -int(date)


def cut(text: str, start: int, end: int, longest: int) -> str:
    """The clauses of `text` around `text[start:end]`, at most `longest` characters, … for the rest.

    Commas inside of brackets and quotation marks divide only what is too long without them. What
    must be shown is shown, even if it is longer.
    """
    edges = _edges(text, _CLAUSE, nested=False)
    left, right = _grown(edges, start, end, longest)
    if right - left > longest:
        edges = _edges(text, _PHRASE, nested=True)
        left, right = _grown(edges, start, end, longest)
    if right - left > longest:
        spare = max(0, longest - (end - start)) // 2
        left, right = max(left, start - spare), min(right, end + spare)
    piece = text[left:right].strip()
    if right < len(text):
        piece = piece.rstrip(_JOINING) + "…"
    return f"…{piece}" if left > 0 else piece


def _edges(text: str, mark: re.Pattern[str], *, nested: bool) -> list[int]:
    """Offsets behind the marks in `text` and its two ends."""
    edges = [0, *(found.end() for found in mark.finditer(text))]
    if not nested:
        depth, steps = 0, [(0, 0)]
        for bracket in _BRACKET.finditer(text):
            depth += 1 if bracket[0] in _OPEN else -1
            steps.append((bracket.end(), depth))
        starts = [start for start, _ in steps]
        edges = [edge for edge in edges if steps[bisect_right(starts, edge) - 1][1] <= 0]
    return edges if edges[-1] == len(text) else [*edges, len(text)]


def _grown(edges: Sequence[int], start: int, end: int, longest: int) -> tuple[int, int]:
    """The stretch between two edges around a place, grown to both sides while there is room."""
    first = max(i for i, edge in enumerate(edges) if edge <= start)
    last = min(i for i, edge in enumerate(edges) if edge >= end)
    grows = True
    while grows:
        grows = False
        for before, behind in ((first - 1, last), (first, last + 1)):
            if before >= 0 and behind < len(edges) and edges[behind] - edges[before] <= longest:
                first, last, grows = before, behind, True
                break
    return edges[first], edges[last]
