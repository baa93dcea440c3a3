"""The stages of harvesting.

Each is done for every part of a collection, and what the parts give is merged in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from termx import lang
from termx.harvest.abbreviations import abbreviations
from termx.harvest.bodies import Contexts, bodies, contexts, merge_contexts
from termx.harvest.keyterms import Names, Terms, count_clauses
from termx.harvest.known import known
from termx.harvest.mentions import Mention
from termx.harvest.occurrences import Forms
from termx.harvest.parts import Part, Work
from termx.harvest.tally import Tally, tally
from termx.harvest.titles import titles
from termx.harvest.variants import Origin, Variants
from termx.models import Candidate, Kind, Occurrence

MARKED: Mapping[str, Callable[..., Iterable[Mention]]] = {"titles": titles, "known": known}
"""Harvesters that look at a place alone, in the order in which they are believed."""


@dataclass(slots=True)
class Naming:
    """What harvesters say of the names of a collection."""

    votes: defaultdict[str, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    defines: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    first: dict[str, Occurrence] = field(default_factory=dict)

    def merge(self, other: Naming) -> None:
        """Add what a later harvester says, or the same one of a later part."""
        for form, kinds in other.votes.items():
            self.votes[form].update(kinds)
        for form, short in other.defines.items():
            self.defines[form] |= short
        for form, place in other.first.items():
            self.first.setdefault(form, place)

    def kinds(self) -> dict[str, Kind]:
        """Form -> its kind by the majority of the votes."""
        return {
            form: min(kinds, key=lambda kind: (-kinds[kind], kind))
            for form, kinds in self.votes.items()
        }


def _naming(part: Part, mentions: Iterable[Mention]) -> Naming:
    found = Naming()
    for mention in mentions:
        found.votes[mention.form][mention.kind] += mention.weight
        if mention.form not in found.first:
            found.first[mention.form] = mention.occurrence
        if mention.short_for:
            found.defines[mention.short_for].add(mention.form)
    found.first = {form: next(part.places([place])) for form, place in found.first.items()}
    return found


def name(work: Work, harvesters: Iterable[str]) -> Naming:
    """The names of a collection."""
    marked = {each: Naming() for each in MARKED if each in harvesters}
    before: dict[str, set[str]] = {}
    for found, words in work.map(_look, (tuple(marked), "bodies" in harvesters)):
        for own, other in zip(marked.values(), found, strict=True):
            own.merge(other)
        merge_contexts(before, words)
    naming = Naming()
    for own in marked.values():
        naming.merge(own)
    if "bodies" in harvesters:
        for other in work.map(_read_edges, before):
            naming.merge(other)
    if "abbreviations" in harvesters:
        for other in list(work.map(_read_brackets, naming.kinds())):
            naming.merge(other)
    return naming


def _look(part: Part, state: tuple[tuple[str, ...], bool]) -> tuple[list[Naming], Contexts]:
    marked, edges = state
    found = [_naming(part, MARKED[each](part.segments)) for each in marked]
    return found, contexts(part.segments) if edges else {}


def _read_edges(part: Part, before: Contexts) -> Naming:
    return _naming(part, bodies(part.segments, before))


def _read_brackets(part: Part, kinds: Mapping[str, Kind]) -> Naming:
    return _naming(part, abbreviations(part.segments, kinds))


Printed = tuple[str, str, str]
"""A form in simplified characters, the form that is printed, and the language of the latter."""


def count(
    work: Work, naming: Naming, limit: int | None
) -> tuple[list[Candidate], Names, Counter[str]]:
    """The names as candidates, the most frequent first, and the clauses around them."""
    names = Names(naming.votes)
    tallies: dict[Printed, Tally] = {}
    clauses: Counter[str] = Counter()
    for found, counted in work.map(_count, (Forms(naming.votes), names, limit)):
        _merge(tallies, found)
        clauses.update(counted)
    for form in sorted(naming.votes.keys() - {form for form, *_ in tallies}):
        _merge(tallies, _tallies(form, [naming.first[form]], limit))  # inside of longer names
    kinds = naming.kinds()
    candidates = [
        _candidate(
            key,
            found,
            kinds[key[0]],
            round(1.0 - 0.5 ** (1 + found.frequency), 4),
            defines=tuple(sorted(naming.defines.get(key[0], ()))),
        )
        for key, found in sorted(tallies.items(), key=lambda item: (-item[1].frequency, item[0]))
    ]
    return candidates, names, clauses


def _count(
    part: Part, state: tuple[Forms, Names, int | None]
) -> tuple[dict[Printed, Tally], Counter[str]]:
    forms, names, limit = state
    found: dict[Printed, Tally] = {}
    for form, places in forms.occurrences(part.segments).items():
        found |= _tallies(form, list(part.places(places)), limit)
    return found, count_clauses(part.segments, names)


def find_terms(work: Work, terms: Terms, limit: int | None) -> list[Candidate]:
    """The domain terms as candidates, best first.

    What stands outside of names counts; of a term that never does, what stands inside.
    """
    outer: dict[Printed, Tally] = {}
    inner: dict[Printed, Tally] = {}
    for sides in work.map(_find_terms, (terms, limit)):
        _merge(outer, sides[0])
        _merge(inner, sides[1])
    free = {form for form, *_ in outer}
    found = outer | {key: place for key, place in inner.items() if key[0] not in free}
    rank = {form: number for number, form in enumerate(terms.scores)}
    return [
        _candidate(key, place, Kind.THEME, terms.scores[key[0]])
        for key, place in sorted(found.items(), key=lambda item: (rank[item[0][0]], item[0]))
    ]


def _find_terms(
    part: Part, state: tuple[Terms, int | None]
) -> tuple[dict[Printed, Tally], dict[Printed, Tally]]:
    terms, limit = state
    outer, inner = (
        {
            key: found
            for form, places in side.items()
            for key, found in _tallies(form, list(part.places(places)), limit).items()
        }
        for side in terms.occurrences(part.segments)
    )
    return outer, inner


def find_variants(work: Work, found: Iterable[Candidate], limit: int | None) -> Iterator[Candidate]:
    """Other renderings of the forms in `found`.

    Each has the kind and the score of its origin and names it as `variant_of`; a treaty with its
    protocols has no origin.
    """
    origins_of: dict[str, Origin] = {}
    for candidate in found:
        form = lang.simplified(candidate.form) if candidate.lang == "zh-Hant" else candidate.form
        origins_of.setdefault(form, Origin(form, candidate.kind, candidate.score))
    tallies: dict[Printed, Tally] = {}
    origins: dict[str, Origin | None] = {}
    for places, rendered in work.map(_find_variants, (Variants(origins_of.values()), limit)):
        _merge(tallies, places)
        for form, origin in rendered.items():
            origins.setdefault(form, origin)
    for key, place in sorted(tallies.items()):
        if origin := origins[key[0]]:
            yield _candidate(key, place, origin.kind, origin.score, variant_of=origin.form)
        else:
            score = round(1.0 - 0.5 ** (1 + place.frequency), 4)
            yield _candidate(key, place, Kind.INSTRUMENT, score)


def _find_variants(
    part: Part, state: tuple[Variants, int | None]
) -> tuple[dict[Printed, Tally], dict[str, Origin | None]]:
    variants, limit = state
    found: dict[Printed, Tally] = {}
    places, origins = variants.occurrences(part.segments)
    for form, own in places.items():
        found |= _tallies(form, list(part.places(own)), limit)
    return found, origins


def _tallies(form: str, places: Sequence[Occurrence], limit: int | None) -> dict[Printed, Tally]:
    """The occurrences of `form` in one part, by the printed form and its language."""
    found: defaultdict[Printed, list[Occurrence]] = defaultdict(list)
    for place in places:
        language = place.segment.document.lang or "zh-Hans"
        text = place.text if language == "zh-Hant" else form
        found[form, text, language].append(place)
    return {key: tally(own, limit) for key, own in found.items()}


def _merge(whole: dict[Printed, Tally], later: Mapping[Printed, Tally]) -> None:
    for key, found in later.items():
        if key in whole:
            whole[key].merge(found)
        else:
            whole[key] = found


def _candidate(
    key: Printed,
    found: Tally,
    kind: Kind,
    score: float,
    *,
    defines: tuple[str, ...] = (),
    variant_of: str | None = None,
) -> Candidate:
    _, text, language = key
    return Candidate(
        text, language, kind, found.occurrences, score, defines, variant_of, found.attestation
    )
