"""Fixes: what is certain is written into the file, all else of it stays byte for byte.

Certain is a finding of a fixable rule with exactly one suggestion, in a file of plain text, where
the text marked stands in the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import unified_diff

from termx.check.rules import RULES
from termx.models import Finding, Unit

_MARKED = re.compile('[《》〈〉“”‘’「」『』"]')

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".tsv", ".csv", ".po"})
"""Files that can be fixed: places in them are lines and columns."""


def fixable(finding: Finding) -> bool:
    """Whether the finding is certain.

    A term that is printed with marks in it, 《…公约》及其议定书, is left to a person, and so is one
    in a draft in traditional characters.
    """
    certain = RULES[finding.code].fixable and len(finding.suggestions) == 1
    traditional = finding.occurrence.segment.document.lang == "zh-Hant"
    marked = _MARKED.search(finding.occurrence.text)
    return certain and not (finding.concept and (marked or traditional))


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """`text` of a file with its certain findings fixed, and the findings that were."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    edits = []
    for finding in findings:
        where = finding.occurrence
        place = where.place
        if not fixable(finding) or place.unit is not Unit.LINE or place.number > len(lines):
            continue
        start = starts[place.number - 1] + place.column - 1
        end = start + len(where.text)
        if text[start:end] == where.text:
            edits.append((start, end, finding))
    done: list[Finding] = []
    pieces: list[str] = []
    at = 0
    for start, end, finding in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            continue
        pieces += [text[at:start], finding.suggestions[0]]
        at = end
        done.append(finding)
    return "".join([*pieces, text[at:]]), tuple(done)


def diff(path: str, old: str, new: str) -> str:
    """What `fixed` changes, as a unified diff."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), path, path
        )
    )
