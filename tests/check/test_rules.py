"""Every rule reports the bad examples of its docstring and is silent on the good ones."""

from __future__ import annotations

import re

import pytest

from termx.check import RULES, Rule, check
from termx.models import (
    Bead,
    Concept,
    Document,
    Finding,
    Glossary,
    Kind,
    Paragraph,
    Segment,
    SegmentKind,
    Status,
    Term,
)

STATUS = {"-": Status.DEPRECATED, "~": Status.SUPERSEDED, "+": Status.ADMITTED}


def glossary(*lines: str) -> Glossary:
    """A glossary of concepts like `theme: 气候变化, -气候变迁 = climate change`."""
    concepts = []
    for number, line in enumerate(lines):
        head, _, rest = line.partition(": ")
        kind, _, subject = head.removesuffix(")").partition(" (")
        chinese, _, english = rest.partition(" = ")
        terms = [
            Term(cell.lstrip("-~+"), lang, status=STATUS.get(cell[0], Status.PREFERRED))
            for lang, cells in (("zh-Hans", chinese), ("en", english))
            for cell in filter(None, cells.split(", "))
        ]
        concepts.append(Concept(f"c{number}", Kind(kind), tuple(terms), subject or None))
    return Glossary("test", tuple(concepts))


def document(text: str, lang: str) -> Document:
    parts = [part.strip() for part in text.split("¶")]
    paragraphs = []
    at = 0
    for number, part in enumerate(parts):
        kind = SegmentKind.FOOTNOTE if part.startswith("^") else SegmentKind.BODY
        parts[number] = part.removeprefix("^")
        paragraphs.append(Paragraph(at, at + len(parts[number]), kind))
        at += len(parts[number]) + 1
    return Document("draft.txt", "\n".join(parts), lang, paragraphs=tuple(paragraphs))


def found(
    code: str, target: str, source: str | None, terms: tuple[str, ...]
) -> tuple[Finding, ...]:
    draft = document(target, "zh-Hans")
    if source is None:
        return check(draft, glossary(*terms), codes={code})
    origin = document(source, "en")
    beads = [
        Bead(
            (Segment(origin, one.start, one.end),),
            (Segment(draft, other.start, other.end),),
            1.0,
        )
        for one, other in zip(origin.paragraphs, draft.paragraphs, strict=True)
    ]
    return check(draft, glossary(*terms), source=origin, beads=beads, codes={code})


EXAMPLES = [(rule, example) for rule in RULES.values() for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.code}-{n}" for n, (rule, _) in enumerate(EXAMPLES)]
)
def test_examples(rule: Rule, example) -> None:  # type: ignore[no-untyped-def]
    findings = found(rule.code, example.target, example.source, example.terms)
    assert bool(findings) == example.bad, [item.message for item in findings]
    assert all(item.code == rule.code for item in findings)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rules_are_explained(rule: Rule) -> None:
    kinds = {example.bad for example in rule.examples}
    assert kinds == {True, False} or rule.code.startswith("TX9"), "bad and good examples"
    assert re.fullmatch(r"TX[1-49]\d\d", rule.code)
    assert len(rule.summary) < 90
