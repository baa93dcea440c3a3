"""Groups of forms: links join them, contradictions keep them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from termx.normalize.contrast import contrast
from termx.normalize.forms import Form


class Evidence(IntEnum):
    """What ties two forms, strongest first."""

    SCRIPT = 0
    LISTED = 1
    WORDS = 2
    ORDER = 3
    CITED = 4
    DEFINED = 5
    ELLIPSIS = 6
    ABBREVIATION = 7
    SLIP = 8
    PART = 9
    TRANSLATED = 10


_DIRECTED = frozenset({Evidence.DEFINED, Evidence.ELLIPSIS, Evidence.ABBREVIATION})
"""Evidence by which a form is short for one other form and for no second one."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two forms, by their place in the collection, that name one concept, and how we know."""

    one: int
    other: int
    evidence: Evidence
    reason: str
    shortens: bool = False
    """Whether `one` is a short form of `other`."""


class Groups:
    """A union-find structure over forms that refuses to join what is contradicted.

    A union is refused if any form of one group is contradicted by any form of the other, so that a
    chain of links cannot drift from one thing to another.
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.links: list[Link] = []
        self._group = list(range(len(forms)))
        self._members = [[index] for index in range(len(forms))]
        self._tied: set[tuple[int, int]] = set()

    def of(self, index: int) -> int:
        """The group of a form."""
        return self._group[index]

    def members(self, index: int) -> Sequence[int]:
        """The forms in the group of a form."""
        return self._members[self._group[index]]

    def apply(self, links: Iterable[Link]) -> None:
        """Join what `links` tie.

        A short form that could belong to several groups joins none of them; of full forms that are
        one the end of the other (a boundary found in two ways) the more frequent one counts.
        """
        links = sorted(links, key=lambda link: (link.evidence, link.one, link.other))
        short: defaultdict[int, list[Link]] = defaultdict(list)
        for link in links:
            if link.evidence in _DIRECTED:
                short[link.one].append(link)
            else:
                self._join(link)
        for choices in short.values():
            if chosen := self._unambiguous(choices):
                self._join(chosen)

    def _unambiguous(self, links: Sequence[Link]) -> Link | None:
        links = [link for link in links if not self._contradicted(link)]
        if len({self.of(link.other) for link in links}) > 1:
            fulls = sorted((self.forms[link.other].key for link in links), key=len)
            if not all(full.endswith(fulls[0]) for full in fulls):
                return None
        frequency = {link: self.forms[link.other].frequency for link in links}
        return max(links, key=lambda link: (frequency[link], -link.other), default=None)

    def _join(self, link: Link) -> None:
        if self._contradicted(link):
            return
        self.links.append(link)
        here, there = sorted((self.of(link.one), self.of(link.other)))
        if here == there:
            return
        for index in self._members[there]:
            self._group[index] = here
        self._members[here] += self._members[there]
        self._members[there] = []

    def _contradicted(self, link: Link) -> bool:
        if link.evidence <= Evidence.LISTED or link.evidence is Evidence.DEFINED:
            self._tied.add((link.one, link.other))
        if self.of(link.one) == self.of(link.other):
            return False
        return any(
            contrast(self.forms[one], self.forms[other], linked=self._are_tied(one, other))
            for one in self.members(link.one)
            for other in self.members(link.other)
        )

    def _are_tied(self, one: int, other: int) -> bool:
        return (one, other) in self._tied or (other, one) in self._tied
