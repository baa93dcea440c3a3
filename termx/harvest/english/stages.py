"""The stages of the English harvest, done for every part of a collection like the Chinese ones.

A paragraph that repeats is looked at once in its part and counts as often as it stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from termx.harvest.english.acronyms import acronyms
from termx.harvest.english.bodies import bodies
from termx.harvest.english.known import known
from termx.harvest.english.lowercase import lowercase
from termx.harvest.english.phrases import Phrase, phrases
from termx.harvest.english.places import Names, Terms
from termx.harvest.english.titles import titles
from termx.harvest.mentions import Mention
from termx.harvest.naming import Found, Naming
from termx.harvest.parts import At, Part, Work
from termx.harvest.tally import Tally, tally
from termx.models import Kind, Segment

FREE: Mapping[str, Callable[[Sequence[Segment]], Iterable[Mention]]] = {
    "titles": titles,
    "known": known,
    "bodies": bodies,
    "lowercase": lowercase,
}
"""Harvesters that look at a place alone, in the order in which they are believed."""

_MANY = 400_000
"""Of more distinct noun phrases than this those that were seen once are forgotten."""


def name(work: Work, harvesters: Collection[str]) -> Naming:
    """The names of a collection."""
    naming = Naming()
    free = tuple(each for each in FREE if each in harvesters)
    for number, other in enumerate(work.map(_look, free)):
        naming.merge(other, number)
    if "acronyms" in harvesters:
        defined = Naming()
        for number, other in enumerate(work.map(_read_acronyms, naming.kinds())):
            defined.merge(other, number)
        naming.merge(defined)
    return naming


def _look(part: Part, harvesters: Sequence[str]) -> Naming:
    found = Naming()
    for segment in part.unique:  # one after the other: harvesters share what they look up in it
        for each in harvesters:
            _take(found, part, FREE[each]((segment,)))
    return found


def _read_acronyms(part: Part, kinds: Mapping[str, Kind]) -> Naming:
    found = Naming()
    _take(found, part, acronyms(part.unique, kinds))
    return found


def _take(found: Naming, part: Part, mentions: Iterable[Mention]) -> None:
    """Add to `found` what a harvester reports."""
    for mention in mentions:
        form, at = mention.form, part.at(mention.occurrence)
        found.votes[form][mention.kind] += mention.weight * part.repeats[at[0]]
        if form not in found.first:
            found.first[form] = (form, form, "en"), tally([at], part, 1)
        if mention.short_for:
            found.defines[mention.short_for].add(form)


def count(
    work: Work, naming: Naming, limit: int | None
) -> tuple[list[Found], Names, Counter[Phrase]]:
    """The names, the most frequent first, and the noun phrases around them."""
    names = Names(naming.votes)
    tallies: dict[str, Tally] = {}
    seen: Counter[Phrase] = Counter()
    for number, (own, found) in enumerate(work.map(_count, (names, limit))):
        _merge(tallies, own, number)
        seen.update(found)
        if len(seen) > _MANY:
            seen = Counter({phrase: times for phrase, times in seen.items() if times > 1})
    for form in naming.votes.keys() - tallies.keys():
        tallies[form] = naming.first[form][1]
    kinds = naming.kinds()
    return (
        [
            Found(
                (form, form, "en"),
                own,
                kinds[form],
                round(1.0 - 0.5 ** (1 + own.frequency), 4),
                tuple(sorted(naming.defines.get(form, ()))),
            )
            for form, own in sorted(tallies.items(), key=lambda item: (-item[1].frequency, item[0]))
        ],
        names,
        seen,
    )


def _count(part: Part, state: tuple[Names, int | None]) -> tuple[dict[str, Tally], Counter[Phrase]]:
    names, limit = state
    seen: Counter[Phrase] = Counter()
    for number, times in part.repeats.items():
        for _, phrase in phrases(names.hide(part.segments[number].text)):
            seen[phrase] += times
    return _tallies(part, names.places(part), limit), seen


def find_terms(
    work: Work, scores: Mapping[str, float], names: Names, limit: int | None
) -> Iterator[Found]:
    """The domain terms with these scores, the best first."""
    tallies: dict[str, Tally] = {}
    for number, own in enumerate(work.map(_find_terms, (Terms(scores), names, limit))):
        _merge(tallies, own, number)
    for form, score in scores.items():
        if form in tallies:
            yield Found((form, form, "en"), tallies[form], Kind.THEME, score)


def _find_terms(part: Part, state: tuple[Terms, Names, int | None]) -> dict[str, Tally]:
    terms, names, limit = state
    return _tallies(part, terms.places(part, names), limit)


def _tallies(part: Part, places: Mapping[str, Sequence[At]], limit: int | None) -> dict[str, Tally]:
    return {form: tally(own, part, limit) for form, own in places.items()}


def _merge(whole: dict[str, Tally], later: Mapping[str, Tally], number: int) -> None:
    """Add to `whole` what part `number` holds."""
    for form, found in later.items():
        whole.setdefault(form, Tally(found.limit)).merge(found, number)
