"""A copy of the Word file with a comment at each finding: what a reviser wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termx.check.reports import Checked, Report, name, span
from termx.check.word import Comment, commented
from termx.models import Finding

SUFFIXES = frozenset({".docx", ".docm"})


def render(report: Report) -> bytes:
    """The copy of the report's only file. Raises `ReadError`."""
    (file,) = report.files
    return commented(Path(file.path), _comments(file))


def _comments(file: Checked) -> Iterator[Comment]:
    for finding in file.findings:
        where = span(finding)
        yield Comment(
            where.paragraph or where.line, finding.occurrence.text, _nth(finding), _says(finding)
        )


def _nth(finding: Finding) -> int:
    """How many equal texts stand before this one in its paragraph."""
    where = finding.occurrence
    before = where.segment.document.text[where.segment.start : where.start]
    return before.count(where.text) if where.text else 0


def _says(finding: Finding) -> list[str]:
    lines = [f"{finding.message} ({finding.code} {name(finding)}, {finding.severity})"]
    if finding.occurrence.segment.kind == "footnote":
        lines.insert(0, f"In the note: {finding.occurrence.text}")
    if any(finding.suggestions):
        lines.append(f"→ {' | '.join(finding.suggestions)}")
    return lines
