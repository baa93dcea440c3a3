"""What is kept of the occurrences of a form: all of a small collection, the best of a large one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from termx.harvest.parts import At, Part, Spot
from termx.models import Attestation, SegmentKind

SOURCES = 50
"""So many documents of a form are named."""

_RUNNING = frozenset({SegmentKind.BODY, SegmentKind.PREAMBLE, SegmentKind.OPERATIVE})
_RESOLUTION = re.compile(r"(?:^|/)RES/")
_Rank = tuple[int, bool, int, str]
_Source = tuple[bool, str]
"""Resolutions first."""

Ranked = TypeVar("Ranked", tuple[_Rank, Spot], _Source)


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
    kept: list[tuple[_Rank, Spot]] = field(default_factory=list)
    """The best first."""
    sources: list[_Source] = field(default_factory=list)
    """The best first, each once."""
    dates: tuple[str, ...] = ()

    def merge(self, other: Tally, number: int) -> None:
        """Add what was found in part `number`, a later one."""
        self.frequency += other.frequency
        self.documents += other.documents
        if new := _needed(self.kept, other.kept, self.limit):
            placed = [(rank, (number, *spot[1:])) for rank, spot in new]
            self.kept = sorted(self.kept + placed)[: self.limit]
        most = None if self.limit is None else SOURCES
        if sources := _needed(self.sources, other.sources, most):
            self.sources = sorted({*self.sources, *sources})[:most]
        if other.dates != self.dates:
            self.dates = _ends({*self.dates, *other.dates})

    def placed(self, number: int) -> Tally:
        """The same, said of part `number`."""
        found = Tally(self.limit)
        found.merge(self, number)
        return found

    @property
    def spots(self) -> list[Spot]:
        """The places that were kept, in reading order."""
        return sorted(spot for _, spot in self.kept)

    @property
    def attestation(self) -> Attestation:
        """The counts."""
        sources = tuple(sorted(name for _, name in self.sources))
        return Attestation(self.frequency, self.documents, sources, self.dates)


def _needed(own: Sequence[Ranked], more: list[Ranked], limit: int | None) -> list[Ranked]:
    """What of `more` can still be among the `limit` best; both it and `own` are in order."""
    if limit is None or len(own) < limit:
        return more
    return more[: bisect_right(more, own[-1])]


def tally(places: Sequence[At], part: Part, limit: int | None) -> Tally:
    """The occurrences of one form in one part, which are given in reading order."""
    found = Tally(limit, frequency=len(places))
    counts = Counter(part.owners[number] for number, _, _ in places)
    most = _turns(counts.values(), limit)
    dates: set[str | None] = set()
    sources: set[_Source] = set()
    owner, turn = -1, 0
    for number, start, end in places:
        if part.owners[number] != owner:
            owner, turn = part.owners[number], 0
            document = part.printed[number].document
            sources.add(_source(document.name))
            dates.add(document.date)
            newest = -int((document.date or "").replace("-", "").ljust(8, "0")[:8])
        if turn < most:
            plain = part.printed[number].kind not in _RUNNING
            rank = turn, plain, newest, document.path
            found.kept.append((rank, (0, number, start, end)))
        turn += 1
    found.documents = len(counts)
    found.dates = _ends(date for date in dates if date)
    found.kept = sorted(found.kept)[:limit]
    found.sources = sorted(sources)[: None if limit is None else SOURCES]
    return found


def _turns(counts: Collection[int], limit: int | None) -> int:
    """How many occurrences of each document are needed for `limit` ones of all."""
    most = max(counts)
    if limit is None:
        return most
    return next(
        (turns for turns in range(1, most) if sum(min(turns, own) for own in counts) >= limit), most
    )


def _ends(dates: Iterable[str]) -> tuple[str, ...]:
    """The first and the last of `dates`."""
    ordered = sorted(dates)
    return tuple(dict.fromkeys(ordered[:1] + ordered[-1:]))


@lru_cache(1 << 16)
def _source(name: str) -> _Source:
    return not _RESOLUTION.search(name), name
