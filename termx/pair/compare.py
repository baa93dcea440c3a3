"""Terms beside the English of the beads in which they stand: all that may translate each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.pair.evidence import Rival, Sight, rivals, sights
from termx.pair.knowledge import Listed, Texts
from termx.pair.lexicon import Lexicon, pool
from termx.pair.links import linked
from termx.pair.places import Places, Span
from termx.pair.spans import folded, spans
from termx.pair.spread import sample

BEADS = 60
"""So many beads of a term are looked at, spread evenly over those that hold it."""
RIVALS = 40
"""So many forms a term are compared."""
TITLE = 10
"""Terms of so many characters may be titles."""
_SHARE = 2_000

Given = Mapping[int, Mapping[Span, bool]]
"""Bead -> stretches of its English text that are known: names (true) and terms."""


@dataclass(frozen=True, slots=True)
class Whole:
    """How many beads hold each term, and the number of beads that hold each folded form."""

    totals: Sequence[int]
    frequencies: Callable[[Collection[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Share:
    """Some beads, with the numbers and places of the terms that stand in each."""

    numbers: Sequence[int]
    texts: Sequence[Texts] = field(repr=False)
    terms: Sequence[Sequence[tuple[int, Sequence[Span], bool]]] = field(repr=False)
    """Number, places, and whether the term is as long as a title."""
    given: Sequence[Mapping[Span, bool]] = field(repr=False)


def compare(
    terms: Sequence[str],
    where: Sequence[Places],
    beads: Sequence[Texts] | Mapping[int, Texts],
    learnt: Lexicon,
    *,
    given: Given | None = None,
    listed: Listed | None = None,
    jobs: int = 1,
    whole: Whole | None = None,
) -> list[list[Rival]]:
    """For each term the forms that may translate it, with the evidence; `where` are its places.

    `whole` is known of all beads if these are only some of them.
    """
    if whole is None:
        english = [folded(beads[i][1]) for i in range(len(beads))]
        whole = Whole([len(places) for places in where], partial(frequencies, texts=english))
    looked = [sample(list(places), BEADS) for places in where]
    long = [len(term) >= TITLE for term in terms]
    shares = list(_shares(where, looked, long, beads, given or {}))
    seen: list[list[list[Sight]]] = [[] for _ in terms]
    with pool(min(jobs, max(len(shares), 1))) as spread:
        for found in spread(partial(_looked, learnt), shares):
            for term, sight in found:
                seen[term].append(sight)
    seen = [_likeliest(items) for items in seen]
    keys = {folded(sight.form) for items in seen for bead in items for sight in bead}
    counts = whole.frequencies(keys)
    return [
        rivals(term, items, total, counts, (listed or {}).get(lang.key(term), ()))
        if any(items)
        else []
        for term, items, total in zip(terms, seen, whole.totals, strict=True)
    ]


def _shares(
    where: Sequence[Places],
    looked: Sequence[Sequence[int]],
    long: Sequence[bool],
    beads: Sequence[Texts] | Mapping[int, Texts],
    given: Given,
) -> Iterable[_Share]:
    holding: defaultdict[int, list[tuple[int, Sequence[Span], bool]]] = defaultdict(list)
    for term, chosen in enumerate(looked):
        for bead in chosen:
            holding[bead].append((term, where[term][bead], long[term]))
    order = sorted(holding)
    for at in range(0, len(order), _SHARE):
        part = order[at : at + _SHARE]
        yield _Share(
            part,
            [beads[bead] for bead in part],
            [holding[bead] for bead in part],
            [given.get(bead, {}) for bead in part],
        )


def _looked(learnt: Lexicon, share: _Share) -> list[tuple[int, list[Sight]]]:
    """The sights of the terms in the beads of a share, in the order of beads and terms."""
    result: dict[int, list[tuple[int, list[Sight]]]] = {}
    for row, links in linked(share.texts, learnt):
        text, given = share.texts[row][1], share.given[row]
        kinds = {long for _, _, long in share.terms[row]}
        english = {long: spans(text, given, titles=long) for long in sorted(kinds)}
        result[row] = [
            (term, sights(share.numbers[row], english[long], links, places))
            for term, places, long in share.terms[row]
        ]
    return [item for row in sorted(result) for item in result[row]]


def _likeliest(items: Sequence[list[Sight]]) -> list[list[Sight]]:
    """The sights of the forms that are best over all beads."""
    sums: Counter[str] = Counter()
    for bead in items:
        for sight in bead:
            sums[folded(sight.form)] += max(sight.rating + 4, 0)  # type: ignore[assignment]
    kept = set(sorted(sums, key=lambda key: (-sums[key], key))[:RIVALS])
    return [[sight for sight in bead if folded(sight.form) in kept] for bead in items]


def frequencies(keys: Collection[str], texts: Iterable[str]) -> Counter[str]:
    """The number of folded texts that hold each folded form."""
    counts: Counter[str] = Counter()
    patterns = sorted(f" {key} " for key in keys if key)
    if patterns:
        automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
        for text in texts:
            matches = automaton.find_overlapping(f" {text} ")
            counts.update({patterns[index].strip() for _, _, index in matches})
    return counts
