"""Where listed terms stand in bitext of any size: how often, and some of the beads that hold each.

The beads that are kept of a frequent term are the first ones in an order that is the same however
the bitext is divided, and of which the first ones are spread evenly: multiples of the golden ratio.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from termx.pair.beads import Beads
from termx.pair.compare import BEADS
from termx.pair.knowledge import Texts
from termx.pair.places import Finder, Places, Span
from termx.pair.spans import folded

COUNTED = 200_000
"""English forms are counted in so many beads, spread evenly."""
_GOLDEN, _TURN = 2_654_435_769, 2**32


@dataclass(slots=True)
class Standing:
    """Where a term stands: its best rank (see `Finder`), the beads that have it with this rank, how
    often, and some of them: order, bead, places.
    """

    rank: int
    beads: int = 0
    times: int = 0
    kept: list[tuple[int, int, tuple[Span, ...]]] = field(default_factory=list)

    def merge(self, other: Standing) -> None:
        """Add what another part holds."""
        if other.rank > self.rank:
            return
        if other.rank < self.rank:
            self.rank, self.beads, self.times, self.kept = other.rank, 0, 0, []
        self.beads += other.beads
        self.times += other.times
        self.kept += other.kept
        if len(self.kept) > 2 * BEADS:
            self.trim()

    def trim(self) -> None:
        """Forget all beads but the first ones."""
        self.kept.sort()
        del self.kept[BEADS:]

    @property
    def places(self) -> Places:
        """The beads that were kept, in their order."""
        return dict(sorted(item[1:] for item in self.kept))


def order_of(bead: int) -> int:
    """The place of a bead in the order in which they are kept."""
    return bead * _GOLDEN % _TURN


def standings(terms: Sequence[str], work: Beads) -> list[Standing]:
    """Where each of `terms` stands."""
    found = [Standing(rank=4) for _ in terms]
    for part in work.map(_scan, Finder(terms)):
        for index, own in part.items():
            found[index].merge(own)
    for standing in found:
        standing.trim()
    return found


def _scan(first: int, texts: Sequence[Texts], finder: Finder) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    for bead, (text, _) in enumerate(texts, first):
        here: dict[int, tuple[int, list[Span]]] = {}
        for index, span, rank in finder.find(text):
            best, spans = here.setdefault(index, (rank, []))
            if rank < best:
                here[index] = rank, [span]
            elif rank == best:
                spans.append(span)
        order = order_of(bead)
        for index, (rank, spans) in here.items():
            own = Standing(rank, 1, len(spans), [(order, bead, tuple(spans))])
            if index in found:
                found[index].merge(own)
            else:
                found[index] = own
    for standing in found.values():
        standing.trim()
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Beads whose texts are wanted, in order, and those in which English forms are counted."""

    beads: tuple[int, ...]
    step: int


def fetched(beads: Collection[int], work: Beads) -> tuple[Mapping[int, Texts], list[str]]:
    """The texts of `beads`, and the folded English of some of all beads: every n-th one."""
    known: dict[int, Texts] = {}
    english: list[str] = []
    wanted = Wanted(tuple(sorted(beads)), max(1, -(-work.count // COUNTED)))
    for own, counted in work.map(_fetch, wanted):
        known.update(own)
        english += counted
    return known, english


def _fetch(
    first: int, texts: Sequence[Texts], wanted: Wanted
) -> tuple[list[tuple[int, Texts]], list[str]]:
    start, end = (bisect_left(wanted.beads, at) for at in (first, first + len(texts)))
    own = [(bead, texts[bead - first]) for bead in wanted.beads[start:end]]
    step = wanted.step
    return own, [folded(english) for _, english in texts[-first % step :: step]]
