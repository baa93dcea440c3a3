"""Segments -> candidates: the names and terms of a collection with their occurrences.

Each harvester has a file of its own. Marks, lists and brackets tell of names (`titles`, `known`,
`abbreviations`); head nouns do with what stands around them in the whole collection (`bodies`);
once the names are known, domain terms come from the clauses around them (`keyterms`), and other
renderings of both by folding (`variants`).

The work is done in stages (`stages`) over the parts of a collection (`parts`), so that it can be
divided among processes and machines with the same result.

The modules are imported when there is work: a run whose result is known needs only the names of the
harvesters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from termx.errors import ConfigError
from termx.models import Candidate, Segment
from termx.progress import Report, silent

if TYPE_CHECKING:
    from termx.harvest.parts import Work

ALL = ("titles", "known", "bodies", "abbreviations", "keyterms", "variants")
"""The harvesters, in the order in which they are believed."""

__all__ = ["ALL", "harvest", "harvest_parts"]


def harvest(
    segments: Sequence[Segment],
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """Candidates of a collection of Chinese paragraphs with all their occurrences, best first.

    `segments` are grouped by document. `themes` limits the domain terms. Raises `ConfigError` for a
    harvester that does not exist.
    """
    from termx.harvest.parts import Whole

    return harvest_parts(Whole(segments), harvesters=harvesters, themes=themes, report=report)


def harvest_parts(
    work: Work,
    *,
    harvesters: Collection[str] = ALL,
    themes: int | None = None,
    limit: int | None = None,
    report: Report = silent,
) -> tuple[Candidate, ...]:
    """The same for a collection in parts; at most `limit` occurrences of a candidate are kept."""
    from termx.harvest import stages
    from termx.harvest.keyterms import keyterms
    from termx.harvest.naming import candidates

    unknown = sorted(set(harvesters) - set(ALL))
    if unknown:
        raise ConfigError(f"no harvester {unknown[0]!r}: choose from {', '.join(ALL)}")
    report("looking for names", 0, 0)
    naming = stages.name(work, harvesters)
    report("counting names", len(naming.votes), 0)
    found, names, clauses = stages.count(work, naming, limit)
    if "keyterms" in harvesters:
        report("looking for domain terms", len(clauses), 0)
        found += stages.find_terms(work, keyterms(work, clauses, names, themes), limit)
    if "variants" in harvesters:
        report("looking for other renderings", len(found), 0)
        found += stages.find_variants(work, found, limit)
    return candidates(work, found)
