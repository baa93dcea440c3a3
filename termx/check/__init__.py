"""Check: a draft, alone or against its source, and a glossary become findings.

`draft` finds once what several rules ask, `rules` are a function each, `reports` write findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from termx.check.draft import Draft
from termx.check.lexicon import Lexicon, compile
from termx.check.registry import Rule
from termx.check.rules import RULES
from termx.models import Bead, Bitext, Document, Finding, Glossary, Occurrence

__all__ = ["RULES", "Draft", "Lexicon", "Rule", "check", "check_bitext", "compile", "findings"]


def check(
    target: Document,
    glossary: Glossary | Lexicon | None = None,
    *,
    source: Document | None = None,
    beads: Sequence[Bead] = (),
    codes: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """The findings in the clean document `target`, in the order of the text.

    `beads` tell which segments of `source` and of `target` translate each other; without them the
    rules that need a source are left out. `codes` are those of the rules to apply; without it
    those that are on by default.
    """
    if not isinstance(glossary, Lexicon):
        glossary = compile(glossary.concepts if glossary else ())
    return tuple(findings(Draft(target, glossary, source=source, beads=beads), codes))


def check_bitext(
    bitext: Bitext,
    glossary: Glossary | Lexicon | None = None,
    *,
    codes: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """The findings in the Chinese side of `bitext`, whose segments are clean."""
    target, source = bitext.target, bitext.source
    beads = tuple(bitext.beads())
    if (source.lang or "").startswith("zh"):
        target, source = source, target
        beads = tuple(Bead(bead.target, bead.source, bead.score) for bead in beads)
    return check(target, glossary, source=source, beads=beads, codes=codes)


def findings(draft: Draft, codes: Collection[str] | None = None) -> Iterator[Finding]:
    """The findings of the rules `codes` in `draft`, in the order of the text, then by code."""
    chosen = [
        rule
        for code, rule in RULES.items()
        if (rule.default if codes is None else code in codes)
        and (draft.beads or not rule.needs_source)
        and (len(draft.lexicon) or not rule.needs_glossary)
    ]
    found = [
        Finding(
            rule.code,
            problem.severity or rule.severity,
            Occurrence(draft.segment(problem.start), problem.start, problem.end),
            problem.message,
            problem.suggestions,
            problem.concept,
        )
        for rule in chosen
        for problem in rule.check(draft)
    ]
    yield from sorted(
        found, key=lambda item: (item.occurrence.start, item.occurrence.end, item.code)
    )
