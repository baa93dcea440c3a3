"""What lists of terms have in common, whatever their language: what is learnt, what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2s

from termx.models import Concept, Kind, Status, Term
from termx.pair.beads import Beads
from termx.pair.concepts import kind
from termx.pair.knowledge import Texts
from termx.pair.lexicon import Lexicon
from termx.pair.links import learn
from termx.pair.places import Places
from termx.pair.scan import Standing, fetched
from termx.pair.spread import LEARNT, sample
from termx.progress import Report

OFFERED = 3
"""So many equivalents a term are offered at most."""


def studied(
    found: Sequence[Standing],
    work: Beads,
    *,
    given: Sequence[Texts],
    report: Report,
) -> tuple[Mapping[int, Texts], Sequence[str], Lexicon]:
    """The texts of the beads in which terms stand, the folded English of some beads, and what is
    learnt from them.
    """
    where = [standing.places for standing in found]
    taught = _lessons(where, work.count)
    texts, english = fetched({*taught, *(bead for own in where for bead in own)}, work)
    report("learning translations", 0, 0)
    return texts, english, learn([texts[bead] for bead in taught], given=given, engine=work.engine)


def _lessons(where: Sequence[Places], total: int) -> list[int]:
    """The beads from which the lexicon is learnt: rare terms first, then others."""
    chosen: dict[int, None] = {}
    for found in sorted(where, key=len):
        chosen |= dict.fromkeys(found)
        if len(chosen) >= LEARNT:
            return sorted(list(chosen)[:LEARNT])
    rest = [bead for bead in sample(range(total), LEARNT) if bead not in chosen]
    return sorted([*chosen, *sample(rest, LEARNT - len(chosen))])


def entry(
    text: str,
    language: str,
    standing: Standing,
    equivalents: Sequence[Term],
    *,
    sources: tuple[str, ...],
    context: str | None,
    score: float,
) -> Concept:
    """The concept of a listed term, with a note if it does not stand in the bitext."""
    own = Term(
        text=text,
        lang=language,
        type=kind(text, preferred=True),
        status=Status.PREFERRED,
        frequency=standing.times,
        sources=sources,
        context=context,
        note=None if standing.times else "not in the bitext",
    )
    name = "c-" + blake2s(text.encode(), digest_size=6).hexdigest()
    return Concept(name, Kind.THEME, (own, *equivalents), score=score)
