"""English segments -> candidates: names and terms of a collection with all their occurrences.

The counterpart of `termx.harvest.harvest` for English, and of the same shape: each harvester is a
function in a file of its own and one line in `HARVESTERS`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from termx.errors import ConfigError
from termx.harvest.english.acronyms import acronyms
from termx.harvest.english.bodies import bodies
from termx.harvest.english.keyterms import keyterms
from termx.harvest.english.known import known
from termx.harvest.english.lowercase import lowercase
from termx.harvest.english.places import places
from termx.harvest.english.titles import titles
from termx.harvest.mentions import Mention
from termx.models import Candidate, Kind, Segment
from termx.progress import Report, silent

__all__ = ["ALL", "HARVESTERS", "harvest_english"]

Harvester = Callable[[Sequence[Segment], Mapping[str, Kind]], Iterable[Mention]]

HARVESTERS: Mapping[str, Harvester] = {
    "titles": titles,
    "known": known,
    "bodies": bodies,
    "lowercase": lowercase,
    "acronyms": acronyms,
}
"""Harvesters of names; domain terms come from `keyterms` once the names are known."""

ALL = (*HARVESTERS, "keyterms")


def harvest_english(
    segments: Sequence[Segment],
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """Candidates of a collection of English paragraphs: names by frequency, then themes by score.

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
        report(f"harvesting English {name}", len(first), 0)
        for mention in harvester(segments, {form: _winner(kinds) for form, kinds in votes.items()}):
            votes[mention.form][mention.kind] += mention.weight
            first.setdefault(mention.form, mention)
            if mention.short_for:
                defines[mention.short_for].add(mention.form)
    found = tuple(_names(segments, votes, defines, first))
    if "keyterms" in harvesters:
        report("harvesting English keyterms", len(found), 0)
        found += keyterms(segments, names=votes, limit=themes)
    return found


def _names(
    segments: Sequence[Segment],
    votes: Mapping[str, Counter[Kind]],
    defines: Mapping[str, set[str]],
    first: Mapping[str, Mention],
) -> Iterator[Candidate]:
    outer = places(segments, votes.keys())
    for form in sorted(votes, key=lambda form: (-len(outer.get(form, ())), form)):
        found = outer.get(form) or (first[form].occurrence,)
        yield Candidate(
            form,
            found[0].segment.document.lang or "en",
            _winner(votes[form]),
            found,
            round(1.0 - 0.5 ** (1 + len(found)), 4),
            tuple(sorted(defines.get(form, ()))),
        )


def _winner(kinds: Counter[Kind]) -> Kind:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
