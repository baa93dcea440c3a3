"""Bitext of any size: parts of it are worked on one after the other, or at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from termx.engines import Engine, Serial
from termx.models import Bitext
from termx.pair.knowledge import Texts
from termx.read.slices import Lines, Slice

State = TypeVar("State")
Result = TypeVar("Result")
Item = TypeVar("Item")

Stage = Callable[[int, Sequence[Texts], State], Result]
"""Takes the number of the first of some beads, their texts, and what else there is to know."""


@dataclass(frozen=True, slots=True)
class Names:
    """What evidence calls the Chinese and the English document of beads, from those at `starts`
    on.
    """

    names: tuple[tuple[str, str], ...]
    starts: tuple[int, ...] = (0,)

    def of(self, beads: Iterable[int], side: int) -> tuple[str, ...]:
        """The documents of `beads`, each once; side 0 is the Chinese one."""
        found = (self.names[bisect_right(self.starts, bead) - 1][side] for bead in beads)
        return tuple(dict.fromkeys(found))


class Beads(Protocol):
    """Beads, counted from 0, and what works on them."""

    @property
    def count(self) -> int: ...

    @property
    def names(self) -> Names: ...

    @property
    def engine(self) -> Engine: ...

    def map(self, stage: Stage[State, Result], state: State) -> Iterator[Result]:
        """What `stage` returns for each part, in their order."""
        ...


class Kept:
    """Bitext in memory, as one part."""

    def __init__(self, bitext: Bitext, engine: Engine | None = None) -> None:
        self._texts = texts(bitext)
        self.engine = engine or Serial()
        one, two = bitext.source.name, bitext.target.name
        self.names = Names(((two, one) if _is_english_first(bitext) else (one, two),))
        self.count = len(self._texts)

    def map(self, stage: Stage[State, Result], state: State) -> Iterator[Result]:
        yield stage(0, self._texts, state)


@dataclass(frozen=True, slots=True)
class Read:
    """Bitext that stays in its files: each part is read anew by who works on it."""

    lines: Lines = field(repr=False)
    engine: Engine

    @property
    def count(self) -> int:
        return self.lines.count

    @property
    def names(self) -> Names:
        return Names((self.lines.names,))

    def map(self, stage: Stage[State, Result], state: State) -> Iterator[Result]:
        return self.engine.map(_staged, self.lines.slices, (stage, state))


def _staged(part: Slice, state: tuple[Stage[State, Result], State]) -> Result:
    stage, own = state
    return stage(part.first, part.pairs(), own)


def texts(bitext: Bitext) -> list[Texts]:
    """The Chinese and the English text of each bead."""
    sides = (bitext.source, bitext.target)
    if _is_english_first(bitext):
        sides = (bitext.target, bitext.source)
    pairs = zip(sides[0].paragraphs, sides[1].paragraphs, strict=True)
    return [(sides[0].text[a.start : a.end], sides[1].text[b.start : b.end]) for a, b in pairs]


def _is_english_first(bitext: Bitext) -> bool:
    return (bitext.source.lang or "").startswith("en")
