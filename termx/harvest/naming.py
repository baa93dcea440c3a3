"""What the stages of harvesting hand on: what is said of names, and candidates in the making."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from termx.harvest.parts import Work
from termx.harvest.tally import Tally
from termx.models import Candidate, Kind

Printed = tuple[str, str, str]
"""A form in simplified characters, the form that is printed, and the language of the latter."""


@dataclass(slots=True)
class Naming:
    """What harvesters say of the names of a collection."""

    votes: defaultdict[str, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    defines: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    first: dict[str, tuple[Printed, Tally]] = field(default_factory=dict)
    """Where each form was seen first: it may stand inside of longer names everywhere."""

    def merge(self, other: Naming, number: int | None = None) -> None:
        """Add what a later harvester says, or the same one of a later part, which has `number`."""
        for form, kinds in other.votes.items():
            self.votes[form].update(kinds)
        for form, short in other.defines.items():
            self.defines[form] |= short
        for form, (key, place) in other.first.items():
            if form not in self.first:
                self.first[form] = key, place if number is None else place.placed(number)

    def kinds(self) -> dict[str, Kind]:
        """Form -> its kind by the majority of the votes."""
        return {
            form: min(kinds, key=lambda kind: (-kinds[kind], kind))
            for form, kinds in self.votes.items()
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate whose occurrences are only spots yet."""

    printed: Printed
    tally: Tally
    kind: Kind
    score: float
    defines: tuple[str, ...] = ()
    variant_of: str | None = None

    @property
    def form(self) -> str:
        """The form in simplified characters."""
        return self.printed[0]


def candidates(work: Work, found: Sequence[Found]) -> tuple[Candidate, ...]:
    """`found` as candidates."""
    at = work.fetch({spot for each in found for spot in each.tally.spots})
    return tuple(
        Candidate(
            each.printed[1],
            each.printed[2],
            each.kind,
            tuple(at[spot] for spot in each.tally.spots),
            each.score,
            each.defines,
            each.variant_of,
            each.tally.attestation,
        )
        for each in found
    )
