"""Findings as a JSON list, in the fields of the project's design; fields may be added."""

from __future__ import annotations

import json

from termx.check.reports import Checked, Report, name, span
from termx.models import Finding


def render(report: Report) -> bytes:
    """A list of objects, one line each."""
    rows = [
        json.dumps(data(file, finding), ensure_ascii=False) for file, finding in report.findings()
    ]
    return ("[" + ",\n ".join(rows) + "]\n").encode("utf-8", "surrogatepass")


def data(file: Checked, finding: Finding) -> dict[str, object]:
    """The fields of `finding`."""
    where = span(finding)
    return {
        "code": finding.code,
        "rule": name(finding),
        "severity": str(finding.severity),
        "message": finding.message,
        "path": file.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "page": where.page,
        "paragraph": finding.occurrence.segment.number
        or (str(where.paragraph) if where.paragraph else None),
        "text": finding.occurrence.text,
        "suggestions": list(finding.suggestions),
        "concept": finding.concept,
    }
