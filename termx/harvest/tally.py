"""What is kept of the occurrences of a form: all of a small collection, the best of a large one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from termx.models import Attestation, Occurrence, SegmentKind

SOURCES = 50
"""So many documents of a form are named."""

_RUNNING = frozenset({SegmentKind.BODY, SegmentKind.PREAMBLE, SegmentKind.OPERATIVE})
_RESOLUTION = re.compile(r"(?:^|/)RES/")
_Rank = tuple[int, bool, int, str]


@dataclass(slots=True)
class Tally:
    """Occurrences of one form; at most `limit` of them are kept, None for all.

    The best are the first ones in each document before the second ones, running text before other
    text, newer documents before older ones. As a part of a collection holds whole documents, this
    order does not depend on the parts, and counts of documents add up.
    """

    limit: int | None = None
    frequency: int = 0
    documents: int = 0
    kept: list[tuple[_Rank, Occurrence]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def merge(self, other: Tally) -> None:
        """Add what was found in a later part."""
        self.frequency += other.frequency
        self.documents += other.documents
        self.kept += other.kept
        self.sources |= other.sources
        for date in filter(None, (other.first, other.last)):
            self._date(date)
        self.trim()

    def trim(self) -> None:
        """Forget all but the best."""
        if self.limit is None:
            return
        if len(self.kept) > self.limit:
            worst = sorted(rank for rank, _ in self.kept)[self.limit - 1]
            self.kept = [(rank, place) for rank, place in self.kept if rank <= worst]
        if len(self.sources) > SOURCES:
            self.sources = set(sorted(self.sources, key=_source_rank)[:SOURCES])

    def _date(self, date: str) -> None:
        self.first = min(self.first or date, date)
        self.last = max(self.last or date, date)

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The occurrences that were kept, in reading order."""
        return tuple(place for _, place in self.kept)

    @property
    def attestation(self) -> Attestation:
        """The counts."""
        dates = tuple(sorted({date for date in (self.first, self.last) if date}))
        return Attestation(self.frequency, self.documents, tuple(sorted(self.sources)), dates)


def tally(places: Iterable[Occurrence], limit: int | None) -> Tally:
    """The occurrences of one form in one part, which are given in reading order."""
    found = Tally(limit)
    turns: Counter[str] = Counter()
    for place in places:
        document = place.segment.document
        found.frequency += 1
        turn = turns[document.path]
        turns[document.path] += 1
        if turn == 0:
            found.documents += 1
            found.sources.add(document.name)
            if document.date:
                found._date(document.date)
        newest = -int((document.date or "").replace("-", "").ljust(8, "0")[:8])
        plain = place.segment.kind not in _RUNNING
        found.kept.append(((turn, plain, newest, document.path), place))
    found.trim()
    return found


def _source_rank(name: str) -> tuple[bool, str]:
    return not _RESOLUTION.search(name), name
