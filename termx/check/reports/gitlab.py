"""GitLab's Code Quality report: findings appear in merge requests."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import blake2b
from pathlib import PurePath

from termx.check.baseline import fingerprint
from termx.check.reports import Report, message, span
from termx.models import Severity

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> bytes:
    """A list of issues; fingerprints are unique and survive edits elsewhere in the file."""
    seen: Counter[str] = Counter()
    rows = []
    for file, finding in report.findings():
        mark = fingerprint(file.path, finding)
        seen[mark] += 1
        unique = f"{mark}/{seen[mark]}".encode()
        where = span(finding)
        rows.append(
            {
                "description": message(finding),
                "check_name": finding.code,
                "fingerprint": blake2b(unique, digest_size=16).hexdigest(),
                "severity": _LEVELS[finding.severity],
                "location": {
                    "path": PurePath(file.path).as_posix(),
                    "lines": {"begin": where.line, "end": where.end_line},
                },
            }
        )
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
