"""What is kept of the occurrences of a form: all of a small collection, the best of a large one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from termx.harvest.parts import At, Part, Spot
from termx.models import Attestation, SegmentKind

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
    kept: list[tuple[_Rank, Spot]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    dates: tuple[str, ...] = ()

    def merge(self, other: Tally, number: int) -> None:
        """Add what was found in part `number`, a later one."""
        self.frequency += other.frequency
        self.documents += other.documents
        self.kept += ((rank, (number, *spot[1:])) for rank, spot in other.kept)
        self.sources |= other.sources
        self.dates = _ends({*self.dates, *other.dates})
        self.trim()

    def placed(self, number: int) -> Tally:
        """The same, said of part `number`."""
        found = Tally(self.limit)
        found.merge(self, number)
        return found

    def trim(self) -> None:
        """Forget all but the best."""
        if self.limit is not None and len(self.kept) > self.limit:
            worst = sorted(rank for rank, _ in self.kept)[self.limit - 1]
            self.kept = [(rank, spot) for rank, spot in self.kept if rank <= worst]
        if self.limit is not None and len(self.sources) > SOURCES:
            self.sources = set(sorted(self.sources, key=_source_rank)[:SOURCES])

    @property
    def spots(self) -> list[Spot]:
        """The places that were kept, in reading order."""
        return [spot for _, spot in self.kept]

    @property
    def attestation(self) -> Attestation:
        """The counts."""
        return Attestation(self.frequency, self.documents, tuple(sorted(self.sources)), self.dates)


def tally(places: Sequence[At], part: Part, limit: int | None) -> Tally:
    """The occurrences of one form in one part, which are given in reading order."""
    found = Tally(limit, frequency=len(places))
    counts = Counter(part.owners[number] for number, _, _ in places)
    most = _turns(counts.values(), limit)
    dates = set()
    owner, turn = -1, 0
    for number, start, end in places:
        if part.owners[number] != owner:
            owner, turn = part.owners[number], 0
            document = part.printed[number].document
            found.sources.add(document.name)
            dates.add(document.date)
            newest = -int((document.date or "").replace("-", "").ljust(8, "0")[:8])
        if turn < most:
            plain = part.printed[number].kind not in _RUNNING
            rank = turn, plain, newest, document.path
            found.kept.append((rank, (0, number, start, end)))
        turn += 1
    found.documents = len(counts)
    found.dates = _ends(date for date in dates if date)
    found.trim()
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


def _source_rank(name: str) -> tuple[bool, str]:
    return not _RESOLUTION.search(name), name
