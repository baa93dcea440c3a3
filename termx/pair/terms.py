"""`--terms`: a list of Chinese terms gets its English equivalents from bitext."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from termx.models import Concept, Status, Term
from termx.pair.beads import Beads, Names
from termx.pair.compare import Whole, compare, frequencies
from termx.pair.concepts import LEAST, kind
from termx.pair.context import contexts
from termx.pair.entries import OFFERED, entry, studied
from termx.pair.knowledge import Listed, Texts, listed
from termx.pair.lexicon import Lexicon
from termx.pair.ranking import Equivalent, note
from termx.pair.scan import Standing, standings
from termx.pair.spread import shares
from termx.progress import Report, silent

_TERMS = 250
"""So many terms are compared at a time."""


def english_of(
    terms: Sequence[str],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of the Chinese `terms`, in order of text, with the English of bitext.

    The note of an English term says how sure it is. A term that does not stand in the bitext is a
    concept without English. What is in memory depends on the number of terms, not on the bitext.
    """
    report("looking for terms", len(terms), 0)
    found = standings(terms, work)
    beads, english, learnt = studied(found, work, given=given, report=report)
    share = english, max(1.0, work.count / max(len(english), 1))
    state = _State(learnt, listed(given), share, work.names)
    order = sorted(range(len(terms)), key=lambda i: terms[i])  # like ones share beads
    items = [
        _Item(
            tuple(terms[i] for i in some),
            tuple(found[i] for i in some),
            {bead: beads[bead] for i in some for bead in found[i].places},
        )
        for some in shares(order, _TERMS)
    ]
    concepts: list[Concept] = []
    for made in work.engine.map(_paired, items, state):
        concepts += made
        report("pairing", len(concepts), len(terms))
    return tuple(concepts)


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of the whole bitext: the lexicon, the terms that are listed, the English of
    some beads with how many each stands for, the names of the documents.
    """

    learnt: Lexicon = field(repr=False)
    listed: Listed = field(repr=False)
    english: tuple[Sequence[str], float] = field(repr=False)
    names: Names


@dataclass(frozen=True, slots=True)
class _Item:
    """Some terms, where they stand, and the texts of these beads."""

    terms: tuple[str, ...]
    found: tuple[Standing, ...] = field(repr=False)
    beads: Mapping[int, Texts] = field(repr=False)


def _paired(item: _Item, state: _State) -> list[Concept]:
    texts, scale = state.english

    def frequency(keys: Collection[str]) -> Mapping[str, int]:
        counts = frequencies(keys, texts)
        return {key: round(count * scale) for key, count in counts.items()}

    where = [standing.places for standing in item.found]
    whole = Whole([standing.beads for standing in item.found], frequency)
    found = compare(item.terms, where, item.beads, state.learnt, listed=state.listed, whole=whole)
    return [
        _concept(term, standing, own, item.beads, state.names)
        for term, standing, own in zip(item.terms, item.found, found, strict=True)
    ]


def _concept(
    term: str,
    standing: Standing,
    found: Sequence[Equivalent],
    beads: Mapping[int, Texts],
    names: Names,
) -> Concept:
    where = standing.places
    offered = [item for item in found[:OFFERED] if item is found[0] or item.confidence >= LEAST]
    shown: str | None = None
    english = []
    for rank, item in enumerate(offered):
        sight = item.clearest
        one, two = contexts(sight, where[sight.bead], beads[sight.bead])
        shown = shown or one
        english.append(
            Term(
                text=item.form,
                lang="en",
                type=kind(item.form, preferred=True),
                status=Status.ADMITTED if rank else Status.PREFERRED,
                frequency=len(item.beads),
                sources=names.of(item.beads, 1),
                context=two,
                note=note(item.confidence, len(item.beads)),
            )
        )
    score = offered[0].confidence if offered else 0.0
    sources = names.of(where, 0)
    return entry(term, "zh-Hans", standing, english, sources=sources, context=shown, score=score)
