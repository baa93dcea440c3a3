"""The stages of harvesting.

Each is done for every part of a collection, and what the parts give is merged in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from termx.harvest.abbreviations import abbreviations
from termx.harvest.bodies import bodies, contexts, merge_contexts
from termx.harvest.keyterms import Names, Terms, count_clauses
from termx.harvest.known import known
from termx.harvest.mentions import Mention
from termx.harvest.naming import Found, Naming, Printed
from termx.harvest.occurrences import Forms
from termx.harvest.parts import At, Part, Work
from termx.harvest.tally import Tally, tally
from termx.harvest.titles import titles
from termx.harvest.variants import Origin, Variants
from termx.models import Kind

MARKED: Mapping[str, Callable[..., Iterable[Mention]]] = {"titles": titles, "known": known}
"""Harvesters that look at a place alone, in the order in which they are believed."""


def _naming(part: Part, mentions: Iterable[Mention]) -> Naming:
    found = Naming()
    for mention in mentions:
        at = part.at(mention.occurrence)
        found.votes[mention.form][mention.kind] += mention.weight * part.repeats[at[0]]
        if mention.form not in found.first:
            (seen,) = _tallies(mention.form, [at], part, 1).items()
            found.first[mention.form] = seen
        if mention.short_for:
            found.defines[mention.short_for].add(mention.form)
    return found


def name(work: Work, harvesters: Iterable[str]) -> Naming:
    """The names of a collection."""
    marked = {each: Naming() for each in MARKED if each in harvesters}
    before: dict[str, set[str]] = {}
    looks = work.map(_look, (tuple(marked), "bodies" in harvesters))
    for number, (found, words) in enumerate(looks):
        for own, other in zip(marked.values(), found, strict=True):
            own.merge(other, number)
        merge_contexts(before, words)
    naming = Naming()
    for own in marked.values():
        naming.merge(own)
    if "bodies" in harvesters:
        contexts_of = {form: len(words) for form, words in before.items()}
        for number, other in enumerate(work.map(_read_edges, contexts_of)):
            naming.merge(other, number)
    if "abbreviations" in harvesters:
        bracketed = Naming()
        for number, other in enumerate(work.map(_read_brackets, naming.kinds())):
            bracketed.merge(other, number)
        naming.merge(bracketed)
    return naming


def _look(
    part: Part, state: tuple[tuple[str, ...], bool]
) -> tuple[list[Naming], dict[str, set[str]]]:
    marked, edges = state
    found = [_naming(part, MARKED[each](part.unique)) for each in marked]
    return found, contexts(part.unique) if edges else {}


def _read_edges(part: Part, before: Mapping[str, int]) -> Naming:
    return _naming(part, bodies(part.unique, before))


def _read_brackets(part: Part, kinds: Mapping[str, Kind]) -> Naming:
    return _naming(part, abbreviations(part.unique, kinds))


def count(work: Work, naming: Naming, limit: int | None) -> tuple[list[Found], Names, Counter[str]]:
    """The names, the most frequent first, and the clauses around them."""
    names = Names(naming.votes)
    tallies: dict[Printed, Tally] = {}
    clauses: Counter[str] = Counter()
    counts = work.map(_count, (Forms(naming.votes), names, limit))
    for number, (found, counted) in enumerate(counts):
        _merge(tallies, found, number)
        clauses.update(counted)
    for form in sorted(naming.votes.keys() - {form for form, *_ in tallies}):
        key, seen = naming.first[form]
        tallies[key] = seen
    kinds = naming.kinds()
    ordered = sorted(tallies.items(), key=lambda item: (-item[1].frequency, item[0]))
    return (
        [
            Found(
                key,
                found,
                kinds[key[0]],
                _confidence(found),
                tuple(sorted(naming.defines.get(key[0], ()))),
            )
            for key, found in ordered
        ],
        names,
        clauses,
    )


def _confidence(found: Tally) -> float:
    return round(1.0 - 0.5 ** (1 + found.frequency), 4)


def _count(
    part: Part, state: tuple[Forms, Names, int | None]
) -> tuple[dict[Printed, Tally], Counter[str]]:
    forms, names, limit = state
    found: dict[Printed, Tally] = {}
    for form, places in forms.places(part).items():
        found |= _tallies(form, places, part, limit)
    return found, count_clauses(part.segments, names)


def find_terms(work: Work, terms: Terms, limit: int | None) -> list[Found]:
    """The domain terms, best first.

    What stands outside of names counts; of a term that never does, what stands inside.
    """
    outer: dict[Printed, Tally] = {}
    inner: dict[Printed, Tally] = {}
    for number, sides in enumerate(work.map(_find_terms, (terms, limit))):
        _merge(outer, sides[0], number)
        _merge(inner, sides[1], number)
    found = _free_or_inner(outer, inner)
    rank = {form: number for number, form in enumerate(terms.scores)}
    return [
        Found(key, found[key], Kind.THEME, terms.scores[key[0]])
        for key in sorted(found, key=lambda key: (rank[key[0]], key))
    ]


def _find_terms(
    part: Part, state: tuple[Terms, int | None]
) -> tuple[dict[Printed, Tally], dict[Printed, Tally]]:
    terms, limit = state
    outer: dict[Printed, Tally] = {}
    inner: dict[Printed, Tally] = {}
    for target, side in zip((outer, inner), terms.places(part), strict=True):
        for form, places in side.items():
            target |= _tallies(form, places, part, limit)
    return outer, inner


def find_variants(work: Work, found: Iterable[Found], limit: int | None) -> Iterator[Found]:
    """Other renderings of the forms in `found`.

    Each has the kind and the score of its origin and names it as `variant_of`; a treaty with its
    protocols has no origin.
    """
    known: dict[str, Origin] = {}
    for each in found:
        known.setdefault(each.form, Origin(each.form, each.kind, each.score))
    outer: dict[Printed, Tally] = {}
    inner: dict[Printed, Tally] = {}
    origins: dict[str, Origin | None] = {}
    variants = work.map(_find_variants, (Variants(known.values()), limit))
    for number, (sides, rendered) in enumerate(variants):
        _merge(outer, sides[0], number)
        _merge(inner, sides[1], number)
        for form, origin in rendered.items():
            origins.setdefault(form, origin)
    for key, own in sorted(_free_or_inner(outer, inner).items(), key=lambda item: item[0]):
        if origin := origins[key[0]]:
            yield Found(key, own, origin.kind, origin.score, variant_of=origin.form)
        else:
            yield Found(key, own, Kind.INSTRUMENT, _confidence(own))


def _free_or_inner(
    outer: Mapping[Printed, Tally], inner: Mapping[Printed, Tally]
) -> dict[Printed, Tally]:
    """What stands outside of names, and what does so inside of them alone."""
    free = {form for form, *_ in outer}
    return {**outer, **{key: places for key, places in inner.items() if key[0] not in free}}


def _find_variants(
    part: Part, state: tuple[Variants, int | None]
) -> tuple[tuple[dict[Printed, Tally], dict[Printed, Tally]], dict[str, Origin | None]]:
    variants, limit = state
    *sides, origins = variants.places(part)
    outer: dict[Printed, Tally] = {}
    inner: dict[Printed, Tally] = {}
    for target, side in zip((outer, inner), sides, strict=True):
        for form, own in side.items():
            target |= _tallies(form, own, part, limit)
    return (outer, inner), origins


def _tallies(
    form: str, places: Sequence[At], part: Part, limit: int | None
) -> dict[Printed, Tally]:
    """The occurrences of `form` in one part, by the printed form and its language."""
    if part.segments is part.printed:
        return {(form, form, "zh-Hans"): tally(places, part, limit)}
    found: defaultdict[Printed, list[At]] = defaultdict(list)
    for number, start, end in places:
        place = part.occurrence(number, start, end)
        language = place.segment.document.lang or "zh-Hans"
        found[form, place.text if language == "zh-Hant" else form, language].append(
            (number, start, end)
        )
    return {key: tally(own, part, limit) for key, own in found.items()}


def _merge(whole: dict[Printed, Tally], later: Mapping[Printed, Tally], number: int) -> None:
    """Add to `whole` what part `number` holds."""
    for key, found in later.items():
        whole.setdefault(key, Tally(found.limit)).merge(found, number)
