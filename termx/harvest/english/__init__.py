"""English segments -> candidates: names and terms of a collection with their occurrences.

The counterpart of `termx.harvest` for English, and of the same shape: each harvester of names is a
function in a file of its own and a line in `stages`; domain terms come from `keyterms` once the
names are known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from termx.errors import ConfigError
from termx.harvest.english import stages
from termx.harvest.english.keyterms import keyterms
from termx.harvest.naming import candidates
from termx.harvest.parts import Whole, Work
from termx.models import Candidate, Segment
from termx.progress import Report, silent

ALL = (*stages.FREE, "acronyms", "keyterms")
"""The harvesters, in the order in which they are believed."""

ALIKE: Mapping[str, tuple[str, ...]] = {
    "titles": ("titles",),
    "known": ("known",),
    "bodies": ("bodies", "lowercase"),
    "abbreviations": ("acronyms",),
    "keyterms": ("keyterms",),
    "variants": (),
}
"""The English harvesters that do what a Chinese one does, by the name of the latter."""

__all__ = ["ALIKE", "ALL", "harvest_english", "harvest_english_parts"]


def harvest_english(
    segments: Sequence[Segment],
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """Candidates of a collection of English paragraphs: names by frequency, then themes by score.

    `segments` are grouped by document. `themes` limits the domain terms. Raises `ConfigError` for a
    harvester that does not exist.
    """
    return harvest_english_parts(
        Whole(segments), harvesters=harvesters, themes=themes, report=report
    )


def harvest_english_parts(
    work: Work,
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    limit: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """The same for a collection in parts; at most `limit` occurrences of a candidate are kept."""
    unknown = sorted(set(harvesters) - set(ALL))
    if unknown:
        raise ConfigError(f"no harvester {unknown[0]!r}: choose from {', '.join(ALL)}")
    report("looking for English names", 0, 0)
    naming = stages.name(work, harvesters)
    report("counting English names", len(naming.votes), 0)
    found, names, seen = stages.count(work, naming, limit)
    if "keyterms" in harvesters:
        report("looking for English domain terms", len(seen), 0)
        found += stages.find_terms(work, keyterms(seen, themes), names, limit)
    return candidates(work, found)
