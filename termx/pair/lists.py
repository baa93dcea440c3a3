"""`--terms`: a list of terms gets its equivalents from bitext, whatever their language."""

from __future__ import annotations

from collections.abc import Sequence

from termx import lang
from termx.models import Concept
from termx.pair.beads import Beads
from termx.pair.knowledge import Texts
from termx.pair.reverse import chinese_of
from termx.pair.terms import equivalents as english_of
from termx.progress import Report, silent


def equivalents(
    terms: Sequence[str],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    jobs: int = 1,
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of `terms` with what bitext shows of it in the other language, surest
    first. Terms with Chinese characters are Chinese, all others English.
    """
    concepts: list[Concept] = []
    for search, own in (
        (english_of, [term for term in terms if lang.has_han(term)]),
        (chinese_of, [term for term in terms if not lang.has_han(term)]),
    ):
        if own:
            concepts += search(own, work, given=given, jobs=jobs, report=report)
    return tuple(sorted(concepts, key=lambda item: (-item.score, item.terms[0].text)))
