"""Segments -> candidates: the names and terms of a collection with all their occurrences.

Each harvester is a function in a file of its own and one line in `HARVESTERS`. They run in that
order over the whole collection; each sees the names that those before it have found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from termx.errors import ConfigError
from termx.harvest.abbreviations import abbreviations
from termx.harvest.bodies import bodies
from termx.harvest.keyterms import keyterms
from termx.harvest.known import known
from termx.harvest.mentions import Mention
from termx.harvest.occurrences import occurrences
from termx.harvest.titles import titles
from termx.harvest.variants import variants
from termx.models import Candidate, Kind, Segment
from termx.progress import Report, silent

Harvester = Callable[[Sequence[Segment], Mapping[str, Kind]], Iterable[Mention]]

HARVESTERS: Mapping[str, Harvester] = {
    "titles": titles,
    "known": known,
    "bodies": bodies,
    "abbreviations": abbreviations,
}
"""Harvesters of names; domain terms come from `keyterms` once the names are known, and other
renderings of both from `variants`."""

ALL = (*HARVESTERS, "keyterms", "variants")


def harvest(
    segments: Sequence[Segment],
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """Candidates of a collection of Chinese paragraphs, best first.

    `themes` limits the domain terms. Raises `ConfigError` for a harvester that does not exist.
    """
    unknown = sorted(set(harvesters) - set(ALL))
    if unknown:
        raise ConfigError(f"no harvester {unknown[0]!r}: choose from {', '.join(ALL)}")
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    defines: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Mention] = {}
    for name, harvester in HARVESTERS.items():
        if name not in harvesters:
            continue
        report(f"harvesting {name}", len(first), 0)
        for mention in harvester(segments, {form: _winner(kinds) for form, kinds in votes.items()}):
            votes[mention.form][mention.kind] += mention.weight
            first.setdefault(mention.form, mention)
            if mention.short_for:
                defines[mention.short_for].add(mention.form)
    found = tuple(_names(segments, votes, defines, first))
    if "keyterms" in harvesters:
        report("harvesting keyterms", len(found), 0)
        found += keyterms(segments, names=frozenset(votes), limit=themes)
    if "variants" in harvesters:
        report("harvesting variants", len(found), 0)
        found += tuple(variants(segments, found))
    return found


def _names(
    segments: Sequence[Segment],
    votes: Mapping[str, Counter[Kind]],
    defines: Mapping[str, set[str]],
    first: Mapping[str, Mention],
) -> Iterator[Candidate]:
    places = occurrences(segments, votes.keys())
    for form in sorted(votes, key=lambda form: (-len(places[form]), form)):
        found = places[form] or (first[form].occurrence,)
        score = 1.0 - 0.5 ** (1 + len(found))
        yield Candidate(
            form,
            found[0].segment.document.lang or "zh-Hans",
            _winner(votes[form]),
            found,
            round(score, 4),
            tuple(sorted(defines.get(form, ()))),
        )


def _winner(kinds: Counter[Kind]) -> Kind:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
