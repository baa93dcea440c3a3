"""SARIF 2.1.0 (OASIS): for code scanning on GitHub and many viewers. Columns are code points."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import Any

from termx import __version__
from termx.check.baseline import fingerprint
from termx.check.reports import Report, span
from termx.check.rules import RULES
from termx.models import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(report: Report) -> bytes:
    """One run with the rules that found something."""
    found = sorted({finding.code for _, finding in report.findings()})
    rules = [
        {
            "id": code,
            "name": "".join(part.capitalize() for part in RULES[code].name.split("-")),
            "shortDescription": {"text": RULES[code].summary},
            "fullDescription": {"text": RULES[code].text},
            "defaultConfiguration": {"level": _LEVELS[RULES[code].severity]},
        }
        for code in found
    ]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "termx", "semanticVersion": __version__, "rules": rules}
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(file.path, finding, found.index(finding.code))
                    for file, finding in report.findings()
                ],
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _result(path: str, finding: Finding, rule: int) -> dict[str, Any]:
    where = span(finding)
    region: dict[str, Any] = {"snippet": {"text": finding.occurrence.text}}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}
    }
    if where.page or where.paragraph:  # no lines to point at: the place is a logical one
        region |= {
            "charOffset": finding.occurrence.start,
            "charLength": len(finding.occurrence.text),
        }
        kind = "page" if where.page else "paragraph"
        number = where.page or where.paragraph
        location["logicalLocations"] = [
            {"name": f"{kind} {number}", "fullyQualifiedName": f"{kind} {number}, {where.column}"}
        ]
    else:
        region |= {
            "startLine": where.line,
            "startColumn": where.column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
        }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"termx/v1": fingerprint(path, finding)},
    }
    if finding.suggestions:
        result["properties"] = {"suggestions": list(finding.suggestions)}
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(PurePath(path).as_posix())
