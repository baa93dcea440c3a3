"""Chinese terms that only their English tells of.

Where the English harvest found a term, the stretch of Chinese that its words are linked to is
looked at; it is a term if its own best equivalent, sought as that of any Chinese term, is the
English term again. Titles in quotation marks need no English harvest: both languages mark them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from termx import lang
from termx.models import Candidate, Kind, Occurrence
from termx.pair.compare import SHARE
from termx.pair.knowledge import Texts
from termx.pair.lexicon import Lexicon
from termx.pair.links import linked
from termx.pair.material import Matches, Material, match
from termx.pair.ranking import Equivalent
from termx.pair.spans import folded, stops
from termx.pair.spread import sample, shares
from termx.pair.stretch import edges_of, is_built, is_marked, linked_forms
from termx.pair.tokens import english

AGREED = 0.75
"""Confidence of the Chinese term in its English one that is asked for."""
ALONE = 0.9
"""The same where the English is one word: many words translate it here and there."""
TITLED = 0.5
"""The same for a title in quotation marks, whose edges are beyond doubt."""
BEADS = 20_000
"""So many beads are looked at."""
_LOW = 0.01
"""Score of a proposed domain term: it takes the place of none that the Chinese text shows."""
_SPECIAL, _SINGLE, _JOINED = 0.3, 0.85, 0.2
"""Scores of English domain terms, of more words and of one, that may lead to Chinese ones; and how
much more is asked for where “and” joins what need not be one term.
"""
_TITLED = re.compile(r"(?<=题为)“([^“”]{6,})”")


@dataclass(frozen=True, slots=True, order=True)
class _Proposal:
    """Chinese stretches of which one may be the term that the English `source` translates."""

    forms: tuple[str, ...]
    source: str
    least: float


def propose(candidates: Sequence[Candidate], on: Material) -> tuple[Candidate, ...]:
    """Chinese candidates that the English ones of the material lead to, by form.

    `candidates` are what the Chinese harvest has already.
    """
    kinds = {folded(item.form): replace(item, occurrences=()) for item in reversed(on.english)}
    have = {lang.key(item.form) for item in candidates}
    titles = {form for form in _titles(on) if lang.key(form) not in have}
    proposals = set(_proposals(on, kinds))
    forms = {form for item in proposals for form in item.forms} | titles
    agreed = match(sorted(forms), on, nested=True)
    chosen: dict[str, str] = {}
    for item in sorted(proposals):
        sure = {form: _agreement(agreed.equivalents[form], item.source) for form in item.forms}
        form = max(item.forms, key=lambda form: sure[form])
        if sure[form] >= item.least and lang.key(form) not in have:
            chosen[form] = item.source
    found = [_candidate(form, kinds[source], agreed, on) for form, source in chosen.items()]
    for form in titles - chosen.keys():
        best = agreed.equivalents[form]
        if best and best[0].confidence >= TITLED:
            places = _places(form, agreed, on)
            language = places[0].segment.document.lang or "zh-Hans"
            found.append(Candidate(form, language, Kind.INSTRUMENT, places, 1.0))
    return tuple(sorted(found, key=lambda item: item.form))


def _titles(on: Material) -> Iterator[str]:
    """What Chinese text calls a title: 题为“…”."""
    for one, _ in on.texts:
        for title in _TITLED.finditer(one):
            yield title[1]


def _agreement(found: Sequence[Equivalent], source: str) -> float:
    """The confidence of the best equivalent if it is the English term `source`."""
    return found[0].confidence if found and found[0].key == source else 0.0


def _candidate(form: str, source: Candidate, found: Matches, on: Material) -> Candidate:
    places = _places(form, found, on)
    language = places[0].segment.document.lang or "zh-Hans"
    theme = source.kind is Kind.THEME
    return Candidate(form, language, source.kind, places, _LOW if theme else source.score)


def _places(form: str, found: Matches, on: Material) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(segment, segment.start + start, segment.start + end)
        for bead, spans in sorted(found.places[form].items())
        for segment in [on.sides[bead].chinese]
        for start, end in spans
    )


def _proposals(on: Material, kinds: Mapping[str, Candidate]) -> Iterator[_Proposal]:
    """Chinese stretches with the English term that they are linked to."""
    sought = frozenset(tuple(token.key for token in english(item.form)) for item in on.english)
    texts = [on.texts[bead] for bead in sample(range(len(on.texts)), BEADS)]
    for found in on.engine.map(_proposed, shares(texts, SHARE), (on.learnt, kinds, sought)):
        yield from found


def _proposed(
    texts: Sequence[Texts],
    state: tuple[Lexicon, Mapping[str, Candidate], frozenset[tuple[str, ...]]],
) -> list[_Proposal]:
    learnt, kinds, sought = state
    longest = max(map(len, sought), default=0)
    proposals: dict[_Proposal, None] = {}
    for row, links in linked(texts, learnt):
        one, two = texts[row]
        tokens = english(two)
        keys = tuple(token.key for token in tokens)
        edges = edges_of(one)
        whole = links.to_english.sum(axis=0).astype(float)
        for first, last in _standing(keys, sought, longest):
            form = two[tokens[first].start : tokens[last - 1].end]
            source = folded(form)
            count = sum(two[t.start : t.end] not in stops() for t in tokens[first:last])
            if not count or source not in kinds or not _leads(kinds[source], count):
                continue
            found = dict.fromkeys(linked_forms(one, links, slice(first, last), whole, edges))
            kind = kinds[source].kind
            if forms := tuple(
                item
                for item in found
                if _fits(item, form) and (is_built(item, kind) or is_marked(item, one))
            ):
                proposals[_Proposal(forms, source, AGREED if count > 1 else ALONE)] = None
    return list(proposals)


def _standing(
    keys: tuple[str, ...], sought: Collection[tuple[str, ...]], longest: int
) -> Iterator[tuple[int, int]]:
    """The stretches of units that are `sought`, also those inside of others."""
    starts = {item[0] for item in sought if item}
    for first in (i for i, key in enumerate(keys) if key in starts):
        for last in range(first + 1, min(first + longest, len(keys)) + 1):
            if keys[first:last] in sought:
                yield first, last


def _leads(source: Candidate, words: int) -> bool:
    """Whether an English term is special enough to lead to a Chinese one."""
    least = _SPECIAL if words > 1 else _SINGLE
    if " and " in source.form:
        least += _JOINED
    return source.kind is not Kind.THEME or source.score >= least


def _fits(form: str, source: str) -> bool:
    """Whether a number at the end of the Chinese can belong to it."""
    return not form[-1].isdigit() or any(char.isdigit() for char in source)
